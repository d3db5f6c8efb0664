"""KML -> Contents: a track per placemark with a line."""

from dataclasses import replace

import numpy as np

from gis.formats.track import Contents
from gis.readers.heard import Owner, tracks_of, waypoints_of
from gis.readers.kml_stream import KmlStream
from gis.readers.plain_text import plain_text
from gis.readers.raw_points import all_in_metres, counted, number
from gis.readers.verdicts import about_file, without_line
from gis.readers.xml_stream import read_xml
from gis.vocabulary import Severity


def read_kml(content: bytes) -> Contents:
    """What a KML file of any version says: a track per placemark with lines or tracks.

    Polygons and links to other files are left out, and counted. Raises ReadError as
    `read_gpx` does, and `coordinates.not_a_position`.
    """
    stream, wrong_encoding = read_xml(content, KmlStream)
    stream.settle()
    _name_by_folder(stream)
    vertices = np.concatenate([np.empty((0, 3)), *stream.pieces])
    placed = vertices[~np.isnan(vertices[:, 0])]
    if stream.first_in_metres and not all_in_metres(placed[:, 0], placed[:, 1]):
        raise stream.first_in_metres
    starts = np.cumsum([0, *map(len, stream.pieces)]).tolist()[:-1]
    tracks, findings = tracks_of(vertices, starts, stream.piece_owners)
    areas, links = stream.set_aside["Polygon"], stream.set_aside["NetworkLink"]
    if not tracks:
        set_aside = {"waypoints": len(stream.waypoints), "areas": areas, "links": links}
        raise without_line(len(vertices), placed=bool(len(placed)), **set_aside)
    if areas:
        findings.append(counted("features.areas", areas))
    if links:
        findings.append(counted("links.left_out", links, Severity.WARNING))
    waypoints, dropped = waypoints_of(_placed(*waypoint) for waypoint in stream.waypoints)
    if stream.above_ground:
        findings.append(counted("heights.above_ground", stream.above_ground))
    file = next((owner for owner in stream.around or () if _is_named(owner)), Owner())
    return Contents(
        tuple(replace(one, description=plain_text(one.description)) for one in tracks),
        name=file.name,
        description=plain_text(file.description),
        waypoints=waypoints,
        findings=(
            *findings,
            *dropped,
            *about_file(stream.names_met, wrong_encoding, stream.personal),
        ),
    )


def _name_by_folder(stream: KmlStream) -> None:
    """A placemark without name takes its folder's, unless it is all that the file has."""
    if len({id(owner) for owner in stream.piece_owners}) == 1:
        return
    for owner, folder in stream.unnamed:
        owner.texts["name"] = folder.name


def _is_named(owner: Owner) -> bool:
    """Whether a container has a name, other than the one its file once had on a disk."""
    return bool(owner.name) and not owner.name.lower().endswith((".kml", ".kmz"))


def _placed(owner: Owner, coordinates: str) -> tuple[Owner, str, str, str]:
    """A point of interest: drawn by hand, it has a height of 0, which says nothing."""
    lon, lat, height, *_ = *coordinates.split(","), "", "", ""
    return owner, lon, lat, height if number(height) else ""
