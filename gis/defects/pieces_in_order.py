"""The order and direction of pieces that leaves the least gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gis.defects.walk import Numbers, Vertices, Walk

MOST_PIECES: Final = 200
"""Of more, the best order is not worth the search."""
SAME_M: Final = 1.0


@dataclass(frozen=True)
class Turn:
    """A piece, numbered from 0, in its turn, travelled forwards or reversed."""

    piece: int
    is_reversed: bool


def gaps_m(walk: Walk, turns: Sequence[Turn], *, is_loop: bool = False) -> float:
    """Metres from the end of each piece to the start of the next, in all.

    For a loop, also from the end of the last to the start of the first.
    """
    entered = np.array([2 * turn.piece + turn.is_reversed for turn in turns], dtype=np.intp)
    ends_m = _ends_m(walk)
    across_m = np.hypot(*(ends_m[np.roll(entered, -1)] - ends_m[entered ^ 1]).T)
    return float(across_m.sum() if is_loop else across_m[:-1].sum())


def best_order(walk: Walk) -> list[Turn]:
    """The best order that going on to the nearest end finds, from every end as a start.

    Of orders equal within a metre, the first by start; of an order and its reverse, the one
    that reverses less. The work grows with the cube of the number of pieces.
    """
    count = len(walk.starts)
    ends_m = _ends_m(walk)
    distances_m = np.hypot(*(ends_m[:, None] - ends_m[None]).transpose(2, 0, 1))
    entered, total_m = _nearest_next(distances_m)
    best = int(np.argmax(total_m <= total_m.min() + SAME_M))
    turns = [Turn(node // 2, bool(node % 2)) for node in entered[best].tolist()]
    if sum(turn.is_reversed for turn in turns) * 2 > count:
        return [Turn(turn.piece, not turn.is_reversed) for turn in reversed(turns)]
    return turns


def _nearest_next(distances_m: Numbers) -> tuple[Vertices, Numbers]:
    """For every node as a start: the nodes by which pieces are entered in turn, and all gaps.

    Node 2p is the start of piece p and 2p + 1 its end, so that `node ^ 1` is its other end.
    """
    nodes = np.arange(len(distances_m))
    free = np.ones_like(distances_m, dtype=bool)
    entered, total_m = [nodes], np.zeros(len(nodes))
    for _ in range(len(nodes) // 2 - 1):
        last = entered[-1]
        free[nodes, last] = free[nodes, last ^ 1] = False
        reachable_m = np.where(free, distances_m[last ^ 1], np.inf)
        entered.append(reachable_m.argmin(axis=1))
        total_m = total_m + reachable_m[nodes, entered[-1]]
    return np.column_stack(entered), total_m


def _ends_m(walk: Walk) -> Numbers:
    """The places of all nodes, shape (2 pieces, 2)."""
    return walk.places_m[np.column_stack((walk.starts, walk.ends)).ravel()]
