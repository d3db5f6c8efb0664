"""The files of photos in public sight, as long as their rights run."""

from datetime import datetime, time, timedelta
from http import HTTPStatus

from flask import Blueprint, Response

from app import here
from app.access import Access, allow
from app.database import db
from app.errors import Refusal
from app.messages import sentence
from app.photo_files import send_photo
from app.queries.photos import PhotoEnded, PublicPhoto, UnknownPhoto, public_photo

KEPT_DAYS = 7
KEPT_S = KEPT_DAYS * 24 * 3600
"""How long others may keep a photo unasked: who withdraws one does not wait longer than that."""


@allow(Access.PUBLIC)
def photo(key: str, width: int) -> Response:
    """The file of a photo that a published route shows."""
    now = here.now()
    try:
        found = public_photo(db.reading, key, now.date())
    except UnknownPhoto as error:
        raise Refusal(HTTPStatus.NOT_FOUND, sentence(error)) from error
    except PhotoEnded as error:
        raise Refusal(HTTPStatus.GONE, sentence(error)) from error
    response = send_photo(key, width)
    response.headers["Cache-Control"] = f"public, max-age={_seconds_left(found, now)}"
    return response


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/photos/<key>-<int:width>.jpg", view_func=photo)


def _seconds_left(found: PublicPhoto, now: datetime) -> int:
    """Seconds until the rights end, with the last of their days, or until it is asked anew."""
    if found.rights_end is None or (found.rights_end - now.date()).days > KEPT_DAYS:
        return KEPT_S
    end = datetime.combine(found.rights_end + timedelta(days=1), time(), now.tzinfo)
    return min(KEPT_S, int(end.timestamp() - now.timestamp()))
