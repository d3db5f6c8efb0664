"""Journey O2: instructions are proposed, worded, placed and moved on the line, and given away."""

import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import gpxpy
import numpy as np
import pytest
import shapely
from playwright.sync_api import Locator, Page, expect
from pyproj import Geod
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.models import Organisation, Route
from gis.vocabulary import Role, Shape
from tests.browser.editor import Position, drag, open_editor, save, stored_line, undo_says
from tests.browser.watch import serious_findings
from tests.stored import NOW, a_stored_route

AtTheDesk = Callable[..., Page]
WGS84 = Geod(ellps="WGS84")
CORNERS = np.array(
    [[0, 0], [8, 0], [8, 5], [14, 5], [14, 12], [7, 12], [7, 8], [0, 8], [0, 0]], dtype=float
)
SIDES = [np.linspace(start, end, 12, endpoint=False) for start, end in pairwise(CORNERS)]
PLAN = np.vstack([*SIDES, CORNERS[:1]])
ANGULAR = MultiLineString(
    [np.column_stack((0.37 + PLAN[:, 0] / 1000, 43.95 + PLAN[:, 1] / 1400, 120 + PLAN[:, 1]))]
)
"""A loop of 4 km that turns at right angles."""
ON_THE_LINE_DEG = 2e-6
"""Some twenty centimetres: what two ways to measure a line may differ by."""


@pytest.fixture
def route(desk_session: Session, owner: Organisation, request: pytest.FixtureRequest) -> Route:
    """A published loop without instructions."""
    route = a_stored_route(
        desk_session,
        title=f"Boucle {request.node.name}",
        owner=owner,
        line=ANGULAR,
        shape=Shape.LOOP,
    )
    publish_route(desk_session, route, NOW)
    desk_session.commit()
    return route


@pytest.fixture
def page(at_the_desk: AtTheDesk, route: Route, owner: Organisation) -> Page:
    """The instructions of that loop in the editor."""
    page = at_the_desk(Role.OFFICER, organisation=owner, reduced_motion="reduce")
    open_editor(page, route.id)
    page.get_by_role("tab", name="Pas à pas").click()
    return page


def rows(page: Page) -> Locator:
    """The instructions in the list."""
    return page.locator("#steps > li")


def kilometre(row: Locator) -> float:
    """The kilometre that a row says."""
    said = row.locator("[data-km]").inner_text()
    return float(re.sub(r"[^\d,]", "", said).replace(",", "."))


def choose_step(page: Page, number: int) -> Position:
    """Chooses an instruction in the list; gives its place on the page in CSS pixels."""
    page.get_by_role("button", name=f"Instruction {number}", exact=True).click()
    place = page.locator("#map")
    expect(place).to_have_attribute("data-step", str(number))
    return (
        float(place.get_attribute("data-step-x") or "nan"),
        float(place.get_attribute("data-step-y") or "nan"),
    )


def words_of(page: Page, number: int) -> Locator:
    """The French words of an instruction."""
    return page.get_by_label(f"Instruction {number} en français", exact=True)


def between(one: Position, other: Position, part: float) -> Position:
    return (one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1]))


def points_along(line: MultiLineString, at_m: list[float]) -> np.ndarray:
    """Positions (lon, lat) at distances along a line, by PROJ's geodesics."""
    lonlat = shapely.get_coordinates(line)
    _azimuth, _back, steps = WGS84.inv(lonlat[:-1, 0], lonlat[:-1, 1], lonlat[1:, 0], lonlat[1:, 1])
    gone = np.concatenate(([0.0], np.cumsum(steps)))
    return np.column_stack([np.interp(at_m, gone, lonlat[:, axis]) for axis in (0, 1)])


def checksum(line: MultiLineString) -> str:
    return hashlib.sha256(shapely.to_wkb(line)).hexdigest()


