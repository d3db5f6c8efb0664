"""A route's page says which figures somebody stated, and who works on it."""

from flask import Flask
from sqlalchemy.orm import Session

from app.models import Contributor
from gis.vocabulary import ContributorRole
from tests.stored import a_published_route, a_stored_committee


def test_a_stated_figure_is_shown_with_who_states_it(app: Flask, committing: Session) -> None:
    owner = a_stored_committee(committing, name="CDT du Gers")
    stated = {"ascent_m": 987, "duration_min": 400}
    route = a_published_route(committing, owner=owner, stated=stated)
    committing.commit()
    page = app.test_client().get(f"/fr/itineraires/{route.slug}").get_data(as_text=True)
    assert "987\u00a0m" in page
    assert "6\u00a0h\u00a040" in page
    assert "montée, durée : d’après CDT du Gers" in page


def test_computed_figures_are_nobodys(app: Flask, committing: Session) -> None:
    route = a_published_route(committing)
    committing.commit()
    page = app.test_client().get(f"/fr/itineraires/{route.slug}").get_data(as_text=True)
    assert " : d’après" not in page


def test_those_who_work_on_a_route_are_named_with_what_they_do(
    app: Flask, committing: Session
) -> None:
    office = a_stored_committee(committing, key="ot", name="OT de la Ténarèze")
    part = Contributor(organisation=office, role=ContributorRole.MANAGER, does="Fauche.")
    route = a_published_route(committing, contributors=[part])
    committing.commit()
    page = app.test_client().get(f"/fr/itineraires/{route.slug}").get_data(as_text=True)
    assert "OT de la Ténarèze" in page
    assert "(gestionnaire)" in page and "Fauche." in page
