"""The drawn map: what stands in the map's place before, or without, its script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.config import Settings
from app.site.backdrop import BackdropPaths, backdrop_paths
from app.site.drawing import Bounds, Frame, Pieces
from gis.vocabulary import Practice

WIDTH, HEIGHT, MARGIN = 800, 800, 60
LETTER, LINE = 10, 24
"""The room that a letter takes on the drawn map, and a line of them."""

Named = tuple[str, float, float]
"""A name, longitude, latitude."""


@dataclass(frozen=True)
class NamedPoint:
    """A place to write on a drawn map."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class DrawnMap:
    """The paths and names of a drawn map of WIDTH × HEIGHT."""

    backdrop: BackdropPaths
    routes: tuple[tuple[Practice, str], ...]
    names: tuple[NamedPoint, ...] = ()
    variants: tuple[str, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def drawn_map(
    settings: Settings,
    bounds: Bounds,
    lines: Iterable[tuple[Practice, Pieces]],
    names: Sequence[Named] = (),
    variants: Iterable[Pieces] = (),
) -> DrawnMap:
    """Lines, each in the colour of its practice, and named points over the territory.

    `variants` are those of the first line: in its colour, dashed.
    """
    frame = Frame.around(bounds, WIDTH, HEIGHT, MARGIN)
    return DrawnMap(
        backdrop=backdrop_paths(settings, frame),
        routes=tuple((practice, frame.path(pieces)) for practice, pieces in lines),
        names=tuple(NamedPoint(name, *frame.point(lon, lat)) for name, lon, lat in names),
        variants=tuple(frame.path(pieces) for pieces in variants if pieces),
    )


def legible(names: Sequence[Named], bounds: Bounds) -> list[Named]:
    """The same points, without the names that would leave the map or cross one before them."""
    frame = Frame.around(bounds, WIDTH, HEIGHT, MARGIN)
    written: list[tuple[float, float, float]] = []
    found = []
    for name, lon, lat in names:
        left, y = frame.point(lon, lat)
        right = left + LETTER * (len(name) + 1)
        is_free = right <= WIDTH and all(
            right < other_left or left > other_right or abs(y - other_y) >= LINE
            for other_left, other_right, other_y in written
        )
        if is_free:
            written.append((left, right, y))
        found.append((name if is_free else "", lon, lat))
    return found
