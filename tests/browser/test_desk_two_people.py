"""Two officers on one route: what each did stays, and the second to save sees both."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from gis.vocabulary import Language, Role
from tests.people import the_committee
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
LOOP = Path("data/demo/boucle-faulty.gpx")


def test_words_are_saved_while_the_line_is_replaced_and_both_stay(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_stored_route(desk_session, title="Les crêtes", owner=the_committee(desk_session))
    desk_session.commit()
    words = f"/bureau/itineraires/{route.id}/textes/fr"
    anne, paul = (at_the_desk(Role.OFFICER, name=name) for name in ("Anne", "Paul"))
    anne.goto(words)
    anne.get_by_label("Titre").fill("Par les crêtes")

    paul.goto("/bureau/imports")
    paul.set_input_files("#files", LOOP)
    paul.get_by_role("button", name="Regarder ce qu’il y a dedans").click()
    expect(paul.get_by_role("heading", level=1)).to_have_text(LOOP.name)
    paul.get_by_label("Ce tracé devient").select_option("line")
    paul.locator("#called-1").fill("Les crêtes")
    paul.get_by_role("button", name="Voir ce que cela donnera").click()
    expect(paul.get_by_text("Les crêtes").first).to_be_visible()
    paul.get_by_role("button", name="Importer").click()
    expect(paul).to_have_url(re.compile(r"/imports/faits\?line=\d+$"))

    anne.get_by_role("button", name="Enregistrer les textes").click()
    expect(anne.get_by_text("C’est enregistré.")).to_be_visible()
    desk_session.expire_all()
    text = route.text(Language.FR)
    assert text is not None
    assert text.title == "Par les crêtes"
    assert route.line is not None
    assert (route.line.version, route.line.source) == (2, LOOP.name)


def test_the_second_to_save_the_same_words_sees_both_and_chooses(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_stored_route(desk_session, title="La vallée", owner=the_committee(desk_session))
    desk_session.commit()
    pages = [at_the_desk(Role.OFFICER, name=name) for name in ("Anne", "Benoît")]
    for page in pages:
        page.goto(f"/bureau/itineraires/{route.id}/textes/fr")
    for page, title in zip(pages, ("La vallée d’Anne", "La vallée de Benoît"), strict=True):
        page.get_by_label("Titre").fill(title)
        page.get_by_role("button", name="Enregistrer les textes").click()
    benoit = pages[1]
    expect(benoit.get_by_text("Anne a enregistré pendant que vous écriviez.")).to_be_visible()
    expect(benoit.get_by_text("La vallée d’Anne").first).to_be_visible()
    benoit.get_by_label("Garder ma version").check()
    benoit.get_by_role("button", name="Enregistrer ces choix").click()
    expect(benoit.get_by_role("heading", level=1)).to_have_text("La vallée de Benoît")
