"""GeoPackages, Shapefiles and zips for tests, each made without the reader it tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import shapefile
import shapely
from pyogrio import raw
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

LAMBERT93 = "EPSG:2154"


def a_geopackage(
    layers: Mapping[str, Sequence[BaseGeometry]],
    names: Sequence[str | None] = (),
    crs: str = "EPSG:4326",
    column: str = "nom",
) -> bytes:
    """A GeoPackage whose features bear `names` in a column, in every layer."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        for layer, geometries in layers.items():
            there = [one for one in geometries if one is not None]
            kinds = {one.geom_type for one in there}
            depth = " Z" if len(kinds) == 1 and any(one.has_z for one in there) else ""
            raw.write(
                path,
                shapely.to_wkb(np.array(geometries, object), output_dimension=3),
                [np.array(names or [None] * len(geometries), object)],
                [column],
                layer=layer,
                driver="GPKG",
                geometry_type=(kinds.pop() if len(kinds) == 1 else "Unknown") + depth,
                crs=crs,
                append=path.exists(),
            )
        return path.read_bytes()


def a_shapefile(
    lines: Sequence[Sequence[Sequence[tuple[float, ...]]]],
    names: Sequence[str] = (),
    crs: str = LAMBERT93,
    encoding: str = "utf-8",
    column: str = "NOM",
) -> dict[str, bytes]:
    """The files of a Shapefile by extension; each line is a list of parts, 3-D when they are."""
    files = {part: io.BytesIO() for part in ("shp", "shx", "dbf")}
    is_3d = len(lines[0][0][0]) == 3
    kind = shapefile.POLYLINEZ if is_3d else shapefile.POLYLINE
    with shapefile.Writer(**files, shapeType=kind, encoding=encoding) as writer:
        writer.field(column, "C", 40)
        for rank, parts in enumerate(lines):
            (writer.linez if is_3d else writer.line)([list(map(list, part)) for part in parts])
            writer.record(names[rank] if names else f"Tour {rank + 1}")
    made = {part: held.getvalue() for part, held in files.items()}
    if crs:
        made["prj"] = CRS.from_user_input(crs).to_wkt("WKT1_ESRI").encode()
    return made


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def zipped_shapefile(files: Mapping[str, bytes], stem: str = "traces") -> bytes:
    return zipped({f"{stem}.{part}": content for part, content in files.items()})