def test_instructions_are_proposed_moved_inserted_and_given_to_partners(
    page: Page, route: Route, desk_session: Session
) -> None:
    page.get_by_role("button", name="Proposer").click()
    expect(rows(page).nth(4)).to_be_visible()
    count = rows(page).count()
    assert [choose_step(page, number + 1) for number in range(count)]
    assert np.all(np.diff([kilometre(row) for row in rows(page).all()]) > 0)
    expect(page.get_by_role("tab", selected=True)).to_have_text(f"Pas à pas · {count} à vérifier")

    words_of(page, 3).fill("À gauche au lavoir.")
    rows(page).nth(2).get_by_role("button", name="C’est vérifié").click()
    expect(page.get_by_role("tab", selected=True)).to_have_text(
        f"Pas à pas · {count - 1} à vérifier"
    )
    second, third = choose_step(page, 2), choose_step(page, 3)
    before_km = kilometre(rows(page).nth(2))
    right, down = between((0, 0), (second[0] - third[0], second[1] - third[1]), 0.4)
    drag(page, third, right + 15, down + 15)
    assert undo_says(page) == "Annuler : déplacer l’instruction 3"
    assert kilometre(rows(page).nth(2)) < before_km - 0.05
    third = choose_step(page, 3)

    page.mouse.click(*between(second, third, 0.5))
    expect(rows(page)).to_have_count(count + 1)
    expect(words_of(page, 3)).to_be_focused()
    page.keyboard.type("Tout droit.")
    expect(words_of(page, 4)).to_have_value("À gauche au lavoir.")

    fourth = choose_step(page, 4)
    expect(rows(page).nth(3).get_by_text("à vérifier", exact=True)).to_be_hidden()
    page.locator('[data-tool="edit"]').click()
    drag(page, fourth, 45, -60)
    expect(rows(page).nth(3).get_by_text("à vérifier", exact=True)).to_be_visible()

    save(page)
    stored = stored_line(desk_session, route.id)
    assert checksum(stored) != checksum(ANGULAR)
    steps = route.steps
    assert [step.number for step in steps] == list(range(1, count + 2))
    assert [step.texts["fr"] for step in steps[2:4]] == ["Tout droit.", "À gauche au lavoir."]
    assert steps[3].to_check
    points = points_along(stored, [step.at_m for step in steps])

    home = f"/bureau/itineraires/{route.id}/apercu"
    circuit = ElementTree.fromstring(page.request.get(f"{home}/cirkwi.xml").text())
    told = list(circuit.iter("info_parcours"))
    assert [one.get("numero") for one in told] == [str(one + 1) for one in range(count + 1)]
    given = [
        [float(one.findtext(f".//{name}") or "nan") for name in ("lng", "lat")] for one in told
    ]
    assert given == pytest.approx(points, abs=ON_THE_LINE_DEG)
    gpx = gpxpy.parse(page.request.get(f"{home}/trace.gpx").text())
    waypoints = np.array([[one.longitude, one.latitude] for one in gpx.waypoints])
    assert waypoints == pytest.approx(points, abs=ON_THE_LINE_DEG)

    words_of(page, 2).fill("Prendre la deuxième à gauche.")
    save(page)
    assert checksum(stored_line(desk_session, route.id)) == checksum(stored)
    desk_session.refresh(route)
    assert route.steps[1].texts["fr"] == "Prendre la deuxième à gauche."


def test_an_instruction_without_french_words_is_refused_where_it_stands(page: Page) -> None:
    page.get_by_role("button", name="Ajouter sur le tracé").click()
    page.keyboard.press("Insert")
    expect(words_of(page, 1)).to_be_focused()
    expect(words_of(page, 1)).to_have_accessible_description(re.compile("À écrire en français"))
    page.get_by_role("tab", name="Tracé").click()
    page.locator("#save").click()
    expect(words_of(page, 1)).to_be_focused()
    expect(words_of(page, 1)).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Partir vers l’église.")
    expect(words_of(page, 1)).not_to_have_attribute("aria-invalid", "true")
    save(page)


def test_instructions_are_placed_by_keys_alone(page: Page, route: Route) -> None:
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Ajouter sur le tracé").focus()
    page.keyboard.press("Enter")
    for words in ("Loin.", "Plus loin."):
        page.keyboard.press("Insert")
        page.keyboard.type(words)
        page.keyboard.press("Shift+Tab")
    number = page.get_by_role("button", name="Instruction 2", exact=True)
    expect(number).to_be_focused()
    before_km = kilometre(rows(page).nth(1))
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    assert kilometre(rows(page).nth(1)) == pytest.approx(before_km + 0.3, abs=0.011)
    page.keyboard.press("Delete")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Instruction 1", exact=True)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(rows(page)).to_have_count(2)


