"""Tracks that are written down read back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gis.formats.geojson_tracks import write_tracks
from gis.formats.track import Track, Vertices
from gis.readers.reading import read_file

pieces = st.integers(2, 6).flatmap(
    lambda count: st.tuples(
        arrays(float, (count, 1), elements=st.floats(-179, 179)),
        arrays(float, (count, 1), elements=st.floats(-85, 85)),
    ).map(lambda columns: np.hstack((*columns, np.full((len(columns[0]), 1), 150.0))))
)
names = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40)


@given(st.lists(st.tuples(st.lists(pieces, min_size=1, max_size=3), names), min_size=1, max_size=4))
def test_tracks_read_back_in_order_with_their_names(
    written: list[tuple[list[Vertices], str]],
) -> None:
    tracks = tuple(Track(tuple(parts), name, f"À {name}") for parts, name in written)
    read = read_file(write_tracks(tracks)).tracks
    assert [(one.name, one.description) for one in read] == [
        (one.name, one.description) for one in tracks
    ]
    for before, after in zip(tracks, read, strict=True):
        for piece, again in zip(before.pieces, after.pieces, strict=True):
            assert again[:, :2] == pytest.approx(piece[:, :2], abs=1e-9)


def test_unknown_heights_stay_unknown() -> None:
    piece = np.array([[0.5, 43.9, 150.25], [0.51, 43.9, np.nan], [0.52, 43.9, 151.0]])
    (track,) = read_file(write_tracks((Track((piece,), "x"),))).tracks
    np.testing.assert_array_equal(track.pieces[0], piece)


def test_metres_in_lambert_93_stay_metres() -> None:
    piece = np.array([[500_000.0, 6_300_000.0, np.nan], [500_100.0, 6_300_000.0, np.nan]])
    (track,) = read_file(write_tracks((Track((piece,), "x"),))).tracks
    np.testing.assert_array_equal(track.pieces[0], piece)
