"""FIT -> Contents: a track per activity or course, read in runs of rows rather than one by one.

Source: Garmin, "Flexible and Interoperable Data Transfer (FIT) Protocol Description", and the
message numbers, scales and invalid values of its profile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents, Track, Vertices, Waypoint
from gis.readers.fit_crc import crc16
from gis.readers.fit_messages import Messages, find_messages
from gis.readers.heights import settle_heights
from gis.readers.limits import MAX_FEATURES, MAX_POINTS
from gis.readers.raw_points import counted
from gis.vocabulary import Severity

_USER_PROFILE, _RECORD, _COURSE, _COURSE_POINT = _KINDS = (3, 20, 31, 32)
_RECORD_LAT, _RECORD_LON, _ALTITUDE, _ENHANCED_ALTITUDE, _TIME = 0, 1, 2, 78, 253
_PERSONAL: Final = {3: ("heart_rate", "u1"), 4: ("cadence", "u1"), 7: ("power", "u2")}
_COURSE_NAME = 5
_POINT_LAT, _POINT_LON, _POINT_NAME = 2, 3, 6
_DEGREES: Final = 180 / 2**31
_HEADER, _CHECKSUM = 12, 2
_MAX_CHAINED = 1000


@dataclass
class _Part:
    """One file of a chain: its rows by kind of message, and what is wrong with its bytes."""

    octets: NDArray[np.uint8]
    messages: Sequence[Messages]
    damage: str

    def of_kind(self, kind: int) -> list[Messages]:
        return [one for one in self.messages if one.kind == kind and one.runs]


def read_fit(content: bytes) -> Contents:
    """The tracks of a FIT file, chained or not, in the order of their records.

    One that is cut or damaged gives what stands before (`file.truncated`), or all of it when
    only its checksum is wrong (`file.damaged`). Raises ReadError: `fit.…` when no line can be
    made, `file.…` past a limit.
    """
    parts = _parts(content)
    placed = [_placed(part) for part in parts]
    tracks = tuple(
        _track(part, rows)
        for part, rows in zip(parts, placed, strict=True)
        if np.count_nonzero(_has_place(rows)) > 1
    )
    if not tracks:
        raise _without_line(parts, sum(int(_has_place(rows).sum()) for rows in placed))
    personal = sorted({kind for part in parts for kind in _personal(part)})
    findings = []
    if personal:
        findings.append(Finding("personal.dropped", Severity.NOTE, values={"kinds": personal}))
    waypoints = tuple(waypoint for part in parts for waypoint in _waypoints(part))
    return Contents(tracks, waypoints=waypoints, findings=tuple(findings))


def _parts(content: bytes) -> list[_Part]:
    """Each file of a chain; what comes after the last is passed over."""
    parts: list[_Part] = []
    at = 0
    while at + _HEADER <= len(content) and content[at + 8 : at + 12] == b".FIT":
        if len(parts) == _MAX_CHAINED:
            raise ReadError("file.too_many_elements", limit=_MAX_CHAINED)
        start = at + max(content[at], _HEADER)
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = start + size
        damage = ""
        if not size or end + _CHECKSUM > len(content):  # a recorder writes the size last of all
            end, damage = len(content), "file.truncated"
        elif any(content[end : end + _CHECKSUM]) and crc16(content[at : end + _CHECKSUM]):
            damage = "file.damaged"
        messages, is_sound = find_messages(content, start, end, _KINDS)
        if not is_sound:
            damage = "file.truncated"
        parts.append(_Part(np.frombuffer(content, np.uint8), messages, damage))
        at = end + _CHECKSUM
    return parts


def _placed(part: _Part) -> Vertices:
    """The records of one file in their order: those without a place have NaN for a latitude."""
    records = part.of_kind(_RECORD)
    if sum(count for one in records for _, count in one.runs) > MAX_POINTS:
        raise ReadError("file.too_many_points", limit=MAX_POINTS)
    rows = np.concatenate(
        [np.empty((0, 4)), *(_record_columns(part.octets, one) for one in records)]
    )
    return rows[np.argsort(rows[:, 0], kind="stable"), 1:]


def _has_place(rows: Vertices) -> NDArray[np.bool_]:
    return np.abs(rows[:, 1]) <= 90


def _track(part: _Part, rows: Vertices) -> Track:
    """The line of one file's records, of which two or more have a place."""
    vertices = rows[_has_place(rows)]
    findings = settle_heights(vertices, np.zeros(len(vertices), np.intp), 1).get(0, [])
    if len(vertices) < len(rows):
        without = len(rows) - len(vertices)
        findings.append(counted("points.without_position", without, Severity.WARNING))
    if part.damage:
        findings.insert(0, counted(part.damage, len(vertices), Severity.WARNING))
    names = [text for one in part.of_kind(_COURSE) for text in _texts(part, one, _COURSE_NAME)]
    return Track((vertices,), name=names[0] if names else "", findings=tuple(findings))


