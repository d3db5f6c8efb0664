"""Any file of lines -> Contents, told by its content."""

from gis.errors import ReadError
from gis.formats.track import Contents
from gis.readers.fit import read_fit
from gis.readers.geojson import read_geojson
from gis.readers.geopackage import read_geopackage
from gis.readers.gpx import read_gpx
from gis.readers.kml import read_kml
from gis.readers.limits import MAX_BYTES
from gis.readers.sniff import kind_of
from gis.readers.tcx import read_tcx
from gis.readers.unpacking import read_archive
from gis.readers.xml_stream import root_of

_BY_ROOT = {"gpx": read_gpx, "kml": read_kml, "TrainingCenterDatabase": read_tcx}
_BY_KIND = {"fit": read_fit, "geopackage": read_geopackage, "json": read_geojson}


def read_file(content: bytes) -> Contents:
    """What a GPX, KML, TCX, FIT, GeoJSON or GeoPackage file says of lines, or a zip of such.

    A KMZ is such a zip, and so is a zipped Shapefile. Raises ReadError: `file.…` for what is
    of no kind that is read, and what each reader raises.
    """
    if len(content) > MAX_BYTES:
        sizes = {"megabytes": len(content) // 1_000_000, "limit": MAX_BYTES // 1_000_000}
        raise ReadError("file.too_big", **sizes)
    if kind_of(content) == "zip":
        return read_archive(content, _read_one)
    return _read_one(content)


def _read_one(content: bytes) -> Contents:
    kind = kind_of(content)
    if kind == "xml":
        return _read_xml(content)
    if kind not in _BY_KIND:
        raise ReadError(f"file.{kind}")
    return _BY_KIND[kind](content)


def _read_xml(content: bytes) -> Contents:
    """By its root, which a parse finds where a look at the opening does not."""
    try:
        return _BY_ROOT.get(root_of(content), read_gpx)(content)
    except ReadError as error:
        read = _BY_ROOT.get(str(error.values.get("root")))
        if not read or error.key != "file.other_xml":
            raise
    return read(content)
