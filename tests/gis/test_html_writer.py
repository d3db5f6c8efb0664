"""The map to take away: whole, asking nobody, and deaf to what a name would make it do."""

import base64
import hashlib
import json
import re

import numpy as np
import pytest
from lxml import html
from shapely import MultiLineString, get_coordinates

from gis.formats import FORMATS
from gis.formats.html_writer import write_html
from gis.formats.route_file import Backdrop, Drawing, RouteFile, Words
from gis.formats.takeaway.drawn import MOST_VERTICES, as_html
from gis.sheets import LicenceSheet
from tests.builders import a_line, a_route_file, a_waypoint

TWO_PIECES = a_line(
    [(0.3712345678, 43.9012345678, 101.26), (0.38, 43.91, 102)],
    [(0.40, 43.92, 200), (0.41, 43.93, 210)],
)
EVIL = "</script><script>alert(1)</script>`${alert(2)}`{{ 7 * 7 }}{% raw %}\\\"'"


def a_drawing(**changes: object) -> Drawing:
    fields = {
        "language": "es",
        "practice": "walking",
        "colours": ":root { --paper: #f2ebd8; }",
        "backdrop": Backdrop(
            outline=(((0.0, 43.5), (1.0, 43.5), (1.0, 44.0), (0.0, 43.5)),),
            rivers=(((0.1, 43.6), (0.2, 43.7)),),
        ),
        "halts": (a_waypoint(),),
        "figures": ("12,0 km", "↗ 160 m"),
        "words": Words(map="Mapa", start="Salida", end="Llegada", online="En línea"),
    }
    return Drawing(**{**fields, **changes})  # type: ignore[arg-type]


def written(file: RouteFile) -> str:
    return write_html(file).decode()


def lines(page: str, class_name: str) -> list[list[list[float]]]:
    """The coordinates, [lat, lon], of every path of a class, as the script has them."""
    found = re.findall(r"L\.poly(?:line|gon)\(\s*(\[\[.*?\]\]),\s*(\{.*?\})\s*\)", page)
    return [
        json.loads(points) for points, options in found
        if json.loads(options)["className"] == class_name
    ]  # fmt: skip


def test_nothing_in_it_is_fetched() -> None:
    page = written(a_route_file(drawing=a_drawing()))
    tree = html.fromstring(page)
    assert tree.xpath("//@src | //link | //img | //iframe | //object | //base") == []
    assert re.findall(r"(?:url\(|@import)[^n]", tree.findtext("head/style")) == []
    assert "jquery" not in page.lower()
    assert "bootstrap" not in page.lower()


