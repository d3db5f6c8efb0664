"""GPX 1.1 out: one track with a segment per piece, and waypoints; never a rte.

Devices recalculate a rte along roads of their own choice; a trk they follow as it is.
gpxpy's object model keeps the order of elements that the schema demands.
"""

from datetime import UTC, datetime

from gpxpy import gpx

from gis.formats.rounding import rounded_degrees, rounded_height, rounded_pieces
from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint
from gis.xmltext import printable

CREATOR = "Balise"


def write_gpx(file: RouteFile) -> bytes:
    """The file as GPX 1.1 in UTF-8, valid against Topografix's schema."""
    document = gpx.GPX()
    document.creator = CREATOR
    _describe(document, file)
    document.waypoints = [_waypoint(waypoint) for waypoint in file.waypoints]
    document.tracks = [_track(file)]
    document.bounds = _bounds(document)
    return document.to_xml(version="1.1", prettyprint=True).encode()


def _describe(document: gpx.GPX, file: RouteFile) -> None:
    document.name = printable(file.name)
    document.description = printable(file.description_with_notice) or None
    document.author_name = printable(file.author)
    if file.author_link:
        document.author_link = printable(file.author_link)
        document.author_link_text = printable(file.author)
    document.copyright_author = printable(file.author)
    document.copyright_year = str(file.year)
    document.copyright_license = printable(file.licence.url) or None
    if file.link:
        document.link = file.link
        document.link_text = printable(file.name)
    if file.modified_at:
        document.time = _utc(file.modified_at)
    if file.keywords:
        document.keywords = printable(", ".join(file.keywords))


def _track(file: RouteFile) -> gpx.GPXTrack:
    track = gpx.GPXTrack(printable(file.name), printable(file.description_with_notice) or None)
    if file.link:
        track.link = file.link
        track.link_text = printable(file.name)
    for piece in rounded_pieces(file.line):
        points = [
            gpx.GPXTrackPoint(lat, lon, elevation=height[0] if height else None)
            for lon, lat, *height in piece
        ]
        track.segments.append(gpx.GPXTrackSegment(points))
    return track


def _waypoint(waypoint: Waypoint) -> gpx.GPXWaypoint:
    lon, lat = rounded_degrees(waypoint.lon, waypoint.lat)
    return gpx.GPXWaypoint(
        lat,
        lon,
        elevation=rounded_height(waypoint.height_m),
        name=printable(waypoint.name) or None,
        description=printable(waypoint.description) or None,
        symbol=waypoint.symbol or None,
    )


def _bounds(document: gpx.GPX) -> gpx.GPXBounds:
    """Around track and waypoints alike; gpxpy's own leaves the waypoints out."""
    points = [*document.waypoints, *document.walk(only_points=True)]
    lats, lons = [point.latitude for point in points], [point.longitude for point in points]
    return gpx.GPXBounds(min(lats), max(lats), min(lons), max(lons))


def _utc(moment: datetime) -> datetime:
    """To the second: some devices stumble over fractions."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
