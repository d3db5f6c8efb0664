"""Closures: which ones a line meets on a day, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.closures import add_closure
from app.models import Closure
from app.queries.closures import closures_on
from app.queries.sheets import current_edition
from gis.along import cut
from gis.errors import GisError
from gis.sheets import ClosureSheet
from gis.vocabulary import ClosureEffect, ClosureReason, Language
from tests.builders import a_line
from tests.conftest import DEMO_PUBLISHED_AT
from tests.stored import a_published_route, a_stored_committee

TODAY = date(2026, 11, 21)
ACROSS = MultiLineString([[(0.43, 43.89), (0.43, 43.91)]])


def a_closure(
    session: Session, from_m: float = 2_000, to_m: float = 2_400, **changes: Any
) -> Closure:
    """A footbridge carried off, on the builders' line."""
    fields: dict[str, Any] = {
        "geom": cut(a_line(), from_m, to_m),
        "reason": ClosureReason.FLOOD,
        "effect": ClosureEffect.CLOSED,
        "starts_on": TODAY,
        "ends_on": TODAY,
        "texts": {"fr": "Passerelle emportée."},
        "owner_id": a_stored_committee(session, key=f"cdt-{from_m}-{changes}"[:60]).id,
        "is_public": True,
    }
    return add_closure(session, Closure(**{**fields, **changes}))


def on_the_line(session: Session, today: date = TODAY) -> tuple[ClosureSheet, ...]:
    route = a_published_route(session)
    assert route.line_id is not None
    return closures_on(session, route.line_id, today)


def test_a_closure_says_which_kilometres_of_the_line_it_holds(session: Session) -> None:
    a_closure(session, texts={"fr": "Passerelle emportée.", "en": "Bridge gone."})
    (found,) = on_the_line(session)
    assert found.reason == ClosureReason.FLOOD
    assert found.texts[Language.EN] == "Bridge gone."
    ((from_m, to_m),) = found.stretches
    assert (from_m, to_m) == pytest.approx((2_000, 2_400), abs=1)


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "shows"),
    [(0, 0, True), (-3, 3, True), (-3, None, True), (1, 3, False), (-3, -1, False)],
)
def test_a_closure_shows_from_its_first_day_to_its_last(
    session: Session, starts_in: int, ends_in: int | None, shows: bool
) -> None:
    ends_on = None if ends_in is None else TODAY + timedelta(days=ends_in)
    a_closure(session, starts_on=TODAY + timedelta(days=starts_in), ends_on=ends_on)
    assert bool(on_the_line(session)) == shows


def test_what_is_not_public_does_not_show(session: Session) -> None:
    a_closure(session, is_public=False)
    assert on_the_line(session) == ()


def test_a_path_that_crosses_the_line_does_not_close_it(session: Session) -> None:
    a_closure(session, geom=ACROSS)
    assert on_the_line(session) == ()


def test_closures_come_in_order_along_the_line(session: Session) -> None:
    late, early = a_closure(session, 8_000, 8_500), a_closure(session, 1_000, 1_500)
    assert [found.id for found in on_the_line(session)] == [early.id, late.id]


def test_a_closure_elsewhere_costs_no_look_at_the_line(session: Session) -> None:
    a_closure(session, geom=MultiLineString([[(2.0, 48.0), (2.1, 48.0)]]))
    assert on_the_line(session) == ()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"ends_on": TODAY - timedelta(days=1)}, "closure.ends_before_it_starts"),
        ({"texts": {"en": "Closed."}}, "closure.no_french"),
        ({"geom": MultiLineString()}, "line.empty"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(
    session: Session, changes: dict[str, Any], key: str
) -> None:
    with pytest.raises(GisError) as refused:
        a_closure(session, **changes)
    assert refused.value.key == key


def test_the_demonstration_closes_a_footbridge_of_the_adour_and_nothing_else(
    demo_session: Session,
) -> None:
    edition = current_edition(demo_session, "sentier-de-l-adour")
    (found,) = closures_on(demo_session, edition.line_id, DEMO_PUBLISHED_AT.date())
    assert found.reason == ClosureReason.FLOOD
    assert [(round(a, -2), round(b, -2)) for a, b in found.stretches] == [(42_300, 43_100)]
    v82 = current_edition(demo_session, "v82-veloroute-vallee-de-la-baise")
    assert closures_on(demo_session, v82.line_id, DEMO_PUBLISHED_AT.date()) == ()
