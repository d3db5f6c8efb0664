"""Tracks out, as GeoJSON that reads back as the same tracks."""

import numpy as np
import orjson

from gis.formats.track import Track, Vertices

DEGREE_DECIMALS = 9
"""A tenth of a millimetre."""
HEIGHT_DECIMALS = 3


def write_tracks(tracks: tuple[Track, ...]) -> bytes:
    """A feature per track in order, with its name and description; what was noticed is left out."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": track.name, "description": track.description},
            "geometry": {
                "type": "MultiLineString",
                "coordinates": [_positions(piece) for piece in track.pieces],
            },
        }
        for track in tracks
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _positions(piece: Vertices) -> list[list[float]]:
    """Positions with a height where it is known."""
    rounded = np.column_stack(
        (piece[:, :2].round(DEGREE_DECIMALS), piece[:, 2].round(HEIGHT_DECIMALS))
    )
    is_known = ~np.isnan(rounded[:, 2])
    return [
        position if known else position[:2]
        for position, known in zip(rounded.tolist(), is_known.tolist(), strict=True)
    ]
