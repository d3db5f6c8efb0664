"""Uploads: a file waits for its owner to say what it becomes, and is then forgotten."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.models import Person, Upload
from app.queries.uploads import KEPT, MOST_SHOWN
from gis.errors import ReadError
from gis.formats.geojson_tracks import write_tracks
from gis.formats.track import Track
from gis.readers.reading import read_file

LONGEST_NAME = 120


def store_upload(
    session: Session, person: Person, file_name: str, content: bytes, now: datetime
) -> Upload:
    """Keeps a file that can be read, for its owner; what is older than KEPT goes.

    Raises ReadError where it cannot be read, or too many wait already; nothing is stored then.
    """
    read_file(content)
    session.execute(delete(Upload).where(Upload.created_at <= now - KEPT))
    waiting = session.scalar(select(func.count(Upload.id)).where(Upload.person_id == person.id))
    if (waiting or 0) >= MOST_SHOWN:
        raise ReadError("uploads.too_many", limit=MOST_SHOWN)
    upload = Upload(
        person_id=person.id, file_name=_plain(file_name), content=content, created_at=now
    )
    session.add(upload)
    session.flush()
    return upload


def keep_rest(session: Session, upload: Upload, left: Sequence[Track]) -> None:
    """Leaves in a file only the tracks that have become nothing yet; without any it goes."""
    if left:
        upload.content = write_tracks(tuple(left))
    else:
        session.delete(upload)
    session.flush()


def _plain(file_name: str) -> str:
    """The name without folders and without what no screen shows."""
    name = PurePosixPath(file_name.replace("\\", "/")).name
    shown = "".join(letter for letter in name if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "?"
