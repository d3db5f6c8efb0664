"""Files that wait at the desk, and what their lines become in routes that are there already."""

import pytest
import shapely
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.imported_lines import FromFile, append_stage, renew_line, renew_stage
from app.actions.revisions import UNSIGNED, Clash, Signed
from app.actions.uploads import keep_rest, store_upload
from app.models import Gesture, Part, Person, Upload
from app.queries.parts import last_revision, part_version
from app.queries.routes import working_line
from app.queries.uploads import KEPT, MOST_SHOWN, own_upload, pending_uploads
from gis.along import along, cut
from gis.errors import LineError, ReadError
from gis.line import reverse
from gis.readers.reading import read_file
from gis.vocabulary import Role
from tests.builders import a_line
from tests.gpx_texts import gpx, track
from tests.metres import METRES_PER_LAT_DEG
from tests.people import somebody
from tests.staged import (
    LENGTH_M,
    a_staged_route,
    at_m,
    dense,
    east,
    everything,
    moved,
    stages,
    steps,
    told,
)
from tests.stored import NOW, a_stored_committee, a_stored_route, a_stored_town

GPX = gpx(track(name="Boucle"))
TWO = gpx(track(name="Nord") + track('<trkpt lat="44" lon="0"/><trkpt lat="44" lon="0.1"/>', "Sud"))


@pytest.fixture
def anne(session: Session) -> Person:
    return somebody(session, a_stored_committee(session, key="anne's"), Role.OFFICER, name="Anne")


def a_file(line: shapely.MultiLineString) -> FromFile:
    return FromFile(line, "essai.gpx")


def a_stretch(from_km: float, to_km: float, north_m: float = 0.0) -> shapely.MultiLineString:
    """A part of the route's line, otherwise drawn, so many metres north of it."""
    to_m = min(at_m(to_km), LENGTH_M)
    return dense(moved(north_m, cut(along(a_line()), at_m(from_km), to_m)))


def test_a_file_waits_for_its_owner_alone(session: Session, anne: Person) -> None:
    upload = store_upload(session, anne, "C:\\traces\\bou\x00cle.gpx", GPX, NOW)
    assert upload.file_name == "boucle.gpx"
    (waiting,) = pending_uploads(session, anne, NOW)
    assert (waiting.id, waiting.size_bytes) == (upload.id, len(GPX))
    paul = somebody(session, anne.organisation, Role.OFFICER, name="Paul")
    assert pending_uploads(session, paul, NOW) == []
    assert own_upload(session, paul, upload.id, NOW) is None


def test_a_file_that_cannot_be_read_is_not_kept(session: Session, anne: Person) -> None:
    with pytest.raises(ReadError):
        store_upload(session, anne, "notes.txt", b"bonjour", NOW)
    assert session.scalar(select(func.count(Upload.id))) == 0


def test_a_file_is_forgotten_after_its_days(session: Session, anne: Person) -> None:
    old = store_upload(session, anne, "a.gpx", GPX, NOW)
    later = NOW + KEPT
    assert pending_uploads(session, anne, later) == []
    assert own_upload(session, anne, old.id, later) is None
    new = store_upload(session, anne, "b.gpx", GPX, later)
    assert session.scalars(select(Upload.id)).all() == [new.id]


def test_only_so_many_files_may_wait(session: Session, anne: Person) -> None:
    for _ in range(MOST_SHOWN):
        store_upload(session, anne, "a.gpx", GPX, NOW)
    with pytest.raises(ReadError) as caught:
        store_upload(session, anne, "a.gpx", GPX, NOW)
    assert caught.value.key == "uploads.too_many"


def test_what_has_become_nothing_yet_stays_in_the_file(session: Session, anne: Person) -> None:
    upload = store_upload(session, anne, "deux.gpx", TWO, NOW)
    _, south = read_file(TWO).tracks
    keep_rest(session, upload, [south])
    (left,) = read_file(upload.content).tracks
    assert left.name == "Sud"
    keep_rest(session, upload, [])
    assert session.scalar(select(func.count(Upload.id))) == 0


def test_a_new_line_carries_the_stages_and_is_signed(session: Session, anne: Person) -> None:
    route = a_staged_route(session)
    renew_line(session, route, a_file(dense(moved(10))), None, Signed(anne))
    assert [stage[2] for stage in stages(session, route)] == [4, 8, 12]
    revision = last_revision(session, route.id, Part.LINE)
    assert revision is not None
    assert (revision.gesture, revision.author) == (Gesture.IMPORTED, "Anne")
    assert route.line is not None
    assert route.line.source == "essai.gpx"


