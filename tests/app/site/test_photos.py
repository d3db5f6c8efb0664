"""Photos and variants in public: on a route's page, and the files while their rights run."""

from datetime import date, datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.actions.publication import publish_route
from app.actions.texts import save_text
from app.actions.variants import add_variant
from app.models import Route
from app.photo_files import keep_files
from app.pictures import Picture, read_picture
from app.queries.photos import PublicPhoto
from app.site.photos import KEPT_S, _seconds_left
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, VariantKind
from tests.app.site.test_route_page import by_class, data_of, page, words
from tests.builders import a_line
from tests.pictures import a_picture, pixels
from tests.stored import NOW, a_stored_route

FR, EN = Language.FR, Language.EN
PARIS = ZoneInfo("Europe/Paris")
BESIDE = a_line([(0.40, 43.90, 100.0), (0.42, 44.10, 160.0), (0.44, 43.90, 100.0)])


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


def today_of(app: Flask) -> date:
    today: date = app.extensions["settings"].departement.today()
    return today


def a_shown_photo(
    app: Flask, session: Session, *ends: date | None, texts: dict[Language, str] | None = None
) -> tuple[Route, list[Picture]]:
    """A published route with a photo for each end of rights, and its files."""
    route = a_stored_route(session)
    pictures = [read_picture(a_picture(drawn=pixels(640 + at))) for at, _ in enumerate(ends)]
    for one in pictures:
        keep_files(app.extensions["settings"].var, one)
    added = [NewPhoto(one.key, one.width, one.height, "J. Martin") for one in pictures]
    add_photos(session, route, added)
    said = [
        ShownPhoto(one.photo_id, texts or {FR: "Le pont"}, one.credit, end)
        for one, end in zip(route.photos, ends, strict=True)
    ]
    save_photos(session, route, said)
    publish_route(session, route, NOW)
    session.commit()
    return route, pictures


def sources(document: HtmlElement) -> list[str]:
    return [str(src) for src in document.xpath('//section[@class="photos"]//img/@src')]


def test_photos_are_shown_with_legend_and_credit(
    app: Flask, committing: Session, client: FlaskClient
) -> None:
    route, (picture,) = a_shown_photo(app, committing, None)
    document = page(client, route.slug)
    (figure,) = by_class(document, "photos")[0].xpath(".//figure")
    assert words(figure) == "Le pont © J. Martin"
    assert figure.xpath(".//img/@alt") == ["Le pont"]
    for address in figure.xpath(".//img/@src | .//a/@href"):
        assert client.get(address).data == picture.files[int(address[-8:-4])]
    (shared,) = document.xpath('//meta[@property="og:image"]/@content')
    assert shared.endswith(f"/photos/{picture.key}-1200.jpg")
    assert shared.startswith("http")


def test_a_legend_that_is_not_translated_is_marked_as_french(
    app: Flask, committing: Session, client: FlaskClient
) -> None:
    route, _ = a_shown_photo(app, committing, None)
    caption = page(client, route.slug, "en").xpath("//figcaption/span")[0]
    assert (caption.text_content(), caption.get("lang")) == ("Le pont", "fr")


def test_a_route_without_photos_says_nothing_of_them(
    committing: Session, client: FlaskClient
) -> None:
    route = a_stored_route(committing)
    publish_route(committing, route, NOW)
    committing.commit()
    document = page(client, route.slug)
    assert not by_class(document, "photos")
    assert not document.xpath('//meta[@property="og:image"]')


def test_a_photo_vanishes_by_itself_when_its_rights_have_ended(
    app: Flask, committing: Session, client: FlaskClient
) -> None:
    today = today_of(app)
    ends = [today - timedelta(days=1), today]
    route, (ended, running) = a_shown_photo(app, committing, *ends)
    assert sources(page(client, route.slug)) == [f"/photos/{running.key}-1200.jpg"]
    gone = client.get(f"/photos/{ended.key}-1200.jpg")
    assert gone.status_code == HTTPStatus.GONE
    assert "Les droits de cette photo ont pris fin" in gone.text
    assert client.get(f"/photos/{running.key}-1200.jpg").status_code == HTTPStatus.OK


