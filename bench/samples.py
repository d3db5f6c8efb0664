"""One made track in each format that is read: a wave eastwards, with heights and times."""

import io
import json
import struct
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

TIME = "2026-05-12T08:00:00Z"


def points(count: int) -> NDArray[np.float64]:
    """Shape (count, 3): longitude, latitude, height."""
    i = np.arange(count)
    lon, lat = 0.1 + i * 2e-5, 43.9 + 0.05 * np.sin(i / 300)
    return np.column_stack((lon.round(6), lat.round(6), (150 + 40 * np.sin(i / 500)).round(1)))


def a_gpx(count: int) -> bytes:
    """A track as recorders write it."""
    rows = [
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{height:.1f}</ele><time>{TIME}</time></trkpt>'
        for lon, lat, height in points(count).tolist()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1">'
        "<trk><name>Banc</name><trkseg>\n" + "\n".join(rows) + "\n</trkseg></trk></gpx>"
    ).encode()


def a_kml(count: int) -> bytes:
    """A Placemark with one LineString."""
    rows = [f"{lon:.6f},{lat:.6f},{height:.1f}" for lon, lat, height in points(count).tolist()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        "<Document><name>Banc</name><Placemark><name>Banc</name><LineString><coordinates>\n"
        + "\n".join(rows)
        + "\n</coordinates></LineString></Placemark></Document></kml>"
    ).encode()


def a_tcx(count: int) -> bytes:
    """An activity of one lap."""
    rows = [
        f"<Trackpoint><Time>{TIME}</Time><Position><LatitudeDegrees>{lat:.6f}</LatitudeDegrees>"
        f"<LongitudeDegrees>{lon:.6f}</LongitudeDegrees></Position>"
        f"<AltitudeMeters>{height:.1f}</AltitudeMeters></Trackpoint>"
        for lon, lat, height in points(count).tolist()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Biking"><Id>{TIME}</Id><Lap StartTime="{TIME}"><Track>\n'
        + "\n".join(rows)
        + "\n</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def a_geojson(count: int) -> bytes:
    """A feature with one LineString."""
    geometry = {"type": "LineString", "coordinates": points(count).tolist()}
    feature = {"type": "Feature", "properties": {"nom": "Banc"}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def a_fit(count: int) -> bytes:
    """Records of time, position, altitude and heart rate, as a device writes them."""
    fields = ((253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (2, 2, 0x84), (3, 1, 0x02))
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, len(fields))
    definition += b"".join(struct.pack("BBB", *field) for field in fields)
    lon, lat, height = points(count).T
    rows = np.zeros(
        count,
        [
            ("head", "u1"),
            ("at", "<u4"),
            ("lat", "<i4"),
            ("lon", "<i4"),
            ("alt", "<u2"),
            ("hr", "u1"),
        ],
    )
    rows["at"] = 1_000_000_000 + np.arange(count)
    rows["lat"], rows["lon"] = np.rint(np.array([lat, lon]) * 2**31 / 180)
    rows["alt"], rows["hr"] = np.rint((height + 500) * 5), 120
    body = definition + rows.tobytes()
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", _crc(head))
    return head + body + struct.pack("<H", _crc(head + body))


def a_geopackage(count: int) -> bytes:
    """A layer with one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "banc.gpkg"
        _write(path, count, "GPKG")
        return path.read_bytes()


def a_shapefile(count: int) -> bytes:
    """A zip of the files of a layer with one line."""
    zipped = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder) / "banc.shp", count, "ESRI Shapefile")
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
    return zipped.getvalue()


def _write(path: Path, count: int, driver: str) -> None:
    line = shapely.linestrings(points(count))
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(line)], dtype=object),
        [np.array(["Banc"], dtype=object)],
        ["nom"],
        geometry_type="LineString Z",
        crs="EPSG:4326",
        driver=driver,
    )


_NIBBLES = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)


def _crc(content: bytes) -> int:
    """The checksum at the end of a FIT file."""
    crc = 0
    for byte in content:
        for nibble in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _NIBBLES[crc & 0xF] ^ _NIBBLES[nibble]
    return crc
