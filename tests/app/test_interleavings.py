"""Two editors in any order: what was accepted stays, what was refused changes nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from app.actions.revisions import Clash, Signed
from app.actions.steps import set_steps
from app.actions.texts import save_text
from app.models import Part, Person, Route
from app.queries.parts import part_version
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role
from tests.people import somebody
from tests.stored import a_stored_committee, a_stored_route
from tests.two_editors import GESTURES, LINES, Register

FEWEST = 1_000
"""Different orders in which both do something: an example is looked at after each gesture."""


@pytest.fixture
def of_two(session: Session) -> Callable[[], Register]:
    """The same route for each example, as its first editor and its second found it."""
    route = a_stored_route(session, line=LINES[0])
    set_steps(session, route, [(150.0, {Language.FR: "À gauche."})])
    editors = [somebody(session, None, Role.OFFICER, name=name) for name in ("Anne", "Benoît")]
    other = a_stored_committee(session, key="other")
    return lambda: Register(session, route, editors, other)


def test_in_any_order_nothing_accepted_is_lost_and_nothing_refused_is_done(
    session: Session, of_two: Callable[[], Register]
) -> None:
    seen: set[str] = set()

    @settings(max_examples=400)
    @given(st.lists(GESTURES, min_size=5, max_size=8))
    def play(gestures: list[tuple[str, int, Any]]) -> None:
        example = session.begin_nested()
        register = of_two()
        for count, gesture in enumerate(gestures, start=1):
            register.perform(*gesture)
            register.check()
            if {editor for _name, editor, _value in gestures[:count]} == {0, 1}:
                seen.add(str(gestures[:count]))
        example.rollback()

    play()
    assert len(seen) >= FEWEST


def test_of_two_connections_that_save_at_once_one_is_refused_and_none_waits_for_ever(
    committing: Session, migrated_url: URL
) -> None:
    route = a_stored_route(committing)
    people = [somebody(committing, None, Role.OFFICER, name=name) for name in ("Anne", "Benoît")]
    committing.commit()
    engine = create_engine(migrated_url)
    together = Barrier(2)

    def save(person: Person, round_number: int) -> bool:
        with Session(engine) as own:
            own_route, by = own.get_one(Route, route.id), own.get_one(Person, person.id)
            seen = part_version(own, own_route.id, Part.TEXT_FR)
            words = Words(f"{by.name} {round_number}")
            own.commit()
            together.wait(timeout=30)
            try:
                save_text(own, own_route, Language.FR, words, Signed(by, seen))
                own.commit()
            except Clash:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        for round_number in range(10):
            saved = list(pool.map(save, people, [round_number] * 2))
            assert sorted(saved) == [False, True]
    committing.expire_all()
    assert part_version(committing, route.id, Part.TEXT_FR) == 10
    engine.dispose()