def test_a_photo_may_be_kept_and_is_not_sent_twice(
    app: Flask, committing: Session, client: FlaskClient
) -> None:
    _, (picture,) = a_shown_photo(app, committing, None)
    address = f"/photos/{picture.key}-480.jpg"
    answer = client.get(address)
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Cache-Control"] == f"public, max-age={KEPT_S}"
    assert "Set-Cookie" not in answer.headers
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (HTTPStatus.NOT_MODIFIED, b"")


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (datetime(2026, 5, 12, 23, 59, 30, tzinfo=PARIS), 30),
        (datetime(2026, 5, 11, 12, 0, tzinfo=PARIS), 36 * 3600),
        (datetime(2026, 1, 11, 12, 0, tzinfo=PARIS), KEPT_S),
    ],
)
def test_a_photo_is_kept_no_longer_than_its_rights_run(now: datetime, seconds: int) -> None:
    assert _seconds_left(PublicPhoto(date(2026, 5, 12)), now) == seconds


def test_rights_that_end_with_the_calendar_are_kept_as_long_as_any() -> None:
    now = datetime(2026, 5, 12, 12, 0, tzinfo=PARIS)
    assert _seconds_left(PublicPhoto(date.max), now) == KEPT_S


def test_the_day_on_which_clocks_change_has_its_own_length() -> None:
    evening_before = datetime(2026, 3, 28, 23, 0, tzinfo=PARIS)
    assert _seconds_left(PublicPhoto(date(2026, 3, 29)), evening_before) == 24 * 3600


@pytest.mark.parametrize("name", ["a" * 64 + "-480", "a-480", "%00-480", "é-1", "x" * 64 + "-1200"])
def test_what_no_route_shows_is_not_there(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/photos/{name}.jpg")
    assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)


def test_a_photo_of_a_draft_is_not_in_sight(
    app: Flask, committing: Session, client: FlaskClient
) -> None:
    picture = read_picture(a_picture())
    keep_files(app.extensions["settings"].var, picture)
    add_photos(committing, a_stored_route(committing), [NewPhoto(picture.key, 640, 400)])
    committing.commit()
    assert client.get(f"/photos/{picture.key}-480.jpg").status_code == HTTPStatus.NOT_FOUND


def test_variants_are_listed_and_drawn_dashed(committing: Session, client: FlaskClient) -> None:
    route = a_stored_route(committing)
    save_text(committing, route, EN, Words("Around Condom"))
    names = {FR: "Par les crêtes", EN: "By the ridge"}
    add_variant(committing, route, VariantKind.VARIANT, names, BESIDE)
    flat = a_line([(0.4, 43.9), (0.4, 43.91)])
    add_variant(committing, route, VariantKind.ACCESS, {FR: "De la gare"}, flat)
    publish_route(committing, route, NOW)
    committing.commit()
    document = page(client, route.slug, "en")
    first, second = by_class(document, "variants")[0].xpath("./ol/li")
    for said in ("By the ridge", "variant", "km", "m"):
        assert said in words(first)
    assert second.xpath(".//b/@lang") == ["fr"]
    assert "Ascent" not in words(second)
    (drawing,) = by_class(document, "drawn")
    assert len(drawing.xpath('./path[@class="ink-variant"]')) == 2
    shown = data_of(document)["variants"]
    assert [one["name"] for one in shown] == ["By the ridge", "De la gare"]
    north = float(document.xpath('//*[@id="map"]/@data-bounds')[0].split(",")[3])
    assert north == pytest.approx(44.1, abs=1e-4)


def test_variants_of_a_line_that_is_reserved_are_listed_but_not_drawn(
    committing: Session, client: FlaskClient
) -> None:
    route = a_stored_route(committing, redistributable=False)
    add_variant(committing, route, VariantKind.LINK, {FR: "Vers la voie verte"}, BESIDE)
    publish_route(committing, route, NOW)
    committing.commit()
    document = page(client, route.slug)
    assert "Vers la voie verte" in words(by_class(document, "variants")[0])
    assert not document.xpath('//path[@class="ink-variant"]')
    assert data_of(document)["variants"] == []
