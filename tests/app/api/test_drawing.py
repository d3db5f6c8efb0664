"""What a page that draws asks: a line looked at, repaired, simplified, snapped; lines around it."""

import json
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import MultiLineString
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.models import Organisation, Revision, Route, RouteLine
from app.queries.routes import working_line
from gis.along import along
from gis.checks import check_line
from gis.line import simplify
from gis.profile import profile
from gis.vocabulary import Role
from tests.app.api.conftest import Script, Scripts
from tests.builders import a_line
from tests.staged import moved
from tests.stored import NOW, a_stored_committee, a_stored_route

LOOK = "/api/drawing/look"


@pytest.fixture
def officer(script: Scripts) -> Script:
    return script(Role.OFFICER)


def with_spikes(*vertices: int) -> MultiLineString:
    found = shapely.get_coordinates(a_line(), include_z=True)
    found[list(vertices), 1] += 0.01
    return MultiLineString([found])


def sent(line: MultiLineString) -> dict[str, Any]:
    pieces = [shapely.get_coordinates(one, include_z=one.has_z).tolist() for one in line.geoms]
    return {"type": "MultiLineString", "coordinates": pieces}


def received(line: dict[str, Any]) -> MultiLineString:
    return MultiLineString(line["coordinates"])


# Looked at


def test_a_line_is_measured_as_it_would_be_stored(officer: Script, route: Route) -> None:
    looked = officer.send("POST", LOOK, {"line": sent(a_line())})
    assert looked.status_code == 200
    climb = profile(along(a_line()))
    assert climb is not None
    assert looked.json["length_m"] == along(a_line()).length_m
    assert (looked.json["ascent_m"], looked.json["descent_m"]) == climb.total
    assert looked.json["findings"] == []


def test_a_flat_line_has_no_climb(officer: Script) -> None:
    looked = officer.send("POST", LOOK, {"line": sent(a_line(heights=False))}).json
    assert (looked["ascent_m"], looked["descent_m"]) == (None, None)
    assert [one["key"] for one in looked["findings"]] == ["heights.missing"]


def test_a_defect_is_told_with_its_place_and_what_would_mend_it(officer: Script) -> None:
    (spike,) = officer.send("POST", LOOK, {"line": sent(with_spikes(100))}).json["findings"]
    assert (spike["key"], spike["severity"]) == ("line.spike", "error")
    assert (spike["lon"], spike["lat"]) == tuple(with_spikes(100).geoms[0].coords[100][:2])
    assert spike["detail"].startswith("km 6,1\xa0: La ligne part à 1")
    assert (spike["repair"], spike["repair_name"]) == ("drop_spikes", "Enlever la pointe")
    assert spike["to_m"] is None
    spoken = {**officer.headers, "Accept-Language": "en"}
    told = officer.client.post(LOOK, json={"line": sent(with_spikes(100))}, headers=spoken).json
    assert told["findings"][0]["detail"] != spike["detail"]


def test_of_very_many_defects_the_first_are_told_and_the_others_counted(officer: Script) -> None:
    zigzag = [[0.3 + i * 0.001, 43.9 + i % 3 * 0.0005] for i in range(1400)]
    apart = [[zigzag[i], zigzag[i + 1]] for i in range(0, 1398, 2)]
    line = {"type": "MultiLineString", "coordinates": apart}
    looked = officer.send("POST", LOOK, {"line": line}).json
    assert len(looked["findings"]) == 500
    assert (
        looked["more_findings"] == len(check_line(received(line), (-0.3, 43.3, 1.25, 44.1))) - 500
    )


# Repaired


def test_only_the_defect_that_is_named_is_mended(officer: Script) -> None:
    line = with_spikes(60, 180)
    first, _second = officer.send("POST", LOOK, {"line": sent(line)}).json["findings"]
    named = [{"key": first["key"], "at_m": round(first["at_m"], 4)}]
    mended = officer.send("POST", "/api/drawing/repair", {"line": sent(line), "repairs": named})
    assert mended.status_code == 200
    coordinates = sent(line)["coordinates"][0]
    assert mended.json["line"]["coordinates"] == [coordinates[:60] + coordinates[61:]]


def test_a_repair_leaves_pieces_beside_it_as_they_are(officer: Script) -> None:
    pieces = sent(with_spikes(100))["coordinates"] + [[[0.7, 43.8, 1.1], [0.71, 43.8, 1.3]]]
    line = {"type": "MultiLineString", "coordinates": pieces}
    found = officer.send("POST", LOOK, {"line": line}).json["findings"]
    spike = next(one for one in found if one["key"] == "line.spike")
    body = {"line": line, "repairs": [{"key": "line.spike", "at_m": spike["at_m"]}]}
    mended = officer.send("POST", "/api/drawing/repair", body).json["line"]["coordinates"]
    assert mended == [pieces[0][:100] + pieces[0][101:], pieces[1]]


