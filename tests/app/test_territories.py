"""Territories in the register: stored once, compared with the lines in use."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shapely
from shapely import MultiPolygon, box
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.actions.demo.territories import load_territories
from app.actions.publication import publish_route
from app.actions.routes import set_line
from app.actions.territories import import_territories
from app.models import Crossing, Route, Territory
from app.queries.search import filter_choices
from app.queries.territories import territories_crossed
from gis.sheets import TerritoryCrossed
from gis.sources.territories import TerritoryRecord
from gis.vocabulary import Language, TerritoryKind
from tests.app.test_beside import is_somebody_waiting
from tests.builders import a_line
from tests.stored import NOW, a_published_route, a_stored_route

WEST, MIDDLE, EAST = 0.37, 0.44, 0.53
"""a_line() runs from 0.37 to 0.519 east, on the 43.9th parallel."""


def a_record(
    code: str,
    west: float,
    east: float,
    kind: TerritoryKind = TerritoryKind.COMMUNE,
    name: str = "",
) -> TerritoryRecord:
    area = MultiPolygon([box(west, 43.8, east, 44.0)])
    return TerritoryRecord(kind, code, name or f"Commune {code}", area)


def imported(session: Session, *records: TerritoryRecord, is_demo: bool = False) -> list[int]:
    """Imports to the end; gives the lines that were compared."""
    count, comparing = import_territories(session, records, is_demo=is_demo)
    compared = list(comparing)
    assert len(compared) == count
    return compared


def crossed(session: Session, route: Route) -> dict[str, TerritoryCrossed]:
    assert route.line_id is not None
    return {one.code: one for one in territories_crossed(session, route.line_id)}


def test_a_line_that_is_stored_is_compared_with_the_territories_it_meets(session: Session) -> None:
    imported(session, a_record("32002", MIDDLE, EAST), a_record("32001", 0.3, MIDDLE))
    imported(session, a_record("32003", 0.6, 0.7), a_record("32", 0, 1, TerritoryKind.DEPARTEMENT))
    route = a_stored_route(session)
    assert route.line
    found = territories_crossed(session, route.line.id)
    assert [one.code for one in found] == ["32", "32001", "32002"]
    gers, west, east = found
    assert (gers.from_m, gers.length_m) == (0, pytest.approx(route.line.length_m))
    assert gers.kind == TerritoryKind.DEPARTEMENT
    assert west.from_m == 0
    assert east.from_m == pytest.approx(west.length_m)
    assert west.length_m + east.length_m == pytest.approx(route.line.length_m)


def test_the_kinds_come_from_large_to_small(session: Session) -> None:
    kinds = [TerritoryKind.OFFICE, *TerritoryKind]
    for number, kind in enumerate(kinds[:-1]):
        imported(session, a_record(f"x{number}", 0, 1, kind))
    route = a_stored_route(session)
    assert [one.kind for one in crossed(session, route).values()] == sorted(
        kinds[:-1], key=list(TerritoryKind).index
    )


def test_a_territory_that_comes_later_is_compared_with_the_lines_there_are(
    session: Session,
) -> None:
    route = a_stored_route(session)
    far = a_stored_route(session, title="Ailleurs", line=a_line([(2, 45), (2.1, 45)]))
    assert imported(session, a_record("32001", 0.3, MIDDLE)) == [route.line_id]
    assert set(crossed(session, route)) == {"32001"}
    assert crossed(session, far) == {}


def test_a_second_import_keeps_ids_and_takes_names(session: Session) -> None:
    imported(session, a_record("32001", 0.3, MIDDLE))
    before = session.scalars(select(Territory.id)).all()
    route = a_stored_route(session)
    assert imported(session, a_record("32001", 0.3, MIDDLE, name="Condom")) == []
    assert session.scalars(select(Territory.id)).all() == before
    assert crossed(session, route)["32001"].name == "Condom"


def test_limits_that_move_away_from_a_line_are_forgotten(session: Session) -> None:
    imported(session, a_record("32001", 0.3, MIDDLE), a_record("32002", MIDDLE, EAST))
    route = a_stored_route(session)
    assert imported(session, a_record("32001", 5, 6)) == [route.line_id]
    assert set(crossed(session, route)) == {"32002"}


def test_limits_that_move_share_the_line_anew(session: Session) -> None:
    imported(session, a_record("32001", 0.3, MIDDLE), a_record("32002", MIDDLE, EAST))
    route = a_stored_route(session)
    imported(session, a_record("32001", 0.3, 0.4), a_record("32002", 0.4, EAST))
    found = crossed(session, route)
    assert route.line
    assert found["32002"].from_m == pytest.approx(found["32001"].length_m)
    assert found["32001"].length_m < 0.25 * route.line.length_m


def test_a_published_line_is_compared_even_when_the_draft_has_another(session: Session) -> None:
    route = a_stored_route(session)
    publish_route(session, route, NOW)
    published, draft = route.line_id, set_line(session, route, a_line()).id
    publish_route(session, route, NOW)
    retired, latest = published, set_line(session, route, a_line()).id
    assert set(imported(session, a_record("32001", 0.3, MIDDLE))) == {draft, latest}
    assert retired not in session.scalars(select(Crossing.line_id)).all()


def test_true_limits_take_the_place_of_the_demonstrations(session: Session) -> None:
    grand_auch = a_record("grand-auch", 0.3, MIDDLE, TerritoryKind.EPCI)
    imported(session, a_record("32001", 0.3, MIDDLE), a_record("32002", MIDDLE, EAST), is_demo=True)
    imported(session, grand_auch, is_demo=True)
    route = a_stored_route(session)
    imported(session, a_record("32001", 0.3, EAST))
    assert set(crossed(session, route)) == {"32001", "grand-auch"}
    assert session.scalars(select(Territory.is_demo).order_by(Territory.code)).all() == [
        False,
        True,
    ]


def test_areas_of_several_parts_and_holes_come_back_as_they_were(session: Session) -> None:
    ring = box(0.3, 43.8, MIDDLE, 44.0).difference(box(0.35, 43.85, 0.4, 43.95))
    area = MultiPolygon([ring, box(0.6, 43.8, 0.7, 43.9)])
    imported(session, TerritoryRecord(TerritoryKind.OFFICE, "ot", "OT", area))
    stored = session.scalars(select(Territory.geom)).one()
    assert shapely.equals_exact(stored, area)


def test_the_demonstration_leaves_true_limits_alone(session: Session) -> None:
    auch = a_record("32013", 0.3, MIDDLE, name="Auch")
    imported(session, auch)
    told = list(load_territories(session, Path("data"), NOW))
    assert [one.split()[0] for one in told] == ["Départements", "Intercommunalités"]
    communes = select(Territory).where(Territory.kind == TerritoryKind.COMMUNE)
    (kept,) = session.scalars(communes)
    assert (kept.code, kept.is_demo) == ("32013", False)
    assert shapely.equals_exact(kept.geom, auch.geom)


def meanwhile(committing: Session, then: Callable[[Session], object]) -> None:
    """Commits as soon as another transaction has done `then`, or waits to."""
    engine = committing.get_bind()
    assert isinstance(engine, Engine)

    def there() -> None:
        with Session(engine) as other, other.begin():
            then(other)

    with ThreadPoolExecutor(1) as elsewhere:
        done = elsewhere.submit(there)
        while not done.done() and not is_somebody_waiting(engine):
            pass
        committing.commit()
        done.result()


def test_a_line_that_is_stored_during_an_import_is_compared(committing: Session) -> None:
    route = a_stored_route(committing)
    meanwhile(committing, lambda other: imported(other, a_record("32001", 0.3, MIDDLE)))
    assert set(crossed(committing, route)) == {"32001"}


def test_a_territory_that_is_imported_twice_at_once_is_stored_once(committing: Session) -> None:
    imported(committing, a_record("32001", 0.3, MIDDLE))
    meanwhile(
        committing, lambda other: imported(other, a_record("32001", 0.3, MIDDLE, name="Condom"))
    )
    assert committing.scalars(select(Territory.name)).all() == ["Condom"]


def test_an_import_reads_each_area_once_however_many_lines_cross_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    routes = [a_stored_route(session, title=title) for title in ("Un", "Deux", "Trois")]
    read = []
    from_wkb = shapely.from_wkb

    def counted(wkb: bytes) -> shapely.Geometry:
        read.append(from_wkb(wkb))
        return read[-1]

    monkeypatch.setattr(shapely, "from_wkb", counted)
    assert len(imported(session, a_record("32001", 0.3, MIDDLE))) == len(routes)
    assert sum(isinstance(shape, MultiPolygon) for shape in read) == 1
    assert all(set(crossed(session, route)) == {"32001"} for route in routes)


def test_what_is_crossed_tells_approximate_limits_from_true_ones(session: Session) -> None:
    imported(session, a_record("32001", 0.3, MIDDLE), is_demo=True)
    imported(session, a_record("epci", 0.3, EAST, TerritoryKind.EPCI))
    found = crossed(session, a_stored_route(session))
    assert {code: one.is_demo for code, one in found.items()} == {"32001": True, "epci": False}


def test_the_filter_offers_epci_in_alphabetical_order(session: Session) -> None:
    for number, name in enumerate(("Zénith", "élan", "Armagnac", "Écluses", "bastides")):
        imported(session, a_record(f"e{number}", 0.3, EAST, TerritoryKind.EPCI, name))
    a_published_route(session)
    names = [name for _code, name in filter_choices(session, Language.FR).territories]
    assert names == ["Armagnac", "bastides", "Écluses", "élan", "Zénith"]
