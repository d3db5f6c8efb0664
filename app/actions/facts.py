"""Facts: what a route is, beside its words and its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Gesture, Part, Route
from gis.errors import GisError
from gis.sheets import LicenceSheet
from gis.vocabulary import Figure, Practice, RouteKind, Shape

LONGEST = {"number": 20, "waymarking": 1_000, "verified_by": 200, "name": 200, "url": 500}
HIGHEST_CLIMB_M = 100_000
LONGEST_DURATION_MIN = 100_000


@dataclass(frozen=True)
class Facts:
    """The facts of a route; `stated` holds the figures given instead of the computed ones."""

    number: str
    kind: RouteKind
    practices: tuple[Practice, ...]
    shape: Shape
    waymarking: str
    difficulty: int | None
    licence: LicenceSheet
    redistributable: bool
    stated: Mapping[Figure, int]
    verified_on: date | None
    verified_by: str


def facts_of(route: Route) -> Facts:
    """The facts of a route as they are."""
    return Facts(
        number=route.number,
        kind=route.kind,
        practices=tuple(Practice(practice) for practice in route.practices),
        shape=route.shape,
        waymarking=route.waymarking,
        difficulty=route.difficulty,
        licence=LicenceSheet(route.licence, route.licence_url),
        redistributable=route.redistributable,
        stated={Figure(figure): value for figure, value in route.stated.items()},
        verified_on=route.verified_on,
        verified_by=route.verified_by,
    )


def save_facts(
    session: Session,
    route: Route,
    facts: Facts,
    signed: Signed = UNSIGNED,
    gesture: Gesture = Gesture.SAVED,
) -> None:
    """Stores the facts of a route.

    Raises as `set_facts` does, and Clash when they have changed since they were seen.
    """
    with revised(session, route, Part.FACTS, signed, gesture):
        set_facts(route, facts)


def set_facts(route: Route, facts: Facts) -> None:
    """Gives a route its facts. Raises as `check_facts` does."""
    check_facts(facts)
    route.number = facts.number
    route.kind = facts.kind
    route.practices = [practice.value for practice in dict.fromkeys(facts.practices)]
    route.shape = facts.shape
    route.waymarking = facts.waymarking
    route.difficulty = facts.difficulty
    route.licence, route.licence_url = facts.licence.name, facts.licence.url
    route.redistributable = facts.redistributable
    route.stated = {figure.value: value for figure, value in facts.stated.items()}
    route.verified_on = facts.verified_on
    route.verified_by = facts.verified_by


def check_facts(facts: Facts) -> None:
    """Raises GisError `facts.…` for what cannot be true or shown."""
    _refuse_words(facts)
    if facts.difficulty is not None and not 1 <= facts.difficulty <= 5:
        raise GisError("facts.difficulty")
    for figure, value in facts.stated.items():
        highest = LONGEST_DURATION_MIN if figure == Figure.DURATION else HIGHEST_CLIMB_M
        lowest = 1 if figure == Figure.DURATION else 0
        if not lowest <= value <= highest:
            raise GisError("facts.stated_out_of_range", figure=figure, highest=highest)


def _refuse_words(facts: Facts) -> None:
    """Raises GisError where words are too long, or a licence leads to no page of the web."""
    for name, longest in LONGEST.items():
        words = getattr(facts.licence if name in ("name", "url") else facts, name)
        if len(words) > longest:
            raise GisError("facts.too_long", longest=longest)
    if facts.licence.url and not facts.licence.url.startswith(("https://", "http://")):
        raise GisError("facts.licence_url", url=facts.licence.url)
