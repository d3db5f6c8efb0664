"""What lies beside what: the table equals a brute-force search, in whatever order all came."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString
from sqlalchemy import Engine, delete, select, text
from sqlalchemy.orm import Session

from app.actions.places import Described, add_places, describe_place, move_place
from app.actions.routes import set_line
from app.actions.surroundings import lock_surroundings
from app.models import Beside, LabelScheme, Organisation, Place, Route, RouteLine
from app.queries.beside import reaches_m
from app.queries.places import places_along
from gis.along import along
from gis.sheets import PlaceText
from gis.vocabulary import Language, PlaceKind
from tests.builders import a_line
from tests.gis.test_nearby import metres_aside
from tests.stored import a_published_route, a_stored_committee, a_stored_route

_numbers = count()
KINDS = st.sampled_from([PlaceKind.WATER, PlaceKind.HERITAGE, PlaceKind.TOWN, PlaceKind.LODGING])
POINTS = st.tuples(st.floats(0.36, 0.56), st.floats(43.87, 43.93))
LINES = st.lists(POINTS, min_size=2, max_size=5, unique=True).map(
    lambda vertices: MultiLineString([shapely.segmentize(LineString(vertices), 0.005)])
)


def a_place(kind: PlaceKind = PlaceKind.WATER, lon: float = 0.4, lat: float = 43.901) -> Place:
    number = next(_numbers)
    return Place(
        key=f"place-{number}",
        kind=kind,
        geom=shapely.Point(lon, lat),
        texts={"fr": {"name": f"Lieu {number}", "description": "Au bord du chemin."}},
    )


def stored(session: Session) -> dict[tuple[int, int], Beside]:
    """What the table says of the lines that are in use."""
    in_use = select(Route.line_id)
    rows = session.scalars(
        select(Beside).where(Beside.line_id.in_(in_use)).execution_options(populate_existing=True)
    )
    return {(row.line_id, row.place_id): row for row in rows}


def assert_as_brute_force(session: Session) -> None:
    found, reach_m = stored(session), reaches_m(session)
    lines = session.execute(
        select(RouteLine.id, RouteLine.geom).join(Route, Route.line_id == RouteLine.id)
    ).all()
    for place in session.scalars(select(Place)):
        for line_id, line in lines:
            aside_m = metres_aside(line, place.geom.x, place.geom.y)
            row = found.pop((line_id, place.id), None)
            if row is None:
                assert aside_m > reach_m[place.kind] - 1
            else:
                assert row.aside_m == pytest.approx(aside_m, abs=1)
                where = along(line).locate(place.geom.x, place.geom.y)
                assert row.at_m == pytest.approx(where.at_m, abs=1e-6)
    assert not found


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(
    st.one_of(
        st.tuples(st.just("place"), KINDS, st.lists(POINTS, max_size=3)),
        st.tuples(st.just("move"), st.integers(0, 9), POINTS),
        st.tuples(st.just("route"), st.none(), LINES),
        st.tuples(st.just("redraw"), st.integers(0, 9), LINES),
    ), min_size=3, max_size=9,
))  # fmt: skip
def test_whatever_is_added_or_moved_in_whatever_order_the_table_is_whole(
    session: Session, steps: list[tuple[str, object, object]]
) -> None:
    undo = session.begin_nested()
    places: list[Place] = []
    routes: list[Route] = []
    owner = a_stored_committee(session, key=f"cdt-{next(_numbers)}")
    for step, which, where in steps:
        if step == "place":
            added = [a_place(which, lon, lat) for lon, lat in where]  # type: ignore[arg-type, attr-defined]
            add_places(session, added)
            places += added
        elif step == "route":
            routes.append(
                a_stored_route(session, title="Un chemin", line=where, owner=owner)  # type: ignore[arg-type]
            )
        elif step == "move" and places:
            move_place(session, places[which % len(places)], *where)  # type: ignore[operator, misc]
        elif step == "redraw" and routes:
            set_line(session, routes[which % len(routes)], where)  # type: ignore[operator, arg-type]
    assert_as_brute_force(session)
    undo.rollback()


def test_a_place_added_after_a_publication_is_beside_the_published_line(session: Session) -> None:
    route = a_published_route(session)
    published = route.line_id
    assert published is not None
    set_line(session, route, MultiLineString([[(0.37, 43.5), (0.5, 43.5)]]))
    place = a_place()
    add_places(session, [place])
    assert [one.place.id for one in places_along(session, published)] == [place.id]


def test_a_version_that_nothing_points_at_is_left_alone(session: Session) -> None:
    route = a_stored_route(session)
    former = route.line_id
    assert former is not None
    set_line(session, route, a_line())
    add_places(session, [a_place()])
    assert places_along(session, former) == ()


def test_places_come_in_order_along_without_towns_viewpoints_and_providers(
    session: Session,
) -> None:
    kinds = (*PlaceKind, PlaceKind.WATER)
    add_places(session, [a_place(kind, 0.5 - at % 7 / 100) for at, kind in enumerate(kinds)])
    route = a_stored_route(session)
    assert route.line_id is not None
    found = places_along(session.connection(), route.line_id)
    assert [one.at_m for one in found] == sorted(one.at_m for one in found)
    assert {one.place.kind for one in found} == {
        PlaceKind.HERITAGE, PlaceKind.WATER, PlaceKind.TOILETS, PlaceKind.PICNIC,
        PlaceKind.SHELTER, PlaceKind.BIKE_PARKING, PlaceKind.CHARGING, PlaceKind.PLANTING_SITE,
        PlaceKind.BATHING, PlaceKind.FISHING, PlaceKind.GOLF, PlaceKind.CANOE,
    }  # fmt: skip
    assert found[0].place.texts[Language.FR].description == "Au bord du chemin."


def test_a_line_and_a_place_that_are_stored_at_once_do_not_miss_each_other(
    committing: Session,
) -> None:
    route = a_stored_route(committing)
    committing.commit()
    place = a_place()
    add_places(committing, [place])
    engine = committing.get_bind()
    assert isinstance(engine, Engine)

    def redraw() -> None:
        with Session(engine) as other, other.begin():
            set_line(other, other.get_one(Route, route_id), a_line())

    route_id, place_id = route.id, place.id
    with ThreadPoolExecutor(1) as elsewhere:
        redrawn = elsewhere.submit(redraw)
        while not redrawn.done() and not is_somebody_waiting(engine):
            pass
        committing.commit()
        redrawn.result()
    committing.refresh(route)
    assert {(route.line_id, place_id)} == stored(committing).keys()


def test_two_that_store_a_line_and_then_a_place_wait_and_do_not_block_each_other(
    committing: Session,
) -> None:
    engine = committing.get_bind()
    assert isinstance(engine, Engine)
    owner = a_stored_committee(committing)
    committing.commit()
    owner_id = owner.id

    def store_both() -> None:
        with Session(engine) as other, other.begin():
            a_stored_route(other, title="Là-bas", owner=other.get_one(Organisation, owner_id))
            add_places(other, [a_place()])

    a_stored_route(committing, title="Ici", owner=owner)
    with ThreadPoolExecutor(1) as elsewhere:
        both = elsewhere.submit(store_both)
        while not both.done() and not is_somebody_waiting(engine):
            pass
        add_places(committing, [a_place()])
        committing.commit()
        both.result()
    assert len(stored(committing)) == 4


def test_a_place_that_is_described_while_a_line_is_stored_waits_and_does_not_block_it(
    committing: Session,
) -> None:
    route, place = a_stored_route(committing), a_place()
    add_places(committing, [place])
    committing.commit()
    engine = committing.get_bind()
    assert isinstance(engine, Engine)
    route_id, place_id = route.id, place.id
    described = Described({Language.FR: PlaceText("Fontaine", "")}, 0.401, 43.901)

    def describe() -> None:
        with Session(engine) as other, other.begin():
            here, there = other.get_one(Route, route_id), other.get_one(Place, place_id)
            describe_place(other, here, there, described)

    lock_surroundings(committing)
    with ThreadPoolExecutor(1) as elsewhere:
        moved = elsewhere.submit(describe)
        while not moved.done() and not is_somebody_waiting(engine):
            pass
        set_line(committing, route, a_line())
        committing.commit()
        moved.result()
    committing.refresh(place)
    assert place.texts["fr"]["name"] == "Fontaine"
    assert {(route.line_id, place_id)} == stored(committing).keys()


def test_a_provider_is_beside_a_line_as_far_as_the_scheme_that_reaches_farthest(
    session: Session,
) -> None:
    scheme = session.scalars(select(LabelScheme)).first()
    assert scheme
    scheme.reach_m = 9000
    before, after = (a_place(PlaceKind.LODGING, 0.44, 43.972) for _ in range(2))
    add_places(session, [before, a_place(PlaceKind.HERITAGE, 0.44, 43.972)])
    route = a_stored_route(session)
    add_places(session, [after])
    assert stored(session).keys() == {(route.line_id, before.id), (route.line_id, after.id)}


def test_without_schemes_a_provider_is_near_as_any_place_is(session: Session) -> None:
    session.execute(delete(LabelScheme))
    assert reaches_m(session)[PlaceKind.LODGING] == 1000


def is_somebody_waiting(engine: Engine) -> bool:
    """Whether a transaction of this database waits for another."""
    waiting = text(
        "SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with engine.connect() as asking:
        return asking.scalar(waiting) is not None
