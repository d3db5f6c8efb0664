"""Cues: what somebody on a route wants to be told, read from its line and from what lies by it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, sqrt

from gis.along import Along
from gis.cues.meetings import AT_THE_END_M
from gis.cues.others import AT_A_TURN_M, OtherRoute, Shared, others_met
from gis.cues.passages import REACH_M, Side, passages
from gis.cues.turns import BACK_DEG, bearing_deg, turns
from gis.overlap import Stretch
from gis.sheets import PlaceSheet

__all__ = [
    "AT_A_TURN_M",
    "REACH_M",
    "Bend",
    "Cue",
    "CueKind",
    "Instruction",
    "OtherRoute",
    "Side",
    "cues",
    "instructions",
    "starts_m",
]

SPACING_M = 80.0
"""Cues nearer to each other than this are told in one instruction: a minute's walk."""
MOST_PER_ROOT_KM = 5.0
"""An instruction is worth reading when they are few: 5 for 1 km, 17 for 12 km, 50 for 100 km."""
MOST_TURNS = 3
"""More turns than this in one instruction are a winding way, told as such."""
NO_TURN_M = 60.0
"""Nearer than this to an end of the line, a turn is how somebody came to a stand or set off."""
SPUR_M = 400.0
"""A way out and back that is longer is no detour but the route itself, with its own cues."""
LEAST_GAP_M = 15.0
"""Where pieces of a line end and begin farther apart than this, one must find the next."""


class CueKind(StrEnum):
    """What a cue tells; START and END are always there."""

    START = "start"
    TURN = "turn"
    U_TURN = "u_turn"
    SPUR = "spur"
    WINDING = "winding"
    CROSS = "cross"
    JOIN = "join"
    LEAVE = "leave"
    PLACE = "place"
    GAP = "gap"
    END = "end"


class Bend(StrEnum):
    """How much a turn turns."""

    SLIGHT = "slight"
    PLAIN = "plain"
    SHARP = "sharp"
    HAIRPIN = "hairpin"


@dataclass(frozen=True)
class Cue:
    """Something to tell `at_m` metres along; `weight` says how much it matters.

    `deg` is the bearing of a START, and how much a TURN changes direction, clockwise; `length_m`
    is how far a SPUR leads from its tip, and how wide a GAP is. `route` is met, from START on
    or over the `stretch` that one joins and leaves; `place` is passed, on `side` unless on the
    way itself. At a START and an END, `place` is where that is.
    """

    kind: CueKind
    at_m: float
    weight: float
    deg: float = 0.0
    side: Side | None = None
    route: OtherRoute | None = None
    place: PlaceSheet | None = None
    length_m: float = 0.0
    stretch: Stretch | None = None

    @property
    def reach_m(self) -> float:
        """What belongs to it, metres before and after: a SPUR is there and back."""
        return self.length_m if self.kind == CueKind.SPUR else 0.0

    @property
    def bend(self) -> Bend:
        """How much a TURN turns."""
        for bend, least_deg in ((Bend.HAIRPIN, BACK_DEG), (Bend.SHARP, 120), (Bend.PLAIN, 60)):
            if abs(self.deg) >= least_deg:
                return bend
        return Bend.SLIGHT


Instruction = tuple[Cue, ...]
"""What is told at one point: cues in order along the line."""


def cues(
    measured: Along, others: Iterable[OtherRoute], places: Iterable[PlaceSheet]
) -> tuple[Cue, ...]:
    """Every cue of a line in order: its start, turns, other routes met, places passed, its end.

    The cues of the reversed line are the same, mirrored: left is right, joining is leaving.
    """
    length_m = measured.length_m
    passed = [
        Cue(
            CueKind.PLACE,
            one.at_m,
            1 + REACH_M[one.place.kind] / 200,
            0.0,
            one.side,
            None,
            one.place,
        )
        for one in passages(measured, places)
    ]
    at_start = _foremost(cue for cue in passed if cue.at_m <= AT_THE_END_M)
    at_end = _foremost(cue for cue in passed[::-1] if cue.at_m >= length_m - AT_THE_END_M)
    turned = list(_turns(measured))
    shared, crossed = others_met(measured, others, [cue.at_m for cue in turned])
    between = [
        *turned,
        *(cue for one in shared for cue in _joined_and_left(one, length_m)),
        *(Cue(CueKind.CROSS, one.at_m, 1.5, route=one.route) for one in crossed),
        *(cue for cue in passed if cue not in (at_start, at_end)),
        *(
            Cue(CueKind.GAP, at_m, inf, length_m=across_m)
            for at_m, across_m in measured.gaps()
            if across_m >= LEAST_GAP_M
        ),
    ]
    followed = next((one.route for one in shared if one.from_m <= AT_THE_END_M), None)
    start = Cue(CueKind.START, 0.0, inf, bearing_deg(measured), None, followed, _place_of(at_start))
    end = Cue(CueKind.END, length_m, inf, place=_place_of(at_end))
    return (start, *sorted(between, key=lambda cue: cue.at_m), end)


