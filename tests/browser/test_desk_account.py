"""The desk's door, one's own account, people and organisations, in a browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.accounts import make_link
from app.models import Person
from gis.vocabulary import Role
from tests.browser.watch import serious_findings
from tests.people import somebody

Desk = Callable[..., Page]
GOOD = "quatre mots sans rapport"
PAGES = (
    "/bureau/compte",
    "/bureau/personnes",
    "/bureau/personnes/nouvelle",
    "/bureau/organisations",
    "/bureau/organisations/nouvelle",
)


def a_link(session: Session) -> tuple[str, str]:
    """Somebody's address, and where they choose a password."""
    person = somebody(session, None, Role.OFFICER, name="Anne Daurat")
    secret = make_link(session, person, datetime.now(UTC))
    session.commit()
    return person.email, f"/bureau/mot-de-passe/{secret}"


def test_somebody_invited_chooses_a_password_and_signs_in(
    browser: Browser, desk_server: str, desk_session: Session
) -> None:
    email, link = a_link(desk_session)
    context = browser.new_context(base_url=desk_server, locale="fr-FR")
    page = context.new_page()
    page.goto(link)
    password = page.get_by_label("Nouveau mot de passe")
    password.fill(GOOD)
    expect(password).to_have_attribute("type", "password")
    page.get_by_role("button", name="Voir").click()
    expect(password).to_have_attribute("type", "text")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Votre mot de passe est enregistré")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(GOOD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Itinéraires")
    cookies = {cookie["name"]: cookie for cookie in context.cookies(f"{desk_server}/bureau/")}
    assert set(cookies) == {"balise_bureau", "balise_appareil"}
    assert context.cookies(f"{desk_server}/fr/") == []
    page.evaluate("localStorage.setItem('typed', 'half a sentence')")
    page.get_by_text("Anne Daurat").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour.")
    assert page.evaluate("localStorage.getItem('typed')") is None
    left = context.cookies(f"{desk_server}/bureau/")
    assert [cookie["name"] for cookie in left] == ["balise_appareil"]
    context.close()


def test_an_administrator_invites_without_any_script(
    at_the_desk: Desk, desk_session: Session
) -> None:
    page = at_the_desk(Role.ADMINISTRATOR, java_script_enabled=False)
    page.goto("/bureau/personnes")
    page.get_by_role("link", name="Inviter quelqu’un").click()
    page.get_by_label("Adresse électronique").fill("bob.browser@ot.example")
    page.get_by_label("Nom").fill("Bob Ducasse")
    page.get_by_role("button", name="Inviter").click()
    expect(page.get_by_role("status")).to_have_text("Le compte de Bob Ducasse est prêt.")
    link = re.compile(r"/bureau/mot-de-passe/[\w-]{43}$")
    expect(page.get_by_label("Lien à envoyer")).to_have_value(link)
    bob = select(Person.roles).where(Person.email == "bob.browser@ot.example")
    assert desk_session.scalars(bob).one() == ["reader"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_at_the_door(
    browser: Browser, desk_server: str, desk_session: Session, scheme: str
) -> None:
    _email, link = a_link(desk_session)
    context = browser.new_context(
        base_url=desk_server,
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    for address in ("/bureau/connexion", link, "/bureau/mot-de-passe/ended"):
        page.goto(address)
        assert serious_findings(page) == [], address
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_these_rooms(at_the_desk: Desk, scheme: str) -> None:
    page = at_the_desk(Role.ADMINISTRATOR, color_scheme=scheme, reduced_motion="reduce")
    for address in PAGES:
        page.goto(address)
        assert serious_findings(page) == [], address


def test_these_pages_are_no_wider_than_their_screen(at_the_desk: Desk) -> None:
    page = at_the_desk(Role.ADMINISTRATOR, name="Marie-Françoise de Castelnau-Barbarens")
    for address in (*PAGES, "/bureau/mot-de-passe/ended"):
        page.goto(address)
        for width in (360, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            scrolled = page.evaluate("document.documentElement.scrollWidth")
            assert scrolled <= width, (address, width)
