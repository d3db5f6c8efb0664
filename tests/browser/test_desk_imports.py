"""Importing at the desk: a file is dropped, shown with its faults, and becomes a draft."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gis.vocabulary import Role
from tests.browser.watch import serious_findings

LOOP = Path("data/demo/boucle-faulty.gpx")
AtTheDesk = Callable[..., Page]
FILE_OF = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  return transfer;
}"""


def drop(page: Page, path: Path, onto: str = "main") -> None:
    """As if a file were dragged from the officer's folder onto the page."""
    content = base64.b64encode(path.read_bytes()).decode()
    transfer = page.evaluate_handle(FILE_OF, [path.name, content])
    page.dispatch_event(onto, "drop", {"dataTransfer": transfer})


def test_a_faulty_loop_is_dropped_shown_and_becomes_a_draft(at_the_desk: AtTheDesk) -> None:
    page = at_the_desk(Role.OFFICER, Role.VALIDATOR)
    page.goto("/bureau/imports")
    drop(page, LOOP)
    expect(page.get_by_role("heading", level=1)).to_have_text(LOOP.name)
    expect(page.locator("#map")).to_have_attribute("data-found", "1")
    remarks = page.locator(".remark")
    expect(remarks).to_have_count(4)
    for words in ("part à 305", "Points répétés", "interrompue : 404", "sans altitude"):
        expect(remarks.filter(has_text=words)).to_have_count(1)
    expect(page.get_by_role("link", name="Voir l’endroit")).to_have_count(3)
    page.get_by_label("Enlever la pointe").check()
    page.get_by_role("button", name="Voir ce que cela donnera").click()
    expect(page.locator(".found-figures")).to_contain_text("7,6")
    expect(remarks.filter(has_text="Pointe enlevée")).to_have_count(1)
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_role("heading", name="Nouveaux brouillons")).to_be_visible()
    expect(page.get_by_role("link", name="Décrire Boucle de Condom")).to_be_visible()


def test_a_remark_leads_the_map_to_its_spot(at_the_desk: AtTheDesk) -> None:
    page = at_the_desk(Role.OFFICER)
    page.goto("/bureau/imports")
    drop(page, LOOP)
    expect(page.locator("#map")).to_have_attribute("data-found", "1")
    before = page.locator("#map").get_attribute("data-centre") or ""
    page.locator(".remark", has_text="interrompue").get_by_text("Voir l’endroit").click()
    expect(page.locator("#map")).not_to_have_attribute("data-centre", before)


def test_of_several_files_the_refused_one_is_named_and_the_others_wait(
    at_the_desk: AtTheDesk, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.gpx"
    notes.write_text("bonjour")
    page = at_the_desk(Role.OFFICER)
    page.goto("/bureau/imports")
    page.set_input_files("#files", [LOOP, notes])
    page.get_by_role("button", name="Regarder ce qu’il y a dedans").click()
    expect(page.locator("#sendings .wrong")).to_contain_text("notes.gpx")
    page.locator("#sendings").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LOOP.name)
    page.goto("/bureau/imports")
    page.get_by_role("button", name="Jeter").click()
    expect(page.get_by_role("status")).to_contain_text("Le fichier est jeté")


def test_without_script_a_file_is_imported_all_the_same(at_the_desk: AtTheDesk) -> None:
    page = at_the_desk(Role.OFFICER, java_script_enabled=False)
    page.goto("/bureau/imports")
    page.set_input_files("#files", LOOP)
    page.get_by_role("button", name="Regarder ce qu’il y a dedans").click()
    expect(page.locator(".remark")).to_have_count(4)
    expect(page.locator("svg.drawn")).to_be_visible()
    page.get_by_role("button", name="Importer").click()
    expect(page).to_have_url(re.compile(r"/imports/faits\?draft=\d+$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_axe_finds_nothing_serious_and_nothing_overflows(
    at_the_desk: AtTheDesk, width: int, scheme: Any
) -> None:
    page = at_the_desk(Role.OFFICER, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/bureau/imports")
    assert serious_findings(page) == []
    drop(page, LOOP)
    expect(page.locator("#map")).to_have_attribute("data-found", "1")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
