"""Coming and going without a car: the section of a route's page, and the page of all routes."""

import re
from datetime import date, datetime

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.models import RouteLine, Snapshot
from app.queries.sheets import current_edition, route_sheet
from app.queries.transit import reachable
from app.site.access import Access, End, access_between, access_of, asked_day
from gis.transit import EndAccess, FeedSheet, StopSheet
from gis.vocabulary import TransitMode

GIMONT, AUCH = (0.8764, 43.6272), (0.5858, 43.6461)
LECTOURE, CONDOM = (0.6219, 43.9344), (0.3722, 43.9581)
SATURDAY, SUNDAY, MAY_DAY = date(2026, 11, 28), date(2026, 11, 29), date(2028, 5, 1)
SECTION = """{% from "parts/icons.html" import icon %}{% include "site/route_access.html" %}"""
PISTE = "/fr/itineraires/piste-cyclable-auch-aubiet"


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status
    return answer.text


def section(html: str) -> str:
    found = re.search(r'<section class="access".*?</section>', html, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]).replace("\u00a0", " "))


def between(app: Flask, start: tuple[float, float], end: tuple[float, float], day: date) -> Access:
    with app.test_request_context("/"):
        access = access_between(start, end, ("", ""), day)
    assert access
    return access


def test_a_stage_from_gimont_starts_near_its_station_and_ends_near_another(
    demo_app: Flask,
) -> None:
    access = between(demo_app, GIMONT, AUCH, SATURDAY)
    start, end = (one.access for one in access.ends)
    assert start.station is not None
    assert start.station.name == "Gare de Gimont-Cahuzac"
    assert start.station.distance_m == pytest.approx(1000, abs=100)
    assert end.station is not None
    assert end.station.name == "Gare d’Auch"
    assert [trip.departs.clock for trip in access.back] == ["07:10", "10:20", "14:25", "18:40"]
    assert access.last_back == access.back[-1]


def test_a_stage_from_lectoure_to_condom_has_coaches_and_no_station(demo_app: Flask) -> None:
    access = between(demo_app, LECTOURE, CONDOM, SATURDAY)
    assert [end.access.station for end in access.ends] == [None, None]
    numbers = {line.number for stop in access.ends[1].access.stops for line in stop.lines}
    assert "953" in numbers
    assert access.back == ()


def test_nothing_runs_on_may_day_and_the_next_service_is_named(demo_app: Flask) -> None:
    access = between(demo_app, GIMONT, CONDOM, MAY_DAY)
    stops = [stop for end in access.ends for stop in end.access.stops]
    assert {(stop.directions, stop.next_day) for stop in stops} == {((), date(2028, 5, 2))}


def test_ends_that_are_one_place_are_said_once(demo_app: Flask) -> None:
    access = between(demo_app, AUCH, (AUCH[0] + 0.002, AUCH[1]), SATURDAY)
    assert len(access.ends) == 1
    assert access.back == ()


def test_without_any_timetable_there_is_nothing_to_say(app: Flask) -> None:
    with app.test_request_context("/"):
        assert access_between(AUCH, CONDOM, ("", ""), SATURDAY) is None


def test_the_section_gives_times_the_last_one_and_the_way_back(demo_client: FlaskClient) -> None:
    words = section(page(demo_client, f"{PISTE}?day=2026-11-28"))
    assert "samedi 28 novembre 2026" in words
    assert "Gare d’Auch train, sur place" in words
    assert "07:10 10:20 14:25 18:40 (dernier)" in words
    assert re.search(r"Dernier retour vers [^:]+ : 20:16", words)
    assert "démonstration" in words
    assert "valables du 1er janvier 2026 au 31 décembre 2035" in words


def test_a_day_without_service_is_a_plain_warning(demo_client: FlaskClient) -> None:
    words = section(page(demo_client, f"{PISTE}?day=2027-05-01"))
    assert "Rien ne part d’ici ce jour-là ; prochain service dimanche 2 mai 2027." in words
    assert "Aucun retour direct" in words


def test_a_day_that_no_timetable_knows_is_said(demo_client: FlaskClient) -> None:
    for day in ("2036-01-01", "1999-12-31"):
        words = section(page(demo_client, f"{PISTE}?day={day}"))
        assert "Les horaires connus vont du 1er janvier 2026 au 31 décembre 2035" in words


