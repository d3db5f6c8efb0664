"""Photos at the desk: an officer sends one, says what is seen, and visitors see it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.variants import add_variant
from app.models import Route
from gis.vocabulary import Language, Role, VariantKind
from tests.browser.watch import serious_findings
from tests.builders import a_line
from tests.people import the_committee
from tests.pictures import a_picture, pixels
from tests.stored import NOW, a_stored_route

AtTheDesk = Callable[..., Page]
FILE = {"name": "pont.jpg", "mimeType": "image/jpeg", "buffer": a_picture(drawn=pixels(1500, 1000))}


@pytest.fixture
def route(desk_session: Session) -> Route:
    """A draft with a variant, whose photos are to come."""
    owner = the_committee(desk_session)
    route = a_stored_route(desk_session, title="Le sentier des photos", owner=owner)
    line = a_line([(0.40, 43.90), (0.42, 43.92), (0.44, 43.90)])
    names = {Language.FR: "Par les crêtes"}
    add_variant(desk_session, route, VariantKind.VARIANT, names, line)
    desk_session.commit()
    return route


def test_a_photo_goes_from_the_officer_to_the_visitor(
    at_the_desk: AtTheDesk, desk_session: Session, route: Route
) -> None:
    page = at_the_desk(Role.OFFICER)
    page.goto(f"/bureau/itineraires/{route.id}/photos")
    page.get_by_label("Ajouter des photos").set_input_files(FILE)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_label("Légende en français").fill("Le pont de pierre")
    page.get_by_label("Crédit").fill("J. Martin")
    page.get_by_label("Crédit").press("Enter")
    expect(page.locator(".told.done")).to_contain_text("C’est enregistré")
    expect(page.get_by_role("img", name="Le pont de pierre")).to_be_visible()
    assert serious_findings(page) == []
    publish_route(desk_session, route, NOW)
    desk_session.commit()
    page.goto(f"/fr/itineraires/{route.slug}")
    expect(page.locator("#map")).to_have_class("map is-live")
    shown = page.get_by_role("img", name="Le pont de pierre")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0
    expect(page.get_by_role("heading", name="Variantes et accès")).to_be_visible()
    assert serious_findings(page) == []


@pytest.mark.parametrize("part", ["photos", "variantes"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_tabs_fit_every_screen_and_axe_is_content(
    at_the_desk: AtTheDesk, route: Route, part: str, width: int
) -> None:
    page = at_the_desk(Role.OFFICER, viewport={"width": width, "height": 800})
    page.goto(f"/bureau/itineraires/{route.id}/{part}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert serious_findings(page) == []
