"""Completeness: what a draft, a described route and any other content are worth."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gis.completeness import CRITERIA, FRESH_DAYS, Content, Score, score
from gis.vocabulary import Language

TODAY = date(2026, 5, 12)
IMPORTED = Content(
    title_length=20, has_practice=True, has_line=True, has_heights=True, has_licence=True
)
DESCRIBED = replace(
    IMPORTED,
    summary_length=120,
    description_length=900,
    has_departure=True,
    has_arrival=True,
    says_how_to_come=True,
    step_count=8,
    verified_on=TODAY,
)
WHOLE = replace(
    DESCRIBED,
    languages=frozenset(Language),
    credited_photos=2,
    has_difficulty=True,
)
CONTENTS = st.builds(
    Content,
    title_length=st.integers(0, 200),
    summary_length=st.integers(0, 400),
    description_length=st.integers(0, 2_000),
    has_departure=st.booleans(),
    has_arrival=st.booleans(),
    says_how_to_come=st.booleans(),
    languages=st.frozensets(st.sampled_from(Language)),
    has_practice=st.booleans(),
    has_line=st.booleans(),
    line_errors=st.integers(0, 5),
    has_heights=st.booleans(),
    step_count=st.integers(0, 30),
    has_waymarking=st.booleans(),
    credited_photos=st.integers(0, 5),
    has_difficulty=st.booleans(),
    has_licence=st.booleans(),
    verified_on=st.none() | st.dates(TODAY - timedelta(days=900), TODAY),
)


def test_all_criteria_weigh_a_hundred() -> None:
    assert sum(weight for weight, _ in CRITERIA.values()) == 100


def test_nothing_is_worth_nothing_and_everything_a_hundred() -> None:
    nothing = score(Content(), TODAY)
    assert nothing.percent == 0
    assert set(nothing.missing) == set(CRITERIA)
    assert score(WHOLE, TODAY) == Score(100)


def test_an_imported_draft_stays_below_sixty_and_a_described_route_passes_eighty() -> None:
    assert score(IMPORTED, TODAY).percent < 60
    assert score(replace(IMPORTED, has_departure=True, has_arrival=True), TODAY).percent < 60
    assert score(DESCRIBED, TODAY).percent >= 80


def test_an_error_on_the_line_counts_and_waymarking_stands_for_steps() -> None:
    assert score(replace(WHOLE, line_errors=1), TODAY).missing == ("complete.line_sound",)
    assert score(replace(WHOLE, step_count=0), TODAY).missing == ("complete.way",)
    assert score(replace(WHOLE, step_count=0, has_waymarking=True), TODAY).percent == 100


def test_a_verification_lasts_a_year() -> None:
    last_day = TODAY + timedelta(days=FRESH_DAYS)
    assert not score(WHOLE, last_day).missing
    assert score(WHOLE, last_day + timedelta(days=1)).missing == ("complete.verified",)


@given(CONTENTS)
def test_the_weightiest_reasons_come_first_and_make_up_the_rest(content: Content) -> None:
    found = score(content, TODAY)
    weights = [CRITERIA[key][0] for key in found.missing]
    assert weights == sorted(weights, reverse=True)
    assert found.percent + sum(weights) == 100


@given(CONTENTS, st.sampled_from(sorted(WHOLE.__dataclass_fields__)))
def test_saying_more_never_lowers_the_score(content: Content, name: str) -> None:
    more = replace(content, **{name: getattr(WHOLE, name)})
    assert (
        score(more, TODAY).percent
        >= score(replace(content, **{name: getattr(Content(), name)}), TODAY).percent
    )
