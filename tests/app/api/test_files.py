"""A route, or a stage, as a file over HTTP."""

import gzip
import re
from http import HTTPStatus
from io import BytesIO

import gpxpy
import numpy as np
import orjson
import pyogrio
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from shapely import from_wkb, get_coordinates
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.routes import rename_slug
from app.kept import attachment
from app.queries.sheets import (
    current_edition,
    redistributable_sheets,
    route_line,
    route_sheet,
)
from gis.line import line_from
from gis.measure import length_m
from gis.readers.gpx import read_gpx
from tests.realdata import realdata
from tests.stored import LATER, a_published_route

V82 = "/itineraires/v82-veloroute-vallee-de-la-baise"


def test_the_gpx_holds_the_published_line_and_its_stage_ends(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    edition = current_edition(demo_session, V82.rsplit("/", 1)[1])
    line, sheet = route_line(demo_session, edition), route_sheet(demo_session, edition)
    answer = demo_client.get(f"{V82}.gpx")
    assert answer.mimetype == "application/gpx+xml"
    gpx = gpxpy.parse(answer.text)
    points = np.array([(p.longitude, p.latitude) for p in gpx.tracks[0].segments[0].points])
    assert len(gpx.tracks) == len(gpx.tracks[0].segments) == 1
    assert points == pytest.approx(get_coordinates(line), abs=1e-6)
    names = [waypoint.name for waypoint in gpx.waypoints]
    for stage in sheet.stages:
        assert stage.end.name in names
    assert "Tracé de démonstration" in gpx.description


def test_the_gaps_of_a_voie_verte_stay_gaps(demo_client: FlaskClient) -> None:
    gpx = gpxpy.parse(demo_client.get("/itineraires/voie-verte-de-l-armagnac.gpx").text)
    assert len(gpx.tracks[0].segments) == 2


def test_the_files_of_the_stages_add_up_to_the_route(demo_client: FlaskClient) -> None:
    whole = gpxpy.parse(demo_client.get(f"{V82}.gpx").text)
    parts, number = 0.0, 1
    while (answer := demo_client.get(f"{V82}/etapes/{number}.gpx")).status_code == HTTPStatus.OK:
        parts += gpxpy.parse(answer.text).length_2d()
        number += 1
    assert number > 3
    assert parts == pytest.approx(whole.length_2d(), rel=1e-4)
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_each_format_is_what_it_says(demo_client: FlaskClient) -> None:
    geojson = demo_client.get(f"{V82}.geojson")
    assert geojson.mimetype == "application/geo+json"
    assert orjson.loads(geojson.data)["type"] == "FeatureCollection"
    kml = demo_client.get(f"{V82}.kml")
    assert kml.mimetype == "application/vnd.google-earth.kml+xml"
    assert etree.fromstring(kml.data).tag.endswith("kml")
    assert demo_client.get(f"{V82}.exe").status_code == HTTPStatus.NOT_FOUND


def test_a_download_is_named_after_the_route_with_its_accents(demo_client: FlaskClient) -> None:
    header = demo_client.get(f"{V82}.gpx").headers["Content-Disposition"]
    assert header.startswith('attachment; filename="V82 - Veloroute')
    assert "filename*=UTF-8''V82%20%E2%80%93%20V%C3%A9loroute" in header


def test_the_words_of_a_file_come_in_the_language_asked(demo_client: FlaskClient) -> None:
    french = demo_client.get(f"{V82}/etapes/1.gpx").text
    english = demo_client.get(f"{V82}/etapes/1.gpx?lang=en").text
    assert "étape 1" in french
    assert "stage 1" in english


def test_who_has_it_already_gets_304(demo_client: FlaskClient) -> None:
    first = demo_client.get(f"{V82}.gpx")
    again = demo_client.get(f"{V82}.gpx", headers={"If-None-Match": first.headers["ETag"]})
    assert not first.headers["ETag"].startswith("W/")
    assert (again.status_code, again.data) == (HTTPStatus.NOT_MODIFIED, b"")
    since = demo_client.get(
        f"{V82}.gpx", headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )
    assert since.status_code == HTTPStatus.NOT_MODIFIED


def test_the_gzip_twin_holds_the_same_bytes_under_another_etag(demo_client: FlaskClient) -> None:
    plain = demo_client.get(f"{V82}.gpx")
    packed = demo_client.get(f"{V82}.gpx", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 3
    again = demo_client.get(
        f"{V82}.gpx",
        headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]},
    )
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_a_part_of_a_file_can_be_asked_for(demo_client: FlaskClient) -> None:
    whole = demo_client.get(f"{V82}.gpx").data
    part = demo_client.get(f"{V82}.gpx", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (HTTPStatus.PARTIAL_CONTENT, whole[100:200])


def test_pages_of_other_sites_may_read_files_and_no_cookie_is_set(
    demo_client: FlaskClient,
) -> None:
    answer = demo_client.get(f"{V82}.gpx")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


def test_an_unknown_route_is_a_sentence_for_programs(demo_client: FlaskClient) -> None:
    answer = demo_client.get("/itineraires/nulle-part.gpx", headers={"Accept-Language": "en"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.mimetype == "application/problem+json"
    assert "answers to the name" in answer.get_json()["detail"]


def test_reading_back_a_written_file_gives_the_same_length(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    tree = etree.parse(BytesIO(demo_client.get("/feeds/cirkwi/circuits.xml").data))
    traces = [str(url).split("8000", 1)[1] for url in tree.xpath("//fichier_trace/@url")]
    assert len(traces) == 11
    for trace in traces:
        slug = trace.rsplit("/", 1)[1].removesuffix(".gpx")
        sheet = route_sheet(demo_session, current_edition(demo_session, slug))
        line, _ = line_from(read_gpx(demo_client.get(trace).data).tracks[0])
        assert length_m(line) == pytest.approx(sheet.length_m, rel=0.005)


def test_every_gpx_written_is_valid_and_read_alike_by_gpxpy_and_gdal(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    schema = etree.XMLSchema(etree.parse(realdata("xsd/gpsbabel__gpx11.xsd")))
    for sheet in redistributable_sheets(demo_session):
        paths = [f"/itineraires/{sheet.slug}.gpx"]
        paths += [f"/itineraires/{sheet.slug}/etapes/{stage.number}.gpx" for stage in sheet.stages]
        for path in paths:
            content = demo_client.get(path).data
            schema.assertValid(etree.fromstring(content))
            segments = gpxpy.parse(content.decode()).tracks[0].segments
            by_gpxpy = [(p.longitude, p.latitude) for s in segments for p in s.points]
            _, _, points, _ = pyogrio.raw.read(BytesIO(content), layer="track_points")
            by_gdal = get_coordinates(from_wkb(points))
            assert by_gdal == pytest.approx(np.array(by_gpxpy), abs=1e-6)
            track = np.concatenate(read_gpx(content).tracks[0].pieces)
            assert track[:, :2] == pytest.approx(by_gdal, abs=1e-6)


def test_a_stage_or_format_that_is_not_there_is_named_and_leaves_nothing_behind(
    demo_app: Flask,
) -> None:
    client = demo_app.test_client()
    spool = demo_app.extensions["settings"].spool / "routes"
    client.get(f"{V82}/etapes/1.gpx")
    before = sorted(spool.rglob("*"))
    for number in ("0", "6", "999", "1000", "9" * 300):
        answer = client.get(f"{V82}/etapes/{number}.gpx")
        assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "étape 6" in client.get(f"{V82}/etapes/6.gpx").get_json()["detail"]
    assert "gpx, kml, geojson" in client.get(f"{V82}.exe").get_json()["detail"]
    assert sorted(spool.rglob("*")) == before


def test_a_download_of_a_stage_is_named_in_the_language_asked(demo_client: FlaskClient) -> None:
    english = demo_client.get(f"{V82}/etapes/2.gpx?lang=en", headers={"Accept-Language": "es"})
    assert "stage%202.gpx" in english.headers["Content-Disposition"]


@pytest.mark.parametrize("title", ["Deux\nlignes", 'Des "guillemets"', "Un \\ envers", "a/b"])
def test_no_title_breaks_a_file_name(title: str) -> None:
    header = attachment(f"{title}.gpx")
    assert "\n" not in header
    assert re.fullmatch(r'attachment; filename="[^"\\]+"; filename\*=UTF-8\'\'[^ ]+', header)


def test_an_address_of_before_a_renaming_leads_to_the_new_one_and_is_asked_anew(
    committing: Session, app: Flask
) -> None:
    route = a_published_route(committing)
    rename_slug(committing, route, "Tour de Condom")
    publish_route(committing, route, LATER)
    committing.commit()
    answer = app.test_client().get("/itineraires/autour-de-condom.gpx?lang=en")
    assert answer.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert answer.headers["Location"] == "/itineraires/tour-de-condom.gpx?lang=en"
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_the_voie_verte_names_the_two_sides_of_its_gap(demo_client: FlaskClient) -> None:
    gpx = gpxpy.parse(demo_client.get("/itineraires/voie-verte-de-l-armagnac/etapes/1.gpx").text)
    last = gpx.tracks[0].segments[-1].points[-1]
    arrival = gpx.waypoints[-1]
    assert (arrival.latitude, arrival.longitude) == (last.latitude, last.longitude)
    beyond = gpxpy.parse(demo_client.get("/itineraires/voie-verte-de-l-armagnac/etapes/2.gpx").text)
    assert arrival.name not in [waypoint.name for waypoint in beyond.waypoints]