def test_a_defect_of_the_whole_line_is_named_without_a_place(officer: Script) -> None:
    dense = {"type": "MultiLineString", "coordinates": [
        [[0.3 + i * 2e-6, 43.9] for i in range(400)]
    ]}  # fmt: skip
    body = {"line": dense, "repairs": [{"key": "line.dense", "at_m": None}]}
    mended = officer.send("POST", "/api/drawing/repair", body)
    assert mended.status_code == 200
    assert len(mended.json["line"]["coordinates"][0]) == 2


@pytest.mark.parametrize("at_m", [1.0, None])
def test_a_defect_that_is_gone_is_refused_with_a_sentence(
    officer: Script, at_m: float | None
) -> None:
    body = {"line": sent(with_spikes(60)), "repairs": [{"key": "line.spike", "at_m": at_m}]}
    refused = officer.send("POST", "/api/drawing/repair", body)
    assert (refused.status_code, refused.json["key"]) == (422, "drawing.finding_gone")
    assert refused.json["detail"].endswith(".")


# Simplified, snapped


def test_a_line_is_simplified_as_the_register_does(officer: Script) -> None:
    body = {"line": sent(a_line()), "tolerance_m": 5.0}
    simple = officer.send("POST", "/api/drawing/simplify", body).json["line"]
    assert simple == sent(simplify(a_line(), 5.0))


def test_a_line_is_snapped_to_a_route_that_one_may_see(
    officer: Script, route: Route, committing: Session
) -> None:
    body = {"line": sent(moved(8)), "route_id": route.id, "within_m": 15.0}
    snapped = officer.send("POST", "/api/drawing/snap", body).json["line"]
    assert snapped == sent(working_line(committing, route))


def test_nobody_snaps_to_a_route_that_is_not_theirs_to_see(
    script: Scripts, route: Route, committing: Session
) -> None:
    elsewhere = a_stored_committee(committing, key="ot", name="OT")
    stranger = script(Role.OFFICER, organisation=elsewhere, name="Bo")
    body = {"line": sent(moved(8)), "route_id": route.id, "within_m": 15.0}
    refused = stranger.send("POST", "/api/drawing/snap", body)
    assert (refused.status_code, refused.json["key"]) == (422, "drawing.no_such_route")
    unknown = stranger.send("POST", "/api/drawing/snap", {**body, "route_id": 999_999})
    assert unknown.json == refused.json
    publish_route(committing, route, NOW)
    committing.commit()
    assert stranger.send("POST", "/api/drawing/snap", body).status_code == 200


# Refused, and nothing stored


GESTURES: dict[str, dict[str, Any]] = {
    "look": {},
    "repair": {"repairs": [{"key": "line.spike", "at_m": 1.0}]},
    "simplify": {"tolerance_m": 5.0},
    "snap": {"route_id": 1, "within_m": 10.0},
}


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize(
    "coordinates",
    [
        [],
        [[]],
        [[[0.3, 43.9]]],
        [[[0.3, 43.9], [0.3, 43.9]]],
        [[[0.3, 43.9], [0.3, 91]]],
        [[[0.3, 43.9], [0.3]]],
        [[[300000, 4000000], [300100, 4000100]]],
        [[[0.3, 43.9], [0.3, None]]],
        [[[0.3, 43.9, "x"], [0.3, 43.8, 1]]],
        [[[0.3, 43.9]] * 250_001] * 2,
    ],
)
def test_what_is_no_line_is_refused_with_a_sentence(
    officer: Script, gesture: str, coordinates: list[Any]
) -> None:
    line = {"type": "MultiLineString", "coordinates": coordinates}
    refused = officer.send("POST", f"/api/drawing/{gesture}", {"line": line, **GESTURES[gesture]})
    assert refused.status_code == 422
    assert refused.json["detail"].endswith(".")


@pytest.mark.parametrize(
    ("gesture", "wrong"),
    [
        ("simplify", {"tolerance_m": 0.0}),
        ("simplify", {"tolerance_m": -1.0}),
        ("simplify", {}),
        ("snap", {"route_id": 1, "within_m": 1e9}),
        ("snap", {"route_id": 0, "within_m": 5.0}),
        ("repair", {"repairs": []}),
        ("repair", {"repairs": [{"key": "line.spike", "at_m": 1.0}] * 501}),
        ("look", {"colour": "red"}),
    ],
)
def test_what_a_gesture_cannot_use_is_named(
    officer: Script, gesture: str, wrong: dict[str, Any]
) -> None:
    refused = officer.send("POST", f"/api/drawing/{gesture}", {"line": sent(a_line()), **wrong})
    assert refused.status_code == 422
    assert refused.json["fields"]


