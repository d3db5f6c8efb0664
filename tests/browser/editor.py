"""Driving the editor as a hand would: keys choose a vertex, the mouse takes it from there."""

from playwright.sync_api import Page, expect
from shapely import MultiLineString
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Route, RouteLine

Position = tuple[float, float]


def open_editor(page: Page, route_id: int) -> None:
    """Opens the map of a route, and waits until it can be drawn on."""
    page.goto(f"/bureau/itineraires/{route_id}/trace")
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    page.locator("#map canvas").focus()


def choose_vertex(page: Page, number: int) -> Position:
    """Chooses a vertex by keys, counted from 0; gives its place on the page in CSS pixels."""
    page.locator("#map canvas").focus()
    page.keyboard.press("Home")
    for _ in range(number):
        page.keyboard.press("PageDown")
    expect(page.locator("#map")).to_have_attribute("data-vertex", str(number))
    return chosen_place(page)


def chosen_place(page: Page) -> Position:
    """Where the chosen vertex is on the page, in CSS pixels, once the map stands still."""
    page.wait_for_timeout(300)
    place = page.locator("#map")
    return (
        float(place.get_attribute("data-vertex-x") or "nan"),
        float(place.get_attribute("data-vertex-y") or "nan"),
    )


def drag(page: Page, start: Position, right: float, down: float) -> None:
    """Drags with the mouse, in steps as a hand does."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + right, start[1] + down, steps=8)
    page.mouse.up()


def save(page: Page) -> None:
    """Saves, and waits until it is stored."""
    page.click("#save")
    expect(page.locator("#map")).to_have_attribute("data-state", "saved")
    expect(page.locator("#editor-told")).to_have_text("C’est enregistré.")


def undo_says(page: Page) -> str:
    """What the button that undoes says it would take back."""
    said = page.locator('[data-tool="undo"]').get_attribute("title") or ""
    return said.replace("\N{NO-BREAK SPACE}", " ")


def stored_line(session: Session, route_id: int) -> MultiLineString:
    """The working line of a route as it is stored by now."""
    session.rollback()
    found = select(RouteLine.geom).join(Route, Route.line_id == RouteLine.id)
    return session.scalars(found.where(Route.id == route_id)).one()
