"""RouteSheet and its parts: everything public of a route."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gis.difficulty import difficulty
from gis.effort import duration_min
from gis.sheets.places import LicenceSheet, OrganisationSheet, PlaceAlong
from gis.surfaces import surface_lengths
from gis.vocabulary import (
    ContributorRole,
    Figure,
    Language,
    Practice,
    RouteKind,
    SectionState,
    Shape,
    Surface,
    Traffic,
    VariantKind,
    WayType,
)


@dataclass(frozen=True)
class ThemeSheet:
    """A theme that a route belongs to, and its names."""

    slug: str
    names: Mapping[Language, str]


@dataclass(frozen=True)
class StageEndSheet:
    """Where a stage starts or ends: a place's name, and the point of the line nearest to it."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class StageSheet:
    """A stretch of the route between two named places; metres, minutes."""

    id: int
    number: int
    start: StageEndSheet
    end: StageEndSheet
    from_m: float
    to_m: float
    ascent_m: float | None
    descent_m: float | None
    duration_min: int

    @property
    def length_m(self) -> float:
        """Length along the line."""
        return self.to_m - self.from_m


@dataclass(frozen=True)
class StepSheet:
    """A numbered instruction at a point of the line; French is always there."""

    id: int
    number: int
    at_m: float
    lon: float
    lat: float
    texts: Mapping[Language, str]

    def text(self, language: Language) -> str:
        """The instruction in `language`, or in French where it is not translated."""
        return self.texts.get(language) or self.texts[Language.FR]


@dataclass(frozen=True)
class SectionSheet:
    """A stretch of the line and what is known of it, metres along."""

    from_m: float
    to_m: float
    way_type: WayType | None = None
    surface: Surface | None = None
    traffic: Traffic | None = None
    state: SectionState = SectionState.OPEN

    @property
    def length_m(self) -> float:
        """Length along the line."""
        return self.to_m - self.from_m


@dataclass(frozen=True)
class RouteText:
    """A route in one language, plain text; blank lines part paragraphs."""

    title: str
    summary: str = ""
    description: str = ""
    departure: str = ""
    arrival: str = ""
    access: str = ""
    accessibility: str = ""
    parking: str = ""
    public_transport: str = ""
    advice: str = ""


@dataclass(frozen=True)
class ContributorSheet:
    """An organisation that has a part in a route: `does` says which, in its owner's words."""

    name: str
    role: ContributorRole
    does: str = ""


@dataclass(frozen=True)
class PhotoSheet:
    """A picture: `key` names its files, `texts` say what is seen; pixels.

    It may be shown until `rights_end`, that day included.
    """

    key: str
    width: int
    height: int
    texts: Mapping[Language, str]
    credit: str
    rights_end: date | None = None

    def may_be_shown(self, today: date) -> bool:
        """Whether its rights still run."""
        return self.rights_end is None or today <= self.rights_end


@dataclass(frozen=True)
class VariantSheet:
    """A secondary line, which counts in no total: `pieces` are (lon, lat) pairs; metres."""

    id: int
    kind: VariantKind
    texts: Mapping[Language, str]
    length_m: float
    ascent_m: float | None
    descent_m: float | None
    pieces: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True)
class GapSheet:
    """A declared gap between two pieces: metres along the line, and metres across."""

    at_m: float
    distance_m: float


@dataclass(frozen=True)
class Sketch:
    """A line and its profile small enough for a card.

    `pieces` are (lon, lat) pairs, some hundred in all; `heights_m` are evenly spaced along.
    """

    pieces: tuple[tuple[tuple[float, float], ...], ...]
    heights_m: tuple[int, ...] = ()


@dataclass(frozen=True)
class RouteSheet:
    """Everything public of a route but its line, which the formats that need it take beside.

    Lengths, heights and climbs are metres, durations minutes; `duration_min` is that of the
    first practice. Climbs and heights are None where the line's heights are unknown. `stated`
    names the figures that an officer gave instead of the computed ones.
    """

    id: int
    slug: str
    number: str
    kind: RouteKind
    practices: tuple[Practice, ...]
    shape: Shape
    waymarking: str
    difficulty: int | None
    texts: Mapping[Language, RouteText]
    length_m: float
    ascent_m: float | None
    descent_m: float | None
    lowest_m: float | None
    highest_m: float | None
    duration_min: int
    stages: tuple[StageSheet, ...]
    viewpoints: tuple[PlaceAlong, ...]
    owner: OrganisationSheet
    licence: LicenceSheet
    redistributable: bool
    is_demo: bool
    verified_on: date | None
    verified_by: str
    created_at: datetime
    modified_at: datetime
    gaps: tuple[GapSheet, ...] = ()
    steps: tuple[StepSheet, ...] = ()
    sections: tuple[SectionSheet, ...] = ()
    sketch: Sketch = field(default_factory=lambda: Sketch(()))
    contributors: tuple[ContributorSheet, ...] = ()
    photos: tuple[PhotoSheet, ...] = ()
    variants: tuple[VariantSheet, ...] = ()
    stated: tuple[Figure, ...] = ()

    def text(self, language: Language) -> RouteText:
        """The text in `language`, or in French where it is not translated."""
        return self.texts.get(language) or self.texts[Language.FR]

    def starts_behind_a_gap(self, stage: StageSheet) -> bool:
        """Whether a stage begins elsewhere than at the place where the one before ended."""
        return any(abs(gap.at_m - stage.from_m) < 1 for gap in self.gaps)

    def duration_for(self, practice: Practice) -> int:
        """Minutes by `practice`: the sum of the stages, or the whole where there are none."""
        if practice == self.practices[0]:
            return self.duration_min
        return sum(duration_min(practice, *day) for day in self._days())

    @property
    def computed_difficulty(self) -> int | None:
        """1 to 5, the hardest stage's, or the whole's; None where its climb is unknown.

        What somebody said of the route, its `difficulty`, goes before it.
        """
        days = [
            difficulty(self.practices[0], length_m, ascent_m, surfaces_m)
            for length_m, ascent_m, _, surfaces_m in self._days()
        ]
        return max((day for day in days if day is not None), default=None)

    def _days(self) -> Iterator[tuple[float, float | None, float | None, Mapping[Surface, float]]]:
        """Length, ascent, descent and metres of each surface of each stage, or of the whole."""
        if not self.stages:
            surfaces_m = surface_lengths(self.sections, 0.0, self.length_m)
            yield self.length_m, self.ascent_m, self.descent_m, surfaces_m
        for stage in self.stages:
            surfaces_m = surface_lengths(self.sections, stage.from_m, stage.to_m)
            yield stage.length_m, stage.ascent_m, stage.descent_m, surfaces_m


@dataclass(frozen=True)
class RouteCard:
    """A route in a list, in one language: `language` is what its title is really in."""

    id: int
    slug: str
    number: str
    kind: RouteKind
    practices: tuple[Practice, ...]
    shape: Shape
    language: Language
    title: str
    summary: str
    length_m: float
    ascent_m: float | None
    duration_min: int
    stage_count: int
    is_demo: bool
    sketch: Sketch
