"""Alignment against the textbook's recurrence, cell by cell."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.editing.alignment import FAR_M, aligned

paths = st.lists(
    st.tuples(st.integers(-200, 200), st.integers(-200, 200)), min_size=1, max_size=12
).map(lambda points: np.array(points, dtype=float))


def costs(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    far_m = np.linalg.norm(first[:, None] - second[None], axis=2)
    return far_m * FAR_M / (far_m + FAR_M)


def least_cost(cost: np.ndarray) -> float:
    """Sakoe and Chiba's recurrence, as they wrote it."""
    total = np.full((cost.shape[0] + 1, cost.shape[1] + 1), np.inf)
    total[0, 0] = 0
    for i, row in enumerate(cost, start=1):
        for j, here in enumerate(row, start=1):
            total[i, j] = here + min(total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
    return float(total[-1, -1])


@settings(deadline=None)
@given(paths, paths)
def test_no_other_alignment_from_end_to_end_costs_less(
    first: np.ndarray, second: np.ndarray
) -> None:
    earliest, latest = aligned(first, second)
    cost = costs(first, second)
    taken = sum(
        cost[i, a : b + 1].sum() for i, (a, b) in enumerate(zip(earliest, latest, strict=True))
    )
    assert np.isclose(taken, least_cost(cost))
    assert (earliest[0], latest[-1]) == (0, len(second) - 1)
    assert (earliest <= latest).all()
    assert set(earliest[1:] - latest[:-1]) <= {0, 1}


def test_equal_paths_belong_together_point_by_point() -> None:
    path = np.column_stack((np.arange(50) * 5.0, np.zeros(50)))
    earliest, latest = aligned(path, path)
    assert earliest.tolist() == latest.tolist() == list(range(50))


def test_an_excursion_belongs_to_the_point_where_it_leaves() -> None:
    way = np.column_stack((np.arange(20) * 5.0, np.zeros(20)))
    out = np.column_stack((np.full(30, 50.0), np.arange(1, 31) * 5.0))
    earliest, latest = aligned(way, np.vstack((way[:11], out, out[::-1], way[10:])))
    assert earliest[:10].tolist() == latest[:10].tolist() == list(range(10))
    assert latest[10] - earliest[10] == 61
    assert earliest[11:].tolist() == latest[11:].tolist()
