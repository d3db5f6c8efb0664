"""Completeness: how much of what makes a route worth following has been said."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date

from gis.vocabulary import Language

SHORTEST_SUMMARY = 80
SHORTEST_DESCRIPTION = 300
"""Characters below which a text has hardly been begun."""
FRESH_DAYS = 365
"""After this many days a route needs to be gone over again."""


@dataclass(frozen=True)
class Content:
    """What there is of a route: lengths of texts in characters, counts, yes or no.

    `line_errors` counts the findings that block publication.
    """

    title_length: int = 0
    summary_length: int = 0
    description_length: int = 0
    has_departure: bool = False
    has_arrival: bool = False
    says_how_to_come: bool = False
    languages: Set[Language] = frozenset()
    has_practice: bool = False
    has_line: bool = False
    line_errors: int = 0
    has_heights: bool = False
    step_count: int = 0
    has_waymarking: bool = False
    credited_photos: int = 0
    has_difficulty: bool = False
    has_licence: bool = False
    verified_on: date | None = None


@dataclass(frozen=True)
class Score:
    """Percent of what there could be, and the keys of what is missing, the weightiest first."""

    percent: int
    missing: tuple[str, ...] = ()


Criterion = Callable[[Content, date], bool]
CRITERIA: dict[str, tuple[int, Criterion]] = {
    "complete.line": (10, lambda of, _: of.has_line),
    "complete.description": (10, lambda of, _: of.description_length >= SHORTEST_DESCRIPTION),
    "complete.title": (8, lambda of, _: of.title_length > 0),
    "complete.summary": (8, lambda of, _: of.summary_length >= SHORTEST_SUMMARY),
    "complete.line_sound": (8, lambda of, _: of.has_line and not of.line_errors),
    "complete.photo": (8, lambda of, _: of.credited_photos > 0),
    "complete.way": (7, lambda of, _: of.step_count > 0 or of.has_waymarking),
    "complete.heights": (6, lambda of, _: of.has_heights),
    "complete.practice": (5, lambda of, _: of.has_practice),
    "complete.licence": (5, lambda of, _: of.has_licence),
    "complete.verified": (5, lambda of, today: is_fresh(of.verified_on, today)),
    "complete.how_to_come": (5, lambda of, _: of.says_how_to_come),
    "complete.departure": (4, lambda of, _: of.has_departure),
    "complete.arrival": (4, lambda of, _: of.has_arrival),
    "complete.difficulty": (3, lambda of, _: of.has_difficulty),
    "complete.english": (2, lambda of, _: Language.EN in of.languages),
    "complete.spanish": (2, lambda of, _: Language.ES in of.languages),
}
"""Each with its weight; together they weigh a hundred."""


def is_fresh(verified_on: date | None, today: date) -> bool:
    """Whether somebody went over a route within the last FRESH_DAYS days."""
    return verified_on is not None and (today - verified_on).days <= FRESH_DAYS


def score(content: Content, today: date) -> Score:
    """How complete a route is on a day."""
    missing = [key for key, (_, holds) in CRITERIA.items() if not holds(content, today)]
    missing.sort(key=lambda key: -CRITERIA[key][0])
    return Score(100 - sum(CRITERIA[key][0] for key in missing), tuple(missing))