def test_impossible_heights_are_unknown_and_no_number_overflows(officer: Script) -> None:
    line = {"type": "MultiLineString", "coordinates": [[[0.3, 43.9, 1e308], [0.31, 43.9, -1e308]]]}
    looked = officer.send("POST", LOOK, {"line": line})
    assert looked.json["ascent_m"] is None


def test_a_body_that_is_no_json_is_refused(officer: Script) -> None:
    for body in (b"", b"{", b"\xff", b"[" * 100_000):
        refused = officer.client.post(
            LOOK, data=body, content_type="application/json", headers=officer.headers
        )
        assert refused.status_code == 400


def test_gestures_store_nothing(officer: Script, route: Route, committing: Session) -> None:
    def count() -> list[int | None]:
        return [
            committing.scalar(select(func.count()).select_from(table))
            for table in (Route, RouteLine, Revision)
        ]

    before = count()
    for gesture, body in GESTURES.items():
        line = sent(with_spikes(60))
        officer.send("POST", f"/api/drawing/{gesture}", {"line": line, **body})
    assert read(officer, gpx(("Boucle", [(0.3, 43.9), (0.4, 43.9)]))).json["lines"]
    committing.rollback()
    assert count() == before


@pytest.mark.parametrize("role", [Role.READER, Role.VALIDATOR])
def test_only_officers_draw(script: Scripts, role: Role) -> None:
    other = script(role, name="Cy")
    body = {"line": sent(a_line())}
    assert other.send("POST", LOOK, body).status_code == 403
    assert other.get("/api/drawing/near?west=0&south=43&east=0.1&north=43.1").status_code == 403
    assert other.client.post("/api/drawing/read", headers=other.headers).status_code == 403


# Around


BOX = "west={}&south=43.85&east={}&north=43.95"


def near(script: Script, query: str) -> list[dict[str, Any]]:
    answer = script.get(f"/api/drawing/near?{query}")
    assert answer.status_code == 200, answer.json
    return answer.json["lines"]


def test_lines_around_come_with_their_own_vertices_and_only_where_they_meet_the_box(
    officer: Script, route: Route
) -> None:
    (found,) = near(officer, BOX.format(0.40, 0.42))
    assert (found["route_id"], found["title"]) == (route.id, "Les remparts")
    (piece,) = found["coordinates"]
    own = sent(a_line())["coordinates"][0]
    start = own.index(piece[0])
    assert piece == own[start : start + len(piece)]
    assert (piece[0][0] <= 0.40 <= piece[1][0], piece[-2][0] <= 0.42 <= piece[-1][0]) == (
        True,
        True,
    )


def test_the_line_that_is_being_drawn_is_not_around_itself(officer: Script, route: Route) -> None:
    assert near(officer, f"{BOX.format(0.40, 0.42)}&except={route.id}") == []
    assert near(officer, "west=0&south=42&east=0.1&north=42.1") == []


def test_the_nearest_lines_come_first(
    officer: Script, route: Route, owner: Organisation, committing: Session
) -> None:
    ids = [
        a_stored_route(committing, title=f"À {north}", owner=owner, line=moved(north)).id
        for north in (2000, 1000, 3000)
    ]
    committing.commit()
    found = near(officer, BOX.format(0.40, 0.42))
    assert [one["route_id"] for one in found] == [route.id, ids[1], ids[0], ids[2]]


def test_of_routes_that_are_not_ones_own_only_what_is_public_is_around(
    script: Scripts, route: Route, committing: Session
) -> None:
    elsewhere = a_stored_committee(committing, key="ot", name="OT")
    stranger = script(Role.OFFICER, organisation=elsewhere, name="Bo")
    assert near(stranger, BOX.format(0.40, 0.42)) == []
    publish_route(committing, route, NOW)
    committing.commit()
    assert [one["route_id"] for one in near(stranger, BOX.format(0.40, 0.42))] == [route.id]


def test_what_is_in_the_trash_is_not_around(
    officer: Script, route: Route, committing: Session
) -> None:
    route.trashed_at = NOW
    committing.commit()
    assert near(officer, BOX.format(0.40, 0.42)) == []


