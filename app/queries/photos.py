"""Photos in public sight: those of current publications, while their rights run."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Snapshot
from app.queries.sheets import Reader
from gis.errors import GisError


class UnknownPhoto(GisError):
    """No publication shows a photo of this key."""

    def __init__(self) -> None:
        super().__init__("photo.unknown")


class PhotoEnded(GisError):
    """The rights to a photo have come to their end."""

    def __init__(self) -> None:
        super().__init__("photo.ended")


@dataclass(frozen=True)
class PublicPhoto:
    """Until when a photo may be shown, that day included; None is without end."""

    rights_end: date | None


def public_photo(session: Reader, key: str, today: date) -> PublicPhoto:
    """What allows a photo to be shown: of several publications, the one that does so longest.

    Raises UnknownPhoto or PhotoEnded.
    """
    ends = [
        photo["rights_end"] and date.fromisoformat(photo["rights_end"])
        for photos in session.scalars(
            select(Snapshot.sheet["photos"]).where(
                Snapshot.current, Snapshot.photo_keys.contains([key])
            )
        )
        for photo in photos
        if photo["key"] == key
    ]
    if not ends:
        raise UnknownPhoto
    last = None if None in ends else max(ends)
    if last is not None and last < today:
        raise PhotoEnded
    return PublicPhoto(last)
