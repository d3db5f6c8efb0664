"""From the desk to the public page: written, sent, published by somebody else, withdrawn."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from gis.vocabulary import Role
from tests.people import the_committee
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]


def test_a_route_is_described_translated_sent_published_withdrawn(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_stored_route(
        desk_session, title="Le chemin des moulins", owner=the_committee(desk_session)
    )
    desk_session.commit()
    home, public = f"/bureau/itineraires/{route.id}", f"/fr/itineraires/{route.slug}"
    anne = at_the_desk(Role.OFFICER, name="Anne")
    paul = at_the_desk(Role.VALIDATOR, name="Paul")

    anne.goto(f"{home}/textes/fr")
    anne.get_by_label("Description").fill("Trois moulins au fil de l’eau.")
    anne.get_by_role("button", name="Enregistrer les textes").click()
    anne.goto(f"{home}/textes/en")
    anne.get_by_label("Titre").fill("The way of the mills")
    anne.get_by_role("button", name="Enregistrer les textes").click()
    anne.goto(f"{home}/publication")
    anne.get_by_role("button", name="Envoyer à la validation").click()
    expect(anne.get_by_text("C’est envoyé")).to_be_visible()

    paul.goto(f"{home}/publication")
    expect(paul.get_by_text("Envoyé par Anne").first).to_be_visible()
    expect(paul.get_by_text("Trois moulins au fil de l’eau.")).to_be_visible()
    paul.get_by_role("button", name="Publier ce qui est montré ici").click()
    expect(paul.get_by_text("C’est publié")).to_be_visible()
    paul.goto(public)
    expect(paul.get_by_role("heading", name="Le chemin des moulins").first).to_be_visible()

    paul.goto(f"{home}/publication")
    paul.get_by_role("link", name="Retirer de la vue du public…").click()
    paul.get_by_label("Tout l’itinéraire").check()
    paul.get_by_role("button", name="Retirer").click()
    expect(paul.get_by_text("C’est retiré de la vue du public.")).to_be_visible()
    answer = paul.goto(public)
    assert answer is not None
    assert answer.status == 410
