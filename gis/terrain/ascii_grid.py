"""ESRI ASCII grids: whether there is nothing but numbers in them, and as many as announced.

GDAL takes a word for a zero, and does not mind heights that are left over.
"""

import re
from pathlib import Path

import numpy as np

from gis.errors import ReadError

HEADER_BYTES = 2000
HEADER_LINE = re.compile(rb"[^\S\n]*([A-Za-z]\w*)[^\S\n]+(\S+)[^\S\n]*\r?\n")
IN_NUMBERS = b"0123456789+-.eEnNaA \t\r\n"
NEEDED: tuple[set[str], ...] = (
    {"ncols"},
    {"nrows"},
    {"xllcorner", "xllcenter"},
    {"yllcorner", "yllcenter"},
    {"cellsize", "dx"},
)
"""One of each: GDAL would put a grid without a place at zero."""
CHUNK_BYTES = 1 << 22
SPACE = ord(" ")


def check_ascii_grid(path: Path) -> None:
    """Raises ReadError: `terrain.unknown_format`, `terrain.damaged`, `terrain.wrong_count`."""
    with path.open("rb") as file:
        header, start = _header(file.read(HEADER_BYTES))
        if not all(header.keys() & words for words in NEEDED):
            raise ReadError("terrain.unknown_format")
        file.seek(start)
        count, was_space = 0, True
        while chunk := file.read(CHUNK_BYTES):
            if chunk.translate(None, IN_NUMBERS):
                raise ReadError("terrain.damaged")
            is_space = np.frombuffer(chunk, np.uint8) <= SPACE
            begins = ~is_space & np.concatenate(([was_space], is_space[:-1]))
            count, was_space = count + int(begins.sum()), bool(is_space[-1])
    announced = _whole(header["ncols"]) * _whole(header["nrows"])
    if count != announced:
        raise ReadError("terrain.wrong_count", found=count, announced=announced)


def _header(opening: bytes) -> tuple[dict[str, bytes], int]:
    """The words before the heights, and where those begin."""
    header, start = {}, 0
    while line := HEADER_LINE.match(opening, start):
        header[line[1].decode("ascii", "replace").lower()], start = line[2], line.end()
    return header, start


def _whole(word: bytes) -> int:
    try:
        return int(word)
    except ValueError:
        raise ReadError("terrain.unknown_format") from None
