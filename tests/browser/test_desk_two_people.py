"""Two officers on one route: what each did stays, and the second to save sees both."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.routes import set_line
from app.models import RouteLine
from gis.vocabulary import Language, Role
from tests.builders import a_line
from tests.people import the_committee
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
ELSEWHERE = a_line([(0.37, 43.9, 100), (0.45, 43.95, 120), (0.5, 43.9, 100)])


def test_words_are_saved_while_the_line_is_replaced_and_both_stay(
    at_the_desk: AtTheDesk, desk_session: Session
) -> None:
    route = a_stored_route(desk_session, title="Les crêtes", owner=the_committee(desk_session))
    desk_session.commit()
    anne = at_the_desk(Role.OFFICER, name="Anne")
    anne.goto(f"/bureau/itineraires/{route.id}/textes/fr")
    set_line(desk_session, route, ELSEWHERE)
    desk_session.commit()
    anne.get_by_label("Titre").fill("Par les crêtes")
    anne.get_by_role("button", name="Enregistrer les textes").click()
    expect(anne.get_by_text("C’est enregistré.")).to_be_visible()
    desk_session.expire_all()
    text = route.text(Language.FR)
    assert text is not None
    assert text.title == "Par les crêtes"
    line = desk_session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
    assert line.equals_exact(ELSEWHERE, 0)


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
