"""Other routes: which of those that a line meets are told, so that they do not drown its turns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shapely import MultiLineString

from gis.along import Along
from gis.cues.meetings import AT_THE_END_M, met
from gis.vocabulary import Language, RouteKind

RANK = (
    RouteKind.GR,
    RouteKind.VELOROUTE,
    RouteKind.GRP,
    RouteKind.VOIE_VERTE,
    RouteKind.PR,
)
"""The kinds that signposts show best, foremost first; all others come after them."""
MOST_BESIDE = 0.5
"""A shared stretch of which so much lies by more important ones is not told."""
ONE_PLACE_M = 80.0
"""Two routes met this near to each other are met in one place: one of them is told."""
AT_A_TURN_M = 60.0
"""A turn and another route this near to each other are one place on the ground."""
MOST_CROSSED = 5
"""More routes than this, crossed without a turn, are a network, and none of those is told."""


@dataclass(frozen=True, eq=False)
class OtherRoute:
    """A route that may meet the line: its number, kind, titles and own line."""

    number: str
    kind: RouteKind
    titles: Mapping[Language, str]
    line: MultiLineString

    @property
    def rank(self) -> tuple[int, str, str]:
        """Where it stands among the routes met in one place, foremost first."""
        by_kind = RANK.index(self.kind) if self.kind in RANK else len(RANK)
        return by_kind, self.number, self.titles[Language.FR]


@dataclass(frozen=True)
class Shared:
    """A stretch that a line shares with another route, metres along."""

    route: OtherRoute
    from_m: float
    to_m: float

    @property
    def rank(self) -> tuple[object, ...]:
        """The longest first, then by the route."""
        return round(self.from_m - self.to_m), *self.route.rank


@dataclass(frozen=True)
class Crossed:
    """A route that a line crosses, metres along."""

    route: OtherRoute
    at_m: float


def others_met(
    measured: Along, others: Iterable[OtherRoute], turned_m: Sequence[float]
) -> tuple[list[Shared], list[Crossed]]:
    """What is told of other routes: stretches shared with them, and places where they cross.

    Of routes beside one another the one that is shared for longest, of those crossed in one
    place the foremost. `turned_m` is where the line turns: a route that crosses there helps to
    find the turn; the others are told if they are few.
    """
    shared: list[Shared] = []
    crossed: list[Crossed] = []
    for other in others:
        meetings = met(measured, other.line)
        shared += [Shared(other, *stretch) for stretch in meetings.shared]
        crossed += [Crossed(other, at_m) for at_m in meetings.crossed_m]
    told = _foremost_shared(shared)
    end_m = measured.length_m - AT_THE_END_M
    ends_m = [at_m for one in told for at_m in (one.from_m, one.to_m)]
    at_turns: list[Crossed] = []
    straight_on: list[Crossed] = []
    for one in _foremost_crossed(crossed, [at_m for at_m in ends_m if AT_THE_END_M < at_m < end_m]):
        is_at_turn = any(abs(one.at_m - at_m) <= AT_A_TURN_M for at_m in turned_m)
        (at_turns if is_at_turn else straight_on).append(one)
    return told, at_turns + straight_on if len(straight_on) <= MOST_CROSSED else at_turns


def _foremost_shared(shared: Iterable[Shared]) -> list[Shared]:
    told: list[Shared] = []
    for one in sorted(shared, key=lambda one: one.rank):
        beside_m = sum(
            max(0.0, min(one.to_m, other.to_m) - max(one.from_m, other.from_m)) for other in told
        )
        if beside_m < MOST_BESIDE * (one.to_m - one.from_m):
            told.append(one)
    return told


def _foremost_crossed(crossed: Iterable[Crossed], taken_m: Sequence[float]) -> list[Crossed]:
    told: list[Crossed] = []
    for one in sorted(crossed, key=lambda one: one.route.rank):
        places_m = (*taken_m, *(other.at_m for other in told))
        if all(abs(one.at_m - at_m) > ONE_PLACE_M for at_m in places_m):
            told.append(one)
    return told
