"""Facts: what is refused, and the order of practices."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.actions.facts import Facts, facts_of, save_facts
from app.queries.desk_figures import computed_figures
from gis.errors import GisError
from gis.sheets import LicenceSheet
from gis.vocabulary import Figure, Practice
from tests.stored import NOW, a_stored_route


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("facts.difficulty", {"difficulty": 6}),
        ("facts.stated_out_of_range", {"stated": {Figure.ASCENT: -1}}),
        ("facts.stated_out_of_range", {"stated": {Figure.DURATION: 0}}),
        ("facts.too_long", {"number": "V" * 21}),
        ("facts.licence_url", {"licence": LicenceSheet("Autre", "javascript:alert(1)")}),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    session: Session, key: str, change: dict[str, object]
) -> None:
    route = a_stored_route(session)
    before = facts_of(route)
    with pytest.raises(GisError, match=key):
        save_facts(session, route, replace(before, **change))  # type: ignore[arg-type]
    assert facts_of(route) == before


def test_facts_come_back_as_they_were_given(session: Session) -> None:
    route = a_stored_route(session)
    given = Facts(
        number="V82",
        kind=route.kind,
        practices=(Practice.GRAVEL, Practice.WALKING),
        shape=route.shape,
        waymarking="Panneaux",
        difficulty=3,
        licence=LicenceSheet("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/"),
        redistributable=False,
        stated={Figure.ASCENT: 0, Figure.DURATION: 90},
        verified_on=NOW.date(),
        verified_by="OT",
    )
    save_facts(session, route, given)
    session.expire_all()
    assert facts_of(route) == given


def test_computed_figures_are_those_of_the_line_whatever_was_stated(session: Session) -> None:
    route = a_stored_route(session)
    before = computed_figures(session, route)
    save_facts(session, route, replace(facts_of(route), stated={Figure.ASCENT: 999}))
    assert before is not None and route.line is not None
    assert computed_figures(session, route) == before
    assert before.ascent_m == route.line.ascent_m
    route.practices = []
    assert computed_figures(session, route) is None
