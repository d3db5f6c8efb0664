"""Imports that meet other writers: neither waits for what the other holds."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, select, text
from sqlalchemy.orm import Session

from app.actions.beginning import begin_route
from app.actions.imports import Wishes, import_track
from app.actions.revisions import Signed
from app.actions.routes import add_route, set_line
from app.actions.surroundings import lock_surroundings
from app.desk.imports import pages
from app.models import Organisation, Person, Route
from gis.intake import taken_in
from gis.readers.reading import read_file
from gis.shape import shape_of
from gis.vocabulary import Role, RouteKind
from tests.app.desk.conftest import SignedIn
from tests.app.desk.importing import a_track, answered, dropped, shown
from tests.builders import a_line
from tests.gpx_texts import gpx
from tests.stored import a_stored_route

PATIENCE_S = 30


@pytest.fixture
def engine(migrated_url: URL) -> Iterator[Engine]:
    """Connections of another writer, who waits for nobody longer than a second."""
    engine = create_engine(migrated_url, connect_args={"options": "-c lock_timeout=1s"})
    yield engine
    engine.dispose()


def wait_until_somebody_waits(engine: Engine) -> None:
    """Until another connection to this database waits for a lock."""
    waits = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + PATIENCE_S
    with engine.connect() as looking:
        while not looking.scalar(waits):
            looking.rollback()
            assert time.monotonic() < deadline
            time.sleep(0.01)


def while_the_surroundings_are_held(
    engine: Engine, act: Callable[[], Any], then: Callable[[Session], object]
) -> Any:
    """Has `act` wait for the surroundings; their holder goes on with `then`, and commits."""
    with ThreadPoolExecutor(1) as pool, Session(engine) as holder:
        lock_surroundings(holder)
        acting: Future[Any] = pool.submit(act)
        wait_until_somebody_waits(engine)
        then(holder)
        holder.commit()
        return acting.result(PATIENCE_S)


def test_a_variant_and_a_route_in_one_file_lock_nothing_before_the_surroundings(
    signed_in: SignedIn, committing: Session, committee: Organisation, engine: Engine
) -> None:
    anne = signed_in(Role.OFFICER)
    route = a_stored_route(committing, owner=committee)
    committing.commit()
    content = gpx(a_track("Variante", 43.91, 2, 5) + a_track("Neuf", 43.5))
    address = dropped(anne, content)
    page = answered(
        anne, address, shown(anne, address), "check", becomes_1="variant", called_1="condom"
    ).get_data(as_text=True)
    asked = select(Route.id).where(Route.id == route.id).with_for_update()
    done = while_the_surroundings_are_held(
        engine,
        lambda: answered(anne, address, page, "import"),
        lambda holder: holder.scalar(asked),
    )
    assert done.status_code == HTTPStatus.SEE_OTHER


def test_a_line_that_is_replaced_between_looking_and_doing_is_told(
    signed_in: SignedIn,
    committing: Session,
    committee: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.OFFICER, name="Paul")
    route = a_stored_route(committing, owner=committee)
    committing.commit()
    address = dropped(anne, gpx(a_track("Neuf", 43.9005)))
    page = answered(
        anne, address, shown(anne, address), "check", becomes_1="line", called_1="condom"
    ).get_data(as_text=True)

    def paul_is_faster(_session: Session) -> None:
        by = committing.get_one(Person, paul.person_id)
        set_line(committing, route, a_line(), signed=Signed(by))
        committing.commit()

    monkeypatch.setattr(pages, "lock_surroundings", paul_is_faster)
    clash = answered(anne, address, page, "import")
    assert clash.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "Paul a changé le tracé" in clash.get_data(as_text=True)
    committing.expire_all()
    assert route.line is not None
    assert route.line.version == 2


def _begin(session: Session, owner: Organisation) -> object:
    intake = taken_in(read_file(gpx(a_track("Neuf"))).tracks[0])
    return begin_route(
        session, Route(number="", kind=RouteKind.PR, practices=[]), owner, "Neuf", intake
    )


def _import(session: Session, owner: Organisation) -> object:
    track = read_file(gpx(a_track("Neuf"))).tracks[0]
    return import_track(session, track, "neuf.gpx", owner, Wishes())


@pytest.mark.parametrize("begin", [_begin, _import])
def test_a_new_route_takes_no_name_before_the_surroundings(
    committing: Session,
    committee: Organisation,
    migrated_url: URL,
    engine: Engine,
    begin: Callable[[Session, Organisation], object],
) -> None:
    committing.commit()
    own = create_engine(migrated_url)

    def act() -> None:
        with Session(own) as session, session.begin():
            begin(session, session.get_one(Organisation, committee.id))

    def name_another(holder: Session) -> object:
        other = Route(
            kind=RouteKind.PR,
            practices=[],
            shape=shape_of(a_line()),
            owner=holder.get_one(Organisation, committee.id),
            licence="",
            licence_url="",
            redistributable=False,
        )
        return add_route(holder, other, "Neuf")

    while_the_surroundings_are_held(engine, act, name_another)
    own.dispose()
    assert sorted(route.slug for route in committing.scalars(select(Route))) == ["neuf", "neuf-2"]
