"""Drawing along the ways of a real network: what is clicked follows them, and a gap is joined."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely import MultiLineString
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app.actions.network import import_network
from app.models import Network, Organisation
from gis.vocabulary import Practice, Role
from tests.browser.editor import choose_vertex, open_editor, save, stored_line
from tests.realdata import realdata
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
pytestmark = pytest.mark.usefixtures("pgrouting")
CLICKS = ((0.55, 0.3), (0.62, 0.42), (0.7, 0.35), (0.6, 0.6), (0.5, 0.65), (0.42, 0.5))
"""Parts of the width and of the height of the map."""
FARTHEST = text(
    "SELECT max(ST_Distance(vertex.geom::geography, way.geom::geography)) FROM "
    "ST_DumpPoints(ST_GeomFromEWKB(:line)) AS vertex CROSS JOIN LATERAL "
    "(SELECT geom FROM network_way ORDER BY network_way.geom <-> vertex.geom LIMIT 1) AS way"
)


def network(session: Session, name: str) -> Iterator[None]:
    import_network(session, realdata(name), name, datetime.now(UTC))
    session.commit()
    yield
    session.execute(delete(Network))
    session.commit()


@pytest.fixture
def andorra(desk_session: Session) -> Iterator[None]:
    """Its ways."""
    yield from network(desk_session, "osm/graphhopper__andorra.osm.pbf")


@pytest.fixture
def monaco(desk_session: Session) -> Iterator[None]:
    """Its ways."""
    yield from network(desk_session, "osm/osrm-backend__monaco.osm.pbf")


def farthest_m(session: Session, line: MultiLineString) -> float:
    """Metres between a line's vertices and the ways, at the most."""
    flat = shapely.to_wkb(shapely.set_srid(shapely.force_2d(line), 4326), include_srid=True)
    return float(session.scalar(FARTHEST, {"line": flat}) or 0.0)


@pytest.mark.usefixtures("andorra")
def test_six_clicks_follow_the_ways_of_andorra(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session
) -> None:
    start = MultiLineString([[(1.513, 42.503), (1.5218, 42.5075)]])
    route = a_stored_route(
        desk_session, title="Andorre", owner=owner, line=start, practices=[Practice.WALKING]
    )
    page = at_the_desk(Role.OFFICER, organisation=owner)
    open_editor(page, route.id)
    choose_vertex(page, 1)
    page.get_by_role("button", name="Continuer").click()
    box = page.locator("#map canvas").bounding_box()
    assert box
    length = page.locator("#editor-length")
    for right, down in CLICKS:
        before = length.inner_text()
        page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)
        expect(length).not_to_have_text(before)
    save(page)
    line = stored_line(desk_session, route.id)
    drawn = shapely.get_coordinates(line)[2:]
    assert len(drawn) > 20
    assert farthest_m(desk_session, MultiLineString([drawn])) < 0.2


@pytest.mark.usefixtures("monaco")
def test_a_gap_is_joined_along_the_ways_of_monaco(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session
) -> None:
    line = MultiLineString(
        [[(7.4185, 43.7315), (7.4195, 43.7325)], [(7.4235, 43.7365), (7.4245, 43.7375)]]
    )
    route = a_stored_route(
        desk_session, title="Monaco", owner=owner, line=line, practices=[Practice.WALKING]
    )
    page = at_the_desk(Role.OFFICER, organisation=owner)
    open_editor(page, route.id)
    page.get_by_role("button", name="Relier par les chemins").click()
    expect(page.locator('#findings [data-key="line.gap"]')).to_have_count(0)
    save(page)
    joined = stored_line(desk_session, route.id)
    assert len(joined.geoms) == 1
    middle = shapely.get_coordinates(joined)[2:-2]
    assert len(middle) > 3
    assert farthest_m(desk_session, MultiLineString([middle])) < 0.2
