"""SIGKILL in the middle of saving, importing and publishing: all of it is there, or nothing."""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from app import localdb, schema
from app.actions.sign_in import page_secret_of
from app.localdb.cluster import installed
from app.models import (
    Change,
    Gesture,
    Part,
    Revision,
    Route,
    RouteLine,
    RouteState,
    Snapshot,
    Token,
    TokenKind,
    Upload,
)
from app.photo_files import photo_path
from app.pictures import WIDTHS
from app.queries.parts import last_revision, part_document
from app.queries.people import digest_of
from gis.sheets import RouteSheet
from gis.vocabulary import Language, Role
from tests.editors import Editor, Kept, wait_for_more
from tests.killing import Server, kill_postgres, make_it_quick, restart_postgres
from tests.people import somebody

pytestmark = pytest.mark.skipif(
    not installed(), reason="no PostgreSQL server with PostGIS is installed on this machine"
)
KILLS_OF_THE_SERVER = 25
KILLS_OF_POSTGRES = 25
WHOLE_SERVERS = 2
"""Of its kills, those that take the process that forks too, which is slow to come back."""
LONGEST_WAIT_S = 0.1
"""A gesture takes about half as long: the kill comes somewhere in the middle of one."""
TOKEN, COOKIE = "a-script-that-never-rests", "a-browser-that-never-rests"
SHEETS = TypeAdapter(RouteSheet)
END_OF_JPEG = b"\xff\xd9"
CONTENT = tuple(part for part in Part if part != Part.PUBLICATION)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A private PostgreSQL of this test's own, with the schema and one person in it."""
    var = Path(tempfile.mkdtemp(prefix="balise-killed-", dir="/tmp"))
    var.chmod(0o755)
    with localdb.running(var / "postgres") as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            schema.migrate(connection)
        with Session(engine) as session, session.begin():
            _somebody(session)
        engine.dispose()
        make_it_quick(var / "postgres")
        yield var / "postgres"
    shutil.rmtree(var)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """A server on it."""
    server = Server(folder)
    server.start()
    yield server
    server.kill()


def test_nothing_is_half_stored_and_nothing_acknowledged_is_lost(
    folder: Path, server: Server
) -> None:
    chance = Random(5)
    editors = [Editor(server, TOKEN, COOKIE, seed) for seed in (1, 2)]
    for editor in editors:
        editor.start()
    kills = ["workers"] * (KILLS_OF_THE_SERVER - WHOLE_SERVERS) + ["server"] * WHOLE_SERVERS
    kills += ["postgres"] * KILLS_OF_POSTGRES
    chance.shuffle(kills)
    engine = create_engine(localdb.database_url(folder))
    checked = Checked()
    for kill in kills:
        wait_for_more(editors, 2)
        time.sleep(chance.uniform(0, LONGEST_WAIT_S))
        if kill == "workers":
            server.kill_workers()
        elif kill == "server":
            server.kill()
            server.start()
        else:
            kill_postgres(folder)
            restart_postgres(folder)
        server.wait()
        engine.dispose()
        checked = _check(engine, editors, server.var, checked)
    for editor in editors:
        editor.done.set()
        editor.join()
    _check(engine, editors, server.var, Checked())
    engine.dispose()
    assert {key for editor in editors for key in editor.refused} <= {"publish.no_start"}
    interrupted = [name for editor in editors for name in editor.interrupted]
    assert len(interrupted) > 10
    assert {"import_at_the_desk", "add_photo"} <= set(interrupted)
    assert {kept.part for editor in editors for kept in editor.kept} == {
        Part.LINE, Part.TEXT_FR, Part.FACTS, Part.PUBLICATION, Part.PHOTOS,
    }  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """How far the last check went: the last route, and of each editor how much it had kept."""

    route_id: int = 0
    kept: tuple[int, ...] = (0, 0)


def _somebody(session: Session) -> None:
    person = somebody(session, None, Role.OFFICER, Role.VALIDATOR)
    expires_at = datetime.now(UTC) + timedelta(days=1)
    for kind, secret in ((TokenKind.SCRIPT, TOKEN), (TokenKind.SESSION, COOKIE)):
        digest, page = digest_of(secret), digest_of(page_secret_of(secret))
        session.add(
            Token(person=person, kind=kind, digest=digest, page_digest=page, expires_at=expires_at)
        )


