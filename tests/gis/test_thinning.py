"""Thinning: what is dropped lies beside what stays, and no chain is too long or too wild."""

import numpy as np
import pytest
import shapely

from gis.thinning import AT_ONCE, thinned, vertices_kept


def wandering(seed: int, count: int) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).normal(0, 10, (count, 2)), axis=0)


@pytest.mark.parametrize("count", [2, 3, AT_ONCE, AT_ONCE + 1, AT_ONCE + 2, 5 * AT_ONCE])
def test_what_is_dropped_lies_within_the_tolerance_of_what_stays(count: int) -> None:
    chain = wandering(count, count)
    kept = vertices_kept(chain, 15.0)
    assert (kept[0], kept[-1]) == (0, count - 1)
    assert (np.diff(kept) > 0).all()
    spans = shapely.linestrings(np.stack((chain[kept[:-1]], chain[kept[1:]]), axis=1))
    span = np.clip(np.searchsorted(kept, np.arange(count), side="right") - 1, 0, len(spans) - 1)
    assert shapely.distance(shapely.points(chain), spans[span]).max() <= 15.0 + 1e-9
    assert len(kept) < count or count <= 3


def test_a_chain_that_fits_at_once_is_simplified_as_geos_does() -> None:
    chain = wandering(1, AT_ONCE)
    simple = shapely.simplify(shapely.LineString(chain), 15.0, preserve_topology=False)
    assert np.array_equal(chain[vertices_kept(chain, 15.0)], shapely.get_coordinates(simple))


def test_a_chain_of_two_hundred_thousand_that_goes_to_and_fro_ends_nobody() -> None:
    along = np.linspace(0, 1, 200_000)
    wild = np.column_stack((1e5 * along, 1000 * (np.arange(len(along)) % 2) * (1 - along)))
    assert len(vertices_kept(wild, 0.1)) > 150_000


def test_lines_keep_their_order_and_their_ends() -> None:
    chains = [wandering(seed, 50) for seed in range(3)]
    simple = thinned(shapely.linestrings(chains), 1000.0)
    assert [line.coords[0] for line in simple] == [tuple(one[0]) for one in chains]
    assert [len(line.coords) for line in simple] == [2, 2, 2]
