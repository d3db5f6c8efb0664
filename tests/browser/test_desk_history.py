"""The history of a route in a browser: two versions compared, an earlier one put back."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.actions.routes import set_line
from app.actions.texts import save_text
from app.models import Part, Route
from app.queries.parts import part_document
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role
from tests.builders import a_line
from tests.people import the_committee
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
ELSEWHERE = a_line([(0.37, 43.9, 100), (0.45, 43.95, 120), (0.5, 43.9, 100)])


def a_changed_route(session: Session, title: str) -> Route:
    route = a_stored_route(session, title=title, owner=the_committee(session))
    words = Words(**(part_document(route, Part.TEXT_FR) or {}))
    save_text(session, route, Language.FR, replace(words, title=f"{title}, autrement"))
    set_line(session, route, ELSEWHERE)
    session.commit()
    return route


def test_an_earlier_version_is_compared_and_put_back(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_changed_route(desk_session, "Les bastides")
    anne = at_the_desk(Role.OFFICER)
    anne.goto(f"/bureau/itineraires/{route.id}/historique")
    anne.get_by_label("Partie", exact=True).select_option("text.fr")
    anne.get_by_role("button", name="Filtrer").click()
    anne.get_by_role("button", name="Comparer les deux versions choisies").click()
    expect(anne.locator("ins")).to_have_text("bastides, autrement")
    anne.get_by_role("link", name="Revenir à la plus ancienne…").click()
    anne.get_by_role("button", name="Revenir à cette version").click()
    expect(anne.get_by_text("C’est restauré")).to_be_visible()
    expect(anne.get_by_role("heading", level=1)).to_have_text("Les bastides")


def test_two_lines_are_compared_on_a_map_and_without_script(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_changed_route(desk_session, "Les coteaux")
    for options in ({}, {"java_script_enabled": False}):
        anne = at_the_desk(Role.OFFICER, **options)
        anne.goto(f"/bureau/itineraires/{route.id}/historique?partie=line")
        anne.get_by_role("button", name="Comparer les deux versions choisies").click()
        expect(anne.get_by_text("ne sont plus suivis")).to_be_visible()
        if options:
            expect(anne.locator("svg.drawn")).to_be_visible()
        else:
            expect(anne.locator(".map.is-live canvas")).to_be_visible()
