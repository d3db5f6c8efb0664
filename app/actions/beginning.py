"""Beginnings: a route that has a name, and a line where there is one already."""

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed
from app.actions.routes import add_route, set_line
from app.actions.surroundings import lock_surroundings
from app.actions.texts import save_text
from app.models import Gesture, Organisation, Route
from gis.intake import Intake
from gis.measure import Bounds
from gis.shape import shape_of
from gis.sheets import LICENCE_OUVERTE
from gis.sheets import RouteText as Words
from gis.vocabulary import FEDERATION_KINDS, Language, Shape


def begin_route(
    session: Session,
    route: Route,
    owner: Organisation,
    title: str,
    intake: Intake | None = None,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> Route:
    """Stores a new route of an organisation, and its line where it has one.

    The federation's lines are not passed on until somebody says so. Raises LineError as
    `set_line` does, GisError `texts.too_long`.
    """
    route.owner = owner
    route.licence, route.licence_url = LICENCE_OUVERTE.name, LICENCE_OUVERTE.url
    route.redistributable = route.kind not in FEDERATION_KINDS
    route.shape = shape_of(intake.line) if intake else Shape.LINEAR
    if intake:
        lock_surroundings(session)
    add_route(session, route, wanted_slug=f"{route.number} {title}")
    save_text(session, route, Language.FR, Words(title), signed)
    if intake:
        set_line(
            session, route, intake.line,
            noticed=intake.noticed, home=home, signed=signed, gesture=Gesture.IMPORTED,
        )  # fmt: skip
    return route
