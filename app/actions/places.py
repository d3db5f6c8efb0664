"""Places: stored, described, moved, put in public sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

import shapely
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.beside import store_lines_beside
from app.actions.revisions import UNSIGNED, Signed, revised
from app.actions.surroundings import lock_surroundings
from app.folding import slugify
from app.models import Change, ChangeKind, ChangeSubject, Part, Place, Route, Viewpoint
from app.queries.routes import working_line
from gis.along import along
from gis.errors import GisError
from gis.nearby import REACH_M
from gis.sheets import PlaceText, ViewpointSheet
from gis.vocabulary import Language, PlaceKind, ViewpointState

LONGEST_NAME = 120
LONGEST_DESCRIPTION = 2_000


@dataclass(frozen=True)
class Described:
    """What an officer says of a place; `view` is a viewpoint's. Degrees."""

    texts: Mapping[Language, PlaceText]
    lon: float
    lat: float
    view: ViewpointSheet | None = None


class PlaceChanged(GisError):
    """Somebody else described the place since it was seen."""

    def __init__(self) -> None:
        super().__init__("places.changed")


def add_places(session: Session, places: Sequence[Place]) -> None:
    """Stores places, and finds the lines that pass them."""
    session.add_all(places)
    session.flush()
    if places:
        store_lines_beside(session, places)


def move_place(session: Session, place: Place, lon: float, lat: float) -> None:
    """Puts a place elsewhere, in degrees, beside the lines that pass there."""
    place.geom = shapely.Point(lon, lat)
    session.flush()
    store_lines_beside(session, [place])


def publish_place(session: Session, place: Place) -> None:
    """Stores a place and notes that partners should read it anew."""
    add_places(session, [place])
    session.add(Change(subject=ChangeSubject.PLACE, subject_id=place.id, kind=ChangeKind.PUBLISHED))


def place_along(
    session: Session,
    route: Route,
    kind: PlaceKind,
    described: Described,
    *,
    may_show: bool = True,
) -> Place:
    """Stores a new place beside a route.

    Whether the public sees a viewpoint is for those who `may_show` it; for others it stays as
    it was. Raises GisError `places.…` for a place without a French name, or one that says too
    much or lies elsewhere.
    """
    _refuse(session, route, kind, described)
    place = Place(
        key=f"{slugify(described.texts[Language.FR].name)}-{token_hex(4)}",
        kind=kind,
        geom=shapely.Point(described.lon, described.lat),
        texts=_texts(described),
    )
    add_places(session, [place])
    _look(session, place, described.view, may_show=may_show)
    return place


def describe_place(
    session: Session,
    route: Route,
    place: Place,
    described: Described,
    seen_at: datetime | None = None,
    *,
    may_show: bool = True,
) -> None:
    """Gives a place other words and another point, for every route that shows it.

    Raises as `place_along` does, PlaceChanged when it is not as it was at `seen_at`.
    """
    lock_surroundings(session)
    session.execute(select(Place.id).where(Place.id == place.id).with_for_update(key_share=True))
    session.refresh(place)
    if seen_at is not None and place.modified_at != seen_at:
        raise PlaceChanged
    _refuse(session, route, place.kind, described)
    place.texts = _texts(described)
    place.modified_at = func.clock_timestamp()
    if (place.geom.x, place.geom.y) != (described.lon, described.lat):
        move_place(session, place, described.lon, described.lat)
    _look(session, place, described.view, may_show=may_show)


def set_start_place(
    session: Session, route: Route, place: Place | None, signed: Signed = UNSIGNED
) -> None:
    """Names the place where the first stage starts.

    Raises GisError `places.start_of_stages` for none while there are stages, Clash when what
    stands on the line has changed since it was seen.
    """
    with revised(session, route, Part.LINE, signed):
        if place is None and route.stages:
            raise GisError("places.start_of_stages")
        route.start_place_id = place.id if place else None


def _refuse(session: Session, route: Route, kind: PlaceKind, described: Described) -> None:
    if Language.FR not in described.texts:
        raise GisError("places.no_name")
    for text in described.texts.values():
        if len(text.name) > LONGEST_NAME or len(text.description) > LONGEST_DESCRIPTION:
            raise GisError("places.too_long", name=LONGEST_NAME, longest=LONGEST_DESCRIPTION)
        if not text.name:
            raise GisError("places.description_without_name")
    aside_m = along(working_line(session, route)).locate(described.lon, described.lat).aside_m
    if aside_m > REACH_M[kind]:
        raise GisError("places.too_far", aside_m=aside_m, reach_m=REACH_M[kind])


def _texts(described: Described) -> dict[str, dict[str, str]]:
    return {
        language.value: {"name": text.name}
        | ({"description": text.description} if text.description else {})
        for language, text in described.texts.items()
    }


def _look(session: Session, place: Place, view: ViewpointSheet | None, *, may_show: bool) -> None:
    """Stores how a viewpoint looks around, and tells partners; other places are in no feed."""
    if view is None:
        return
    before = session.get(Viewpoint, place.id)
    was = before.state if before else ViewpointState.IDENTIFIED
    state = view.state if may_show else was
    session.merge(
        Viewpoint(
            place_id=place.id,
            bearing_deg=view.bearing_deg,
            from_deg=view.from_deg,
            to_deg=view.to_deg,
            orientation_table=view.orientation_table,
            state=state,
        )
    )
    is_public = state != ViewpointState.IDENTIFIED
    if is_public or was != ViewpointState.IDENTIFIED:
        kind = ChangeKind.PUBLISHED if is_public else ChangeKind.WITHDRAWN
        session.add(Change(subject=ChangeSubject.PLACE, subject_id=place.id, kind=kind))
    session.flush()
