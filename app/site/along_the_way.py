"""What a route passes, in one list by distance: towns, viewpoints, water, heritage …"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gis.sheets import PlaceAlong, ProviderAlong, RouteSheet, StageSheet, ViewpointSheet
from gis.vocabulary import Language, PlaceKind

SHORT_LIST = 12
"""A list this long is read at once; a longer one is folded stage by stage."""


@dataclass(frozen=True)
class Passed:
    """Something on the way, in the words of `language`: metres along, and metres aside."""

    at_m: float
    aside_m: float
    kind: PlaceKind
    name: str
    description: str
    language: Language
    viewpoint: ViewpointSheet | None = None


@dataclass(frozen=True)
class Chapter:
    """What is passed between the two ends of a stage; on the whole route where there is none."""

    stage: StageSheet | None
    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class ProfileMark:
    """A place on the skyline: its share of the length (0..1), and the height there."""

    share: float
    height_m: float
    kind: PlaceKind
    name: str


def passed_on(
    sheet: RouteSheet, places: Iterable[PlaceAlong], language: Language
) -> tuple[Passed, ...]:
    """Where stages end, viewpoints and places, in order along the route."""
    found = [_place(seen, language) for seen in (*sheet.viewpoints, *places)]
    return tuple(sorted((*_towns(sheet), *found), key=lambda one: (one.at_m, one.aside_m)))


def chapters(sheet: RouteSheet, passed: Sequence[Passed]) -> tuple[Chapter, ...]:
    """A short list as one chapter; a long one stage by stage, without the towns that part them."""
    if len(passed) <= SHORT_LIST or len(sheet.stages) < 2:
        return (Chapter(None, tuple(passed)),) if passed else ()
    starts_m = [stage.from_m for stage in sheet.stages]
    found: list[list[Passed]] = [[] for _ in sheet.stages]
    for one in passed:
        if one.kind != PlaceKind.TOWN:
            found[bisect_right(starts_m, one.at_m) - 1].append(one)
    return tuple(
        Chapter(stage, tuple(part)) for stage, part in zip(sheet.stages, found, strict=True)
    )


def profile_marks(
    sheet: RouteSheet, passed: Iterable[Passed], providers: Iterable[ProviderAlong]
) -> tuple[ProfileMark, ...]:
    """Where stages meet, viewpoints and labelled lodging, where heights are known."""
    heights_m = sheet.sketch.heights_m
    if len(heights_m) < 2:
        return ()
    shown: list[tuple[float, PlaceKind, str]] = [
        (one.at_m, one.kind, one.name)
        for one in passed
        if one.kind == PlaceKind.VIEWPOINT
        or (one.kind == PlaceKind.TOWN and 0 < one.at_m < sheet.length_m)
    ]
    shown += [
        (one.at_m, PlaceKind.LODGING, one.provider.place.texts[Language.FR].name)
        for one in providers
        if one.provider.labels and one.provider.place.kind == PlaceKind.LODGING
    ]
    return tuple(
        ProfileMark(share, height_at(heights_m, share), kind, name)
        for at_m, kind, name in sorted(shown)
        for share in [min(at_m / sheet.length_m, 1.0)]
    )


def height_at(heights_m: Sequence[float], share: float) -> float:
    """The height at a share (0..1) of a line whose heights are evenly spaced.

    >>> height_at([100, 200, 400], 0.75)
    300.0
    """
    at = share * (len(heights_m) - 1)
    before = min(int(at), len(heights_m) - 2)
    return heights_m[before] + (heights_m[before + 1] - heights_m[before]) * (at - before)


def _towns(sheet: RouteSheet) -> Iterable[Passed]:
    if sheet.stages:
        yield _town(0.0, sheet.stages[0].start.name)
    for stage in sheet.stages:
        yield _town(stage.to_m, stage.end.name)


def _town(at_m: float, name: str) -> Passed:
    return Passed(at_m, 0.0, PlaceKind.TOWN, name, "", Language.FR)


def _place(seen: PlaceAlong, language: Language) -> Passed:
    spoken = language if language in seen.place.texts else Language.FR
    text = seen.place.texts[spoken]
    return Passed(
        seen.at_m, seen.aside_m, seen.place.kind, text.name, text.description, spoken,
        seen.place.viewpoint,
    )  # fmt: skip
