"""Rearranged: a line with its pieces in another order or direction, or a loop begun elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gis.along import SAME_M, Along, Floats

Part = tuple[float, float]
"""From so many metres along a line to so many."""


@dataclass(frozen=True)
class Stretch:
    """A part of a line, where it begins on the rearranged one, and whether it is reversed there."""

    from_m: float
    to_m: float
    now_m: float
    is_reversed: bool = False

    def place(self, at_m: float) -> float:
        """Metres along the rearranged line; what is off the stretch is at its end."""
        on_it_m = min(max(at_m, self.from_m), self.to_m)
        return self.now_m + (self.to_m - on_it_m if self.is_reversed else on_it_m - self.from_m)

    def part(self, from_m: float, to_m: float) -> Part:
        """The same for a part of it."""
        ends_m = self.place(from_m), self.place(to_m)
        return min(ends_m), max(ends_m)


def stretches(old: Along, new: Along) -> tuple[Stretch, ...]:
    """What `new` is made of, in the order of `old`; none where it is no other order of it."""
    return _pieces_reordered(old, new) or _begun_elsewhere(old, new)


def starting_on(stretches: Sequence[Stretch], at_m: float) -> Stretch:
    """The stretch that goes on from a place of the old line."""
    return next((one for one in stretches if at_m < one.to_m), stretches[-1])


def ending_on(stretches: Sequence[Stretch], at_m: float) -> Stretch:
    """The stretch that leads to a place of the old line."""
    return next((one for one in stretches if at_m <= one.to_m), stretches[-1])


def parts(stretches: Iterable[Stretch], from_m: float, to_m: float) -> list[Part]:
    """Where a part of the old line lies on the new one, in its order, as few as can be."""
    found: list[Part] = []
    for start_m, end_m in sorted(
        one.part(max(from_m, one.from_m), min(to_m, one.to_m))
        for one in stretches
        if min(to_m, one.to_m) - max(from_m, one.from_m) > SAME_M
    ):
        goes_on = found and start_m - found[-1][1] <= SAME_M
        found.append((found.pop()[0] if goes_on else start_m, end_m))
    return found


def is_closed(line: Along) -> bool:
    """Whether a line ends on its first vertex."""
    vertices = _vertices(line)
    return bool((vertices[0] == vertices[-1]).all())


def _pieces_reordered(old: Along, new: Along) -> tuple[Stretch, ...]:
    starts_m: dict[bytes, list[float]] = defaultdict(list)
    for vertices, at_m in _pieces(new):
        starts_m[vertices.tobytes()].append(float(at_m[0]))
    found = []
    for vertices, at_m in _pieces(old):
        ahead, back = starts_m[vertices.tobytes()], starts_m[vertices[::-1].tobytes()]
        if not ahead and not back:
            return ()
        is_reversed = not ahead
        now_m = (ahead or back).pop(0)
        found.append(Stretch(float(at_m[0]), float(at_m[-1]), now_m, is_reversed))
    is_same = all(not one.is_reversed and one.now_m == one.from_m for one in found)
    return () if is_same or any(starts_m.values()) else tuple(found)


def _begun_elsewhere(old: Along, new: Along) -> tuple[Stretch, ...]:
    """A loop's new first vertex is one of its old ones."""
    was, now = _vertices(old), _vertices(new)
    is_whole = all(line.piece[-1] == 0 for line in (old, new))
    if not is_whole or not is_closed(old) or len(was) != len(now):
        return ()
    for first in np.flatnonzero((was[:-1] == now[0]).all(axis=1)).tolist():
        if first and np.array_equal(np.vstack((was[first:-1], was[: first + 1])), now):
            start_m = float(old.at_m[first])
            return (
                Stretch(0.0, start_m, old.length_m - start_m),
                Stretch(start_m, old.length_m, 0.0),
            )
    return ()


def _pieces(line: Along) -> Iterator[tuple[Floats, Floats]]:
    """The vertices of each piece, and how far along they are."""
    borders = np.flatnonzero(np.diff(line.piece)) + 1
    return zip(np.split(_vertices(line), borders), np.split(line.at_m, borders), strict=True)


def _vertices(line: Along) -> Floats:
    return np.column_stack((line.lon, line.lat))
