"""Journey O1: a GPX is imported, repaired on the map, described, and published."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import gpxpy
import pytest
import shapely
from playwright.sync_api import Page, expect
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.actions.network import import_network
from app.config import Settings
from app.models import Network, Organisation, Route
from app.terrain_files import terrain_folder, write_demo_terrain
from gis.along import along
from gis.line import line_from
from gis.readers.reading import read_file
from gis.vocabulary import Role
from tests.browser.editor import open_editor, save, stored_line, undo_says
from tests.browser.test_desk_imports import drop
from tests.networks import an_extract

AtTheDesk = Callable[..., Page]
pytestmark = pytest.mark.usefixtures("pgrouting")
LOOP = Path("data/demo/boucle-faulty.gpx")


def gap_of(path: Path) -> list[tuple[float, float]]:
    """The two ends of the hole in a GPX of two segments."""
    one, other = gpxpy.parse(path.read_text("utf-8")).tracks[0].segments
    ends = (one.points[-1], other.points[0])
    return [(end.longitude, end.latitude) for end in ends]


@pytest.fixture
def bend(desk_session: Session, tmp_path: Path) -> Iterator[tuple[float, float]]:
    """A network of one path, which leads over the gap by a bend; gives the bend."""
    (west, south), (east, north) = gap_of(LOOP)
    bend = ((west + east) / 2 + (north - south) / 3, (south + north) / 2 - (east - west) / 3)
    places = {"A": (west, south), "B": bend, "C": (east, north)}
    file = an_extract(tmp_path, places, [("ABC", {"highway": "path"})])
    import_network(desk_session, file, "sentier", datetime.now(UTC))
    desk_session.commit()
    yield bend
    desk_session.execute(delete(Network))
    desk_session.commit()


@pytest.fixture
def terrain(desk_var: Path) -> Iterator[None]:
    """The demonstration's relief."""
    settings = Settings(var=desk_var)
    write_demo_terrain(settings, Path("data"))
    yield
    shutil.rmtree(terrain_folder(settings))


@pytest.mark.usefixtures("terrain")
def test_a_faulty_gpx_is_repaired_on_the_map_described_and_published(
    at_the_desk: AtTheDesk,
    owner: Organisation,
    desk_session: Session,
    bend: tuple[float, float],
) -> None:
    page = at_the_desk(Role.OFFICER, Role.VALIDATOR, organisation=owner)
    route_id = imported(page)
    repaired(page)
    save(page)
    line = stored_line(desk_session, route_id)
    assert line.has_z
    assert len(line.geoms) == 1
    assert shapely.distance(shapely.Point(bend), line) < 1e-7
    described_in_the_editor(page)
    described_at_length(page, f"/bureau/itineraires/{route_id}")
    open_editor(page, route_id)
    page.get_by_role("tab", name="Fiche").click()
    expect(page.locator("#readiness meter")).to_have_js_property("value", 85)
    page.get_by_role("link", name="Relire et publier").click()
    page.get_by_role("button", name="Publier ce qui est montré ici").click()
    expect(page.get_by_text("C’est publié")).to_be_visible()

    desk_session.rollback()
    slug = desk_session.get_one(Route, route_id).slug
    visitor = page.context.browser.new_page()  # type: ignore[union-attr]
    visitor.goto(f"{page.url.split('/bureau')[0]}/fr/itineraires/{slug}")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("La boucle de Condom")
    file = visitor.request.get(f"{page.url.split('/bureau')[0]}/itineraires/{slug}.gpx").body()
    visitor.close()
    (segment,) = gpxpy.parse(file.decode()).tracks[0].segments
    assert all(point.elevation is not None for point in segment.points)
    (track,) = read_file(file).tracks
    again, _ = line_from(track)
    assert along(again).length_m == pytest.approx(along(line).length_m, rel=0.005)


def imported(page: Page) -> int:
    """Drops the file at the desk, makes a draft of it, and opens its map."""
    page.goto("/bureau/imports")
    drop(page, LOOP)
    expect(page.locator("#map")).to_have_attribute("data-found", "1")
    page.get_by_role("button", name="Voir ce que cela donnera").click()
    page.get_by_role("button", name="Importer").click()
    page.get_by_role("link", name=re.compile("Voir le tracé sur la carte")).click()
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    return int(page.url.split("/")[-2])


def repaired(page: Page) -> None:
    """Mends the spike, undone and redone, joins the gap along the path, drops the repeat."""
    findings = page.locator("#findings > li")
    expect(findings).to_have_count(3)
    expect(findings.get_by_role("button", name="Voir")).to_have_count(3)

    length = page.locator("#editor-length")
    faulty = length.inner_text()
    findings.get_by_role("button", name="Enlever la pointe").click()
    expect(findings).to_have_count(2)
    mended = length.inner_text()
    assert mended != faulty
    page.locator('[data-tool="undo"]').click()
    expect(findings).to_have_count(3)
    assert length.inner_text() == faulty
    page.locator('[data-tool="redo"]').click()
    expect(findings).to_have_count(2)
    assert length.inner_text() == mended

    page.get_by_role("button", name="Relier par les chemins").click()
    expect(findings).to_have_count(1)
    assert undo_says(page) == "Annuler : relier par les chemins"
    findings.get_by_role("button").last.click()
    expect(findings).to_have_count(0)
    expect(page.locator("#editor-climb")).to_contain_text("↗")


def described_in_the_editor(page: Page) -> None:
    """The facts beside the map: practices, start and end; until then, reasons not to publish."""
    page.get_by_role("tab", name="Fiche").click()
    score = page.locator("#readiness meter")
    expect(score).not_to_have_js_property("value", 0)
    assert score.evaluate("meter => meter.value") < 60
    expect(page.locator('[data-part="blocking"]')).to_contain_text("lieu de départ")
    expect(page.locator("#to-publication")).not_to_have_attribute("href", re.compile(".+"))
    panel = page.locator("#facts-form")
    panel.get_by_label("Titre").fill("La boucle de Condom")
    panel.get_by_label("À pied").check()
    panel.get_by_label("VTT").check()
    panel.get_by_label("Départ").fill("Condom")
    panel.get_by_label("Arrivée").fill("Condom")
    panel.get_by_role("button", name="Enregistrer la fiche").click()
    expect(page.locator("#to-publication")).to_have_attribute("href", re.compile(".+"))


def described_at_length(page: Page, home: str) -> None:
    """The long texts and what was seen on the ground, on pages of their own."""
    page.goto(f"{home}/textes/fr")
    page.get_by_label("Chapeau").fill("Une boucle de huit kilomètres autour de Condom. " * 3)
    page.get_by_label("Description").fill("On longe la Baïse, puis on monte aux remparts. " * 8)
    page.get_by_label("Comment venir").fill("Par la D 930, parking des allées.")
    page.get_by_role("button", name="Enregistrer les textes").click()
    page.goto(f"{home}/fiche")
    page.get_by_label("Balisage").fill("Jaune")
    page.get_by_role("button", name=re.compile("vérifié aujourd’hui")).click()
    expect(page.locator(".told.done")).to_be_visible()