def _check(engine: Engine, editors: list[Editor], var: Path, checked: Checked) -> Checked:
    """Looks at what was touched and acknowledged since the last time, at one moment."""
    counts = tuple(len(editor.kept) for editor in editors)
    acknowledged = [
        kept
        for editor, first, count in zip(editors, checked.kept, counts, strict=True)
        for kept in editor.kept[first:count]
    ]
    files = {name: content for editor in editors for name, content in [*editor.files.items()]}
    touched = {route_id for editor in editors for route_id in [*editor.touched]}
    for editor in editors:
        editor.touched = set(editor.routes)
    with Session(engine.execution_options(isolation_level="REPEATABLE READ")) as session:
        routes = session.scalars(
            select(Route).where(Route.id.in_(touched) | (Route.id > checked.route_id))
        ).all()
        for route in routes:
            _is_whole(session, route)
            _is_public_as_noted(session, route)
            _has_its_files(route, var)
        for kept in acknowledged:
            _is_there(session, kept)
        _wait_or_became_routes(session, files)
        return Checked(max((route.id for route in routes), default=checked.route_id), counts)


def _is_whole(session: Session, route: Route) -> None:
    """Each part is as its last revision says, and its line belongs to it."""
    assert route.slug
    assert route.text(Language.FR) is not None
    assert route.line is not None
    assert route.line.route_id == route.id
    versions = session.scalars(
        select(RouteLine.version).where(RouteLine.route_id == route.id).order_by(RouteLine.version)
    ).all()
    assert list(versions) == list(range(1, len(versions) + 1))
    for part in CONTENT:
        if last := last_revision(session, route.id, part):
            assert part_document(route, part) == last.document, (route.id, part)
    saved = session.scalar(
        select(func.count()).where(
            Revision.route_id == route.id, Revision.part == Part.LINE, Revision.number > 0
        )
    )
    assert saved == len(versions)


def _is_public_as_noted(session: Session, route: Route) -> None:
    """One whole snapshot is public: that of the last publication in the history."""
    noted = session.scalars(
        select(Revision)
        .where(Revision.route_id == route.id, Revision.gesture == Gesture.PUBLISHED)
        .order_by(Revision.number)
    ).all()
    snapshots = session.scalars(
        select(Snapshot).where(Snapshot.route_id == route.id).order_by(Snapshot.id)
    ).all()
    told = session.scalar(select(func.count()).where(Change.subject_id == route.id))
    assert [one.document["snapshot_id"] for one in noted] == [one.id for one in snapshots]
    assert told == len(noted)
    assert [one.id for one in snapshots if one.current] == [one.id for one in snapshots[-1:]]
    assert (route.state == RouteState.PUBLISHED) == bool(noted)
    for snapshot in snapshots[-1:]:
        sheet = SHEETS.validate_python(snapshot.sheet)
        assert sheet.texts[Language.FR].title == snapshot.title
        line = session.get_one(RouteLine, snapshot.line_id)
        assert (line.route_id, line.length_m) == (route.id, sheet.length_m)


def _has_its_files(route: Route, var: Path) -> None:
    """Each photo that the register knows is on disk, whole."""
    for shown in route.photos:
        for width in WIDTHS:
            content = photo_path(var, shown.photo.key, width).read_bytes()
            assert content.endswith(END_OF_JPEG)
        assert hashlib.sha256(content).hexdigest() == shown.photo.key


def _wait_or_became_routes(session: Session, files: dict[str, bytes]) -> None:
    """A file that was taken waits as it was sent, or else it has become one route."""
    waiting = {
        name: bytes(content)
        for name, content in session.execute(select(Upload.file_name, Upload.content)).all()
    }
    became = session.scalars(select(RouteLine.source).where(RouteLine.source.in_(files))).all()
    for name, content in files.items():
        assert (waiting.get(name) == content) + became.count(name) == 1, name


def _is_there(session: Session, kept: Kept) -> None:
    """What was acknowledged is in the history, just as it was sent."""
    if kept.part == Part.PHOTOS:
        shown = session.get_one(Route, kept.route_id).photos
        assert kept.sent["credit"] in [one.credit for one in shown]
        return
    found = session.scalars(
        select(Revision).where(
            Revision.route_id == kept.route_id,
            Revision.part == kept.part,
            Revision.number == kept.version,
        )
    ).one()
    if kept.part == Part.LINE:
        line = session.get_one(RouteLine, found.document["line_id"])
        assert [list(vertex) for vertex in line.geom.geoms[0].coords] == kept.sent["coordinates"][0]
    elif kept.part == Part.PUBLICATION:
        assert found.gesture == Gesture.PUBLISHED
    else:
        sent = {name: value for name, value in kept.sent.items() if name != "is_up_to_date"}
        assert {name: found.document[name] for name in sent} == sent