def test_its_own_policy_lets_only_its_own_scripts_and_style_run() -> None:
    tree = html.fromstring(written(a_route_file(drawing=a_drawing())))
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    inline = tree.xpath("//script/text()"), tree.xpath("//style/text()")
    assert [len(texts) for texts in inline] == [2, 1]
    for text in (*inline[0], *inline[1]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert tree.xpath("//*[@style] | //@*[starts-with(name(), 'on')]") == []


def test_equal_routes_give_equal_bytes() -> None:
    file = a_route_file(drawing=a_drawing())
    assert write_html(file) == write_html(file)


def test_the_line_is_drawn_whole_one_path_a_piece_to_six_decimals() -> None:
    route = lines(written(a_route_file(line=TWO_PIECES)), "route")
    assert route == [
        [[43.901235, 0.371235], [43.91, 0.38]],
        [[43.92, 0.4], [43.93, 0.41]],
    ]


def test_a_very_long_line_is_thinned_and_stays_within_two_metres() -> None:
    east = np.linspace(0, 1, 2 * MOST_VERTICES)
    line = MultiLineString([np.column_stack((east, 43.7 + 0.01 * np.sin(east * 90)))])
    (route,) = lines(written(a_route_file(line=line)), "route")
    assert 100 < len(route) < MOST_VERTICES
    thinned = MultiLineString([[(lon, lat) for lat, lon in route]])
    metre_deg = 1 / 80_000
    assert thinned.hausdorff_distance(line) < 2.1 * metre_deg
    assert get_coordinates(thinned)[[0, -1]] == pytest.approx(get_coordinates(line)[[0, -1]])


def test_the_territory_lies_under_it() -> None:
    page = written(a_route_file(drawing=a_drawing()))
    assert lines(page, "outline")[0][1] == [43.5, 1.0]
    assert lines(page, "river") == [[[43.6, 0.1], [43.7, 0.2]]]
    assert page.index('"className": "outline"') < page.index('"className": "route"')


def test_the_sheet_says_what_it_is_in_its_language() -> None:
    tree = html.fromstring(written(a_route_file(drawing=a_drawing())))
    assert tree.get("lang") == "es"
    assert tree.findtext("head/title") == tree.findtext(".//h1") == "Autour de Condom"
    assert tree.xpath("//meta[@name='viewport']/@content") == [
        "width=device-width, initial-scale=1"
    ]
    assert tree.xpath("//ul[@class='figures']/li/text()") == ["12,0 km", "↗ 160 m"]
    assert tree.findtext(".//p[@class='notice']", "").startswith("Tracé de démonstration")
    links = dict(zip(tree.xpath("//main//a/text()"), tree.xpath("//main//a/@href"), strict=True))
    assert links["En línea"] == "https://balise.example/fr/itineraires/autour-de-condom"
    assert links["CDT Destination Gers"] == "https://www.tourisme-gers.com"
    assert "Licence Ouverte 2.0" in links


def test_the_profile_says_its_heights_and_is_left_out_where_they_are_unknown() -> None:
    tree = html.fromstring(written(a_route_file()))
    assert "80\u00a0m – 160\u00a0m" in tree.xpath("string(//figcaption)")
    path = tree.xpath("string(//path[@class='skyline']/@d)")
    points = [tuple(map(float, point.split())) for point in path[1:].split("L")]
    assert points[0][0] == 0
    assert points[-1][0] == 320
    assert all(0 <= y <= 72 for _x, y in points)
    flat = html.fromstring(written(a_route_file(line=a_line(heights=False))))
    assert flat.xpath("//figure") == []


@pytest.mark.parametrize("text", [EVIL, "A & B <x> ]]>\x00\ud800", "--><b>x</b>"])
def test_no_text_ends_its_place(text: str) -> None:
    file = a_route_file(
        name=text,
        description=text,
        notice=text,
        author=text,
        author_link="javascript:alert(1)",
        link="data:text/html,x",
        licence=LicenceSheet(text, "javascript:alert(2)"),
        waypoints=(a_waypoint(name=text, description=text),),
        drawing=a_drawing(
            halts=(a_waypoint(name=text, description=text),),
            figures=(text,),
            words=Words(*[text] * 8),
        ),
    )
    page = written(file)
    tree = html.fromstring(page)
    shown = text.replace("\x00", "").replace("\ud800", "")
    assert tree.findtext(".//h1") == shown
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//main//b | //@href[not(starts-with(., 'https://'))]") == []
    ours = tree.xpath("//script/text()")[1]
    assert "</" not in re.sub(r"</(?:div|b|p|span)>", "", ours)
    assert "49" not in re.findall(r"<b>(.*?)</b>", ours)


def test_a_text_as_html_reads_as_itself_and_holds_no_sign_that_means_anything() -> None:
    assert html.fromstring(f"<p>{as_html(EVIL)}</p>").text == EVIL
    assert set(as_html(EVIL)) & set("<>\"'`${}%\\/()") == set()
    assert as_html("L’Isle-Jourdain, été") == "L’Isle-Jourdain, été"


def test_it_is_served_as_html() -> None:
    assert FORMATS["html"].media_type == "text/html"
    assert FORMATS["html"].write is write_html
