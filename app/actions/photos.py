"""Photos of a route: added, described, put in order, taken off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Part, Photo, Route, RoutePhoto
from gis.errors import GisError
from gis.vocabulary import Language

LONGEST_LEGEND = 500
LONGEST_CREDIT = 200


@dataclass(frozen=True)
class NewPhoto:
    """A photo whose files are on disk: `key` names them; pixels."""

    key: str
    width: int
    height: int
    credit: str = ""


@dataclass(frozen=True)
class ShownPhoto:
    """What an officer says of a photo of a route."""

    photo_id: int
    texts: Mapping[Language, str]
    credit: str = ""
    rights_end: date | None = None
    ajaris_id: str = ""


def add_photos(
    session: Session, route: Route, added: Iterable[NewPhoto], signed: Signed = UNSIGNED
) -> int:
    """Puts photos behind those that a route has, and gives how many it did not have yet."""
    arrived = list(added)
    with revised(session, route, Part.PHOTOS, signed):
        had = len(route.photos)
        # In the order of keys: two who send the same photos at once never wait for each other.
        in_order = sorted(arrived, key=lambda new: new.key)
        stored = {new.key: _stored(session, new) for new in in_order}
        for new in arrived:
            photo = stored[new.key]
            if photo.id not in {one.photo_id for one in route.photos}:
                route.photos.append(
                    RoutePhoto(
                        photo_id=photo.id,
                        position=len(route.photos) + 1,
                        texts={},
                        credit=new.credit,
                    )
                )
        count = len(route.photos) - had
    return count


def save_photos(
    session: Session, route: Route, shown: Sequence[ShownPhoto], signed: Signed = UNSIGNED
) -> None:
    """Says what is told of the photos of a route, in this order; what is not named goes.

    Raises GisError `photo.not_here` or `photo.words_too_long`, Clash when they have changed
    since they were seen.
    """
    with revised(session, route, Part.PHOTOS, signed):
        there = {one.photo_id: one for one in route.photos}
        for position, one in enumerate(shown, start=1):
            if one.photo_id not in there:
                raise GisError("photo.not_here")
            _refuse_lengthy(one)
            kept = there.pop(one.photo_id)
            kept.position = position
            kept.texts = {str(name): said for name, said in one.texts.items() if said.strip()}
            kept.credit, kept.ajaris_id = one.credit, one.ajaris_id
            kept.rights_end = one.rights_end
        for gone in there.values():
            route.photos.remove(gone)


def _stored(session: Session, new: NewPhoto) -> Photo:
    """The photo of a key, stored once however often and by whomever it is sent."""
    session.execute(
        insert(Photo)
        .values(key=new.key, width=new.width, height=new.height)
        .on_conflict_do_nothing(index_elements=[Photo.key])
    )
    return session.scalars(select(Photo).where(Photo.key == new.key)).one()


def _refuse_lengthy(one: ShownPhoto) -> None:
    for words in one.texts.values():
        if len(words) > LONGEST_LEGEND:
            raise GisError("photo.words_too_long", longest=LONGEST_LEGEND)
    if max(len(one.credit), len(one.ajaris_id)) > LONGEST_CREDIT:
        raise GisError("photo.words_too_long", longest=LONGEST_CREDIT)
