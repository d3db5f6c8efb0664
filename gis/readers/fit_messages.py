"""The messages of a FIT file, found without decoding each: definitions and where their rows lie.

Source: Garmin, "Flexible and Interoperable Data Transfer (FIT) Protocol Description": file
header, record header, definition message, compressed timestamp header, developer fields.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gis.errors import ReadError

MAX_RUNS = 2_000_000
"""Definitions and changes from one kind of message to another are read one by one."""
_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
_FIRST_LOOK = 16
_LONGEST_LOOK = 1 << 16


@dataclass
class Messages:
    """The rows of one definition; `kind` is its global message number.

    `fields` are (offset in the row, bytes) by number; each of `runs` is where rows that follow
    one another begin, header byte apart, with their count.
    """

    kind: int
    order: Literal["<", ">"]
    size: int
    fields: Mapping[int, tuple[int, int]]
    runs: list[tuple[int, int]] = field(default_factory=list)

    def starts(self) -> NDArray[np.intp]:
        """Where each row begins, its header byte apart."""
        step = self.size + 1
        spans = [np.arange(start, start + count * step, step) for start, count in self.runs]
        return np.concatenate(spans) if spans else np.empty(0, np.intp)


def find_messages(
    content: bytes, start: int, end: int, kinds: Collection[int]
) -> tuple[list[Messages], bool]:
    """The messages of some kinds between two bytes, and whether all was sound to the end.

    What follows a damaged message is not looked at. Raises ReadError
    `file.too_many_elements`.
    """
    octets = np.frombuffer(content, np.uint8)
    found: list[Messages] = []
    current: dict[int, Messages] = {}
    at, steps = start, 0
    while at < end:
        steps += 1
        if steps > MAX_RUNS:
            raise ReadError("file.too_many_elements", limit=MAX_RUNS)
        header = content[at]
        if header & _DEFINITION and not header & _COMPRESSED:
            defined = _definition(content, at, end)
            if defined is None:
                return found, False
            at, messages = defined
            current[header & 15] = messages
            if messages.kind in kinds:
                found.append(messages)
            continue
        known = current.get(header >> 5 & 3 if header & _COMPRESSED else header & 15)
        if known is None or at + 1 + known.size > end:
            return found, False
        count = _run(octets, at, end, known.size + 1)
        if known.kind in kinds:
            known.runs.append((at + 1, count))
        at += count * (known.size + 1)
    return found, True


def _definition(content: bytes, at: int, end: int) -> tuple[int, Messages] | None:
    """Where a definition ends, and its messages, none so far; None where it is cut."""
    if at + 6 > end:
        return None
    order: Literal["<", ">"] = ">" if content[at + 2] else "<"
    kind = int.from_bytes(content[at + 3 : at + 5], "big" if order == ">" else "little")
    fields: dict[int, tuple[int, int]] = {}
    size = 0
    first = at + 6
    at = first + 3 * content[at + 5]
    for number, length in zip(content[first:at:3], content[first + 1 : at : 3], strict=False):
        fields[number] = (size, length)
        size += length
    if content[first - 6] & _DEVELOPER:
        if at >= end:
            return None
        first, at = at + 1, at + 1 + 3 * content[at]
        size += sum(content[first + 1 : at : 3])
    return (at, Messages(kind, order, size, fields)) if at <= end else None


def _run(octets: NDArray[np.uint8], at: int, end: int, step: int) -> int:
    """How many whole rows follow one another from `at` on, all of one definition."""
    header = int(octets[at])
    mask = 0xE0 if header & _COMPRESSED else 0xFF
    if at + step >= end or octets[at + step] & mask != header & mask:
        return 1
    most = (end - at) // step
    count, look = 2, _FIRST_LOOK
    while count < most:
        headers = octets[at + count * step : at + min(count + look, most) * step : step]
        other = np.flatnonzero(headers & mask != header & mask)
        if other.size:
            return count + int(other[0])
        count += len(headers)
        look = min(2 * look, _LONGEST_LOOK)
    return min(count, most)
