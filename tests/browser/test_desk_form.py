"""The form at the desk in a real browser: described, counted, kept through a crash, placed."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, add_photos
from app.actions.publication import send_for_validation
from app.actions.variants import add_variant
from app.models import Organisation, Place, Route
from gis.vocabulary import Language, Role, VariantKind
from tests.browser.conftest import PATIENCE_MS
from tests.browser.watch import serious_findings
from tests.builders import a_line
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
AtTab = Callable[[str], Page]
TABS = ("fiche", "textes/fr", "textes/en", "pas-a-pas", "contributeurs", "lieux")
TYPED = "Typed just before the lights went out"


@pytest.fixture
def route(desk_session: Session, owner: Organisation, request: pytest.FixtureRequest) -> Route:
    """A draft of its own."""
    stored = a_stored_route(desk_session, owner=owner, title=request.node.name)
    desk_session.commit()
    return stored


def address(route: Route, tab: str) -> str:
    return f"/bureau/itineraires/{route.id}/{tab}"


@pytest.fixture
def at_tab(at_the_desk: AtTheDesk, owner: Organisation, route: Route) -> AtTab:
    """Opens a tab of the route for somebody who writes and publishes."""

    def open_tab(tab: str) -> Page:
        page = at_the_desk(Role.OFFICER, Role.VALIDATOR, organisation=owner)
        page.goto(address(route, tab))
        return page

    return open_tab


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_is_accessible_and_as_wide_as_its_screen(at_tab: AtTab, tab: str) -> None:
    page = at_tab(tab)
    assert serious_findings(page) == []
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_signs_are_counted_while_one_types_and_what_is_saved_is_said(at_tab: AtTab) -> None:
    page = at_tab("textes/fr")
    page.get_by_label("Titre").fill("Le tour")
    expect(page.locator("output[for=title]")).to_have_text("7 signes")
    page.get_by_role("button", name="Enregistrer les textes").click()
    expect(page.get_by_role("status").first).to_contain_text("C’est enregistré.")
    assert "fait=" not in page.url
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_is_typed_survives_a_killed_browser(
    at_the_desk: AtTheDesk,
    desk_server: str,
    desk_session: Session,
    owner: Organisation,
    route: Route,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> None:
    cookies = at_the_desk(Role.OFFICER, organisation=owner).context.cookies()

    def opened() -> Page:
        context = browser_type.launch_persistent_context(
            tmp_path, locale="fr-FR", **browser_type_launch_args
        )
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{desk_server}{address(route, 'textes/fr')}")
        return page

    page = opened()
    page.get_by_label("Conseils").press_sequentially(TYPED)
    wait_until_on_disk(tmp_path, TYPED)
    chromium = int(os.readlink(tmp_path / "SingletonLock").rsplit("-", 1)[1])
    with page.context.expect_event("close"):
        os.kill(chromium, signal.SIGKILL)

    page = opened()
    offer = page.locator("[data-offer]")
    expect(offer).to_be_visible()
    expect(offer.locator("time")).not_to_be_empty()
    expect(page.get_by_label("Conseils")).to_have_value("")
    offer.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_label("Conseils")).to_have_value(TYPED)
    expect(offer).to_be_hidden()
    page.get_by_role("button", name="Enregistrer les textes").click()
    expect(page.get_by_role("status").first).to_contain_text("C’est enregistré.")
    page.reload()
    expect(page.locator("[data-offer]")).to_be_hidden()
    page.context.close()
    desk_session.expire_all()
    text = route.text(Language.FR)
    assert text is not None and text.advice == TYPED


def wait_until_on_disk(profile: Path, words: str) -> None:
    """Chromium writes its storage some seconds after the page did."""
    written = (words.encode(), words.encode("utf-16-le"))
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline:
        logs = (profile / "Default" / "Local Storage" / "leveldb").glob("*.log")
        if any(one in log.read_bytes() for log in logs for one in written):
            return
        time.sleep(0.2)
    raise AssertionError("Nothing was written.")


def test_forgetting_forgets_and_typing_on_keeps_the_newer_words(at_tab: AtTab) -> None:
    page = at_tab("fiche")
    page.get_by_label("Balisage").fill("Ancien")
    page.reload()
    page.get_by_label("Balisage").fill("Nouveau")
    page.reload()
    expect(page.locator("[data-offer]")).to_be_visible()
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_label("Balisage")).to_have_value("Nouveau")
    page.reload()
    page.get_by_role("button", name="Oublier").click()
    page.reload()
    expect(page.locator("[data-offer]")).to_be_hidden()
    expect(page.get_by_label("Balisage")).to_have_value("")


def test_signing_out_leaves_nothing_typed_on_a_shared_computer(at_tab: AtTab) -> None:
    page = at_tab("fiche")
    page.get_by_label("Balisage").fill("Secret")
    assert len(page.evaluate("Object.keys(localStorage)")) == 1
    page.locator(".whoami summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour.")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_refused_form_is_kept_too(at_tab: AtTab, route: Route) -> None:
    page = at_tab("fiche")
    page.get_by_label("Durée indiquée").fill("longtemps")
    page.get_by_role("button", name="Enregistrer la fiche").click()
    expect(page.get_by_role("alert")).to_contain_text("Une durée s’écrit")
    page.goto(address(route, "fiche"))
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_label("Durée indiquée")).to_have_value("longtemps")


@pytest.fixture
def rich(desk_session: Session, route: Route) -> Route:
    """The same with two photos and two variants, waiting for validation."""
    add_photos(desk_session, route, [NewPhoto(key * 64, 2400, 1600, key) for key in "de"])
    for name in ("Par la crête", "Par le vallon"):
        add_variant(desk_session, route, VariantKind.VARIANT, {Language.FR: name}, a_line())
    send_for_validation(desk_session, route, [Language.FR])
    desk_session.commit()
    return route


@pytest.mark.parametrize(
    ("tab", "label"),
    [
        ("photos", "Légende en anglais"),
        ("variantes", "Nom en anglais"),
        ("publication", "Remarque pour la rédaction"),
    ],
)
def test_what_is_typed_beside_the_texts_survives_too(
    at_tab: AtTab, rich: Route, tab: str, label: str
) -> None:
    page = at_tab(tab)
    if tab == "publication":
        page.get_by_text("Renvoyer à la rédaction").click()
    page.get_by_label(label).last.fill(TYPED)
    page.reload()
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_label(label).last).to_have_value(TYPED)
    photos = page.locator("input[name=photo]").evaluate_all("all => all.map((one) => one.value)")
    assert len(set(photos)) == len(photos)


def test_saving_one_variant_keeps_what_is_typed_of_another(at_tab: AtTab, rich: Route) -> None:
    page = at_tab("variantes")
    first, second = (page.locator("article.variant").nth(n) for n in (0, 1))
    second.get_by_label("Nom en espagnol").fill(TYPED)
    first.get_by_label("Nom en anglais").fill("Along the ridge ")
    first.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").first).to_contain_text("C’est enregistré.")
    expect(first.locator("[data-offer]")).to_be_hidden()
    second.get_by_role("button", name="Reprendre").click()
    expect(second.get_by_label("Nom en espagnol")).to_have_value(TYPED)


def test_the_second_of_two_officers_sees_both_versions(
    at_the_desk: AtTheDesk, desk_session: Session, owner: Organisation, route: Route
) -> None:
    pages = [at_the_desk(Role.OFFICER, organisation=owner, name=f"{name} {route.id}")
             for name in ("Anne", "Paul")]  # fmt: skip
    for page in pages:
        page.goto(address(route, "textes/fr"))
    anne, paul = pages
    anne.get_by_label("Titre").fill("Titre d’Anne")
    anne.get_by_role("button", name="Enregistrer les textes").click()
    expect(anne.get_by_role("status").first).to_contain_text("C’est enregistré.")
    paul.get_by_label("Titre").fill("Titre de Paul")
    paul.get_by_role("button", name="Enregistrer les textes").click()
    expect(paul.get_by_role("alert")).to_contain_text(f"Anne {route.id} a enregistré")
    assert serious_findings(paul) == []
    paul.get_by_label("Troisième version : Titre").fill("Titre des deux")
    paul.get_by_role("button", name="Enregistrer ces choix").click()
    expect(paul.get_by_role("status").first).to_contain_text("C’est enregistré.")
    desk_session.expire_all()
    text = route.text(Language.FR)
    assert text is not None and text.title == "Titre des deux"


def test_a_click_on_the_map_places_a_place(
    at_tab: AtTab, desk_session: Session, route: Route
) -> None:
    page = at_tab("lieux/ajouter?type=water")
    expect(page.locator("#map")).to_have_class("map is-live")
    assert serious_findings(page) == []
    page.get_by_label("Nom").first.fill(f"Fontaine {route.id}")
    box = page.locator("#map-canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_label("Longitude")).to_have_value(re.compile(r"^0\.4[3-6]\d{4}$"))
    page.get_by_role("button", name="Enregistrer le lieu").click()
    expect(page.get_by_role("status").first).to_contain_text("Le lieu est enregistré")
    expect(page.get_by_role("link", name=f"Fontaine {route.id}")).to_be_visible()
    places = desk_session.query(Place).filter(Place.key.startswith(f"fontaine-{route.id}")).all()
    assert [round(one.geom.y, 3) for one in places] == [43.9]
