"""FIT files written by hand for tests, a message at a time."""

import struct
from collections.abc import Sequence

RECORD, COURSE, COURSE_POINT, USER_PROFILE = 20, 31, 32, 3
LAT, LON, ALTITUDE, HEART_RATE, ENHANCED, TIME = 0, 1, 2, 3, 78, 253
_NIBBLES = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)
"""The table that the protocol's document gives."""
_TYPES = {1: 0x02, 2: 0x84, 4: 0x85}
"""uint8, uint16 and sint32 by their size; anything else is a text."""


def checksum(content: bytes) -> int:
    """As the protocol's document computes it, half a byte at a time."""
    crc = 0
    for byte in content:
        for nibble in (byte & 15, byte >> 4):
            crc = crc >> 4 ^ _NIBBLES[crc & 15] ^ _NIBBLES[nibble]
    return crc


def fit(messages: bytes, size: int | None = None, crc: int | None = None) -> bytes:
    """A file of these messages; `size` and `crc` stand in for the right ones."""
    stated = len(messages) if size is None else size
    content = struct.pack("<BBHI4s", 12, 0x10, 2000, stated, b".FIT") + messages
    return content + struct.pack("<H", checksum(content) if crc is None else crc)


def definition(
    kind: int,
    fields: Sequence[tuple[int, int]],
    local: int = 0,
    order: str = "<",
    developer: int = 0,
) -> bytes:
    """A definition of fields by number and size; `developer` adds a field of so many bytes."""
    said = struct.pack(f"{order}BBHB", 0, order == ">", kind, len(fields))
    said += b"".join(bytes((number, size, _TYPES.get(size, 0x07))) for number, size in fields)
    if developer:
        said += bytes((1, 0, developer, 0))
    return bytes((0x40 | (0x20 if developer else 0) | local,)) + said


def semicircles(degrees: float) -> int:
    return round(degrees * 2**31 / 180)


def record(
    lon: float, lat: float, altitude: int = 0xFFFF, local: int = 0, order: str = "<"
) -> bytes:
    """A record of POSITIONS: latitude, longitude and altitude."""
    values = semicircles(lat), semicircles(lon), altitude
    return bytes((local,)) + struct.pack(f"{order}iiH", *values)


POSITIONS = ((LAT, 4), (LON, 4), (ALTITUDE, 2))


def an_activity(points: Sequence[tuple[float, float]]) -> bytes:
    """A file of records at these longitudes and latitudes."""
    return fit(definition(RECORD, POSITIONS) + b"".join(record(*point) for point in points))
