"""Any file of lines -> Contents, told by its content."""

from gis.formats.gpx_reader import read_gpx
from gis.formats.track import Contents


def read_file(content: bytes) -> Contents:
    """What a file says of lines; GPX is the only format read so far.

    Raises ReadError: see `read_gpx`; `file.other_xml` names the `root` of other documents.
    """
    track = read_gpx(content)
    return Contents((track,))
