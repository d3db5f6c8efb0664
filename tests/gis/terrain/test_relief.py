"""A relief through known heights."""

from pathlib import Path

import numpy as np
import pytest

from gis.terrain.lattice import lattices
from gis.terrain.relief import relief_through
from gis.terrain.tile import read_tile, write_tile


def test_a_relief_meets_known_heights_and_stays_between_them(tmp_path: Path) -> None:
    known = np.array([[0.3, 43.9, 80.0], [0.4, 43.8, 200.0], [0.6, 44.0, 120.0]])
    path = tmp_path / "relief.tif"
    assert write_tile(path, relief_through(known, (0.2, 43.7, 0.7, 44.1), 0.1)) == 0
    tile = read_tile(path, "relief")
    assert tile.frame.bounds == pytest.approx((0.2, 43.7, 0.7, 44.1))
    (lattice,) = lattices([tile])
    met = lattice.heights(known[:, 0], known[:, 1]).metres
    assert met == pytest.approx(known[:, 2], abs=0.2)
    random = np.random.default_rng(1)
    everywhere = lattice.heights(random.uniform(0.2, 0.7, 500), random.uniform(43.7, 44.1, 500))
    assert 80 <= everywhere.metres.min() <= everywhere.metres.max() <= 200
