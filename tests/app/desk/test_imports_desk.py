"""Importing at the desk: a file is looked at, and becomes what its owner says."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.desk.imports.pages import SHOWN
from app.models import Gesture, Organisation, Part, Upload
from app.queries.parts import last_revision
from app.signed_in import COOKIE, COOKIE_PATH
from gis.vocabulary import Practice, Role, RouteKind
from tests.app.desk.conftest import Officer, SignedIn
from tests.app.desk.importing import (
    a_track,
    answered,
    count_of,
    dropped,
    form_of,
    routes,
    sent,
    several,
    shown,
)
from tests.gpx_texts import gpx, point, track
from tests.realdata import realdata
from tests.staged import a_staged_route
from tools.outcomes import FOLDERS

LOOP = Path("data/demo/boucle-faulty.gpx")


@pytest.fixture
def anne(signed_in: SignedIn) -> Officer:
    return signed_in(Role.OFFICER, name="Anne")


def test_the_faulty_loop_has_three_findings_to_repair_and_no_heights(anne: Officer) -> None:
    page = shown(anne, dropped(anne, LOOP.read_bytes(), LOOP.name))
    remarks = re.findall(r'class="remark"', page)
    assert len(remarks) == 4
    for words in ("305", "404", "Points répétés", "sans altitude"):
        assert words in page
    assert "Enlever la pointe" in page
    assert "8,1" in page


def test_one_click_makes_a_draft_of_each_route(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    address = dropped(anne, several(2))
    answer = answered(anne, address, shown(anne, address), "import")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    made = routes(committing)
    assert [route.texts[0].title for route in made] == ["Trace 0", "Trace 1"]
    assert {route.owner_id for route in made} == {committee.id}
    done = shown(anne, answer.location)
    assert all(f"/bureau/itineraires/{route.id}/textes/fr" in done for route in made)
    assert count_of(committing, Upload) == 0
    for part in (Part.LINE, Part.TEXT_FR):
        revision = last_revision(committing, made[0].id, part)
        assert revision is not None
        assert (revision.gesture, revision.author) == (Gesture.IMPORTED, "Anne")
    assert made[0].search_text == "trace 0"


def test_what_is_said_for_all_holds_for_each_and_ticked_repairs_are_made(
    anne: Officer, committing: Session
) -> None:
    address = dropped(anne, LOOP.read_bytes())
    page = shown(anne, address)
    spike = re.search(r'name="repair-1" value="(\d+)"> <span>Enlever la pointe', page)
    assert spike
    answered(
        anne, address, page, "import",
        kind=RouteKind.LOCAL_LOOP, practice=[Practice.MOUNTAIN_BIKING, Practice.WALKING],
        licence="ODbL 1.0", title_1="La boucle de Condom", repair_1=spike[1],
    )  # fmt: skip
    (route,) = routes(committing)
    assert route.kind == RouteKind.LOCAL_LOOP
    assert route.practices == [Practice.WALKING, Practice.MOUNTAIN_BIKING]
    assert route.licence == "ODbL 1.0"
    assert route.texts[0].title == "La boucle de Condom"
    assert route.line is not None
    keys = {finding["key"] for finding in route.line.findings}
    assert {"line.gap", "line.duplicates"} <= keys
    assert "line.spike" not in keys


def test_a_second_click_does_not_import_twice(anne: Officer, committing: Session) -> None:
    address = dropped(anne, several(1))
    page = shown(anne, address)
    answered(anne, address, page, "import")
    again = answered(anne, address, page, "import")
    assert "gone" in again.location
    assert "déjà été importé" in shown(anne, again.location)
    assert len(routes(committing)) == 1


def test_two_clicks_at_once_import_once(anne: Officer, committing: Session) -> None:
    address = dropped(anne, several(1))
    fields = {**form_of(shown(anne, address)), "do": "import", "page_secret": anne.page_secret}
    clients = [anne.client, anne.client.application.test_client()]
    cookie = anne.client.get_cookie(COOKIE, path=COOKIE_PATH)
    assert cookie
    clients[1].set_cookie(COOKIE, cookie.value, path=COOKIE_PATH)
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda client: client.post(address, data=fields), clients))
    assert sorted("gone" in answer.location for answer in answers) == [False, True]
    assert len(routes(committing)) == 1


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [("pr", "", True), ("gr", "", False), ("gr", "yes", True), ("pr", "no", False)],
)
def test_a_line_of_the_federation_is_not_passed_on_unless_somebody_says_so(
    anne: Officer, committing: Session, kind: str, said: str, expected: bool
) -> None:
    address = dropped(anne, several(1))
    page = shown(anne, address)
    answered(anne, address, page, "import", kind=kind, redistributable=said)
    assert [route.redistributable for route in routes(committing)] == [expected]


def test_a_file_of_many_routes_is_imported_some_at_a_time(
    anne: Officer, committing: Session
) -> None:
    address = dropped(anne, several(SHOWN + 3))
    first = shown(anne, address)
    assert "23 itinéraires trouvés" in first
    answered(anne, address, first, "import")
    again = answered(anne, address, first, "import")
    assert "gone" in again.location
    assert len(routes(committing)) == SHOWN
    answered(anne, address, shown(anne, address), "import")
    titles = [route.texts[0].title for route in routes(committing)]
    assert sorted(titles) == sorted(f"Trace {n}" for n in range(SHOWN + 3))
    assert anne.get(address).status_code == HTTPStatus.NOT_FOUND


def test_tracks_are_one_route_where_somebody_says_so(anne: Officer, committing: Session) -> None:
    address = dropped(anne, several(2))
    page = answered(anne, address, shown(anne, address), "group", grouped="one")
    joined = page.get_data(as_text=True)
    assert "1 itinéraire trouvé" in joined
    answered(anne, address, joined, "import")
    (route,) = routes(committing)
    assert route.line is not None
    assert "line.gap" in {finding["key"] for finding in route.line.findings}


def test_a_file_is_its_owners_alone(anne: Officer, signed_in: SignedIn) -> None:
    address = dropped(anne, several(1))
    paul = signed_in(Role.OFFICER, name="Paul")
    assert paul.get(address).status_code == HTTPStatus.NOT_FOUND
    assert "gone" in paul.post(address, do="import").location
    paul.post(f"{address}/jeter")
    assert "Trace 0" in shown(anne, address)
    anne.post(f"{address}/jeter")
    assert anne.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_track_without_length_is_refused_and_the_others_are_taken(
    anne: Officer, committing: Session
) -> None:
    still = track(point(43.9, 0.4) * 3, "Immobile")
    address = dropped(anne, gpx(still + a_track("Bon")))
    page = shown(anne, address)
    assert "tous ses points sont au même endroit" in page
    assert answered(anne, address, page, "import").status_code == HTTPStatus.SEE_OTHER
    assert [route.texts[0].title for route in routes(committing)] == ["Bon"]


def test_who_only_reads_does_not_import(signed_in: SignedIn) -> None:
    reader = signed_in(Role.READER)
    assert reader.get("/bureau/imports").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("content", [b"", b"bonjour", b"<gpx", b"PK\x03\x04...", gpx("")])
def test_what_cannot_be_read_is_refused_with_a_sentence(
    anne: Officer, committing: Session, content: bytes
) -> None:
    answer = sent(anne, content)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "essai.gpx" in answer.get_data(as_text=True)
    assert count_of(committing, Upload) == 0


def test_no_file_at_all_is_said(anne: Officer) -> None:
    answer = anne.post("/bureau/imports")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choisissez d’abord un fichier" in answer.get_data(as_text=True)


def test_a_script_is_told_in_json(anne: Officer) -> None:
    def ask(content: bytes) -> Any:
        return anne.client.post(
            "/bureau/imports",
            data={"page_secret": anne.page_secret, "files": (io.BytesIO(content), "a.gpx")},
            headers={"Accept": "application/json"},
        )

    taken, refused = ask(several(1)), ask(b"bonjour")
    assert taken.status_code == HTTPStatus.CREATED
    assert anne.get(taken.json["addresses"][0]).status_code == HTTPStatus.OK
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused.json["addresses"] == []
    assert "format" in refused.json["refused"][0]


@pytest.mark.parametrize(
    "said",
    [
        {"becomes_1": "castle"},
        {"becomes_1": "line", "called_1": "\x00%'"},
        {"becomes_1": "stage", "called_1": "condom", "asked_1": "condom", "route_1": "9" * 30},
        {"becomes_1": "variant", "called_1": "condom", "title_1": "x" * 5000},
        {"becomes_1": "route", "title_1": "\x00", "repair_1": ["-1", "9" * 40, "x"]},
        {"kind": "castle", "practice": ["flying"], "licence": "mine", "grouped": "?"},
        {"becomes_1": "line", "called_1": "condom", "stage_1": "x", "seen_1": "-3"},
    ],
)
def test_no_word_in_the_form_breaks_the_server(
    anne: Officer, committing: Session, committee: Organisation, said: dict[str, Any]
) -> None:
    a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, several(1))
    first = answered(anne, address, shown(anne, address), "import", **said)
    assert first.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if first.status_code == HTTPStatus.OK:
        again = answered(anne, address, first.get_data(as_text=True), "import")
        assert again.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_a_file_of_a_hundred_thousand_tracks_is_bounded(anne: Officer) -> None:
    one = (
        '<trk><trkseg><trkpt lat="43.64" lon="0.58"/><trkpt lat="43.65" lon="0.59"/></trkseg></trk>'
    )
    answer = sent(anne, gpx(one * 100_001))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = shown(anne, dropped(anne, gpx(one * 5000)))
    assert page.count('class="found"') <= SHOWN


def test_every_real_file_is_shown_and_imported_or_refused_with_a_sentence(anne: Officer) -> None:
    for folder in FOLDERS:
        for path in sorted(realdata(folder).iterdir()):
            answer = sent(anne, path.read_bytes(), path.name)
            if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
                assert 'class="told refused"' in answer.get_data(as_text=True), path
                continue
            assert answer.status_code == HTTPStatus.SEE_OTHER, path
            page = anne.get(answer.location)
            assert page.status_code == HTTPStatus.OK, path
            assert 'class="found"' in page.get_data(as_text=True), path
            done = answered(anne, answer.location, page.get_data(as_text=True), "import")
            assert done.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, path
            anne.post(f"{answer.location}/jeter")