def _record_columns(octets: NDArray[np.uint8], records: Messages) -> NDArray[np.float64]:
    """Byte, longitude, latitude and height of each record, NaN where unknown."""
    starts = records.starts()
    lat = _numbers(octets, records, starts, _RECORD_LAT, "i4") * _DEGREES
    lon = _numbers(octets, records, starts, _RECORD_LON, "i4") * _DEGREES
    enhanced = _numbers(octets, records, starts, _ENHANCED_ALTITUDE, "u4")
    altitude = _numbers(octets, records, starts, _ALTITUDE, "u2")
    height_m = np.where(np.isnan(enhanced), altitude, enhanced) / 5 - 500
    lat[np.isnan(lon)] = np.nan
    return np.column_stack((starts, lon, lat, height_m))


def _numbers(
    octets: NDArray[np.uint8], messages: Messages, starts: NDArray[np.intp], number: int, form: str
) -> NDArray[np.float64]:
    """A field of every row; NaN where the row has none, or the value that says so."""
    offset, size = messages.fields.get(number, (0, 0))
    kind = np.dtype(form).newbyteorder(messages.order)
    if size != kind.itemsize:
        return np.full(len(starts), np.nan)
    rows = octets[starts[:, None] + np.arange(offset, offset + size)]
    raw = np.ascontiguousarray(rows).view(kind).ravel()
    values = raw.astype(np.float64)
    values[raw == np.iinfo(kind).max] = np.nan
    return values


def _texts(part: _Part, messages: Messages, number: int) -> list[str]:
    """A field of every row as text, "" where the row has none."""
    offset, size = messages.fields.get(number, (0, 0))
    starts = (messages.starts() + offset).tolist()
    raw = [part.octets[start : start + size].tobytes().partition(b"\0")[0] for start in starts]
    return [" ".join(text.decode("utf-8", "replace").split()) for text in raw]


def _waypoints(part: _Part) -> list[Waypoint]:
    found = []
    for points in part.of_kind(_COURSE_POINT):
        if sum(count for _, count in points.runs) > MAX_FEATURES:
            raise ReadError("file.too_many_features", limit=MAX_FEATURES)
        starts = points.starts()
        lats = _numbers(part.octets, points, starts, _POINT_LAT, "i4") * _DEGREES
        lons = _numbers(part.octets, points, starts, _POINT_LON, "i4") * _DEGREES
        names = _texts(part, points, _POINT_NAME)
        found += [
            Waypoint(lon, lat, name=name)
            for lon, lat, name in zip(lons.tolist(), lats.tolist(), names, strict=True)
            if abs(lat) <= 90 and abs(lon) <= 180
        ]
    return found


def _personal(part: _Part) -> set[str]:
    """The kinds of personal data in a file."""
    records = part.of_kind(_RECORD)
    kinds = {"times"} if any(_TIME in one.fields for one in records) else set()
    if part.of_kind(_USER_PROFILE):
        kinds.add("author")
    for one in records:
        for number, (kind, form) in _PERSONAL.items():
            if number in one.fields:
                values = _numbers(part.octets, one, one.starts(), number, form)
                kinds |= set() if np.isnan(values).all() else {kind}
    return kinds


def _without_line(parts: Sequence[_Part], placed: int) -> ReadError:
    records = sum(count for part in parts for one in part.of_kind(_RECORD) for _, count in one.runs)
    if placed:
        return ReadError("tracks.too_few_points", count=placed)
    if records:
        return ReadError("tracks.no_position", count=records)
    if not parts or any(part.damage for part in parts):
        return ReadError("fit.broken")
    return ReadError("fit.no_track")