def instructions(found: Sequence[Cue]) -> tuple[Instruction, ...]:
    """Cues put together where they are near, and no more of them than are worth reading.

    Of more, those of the greatest weight are kept; of equals all or, if that is too many,
    none. The first holds the start of the line, the last its end; gaps are never left out,
    and who is told to join a route is told to leave it.
    """
    together = _together(found)
    most = max(2, int(MOST_PER_ROOT_KM * sqrt(found[-1].at_m / 1000)))
    weights = [round(sum(cue.weight for cue in cues), 2) for cues in together]
    ranked = sorted(weights, reverse=True)
    least = ranked[most] if len(ranked) > most else 0.0
    is_told = [weight > least or weight == inf for weight in weights]
    unsaid = {
        (cue.route, cue.stretch)
        for cues, told in zip(together, is_told, strict=True)
        for cue in cues
        if cue.stretch and not told
    }
    kept = (
        [cue for cue in cues if (cue.route, cue.stretch) not in unsaid]
        for cues, told in zip(together, is_told, strict=True)
        if told
    )
    return tuple(_unwound(cues) for cues in kept if cues)


def starts_m(told: Instruction) -> float:
    """Where an instruction is needed: at its first cue, or where a spur leaves the way."""
    return min(cue.at_m - cue.reach_m for cue in told)


def _together(found: Sequence[Cue]) -> list[list[Cue]]:
    """Cues nearer than SPACING_M to each other; all that is told of a spur is told with it."""
    together: list[list[Cue]] = []
    reached_m = -inf
    for cue in sorted(found, key=lambda cue: cue.at_m - cue.reach_m):
        if cue.at_m - cue.reach_m - reached_m >= SPACING_M:
            together.append([])
        together[-1].append(cue)
        reached_m = max(reached_m, cue.at_m + cue.reach_m)
    return [sorted(cues, key=lambda cue: cue.at_m) for cues in together]


def _unwound(told: Sequence[Cue]) -> Instruction:
    """An instruction whose many turns are one cue, at the first of them."""
    bends = [cue for cue in told if cue.kind == CueKind.TURN]
    if len(bends) <= MOST_TURNS:
        return tuple(told)
    winding = Cue(CueKind.WINDING, bends[0].at_m, bends[0].weight)
    return tuple(winding if cue is bends[0] else cue for cue in told if cue not in bends[1:])


def _turns(measured: Along) -> Iterator[Cue]:
    for turn in turns(measured):
        if not NO_TURN_M < turn.at_m < measured.length_m - NO_TURN_M:
            continue
        if turn.is_u_turn:
            is_spur = turn.back_m <= SPUR_M
            kind = CueKind.SPUR if is_spur else CueKind.U_TURN
            yield Cue(kind, turn.at_m, 3.0, turn.deg, length_m=turn.back_m)
        else:
            side = Side.RIGHT if turn.deg > 0 else Side.LEFT
            yield Cue(CueKind.TURN, turn.at_m, abs(turn.deg) / 90, turn.deg, side)


def _joined_and_left(one: Shared, length_m: float) -> Iterator[Cue]:
    """Nothing at the ends of the line: there a route is followed from the start, or to the end."""
    stretch = (one.from_m, one.to_m)
    if one.from_m > AT_THE_END_M:
        yield Cue(CueKind.JOIN, one.from_m, 2.0, route=one.route, stretch=stretch)
    if one.to_m < length_m - AT_THE_END_M:
        yield Cue(CueKind.LEAVE, one.to_m, 2.0, route=one.route, stretch=stretch)


def _foremost(passed: Iterable[Cue]) -> Cue | None:
    """The passage that an end of the line is called after: a town, else what matters most."""
    return max(passed, key=lambda cue: cue.weight, default=None)


def _place_of(passage: Cue | None) -> PlaceSheet | None:
    return passage.place if passage else None
