"""Cues: what somebody on a route wants to be told, read from its line and from what lies by it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import inf, sqrt

import numpy as np
from shapely import MultiLineString

from gis.along import Along
from gis.cues.meetings import meetings
from gis.cues.turns import BACK_DEG, bearing_deg, turns
from gis.places_in_order import approaches
from gis.sheets import PlaceSheet
from gis.vocabulary import Language, PlaceKind, RouteKind

SPACING_M = 80.0
"""Cues nearer to each other than this are told in one instruction: a minute's walk."""
MOST_PER_ROOT_KM = 5.0
"""An instruction is worth reading when they are few: 5 for 1 km, 17 for 12 km, 50 for 100 km."""
MOST_TURNS = 3
"""More turns than this in one instruction are a winding way, told as such."""
AT_THE_END_M = 150.0
"""A place this near to an end of the line is where that is."""
AHEAD_SINE = 0.35
"""A place within 20° of the direction of travel lies on neither side."""
REACH_M = {
    PlaceKind.TOWN: 400.0,
    PlaceKind.VIEWPOINT: 150.0,
    PlaceKind.HERITAGE: 150.0,
    PlaceKind.WATER: 80.0,
    PlaceKind.SHELTER: 80.0,
    PlaceKind.PICNIC: 80.0,
    PlaceKind.TOILETS: 80.0,
}
"""The places that are told, and how near: seen from the way, unlike all those within reach."""
ON_THE_WAY_M = dict.fromkeys(PlaceKind, 20.0) | {PlaceKind.TOWN: 150.0}
"""Nearer than this, a place is passed through rather than on one side."""


class CueKind(StrEnum):
    """What a cue tells; START and END are always there."""

    START = "start"
    TURN = "turn"
    U_TURN = "u_turn"
    WINDING = "winding"
    CROSS = "cross"
    JOIN = "join"
    LEAVE = "leave"
    PLACE = "place"
    END = "end"


class Side(StrEnum):
    """A side of the way, in the direction of travel."""

    LEFT = "left"
    RIGHT = "right"


class Bend(StrEnum):
    """How much a turn turns."""

    SLIGHT = "slight"
    PLAIN = "plain"
    SHARP = "sharp"
    HAIRPIN = "hairpin"


@dataclass(frozen=True, eq=False)
class OtherRoute:
    """A route that may meet the line: its number, kind, titles and own line."""

    number: str
    kind: RouteKind
    titles: Mapping[Language, str]
    line: MultiLineString


@dataclass(frozen=True)
class Cue:
    """Something to tell `at_m` metres along; `weight` says how much it matters.

    `deg` is the bearing of a START, and how much a TURN changes direction, clockwise; `route`
    is met, `place` is passed, on `side` unless on the way itself. At a START and an END,
    `place` is where that is.
    """

    kind: CueKind
    at_m: float
    weight: float
    deg: float = 0.0
    side: Side | None = None
    route: OtherRoute | None = None
    place: PlaceSheet | None = None

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
    passed = sorted(
        (cue for place in places for cue in _passages(measured, place)), key=lambda cue: cue.at_m
    )
    at_start = _foremost(cue for cue in passed if cue.at_m <= AT_THE_END_M)
    at_end = _foremost(cue for cue in passed[::-1] if cue.at_m >= length_m - AT_THE_END_M)
    between = [
        *_turns(measured),
        *(cue for other in others for cue in _meetings(measured, other)),
        *(cue for cue in passed if cue not in (at_start, at_end)),
    ]
    start = Cue(CueKind.START, 0.0, inf, bearing_deg(measured), place=_place_of(at_start))
    end = Cue(CueKind.END, length_m, inf, place=_place_of(at_end))
    return (start, *sorted(between, key=lambda cue: cue.at_m), end)


def instructions(found: Sequence[Cue]) -> tuple[Instruction, ...]:
    """Cues put together where they are near, and no more of them than are worth reading.

    Of more, those of the greatest weight are kept; of equals all or, if that is too many,
    none. The first holds the start of the line, the last its end.
    """
    told = [[found[0]]]
    for before, cue in pairwise(found):
        if cue.at_m - before.at_m >= SPACING_M:
            told.append([])
        told[-1].append(cue)
    most = max(2, int(MOST_PER_ROOT_KM * sqrt(found[-1].at_m / 1000)))
    weights = [round(sum(cue.weight for cue in cues), 2) for cues in told]
    ranked = sorted(weights, reverse=True)
    least = ranked[most] if len(ranked) > most else 0.0
    return tuple(
        _unwound(cues) for cues, weight in zip(told, weights, strict=True) if weight > least
    )


def _unwound(told: Sequence[Cue]) -> Instruction:
    """An instruction whose many turns are one cue, at the first of them."""
    bends = [cue for cue in told if cue.kind == CueKind.TURN]
    if len(bends) <= MOST_TURNS:
        return tuple(told)
    winding = Cue(CueKind.WINDING, bends[0].at_m, bends[0].weight)
    return tuple(winding if cue is bends[0] else cue for cue in told if cue not in bends[1:])


def _turns(measured: Along) -> Iterator[Cue]:
    for turn in turns(measured):
        if turn.is_u_turn:
            yield Cue(CueKind.U_TURN, turn.at_m, 3.0, turn.deg)
        else:
            side = Side.RIGHT if turn.deg > 0 else Side.LEFT
            yield Cue(CueKind.TURN, turn.at_m, abs(turn.deg) / 90, turn.deg, side)


def _meetings(measured: Along, other: OtherRoute) -> Iterator[Cue]:
    for meeting in meetings(measured, other.line):
        kind = CueKind(meeting.kind)
        yield Cue(kind, meeting.at_m, 1.5 if kind == CueKind.CROSS else 2.0, route=other)


def _passages(measured: Along, place: PlaceSheet) -> Iterator[Cue]:
    """A cue for each time that the line passes a place; around a tip, the first."""
    reach_m = REACH_M.get(place.kind)
    if reach_m is None:
        return
    for at_m, aside_m in zip(*approaches(measured, place.lon, place.lat, reach_m), strict=True):
        is_aside = aside_m > ON_THE_WAY_M[place.kind]
        side = _side(measured, float(at_m), place) if is_aside else None
        yield Cue(CueKind.PLACE, float(at_m), 1 + reach_m / 200, side=side, place=place)


def _side(measured: Along, at_m: float, place: PlaceSheet) -> Side | None:
    """On which side a place lies of somebody who passes; None for straight ahead."""
    lon, lat = measured.point_at(at_m)
    before_m, after_m = max(at_m - 20, 0.0), min(at_m + 20, measured.length_m)
    (west, south), (east, north) = measured.point_at(before_m), measured.point_at(after_m)
    narrow = np.cos(np.radians(lat))
    way = np.array([(east - west) * narrow, north - south])
    there = np.array([(place.lon - lon) * narrow, place.lat - lat])
    size = np.hypot(*way) * np.hypot(*there)
    sine = (way[0] * there[1] - way[1] * there[0]) / size if size else 0.0
    if abs(sine) < AHEAD_SINE:
        return None
    return Side.LEFT if sine > 0 else Side.RIGHT


def _foremost(passed: Iterable[Cue]) -> Cue | None:
    """The passage that an end of the line is called after: a town, else what matters most."""
    return max(passed, key=lambda cue: cue.weight, default=None)


def _place_of(passage: Cue | None) -> PlaceSheet | None:
    return passage.place if passage else None
