"""Any file of a line -> Track, told by its content."""

from gis.formats.gpx_reader import read_gpx
from gis.formats.track import Track


def read_track(content: bytes) -> Track:
    """What a file says of a line; GPX is the only format read so far.

    Raises ReadError: see `read_gpx`; `file.other_xml` names the `root` of other documents.
    """
    return read_gpx(content)
