"""The drawn map: what stands in the map's place before, or without, its script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.config import Settings
from app.site.backdrop import BackdropPaths, backdrop_paths
from app.site.drawing import Bounds, Frame, Pieces
from gis.vocabulary import Practice

WIDTH, HEIGHT, MARGIN = 800, 800, 60


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
    width: int = WIDTH
    height: int = HEIGHT


def drawn_map(
    settings: Settings,
    bounds: Bounds,
    lines: Iterable[tuple[Practice, Pieces]],
    names: Sequence[tuple[str, float, float]] = (),
) -> DrawnMap:
    """Lines, each in the colour of its practice, over the territory.

    `names` are (name, lon, lat).
    """
    frame = Frame.around(bounds, WIDTH, HEIGHT, MARGIN)
    return DrawnMap(
        backdrop=backdrop_paths(settings, frame),
        routes=tuple((practice, frame.path(pieces)) for practice, pieces in lines),
        names=tuple(NamedPoint(name, *frame.point(lon, lat)) for name, lon, lat in names),
    )
