"""The list at the desk in a real browser: sought, changed together, undone, thrown and kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.models import Organisation, Route
from gis.vocabulary import Role
from tests.browser.watch import serious_findings
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]


@pytest.fixture
def routes(
    desk_session: Session, owner: Organisation, request: pytest.FixtureRequest
) -> list[Route]:
    """Three drafts of its own."""
    stored = [
        a_stored_route(desk_session, owner=owner, title=f"Boucle de {town} {request.node.name}")
        for town in ("Auch", "Condom", "Éauze")
    ]
    desk_session.commit()
    return stored


def tick(page: Page, *towns: str) -> None:
    for town in towns:
        page.get_by_role("checkbox", name=f"Choisir Boucle de {town}").check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_and_as_wide_as_their_screen(
    at_the_desk: AtTheDesk, owner: Organisation, routes: list[Route], scheme: str
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]

    def look() -> None:
        assert serious_findings(page) == []
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width

    page.goto("/bureau/itineraires")
    tick(page, "Auch", "Condom")
    look()
    page.get_by_label("Modifier ensemble").select_option("practices")
    page.get_by_role("button", name="Continuer").click()
    look()
    page.get_by_role("button", name="Modifier 2").click()
    look()
    page.goto(f"/bureau/itineraires/{routes[0].id}")
    expect(page.locator("#map")).to_have_class("map is-live")
    look()


def test_many_are_chosen_changed_and_changed_back(
    at_the_desk: AtTheDesk, owner: Organisation, routes: list[Route]
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner)
    page.goto("/bureau/itineraires")
    tick(page, "Auch")
    expect(page.locator("#chosen")).to_have_text("1 choisi")
    page.get_by_label("Toute la page").check()
    expect(page.locator("#chosen")).to_have_text("3 choisis")
    page.get_by_role("checkbox", name="Choisir Boucle de Éauze").uncheck()
    page.get_by_label("Modifier ensemble").select_option("kind")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="2 itinéraires changent")).to_be_visible()
    page.get_by_label("Nouveau type d’itinéraire").select_option("pr")
    page.get_by_role("button", name="Modifier 2 itinéraires").click()
    expect(page.get_by_role("status")).to_contain_text("2 itinéraires ont changé")
    page.get_by_role("button", name="Annuler ce changement").click()
    expect(page.get_by_role("status")).to_contain_text("2 itinéraires sont redevenus")
    page.get_by_role("link", name="Revenir à la liste").click()
    page.get_by_role("link", name="Modifiés par moi").click()
    expect(page.locator(".desk-row")).to_have_count(2)


def test_all_of_it_works_without_script(
    at_the_desk: AtTheDesk, owner: Organisation, routes: list[Route]
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner, java_script_enabled=False)
    page.goto("/bureau/itineraires")
    page.get_by_label("Nom ou numéro").fill("eauze BOUCLE")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator(".desk-row")).to_have_count(1)
    tick(page, "Éauze")
    page.get_by_label("Modifier ensemble").select_option("difficulty")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Nouvelle difficulté").select_option("3")
    page.get_by_role("button", name="Modifier 1").click()
    expect(page.get_by_role("status")).to_contain_text("1 itinéraire a changé")
    page.get_by_role("link", name="Boucle de Éauze").click()
    expect(page.locator("#map .drawn")).to_be_visible()
    expect(page.get_by_role("heading", name="Complet à")).to_be_visible()
    page.get_by_text("Mettre à la corbeille…").click()
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(page.get_by_role("status")).to_contain_text("C’est à la corbeille")
    page.get_by_role("button", name="Sortir de la corbeille").click()
    expect(page.get_by_role("status")).to_contain_text("C’est sorti de la corbeille")


def test_what_is_missing_leads_to_where_it_is_said(
    at_the_desk: AtTheDesk, owner: Organisation, routes: list[Route]
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner)
    page.goto(f"/bureau/itineraires/{routes[0].id}")
    page.get_by_role("link", name="Décrivez l’itinéraire").click()
    expect(page).to_have_url(f"/bureau/itineraires/{routes[0].id}/textes/fr")
    page.go_back()
    page.get_by_role("link", name="Ajoutez une photo").click()
    expect(page).to_have_url(f"/bureau/itineraires/{routes[0].id}/photos")
