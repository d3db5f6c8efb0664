"""The photos of a route: added, described, put in order, taken off."""

from collections.abc import Sequence

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import here
from app.access import Access, allow
from app.actions.photos import NewPhoto, add_photos, save_photos
from app.actions.revisions import Clash, Signed
from app.database import db
from app.desk.route.photo_form import (
    Row,
    is_removing,
    rearranged,
    rows_of,
    rows_sent,
    with_unseen,
)
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import signed
from app.messages import sentence
from app.models import Part, Route
from app.photo_files import keep_files, send_photo
from app.pictures import Picture, read_picture
from app.queries.parts import part_version
from app.signed_in import the_person
from gis.errors import GisError


@allow(Access.SEE_ROUTE)
def photos(route_id: int) -> str:
    """The photos of a route, with what is said of them."""
    route = route_of(route_id)
    return route_page("desk/photos.html", route, **_shown(route, rows_of(route)))


@allow(Access.EDIT_ROUTE)
def photos_saved(route_id: int) -> ResponseReturnValue:
    """Stores what is said of the photos, their order, and which one goes."""
    route = route_of(route_id)
    rows = rows_of(route)
    try:
        rows = rearranged(rows_sent(route))
        with db.writing():
            save_photos(db.session, route, [row.said for row in rows], signed())
    except Clash as clash:
        return _both_versions(route_of(route_id), rows, clash), 412
    except GisError as error:
        return refused(error, "desk/photos.html", route, **_shown(route, rows))
    return done_at("photos", route, "removed" if is_removing() else "saved")


@allow(Access.EDIT_ROUTE)
def photos_added(route_id: int) -> ResponseReturnValue:
    """Takes the pictures that were sent, and says of each other one why it is not taken."""
    route = route_of(route_id)
    pictures, refusals = _pictures_sent()
    for picture in pictures:
        keep_files(here.settings().var, picture)
    added = [NewPhoto(one.key, one.width, one.height, one.credit) for one in pictures]
    with db.writing():
        count = add_photos(db.session, route, added, Signed(the_person()))
    if not pictures and not refusals:
        refusals = [_("Choisissez d’abord une ou plusieurs photos.")]
    elif not count and not refusals:
        refusals = [_("Cette photo est déjà sur cet itinéraire.")]
    if refusals:
        values = _shown(route, rows_of(route))
        return route_page("desk/photos.html", route, refusals=refusals, added=count, **values), 422
    return done_at("photos", route, "added", quoi="upload")


@allow(Access.SIGNED_IN)
def photo_file(key: str, width: int) -> Response:
    """The file of a photo, public or not."""
    return send_photo(key, width)


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/photos"
    desk.add_url_rule(at, "photos", photos)
    desk.add_url_rule(at, "photos_saved", photos_saved, methods=["POST"])
    desk.add_url_rule(f"{at}/ajouter", "photos_added", photos_added, methods=["POST"])
    desk.add_url_rule("/photos/<key>-<int:width>.jpg", "photo_file", photo_file)


def _shown(route: Route, rows: Sequence[Row]) -> dict[str, object]:
    return {
        "rows": rows,
        "version": part_version(db.session, route.id, Part.PHOTOS),
        "today": here.today(),
    }


def _both_versions(route: Route, mine: Sequence[Row], clash: Clash) -> str:
    theirs = rows_of(route)
    return route_page(
        "desk/photos_clash.html",
        route,
        mine=with_unseen(mine, theirs),
        theirs=theirs,
        clash=clash,
        today=here.today(),
    )


def _pictures_sent() -> tuple[list[Picture], list[str]]:
    pictures, refusals = [], []
    for file in request.files.getlist("pictures"):
        try:
            if file.filename:
                pictures.append(read_picture(file.read()))
        except GisError as error:
            refusals.append(
                _("%(file)s : %(sentence)s", file=file.filename, sentence=sentence(error))
            )
    return pictures, refusals
