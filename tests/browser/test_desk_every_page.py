"""What holds for every page about a route at the desk: accessible, and as wide as its screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, add_photos
from app.actions.publication import publish_route, send_for_validation
from app.actions.revisions import Signed
from app.actions.steps import set_steps
from app.actions.texts import save_text
from app.actions.variants import add_variant
from app.models import Part, Revision, Route
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, VariantKind
from tests.browser.watch import serious_findings
from tests.builders import a_line
from tests.people import somebody, the_committee
from tests.stored import NOW, a_stored_route

AtTheDesk = Callable[..., Page]
TITLE = "Tout est dit de cette route"
FR, EN = Language.FR, Language.EN
PAGES = (
    "", "/fiche", "/textes/fr", "/textes/en", "/pas-a-pas", "/photos", "/lieux", "/variantes",
    "/contributeurs", "/publication", "/publication/retirer", "/historique",
    "/historique/comparaison?avant={first}&apres={last}", "/historique/{first}/restaurer",
)  # fmt: skip
WIDTHS = (390, 768, 1280)


@pytest.fixture
def route(desk_session: Session) -> Route:
    """One on which there is something to see in every tab."""
    session = desk_session
    by = Signed(somebody(session, None, Role.OFFICER, name="Anne"))
    route = a_stored_route(session, title=TITLE, owner=the_committee(session))
    save_text(session, route, EN, Words("All is said", "Of this route."), by)
    set_steps(session, route, [(150.0, {FR: "À gauche.", EN: "Left."}), (900.0, {FR: "Monter."})])
    add_photos(session, route, [NewPhoto(letter * 64, 1200, 800, "CDT") for letter in "ef"], by)
    names = {FR: "Par le moulin"}
    add_variant(session, route, VariantKind.VARIANT, names, a_line(), "moulin.gpx", by)
    publish_route(session, route, NOW, signed=by)
    for title in ("Tout est dit, ou presque", "Tout est dit, encore"):
        save_text(session, route, FR, Words(title, "Vraiment tout.", departure="Condom"), by)
    send_for_validation(session, route, [FR], by)
    session.commit()
    return route


@pytest.mark.parametrize("part", PAGES)
def test_a_page_about_a_route_is_accessible_and_as_wide_as_its_screen(
    at_the_desk: AtTheDesk, desk_session: Session, route: Route, part: str
) -> None:
    revisions = desk_session.scalars(
        select(Revision.id)
        .where(Revision.route_id == route.id, Revision.part == Part.TEXT_FR)
        .order_by(Revision.number)
    ).all()
    page = at_the_desk(Role.OFFICER, Role.VALIDATOR, reduced_motion="reduce")
    address = part.format(first=revisions[0], last=revisions[-1])
    answer = page.goto(f"/bureau/itineraires/{route.id}{address}")
    assert answer is not None
    assert answer.status == 200
    if page.locator("#map").count():
        expect(page.locator("#map")).to_have_class("map is-live")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert serious_findings(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
