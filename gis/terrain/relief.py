"""A relief through known heights."""

import numpy as np

from gis.measure import Bounds
from gis.terrain.frame import STRIP_ROWS, WGS84, Frame, Grid
from gis.terrain.heights import Floats


def relief_through(points: Floats, bounds: Bounds, cell_deg: float) -> Grid:
    """A grid in degrees WGS 84 whose outermost centres are `bounds`.

    `points` are lon, lat, metres, shape (n, 3). Each centre is the mean of all points by the
    inverse square of their distance (Shepard, 1968), in degrees of which those of longitude
    are shortened.
    """
    west, south, east, north = bounds
    columns, rows = (round(span / cell_deg) + 1 for span in (east - west, north - south))
    lon = west + np.arange(columns) * cell_deg
    lat = north - np.arange(rows) * cell_deg
    shortened = np.cos(np.radians((south + north) / 2))
    heights = np.empty((rows, columns), np.float32)
    for row, parallel in enumerate(lat):
        apart = ((lon[:, None] - points[:, 0]) * shortened) ** 2 + (parallel - points[:, 1]) ** 2
        weight = 1 / (apart + 1e-9)
        heights[row] = (weight @ points[:, 2] / weight.sum(axis=1)).round(1)
    half = cell_deg / 2
    frame = Frame(WGS84, (cell_deg, 0.0, west - half, 0.0, -cell_deg, north + half), rows, columns)
    return Grid(frame, (heights[top : top + STRIP_ROWS] for top in range(0, rows, STRIP_ROWS)))
