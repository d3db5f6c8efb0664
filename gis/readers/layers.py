"""The layers of a GeoPackage or a Shapefile, through GDAL, from memory."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from gis.errors import ReadError
from gis.formats.track import Vertices
from gis.readers.features import Feature, Gathered
from gis.readers.limits import MAX_FEATURES
from gis.readers.projection import system_named
from gis.readers.properties import KEYS_READ

# What GDAL remarks on while it reads is for its own makers; what stops it is raised.
warnings.filterwarnings("ignore", module=r"pyogrio\.")

_LINES = (GeometryType.LINESTRING, GeometryType.LINEARRING)
_AREAS = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)

Answer = TypeVar("Answer")


def line_layers(content: bytes) -> tuple[list[str], list[str]]:
    """The names of the layers that may hold lines, and of those that do not.

    Raises ReadError `layers.broken`.
    """
    import pyogrio  # here and below: GDAL takes long to load, and few commands need it

    lines: list[str] = []
    others: list[str] = []
    for name, kind in asked(pyogrio.list_layers, content):
        (lines if _may_hold_lines(kind) else others).append(str(name))
    return lines, others


def take_layer(content: bytes, layer: str, gathered: Gathered) -> None:
    """Adds what a layer holds, in WGS 84, to what its file held so far.

    Raises ReadError `layers.broken`, `file.too_many_features`, `file.too_many_points`,
    `file.unknown_system`, and UnicodeDecodeError where the layer's texts are not in its encoding.
    """
    import pyogrio
    from pyogrio import raw

    fields = asked(pyogrio.read_info, content, layer=layer)["fields"]
    columns = [name for name in fields.tolist() if name.lower() in KEYS_READ]
    meta, _, geometries, values = asked(
        raw.read, content, layer=layer, columns=columns, max_features=MAX_FEATURES + 1
    )
    if geometries is None:
        return
    names = meta["fields"].tolist()
    texts = [column.tolist() for column in values]
    properties = [dict(zip(names, row, strict=True)) for row in zip(*texts, strict=True)]
    lines: list[Feature] = []
    points: list[Feature] = []
    with np.errstate(invalid="ignore"):  # a damaged number is found when its place is looked at
        shapes = shapely.from_wkb(geometries, on_invalid="ignore")
    for index, kind, pieces in _parts(shapes, gathered):
        of_feature = properties[index] if properties else {}
        feature = Feature(index + 1, of_feature, pieces)
        (lines if kind in _LINES else points).append(feature)
        gathered.take_properties(of_feature)
    system = gathered.believed(system_named(meta["crs"]) if meta["crs"] else None, lines)
    gathered.take_lines(lines, system)
    gathered.take_points(points, system)


def asked(ask: Callable[..., Answer], content: bytes, **options: Any) -> Answer:
    """What GDAL answers about a file. Raises ReadError `layers.broken` where it cannot."""
    try:
        return ask(content, **options)
    except UnicodeDecodeError:
        raise
    except (RuntimeError, ValueError, LookupError, ArithmeticError, TypeError, NameError) as error:
        raise ReadError("layers.broken") from error


def _may_hold_lines(kind: str | None) -> bool:
    """Whether a layer's declared kind of geometry leaves room for a line; None has none."""
    return kind is not None and any(
        word in kind for word in ("Line", "Curve", "Unknown", "Collection")
    )


def _parts(
    geometries: NDArray[np.object_], gathered: Gathered
) -> Iterator[tuple[int, int, tuple[Vertices, ...]]]:
    """The lines of each feature, and its points: its index, their kind, their vertices.

    Areas and features without geometry are counted. Raises ReadError `file.too_many_features`,
    `file.too_many_points`.
    """
    parts = np.maximum(shapely.get_num_geometries(geometries), 1)
    gathered.charge(int(parts.sum()), int(shapely.get_num_coordinates(geometries).sum()))
    gathered.empty += int((shapely.is_missing(geometries) | shapely.is_empty(geometries)).sum())
    gathered.areas += int(np.isin(shapely.get_type_id(geometries), _AREAS).sum())
    simple, owners = shapely.get_parts(geometries, return_index=True)
    for _ in range(2):  # a collection may hold lines of several pieces
        simple, within = shapely.get_parts(simple, return_index=True)
        owners = owners[within]
    kinds = shapely.get_type_id(simple)
    for wanted in (_LINES, (GeometryType.POINT,)):
        kept = np.isin(kinds, wanted) & ~shapely.is_empty(simple)
        vertices, of_part = shapely.get_coordinates(simple[kept], include_z=True, return_index=True)
        pieces = np.split(vertices, np.flatnonzero(np.diff(of_part)) + 1) if len(vertices) else []
        by_owner: dict[int, list[Vertices]] = {}
        for owner, piece in zip(owners[kept].tolist(), pieces, strict=True):
            by_owner.setdefault(owner, []).append(piece)
        for owner, found in by_owner.items():
            yield owner, wanted[0], tuple(found)