def test_a_line_that_somebody_changed_since_is_left_alone(session: Session, anne: Person) -> None:
    route = a_staged_route(session)
    seen = part_version(session, route.id, Part.LINE)
    renew_line(session, route, a_file(moved(10)), None, UNSIGNED)
    before = everything(session, route)
    with pytest.raises(Clash):
        renew_line(session, route, a_file(moved(20)), None, Signed(anne, seen))
    assert everything(session, route) == before


def test_a_stage_is_replaced_between_its_ends(session: Session) -> None:
    route = a_staged_route(session)
    renew_stage(session, route, 2, a_file(a_stretch(4, 8, north_m=10)), None, UNSIGNED)
    assert [stage[1:] for stage in stages(session, route)] == [
        ("Larressingle", 4, False), ("Fources", 8, False), ("Eauze", 12, False),
    ]  # fmt: skip
    line = working_line(session, route)
    assert len(line.geoms) == 1
    assert shapely.hausdorff_distance(line, a_line()) * METRES_PER_LAT_DEG == pytest.approx(10, 0.1)


def test_a_stage_drawn_backwards_is_turned_the_way_it_goes(session: Session) -> None:
    route = a_staged_route(session)
    renew_stage(session, route, 2, a_file(reverse(a_stretch(4, 8))), None, UNSIGNED)
    assert len(working_line(session, route).geoms) == 1
    assert [step[1] for step in steps(session, route)] == [0, 3, 6, 9]


def test_a_stage_that_begins_250_m_away_leaves_a_gap_that_names_both_ends(
    session: Session,
) -> None:
    route = a_staged_route(session)
    late = cut(along(a_line()), at_m(4) + 250, at_m(8))
    renew_stage(session, route, 2, a_file(late), None, UNSIGNED)
    assert route.line is not None
    findings = {one["key"]: one for one in route.line.findings}
    assert findings["stages.gap_before"]["values"] == {
        "place": "Larressingle",
        "distance_m": pytest.approx(250, abs=1),
    }
    assert findings["stages.gap_before"]["at_m"] == pytest.approx(at_m(4), abs=1)
    assert "stages.gap_behind" not in findings
    assert findings["line.gap"]["values"]["distance_m"] == pytest.approx(250, abs=1)
    assert [stage[1] for stage in stages(session, route)] == ["Larressingle", "Fources", "Eauze"]


def test_a_new_last_stage_ends_at_the_nearest_town(session: Session) -> None:
    route = a_staged_route(session)
    a_stored_town(session, "Gondrin", east(16), 43.9)
    onward = a_line([(east(12), 43.9), (east(14), 43.901), (east(16), 43.9)], heights=False)
    append_stage(session, route, a_file(onward), None, UNSIGNED)
    assert [stage[:2] for stage in stages(session, route)] == [
        (1, "Larressingle"), (2, "Fources"), (3, "Eauze"), (4, "Gondrin"),
    ]  # fmt: skip
    length_m = along(working_line(session, route)).length_m
    assert [stage.end_m for stage in route.stages][2:] == pytest.approx([LENGTH_M, length_m])
    assert [one[1] for one in steps(session, route)] == [0, 3, 6, 9]
    assert "anchors.end_to_check" in told(route)


@pytest.mark.parametrize(
    ("number", "key"), [(9, "stages.unknown"), (None, "stages.no_town_at_end")]
)
def test_what_cannot_be_a_stage_changes_nothing(
    session: Session, number: int | None, key: str
) -> None:
    route = a_staged_route(session)
    before = everything(session, route)
    nowhere = a_file(a_line([(east(12), 43.9), (east(30), 43.9)], heights=False))
    with pytest.raises(LineError) as caught, session.begin_nested():
        if number:
            renew_stage(session, route, number, nowhere, None, UNSIGNED)
        else:
            append_stage(session, route, nowhere, None, UNSIGNED)
    assert caught.value.key == key
    assert everything(session, route) == before


def test_a_route_without_stages_takes_no_further_one(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(LineError) as caught:
        append_stage(session, route, a_file(a_line()), None, UNSIGNED)
    assert caught.value.key == "stages.none_yet"