@pytest.mark.parametrize("day", [date(3, 1, 1), date(2025, 12, 31), date(2036, 1, 1)])
def test_nothing_is_asked_of_a_day_that_no_timetable_knows(demo_app: Flask, day: date) -> None:
    asked: list[str] = []
    with demo_app.app_context():
        engine = demo_app.extensions["engines"]["reading"]
        listener = lambda *said: asked.append(said[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        access = between(demo_app, GIMONT, CONDOM, day)
        event.remove(engine, "before_cursor_execute", listener)
    assert (access.ends, access.back, len(asked)) == ((), (), 1)


def test_a_coach_stop_does_not_hide_the_station_whose_name_it_bears(app: Flask) -> None:
    coach = StopSheet("Gare", TransitMode.COACH, 100.0)
    train = StopSheet("Gare", TransitMode.TRAIN, 150.0)
    feed = FeedSheet("liO", SATURDAY, SUNDAY, datetime(2026, 1, 1), is_demo=False)

    def words(*stops: StopSheet) -> str:
        access = Access(SATURDAY, (feed,), (End("", EndAccess(stops, train)),))
        with app.test_request_context("/"):
            return section(render_template_string(SECTION, access=access))

    assert "Gare la plus proche : Gare" in words(coach)
    assert "Gare la plus proche" not in words(coach, train)


@pytest.mark.parametrize("day", ["demain", "2026-02-30", "2026-11", "0001-01-01", "9999-12-31"])
def test_what_is_not_a_day_is_refused_with_a_sentence(demo_client: FlaskClient, day: str) -> None:
    assert day in page(demo_client, f"{PISTE}?day={day}", status=400)


def test_no_day_or_an_empty_one_is_today(demo_app: Flask) -> None:
    for address in ("/", "/?day="):
        with demo_app.test_request_context(address):
            assert asked_day(SUNDAY) == SUNDAY


def test_the_form_keeps_the_place_on_the_page(demo_client: FlaskClient) -> None:
    html = page(demo_client, f"{PISTE}?day=2026-11-28")
    assert f'<form class="access-day" method="get" action="{PISTE}#sans-voiture">' in html
    assert 'type="date" name="day" value="2026-11-28"' in html


def test_a_route_is_reached_at_the_ends_of_its_line(demo_app: Flask) -> None:
    with demo_app.test_request_context("/"):
        from app.database import db

        sheet = route_sheet(db.session, current_edition(db.session, "grand-tour-de-l-astarac"))
        access = access_of(sheet, SATURDAY)
    assert access
    assert [end.name for end in access.ends] == ["Auch"]


def slugs(html: str) -> list[str]:
    return re.findall(r'<li data-practice="[a-z_]+" data-slug="([^"]+)"', html)


@pytest.mark.parametrize("within_m", [1000, 2000, 5000])
def test_the_page_lists_the_routes_that_the_register_says_are_reachable(
    demo_app: Flask, demo_client: FlaskClient, demo_session: Session, within_m: int
) -> None:
    today = demo_app.extensions["settings"].departement.today()
    expected = demo_session.scalars(
        select(Snapshot.slug)
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .where(Snapshot.current, reachable(today, within_m))
    ).all()
    html = page(demo_client, f"/fr/sans-voiture?within={within_m}")
    assert sorted(slugs(html)) == sorted(expected)
    assert f"<b>{len(expected)} itinéraires</b>" in html
    catalogue = page(demo_client, f"/fr/?stop_within={within_m}")
    assert f"<b>{len(expected)} itinéraires</b>" in catalogue


def test_each_route_names_its_stops_and_leads_to_its_section(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/sans-voiture")
    assert f'<a href="{PISTE}#sans-voiture">' in html
    assert "<b>Gare d’Aubiet</b>" in html
    assert 'aria-current="true"><span>à moins de 1 km</span>' in html


@pytest.mark.parametrize("within", ["3000", "", "-1", "1e3", "%00"])
def test_another_distance_is_refused(demo_client: FlaskClient, within: str) -> None:
    page(demo_client, f"/fr/sans-voiture?within={within}", status=400)


def test_the_page_without_timetables_says_so(app: Flask) -> None:
    assert "Aucun horaire n’a encore été importé" in page(app.test_client(), "/fr/sans-voiture")


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_page_answers_in_each_language(demo_client: FlaskClient, language: str) -> None:
    html = page(demo_client, f"/{language}/sans-voiture")
    assert f'<html lang="{language}">' in html
    assert len(slugs(html)) == 5