def test_instructions_that_are_there_are_replaced_only_after_asking(page: Page) -> None:
    page.get_by_role("button", name="Proposer").click()
    expect(rows(page).nth(4)).to_be_visible()
    count = rows(page).count()
    choose_step(page, 1)
    page.get_by_role("button", name="Supprimer").locator("visible=true").click()
    expect(rows(page)).to_have_count(count - 1)
    page.get_by_role("button", name="Proposer").click()
    page.get_by_role("button", name="Les garder").click()
    expect(rows(page)).to_have_count(count - 1)
    page.get_by_role("button", name="Proposer").click()
    page.get_by_role("button", name="Les remplacer").click()
    expect(rows(page)).to_have_count(count)
    page.locator('[data-tool="undo"]').click()
    expect(rows(page)).to_have_count(count - 1)


def test_what_is_proposed_waits_for_the_line_to_be_saved(page: Page) -> None:
    page.locator('[data-tool="reverse"]').click()
    page.get_by_role("button", name="Proposer").click()
    expect(rows(page)).to_have_count(0)
    page.get_by_role("button", name="Enregistrer, puis proposer").click()
    expect(rows(page).nth(4)).to_be_visible()


def test_facts_are_saved_beside_the_line_and_a_second_writer_is_told(
    page: Page, route: Route, at_the_desk: AtTheDesk, owner: Organisation
) -> None:
    page.get_by_role("tab", name="Fiche").click()
    title = page.get_by_label("Titre (en français)")
    expect(title).to_have_value(re.compile("Boucle"))
    title.fill("La boucle des angles droits")
    page.get_by_label("VTT").check()
    expect(
        page.get_by_text("Pas encore enregistré : Titre (en français), Pratiques.")
    ).to_be_visible()
    page.get_by_role("button", name="Enregistrer la fiche").click()
    expect(page.get_by_text("Tout ce qui est ici est enregistré.")).to_be_visible()

    other = at_the_desk(Role.OFFICER, name="Paul", organisation=owner)
    open_editor(other, route.id)
    other.get_by_role("tab", name="Fiche").click()
    expect(other.get_by_label("VTT")).to_be_checked()
    other.get_by_label("Numéro").fill("PR 12")
    other.get_by_role("button", name="Enregistrer la fiche").click()
    expect(other.get_by_text("Tout ce qui est ici est enregistré.")).to_be_visible()
    page.get_by_label("Numéro").fill("PR 13")
    page.get_by_role("button", name="Enregistrer la fiche").click()
    expect(page.locator("#facts-told")).to_contain_text("Paul")
    page.get_by_role("button", name="Recharger").click()
    expect(page.get_by_label("Numéro")).to_have_value("PR 12")


def test_the_way_to_publication_is_closed_while_something_blocks(
    at_the_desk: AtTheDesk, desk_session: Session, owner: Organisation
) -> None:
    route = a_stored_route(desk_session, title="Sans départ", owner=owner, departure="")
    desk_session.commit()
    page = at_the_desk(Role.OFFICER, Role.VALIDATOR, organisation=owner)
    open_editor(page, route.id)
    page.get_by_role("tab", name="Fiche").click()
    publish = page.get_by_role("link", name="Relire et publier")
    expect(publish).to_be_disabled()
    page.get_by_role("link", name="Il manque le lieu de départ.").click()
    expect(page.get_by_label("Départ", exact=True)).to_be_focused()
    page.keyboard.type("Condom, place Bossuet")
    page.keyboard.press("Enter")
    expect(publish).to_be_enabled()
    publish.click()
    expect(page).to_have_url(re.compile(r"/publication$"))


@pytest.mark.parametrize("name", ["Pas à pas", "Fiche"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tab_is_accessible_and_as_wide_as_its_screen(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ajouter sur le tracé").click()
    page.keyboard.press("Insert")
    page.get_by_role("tab", name=name).click()
    for width in (1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert serious_findings(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_the_arrows_go_from_tab_to_tab(page: Page) -> None:
    page.get_by_role("tab", name="Pas à pas").focus()
    for key, name in (("ArrowRight", "Fiche"), ("ArrowRight", "Tracé"), ("End", "Fiche")):
        page.keyboard.press(key)
        tab = page.get_by_role("tab", name=name)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel")).to_have_count(1)