def test_no_more_vertices_come_than_a_browser_can_draw(
    officer: Script, route: Route, owner: Organisation, committing: Session
) -> None:
    east = np.linspace(0.40, 0.41, 30_000)
    for number in (1, 2):
        dense = a_line(np.column_stack((east, np.full_like(east, 43.9 + number * 0.01))))
        a_stored_route(committing, title=f"Dense {number}", owner=owner, line=dense)
    committing.commit()
    titles = [one["title"] for one in near(officer, BOX.format(0.40, 0.42))]
    assert titles == ["Les remparts", "Dense 1"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("west=0&south=43&east=0.3&north=43.1", 422),
        ("west=0&south=43&east=0.1&north=43.3", 422),
        ("west=0.1&south=43&east=0&north=43.1", 422),
        ("west=0&south=43.1&east=0.1&north=43", 422),
        ("west=0&south=43&east=0.1", 400),
        ("west=nan&south=43&east=0.1&north=43.1", 400),
        ("west=0&south=-91&east=0.1&north=43.1", 400),
        ("west=0&south=43&east=0.1&north=43.1&except=x", 400),
        ("west=0&south=43&east=0.1&north=43.1&besides=1", 400),
    ],
)
def test_a_box_that_is_too_wide_or_none_is_refused(
    officer: Script, query: str, status: int
) -> None:
    refused = officer.get(f"/api/drawing/near?{query}")
    assert refused.status_code == status
    assert refused.json["detail"].endswith(".")


# Files


def read(script: Script, content: bytes, name: str = "boucle.gpx") -> Any:
    return script.client.post(
        f"/api/drawing/read?name={name}",
        data=content,
        content_type="application/gpx+xml",
        headers=script.headers,
    )


def gpx(*tracks: tuple[str, list[tuple[float, float]]]) -> bytes:
    points = {
        name: "".join(f"<trkpt lon='{lon}' lat='{lat}'/>" for lon, lat in track)
        for name, track in tracks
    }
    told = "".join(
        f"<trk><name>{name}</name><trkseg>{said}</trkseg></trk>" for name, said in points.items()
    )
    return f"<gpx>{told}</gpx>".encode()


def test_the_lines_of_a_file_come_as_they_are_in_it(officer: Script) -> None:
    spiked = [tuple(one[:2]) for one in sent(with_spikes(100))["coordinates"][0]]
    answer = read(officer, gpx(("Boucle", spiked)))
    assert answer.status_code == 200
    (line,) = answer.json["lines"]
    assert line["name"] == "Boucle"
    assert line["line"]["coordinates"] == [[[*one] for one in spiked]]
    assert line["detail"] == "14,1\xa0km, 2 remarques"
    assert (answer.json["refused"], answer.json["left_out"]) == ([], 0)


def test_a_file_of_several_routes_gives_each_and_a_nameless_one_the_files_name(
    officer: Script,
) -> None:
    there, away = [(0.3, 43.9), (0.31, 43.9)], [(0.6, 43.5), (0.61, 43.5)]
    answer = read(officer, gpx(("Ici", there), ("", away))).json
    assert [line["name"] for line in answer["lines"]] == ["Ici", "boucle"]


def test_a_line_in_metres_comes_in_degrees(officer: Script) -> None:
    lambert = {"type": "LineString", "coordinates": [[500000.0, 6300000.0], [500100.0, 6300000.0]]}
    (line,) = read(officer, json.dumps(lambert).encode(), "l93.geojson").json["lines"]
    assert line["name"] == "l93"
    (lon, lat), _last = line["line"]["coordinates"][0]
    assert (0 < lon < 1, 43 < lat < 44) == (True, True)


def test_a_line_that_is_nowhere_is_told_beside_the_others(officer: Script) -> None:
    lines = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": name},
         "geometry": {"type": "LineString", "coordinates": [[lon, 43.9], [lon + 0.01, 43.9]]}}
        for name, lon in (("Ici", 0.3), ("Nulle part", 300.0))
    ]}  # fmt: skip
    answer = read(officer, json.dumps(lines).encode()).json
    assert [line["name"] for line in answer["lines"]] == ["Ici"]
    assert [one["name"] for one in answer["refused"]] == ["Nulle part"]
    assert answer["refused"][0]["detail"].endswith(".")


def test_of_very_many_routes_the_first_come_and_the_others_are_counted(officer: Script) -> None:
    many = [(f"n{i}", [(0.3 + i, 43.9), (0.31 + i, 43.9)]) for i in range(60)]
    answer = read(officer, gpx(*many)).json
    assert (len(answer["lines"]), answer["left_out"]) == (50, 10)


@pytest.mark.parametrize("content", [b"", b"hello", b"<gpx/>", b"PK\x03\x04", b"{", b"\x00" * 99])
def test_what_is_no_file_of_lines_is_refused_with_a_sentence(
    officer: Script, content: bytes
) -> None:
    refused = read(officer, content)
    assert refused.status_code == 422
    assert refused.json["detail"].endswith((".", "!"))
