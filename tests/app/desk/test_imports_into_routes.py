"""What a file becomes in a route that is there already: told first, then done."""

import re
from http import HTTPStatus

import lxml.html
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.routes import set_line
from app.actions.texts import save_text
from app.models import Organisation, RouteLine, Variant
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role
from tests.app.desk.conftest import Officer, SignedIn
from tests.app.desk.importing import (
    a_track,
    answered,
    count_of,
    dropped,
    shown,
)
from tests.builders import a_line
from tests.gpx_texts import gpx
from tests.staged import a_staged_route, stages
from tests.stored import NOW, a_stored_committee, a_stored_route


@pytest.fixture
def anne(signed_in: SignedIn) -> Officer:
    return signed_in(Role.OFFICER, name="Anne")


def asked(
    officer: Officer, address: str, becomes: str, called: str = "condom", *, do: str = "check"
) -> str:
    """What is said of a file that is to become something in the route of that name."""
    page = shown(officer, address)
    said = answered(officer, address, page, do, becomes_1=becomes, called_1=called)
    assert said.status_code == HTTPStatus.OK
    return str(said.get_data(as_text=True))


def test_a_new_line_says_first_what_it_does_to_the_stages(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    route = a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Neuf", 43.9005, 0, 6)))
    told = asked(anne, address, "line", do="import")
    assert "Autour de Condom" in told
    assert "Il ne reste rien de l’étape" in told
    assert len(stages(committing, route)) == 3
    done = answered(anne, address, told, "import")
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert len(stages(committing, route)) == 2
    assert route.line is not None
    assert route.line.source == "essai.gpx"


def test_a_clash_tells_who_was_faster_and_imports_nothing(
    anne: Officer, signed_in: SignedIn, committing: Session, committee: Organisation
) -> None:
    route = a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Neuf", 43.9005)))
    told = asked(anne, address, "line")
    paul = signed_in(Role.OFFICER, name="Paul")
    other = dropped(paul, gpx(a_track("Autre", 43.9002)))
    answered(paul, other, asked(paul, other, "line"), "import")
    clash = answered(anne, address, told, "import")
    assert clash.status_code == HTTPStatus.PRECONDITION_FAILED
    page = lxml.html.fromstring(clash.get_data(as_text=True))
    (alert,) = page.xpath('//div[@role="alert"]')
    assert "Paul a changé le tracé" in alert.text_content()
    his, mine = (
        alert.xpath(f'.//svg[@role="img"]/path[@class="line-{one}"]/@d')
        for one in ("before", "after")
    )
    assert his != mine and his[0].startswith("M") and mine[0].startswith("M")
    committing.expire_all()
    assert route.line is not None
    assert route.line.version == 2
    done = answered(anne, address, clash.get_data(as_text=True), "import")
    assert done.status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    assert route.line.version == 3


def test_a_track_becomes_the_stage_whose_ends_it_has(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    route = a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Étape", 43.9, 4.25, 8)))
    told = asked(anne, address, "stage", "autour", do="import")
    assert 'value="2" selected' in told
    assert re.search(r"Il manque 25\d.m entre Larressingle, où l’étape commence", told)
    assert answered(anne, address, told, "import").status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    assert route.line is not None
    assert "stages.gap_before" in {finding["key"] for finding in route.line.findings}


def test_another_stage_that_is_chosen_is_told_before_it_is_done(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    route = a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Étape", 43.9, 4, 8)))
    told = asked(anne, address, "stage", "autour")
    other = answered(anne, address, told, "import", stage_1="3")
    assert other.status_code == HTTPStatus.OK
    assert "relisez ce qui va se passer" in other.get_data(as_text=True)
    committing.expire_all()
    assert route.line is not None
    assert route.line.version == 1


def test_a_track_becomes_a_variant_and_the_routes_own_line_stays(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    route = a_stored_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Flaran", 43.91, 2, 5)))
    done = answered(anne, address, asked(anne, address, "variant", do="import"), "import")
    assert "Variantes" in shown(anne, done.location)
    variant = committing.scalars(select(Variant)).one()
    assert (variant.route_id, variant.texts) == (route.id, {"fr": "Flaran"})
    assert count_of(committing, RouteLine) == 1


def test_of_several_routes_with_that_name_one_is_chosen(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    a_stored_route(committing, owner=committee, title="La Baïse, rive gauche")
    right = a_stored_route(committing, owner=committee, title="La Baïse, rive droite")
    committing.commit()
    address = dropped(anne, gpx(a_track("Neuf", 43.9005)))
    page = asked(anne, address, "line", "baise")
    assert "choisissez le bon" in page
    chosen = answered(anne, address, page, "check", route_1=str(right.id)).get_data(as_text=True)
    answered(anne, address, chosen, "import")
    committing.expire_all()
    assert right.line is not None
    assert right.line.version == 2


def test_a_route_of_somebody_else_is_not_to_be_had(anne: Officer, committing: Session) -> None:
    theirs = a_stored_route(committing, owner=a_stored_committee(committing, key="lot"))
    committing.commit()
    address = dropped(anne, gpx(a_track("Neuf", 43.9005)))
    page = shown(anne, address)
    assert "Autour de Condom" not in page
    for called in ("condom", ""):
        answer = answered(
            anne, address, page, "import",
            becomes_1="line", called_1=called, asked_1=called, route_1=str(theirs.id),
        )  # fmt: skip
        assert answer.status_code == HTTPStatus.OK
    committing.expire_all()
    assert theirs.line is not None
    assert theirs.line.version == 1


def test_a_line_that_is_there_already_is_noticed(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    a_stored_route(committing, owner=committee)
    committing.commit()
    page = shown(anne, dropped(anne, gpx(a_track("Encore", 43.9001))))
    assert "Ressemble à « Autour de Condom », à 100" in page.replace("\u00a0", " ")
    part = shown(anne, dropped(anne, gpx(a_track("Bout", 43.9001, 5, 7))))
    assert "Suit « Autour de Condom » sur 100" in part.replace("\u00a0", " ")
    far = shown(anne, dropped(anne, gpx(a_track("Loin", 43.95))))
    assert "Autour de Condom" not in far


def test_two_stages_of_one_route_come_in_one_file(
    anne: Officer, committing: Session, committee: Organisation
) -> None:
    route = a_staged_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Un", 43.9001, 0, 4) + a_track("Trois", 43.9002, 8, 12)))
    page = answered(anne, address, shown(anne, address), "group", grouped="apart")
    into = {"becomes_1": "stage", "called_1": "autour", "becomes_2": "stage", "called_2": "autour"}
    told = answered(anne, address, page.get_data(as_text=True), "check", **into)
    done = answered(anne, address, told.get_data(as_text=True), "import")
    assert done.status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    assert route.line is not None
    assert route.line.version == 3
    north = {round(lat, 4) for piece in route.line.geom.geoms for _lon, lat, *_ in piece.coords}
    assert north == {43.9001, 43.9, 43.9002}
    assert len(stages(committing, route)) == 3


def test_of_the_routes_of_others_a_likeness_tells_what_is_public(
    anne: Officer, committing: Session
) -> None:
    others = a_stored_committee(committing, key="lot")
    theirs = a_stored_route(committing, owner=others, title="Sentier public")
    publish_route(committing, theirs, NOW)
    save_text(committing, theirs, Language.FR, Words("Projet secret"))
    set_line(committing, theirs, a_line([(0.37, 43.95), (0.5, 43.95)]))
    committing.commit()
    page = shown(anne, dropped(anne, gpx(a_track("Encore", 43.9001))))
    assert "Sentier public" in page
    assert "Projet secret" not in page
    assert "Ressemble" not in shown(anne, dropped(anne, gpx(a_track("Ailleurs", 43.9501))))
