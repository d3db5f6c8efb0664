"""What tests of publication do: publish, change what is public, read the page."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.texts import save_text
from app.models import Part, Route
from app.queries.parts import part_document
from app.queries.sheets import public_sheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Language
from tests.builders import a_line
from tests.stored import NOW

FR = Language.FR
GAP = a_line([(0.4, 43.8), (0.45, 43.82)], [(0.47, 43.82), (0.5, 43.82)])


def at(route: Route, rest: str = "") -> str:
    """The page of the publication of a route, or what stands under it."""
    return f"/bureau/itineraires/{route.id}/publication{rest}"


def brief(route: Route) -> str:
    """The first page of a route."""
    return f"/bureau/itineraires/{route.id}"


def retitled(session: Session, route: Route, title: str) -> None:
    """Gives the working copy another title."""
    words = Words(**(part_document(route, Part.TEXT_FR) or {}))
    save_text(session, route, FR, replace(words, title=title))
    session.commit()


def seal_on(page: str) -> str:
    """The seal of what a page shows."""
    found = re.search(r'name="seal" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def public_title(session: Session, route: Route) -> str | None:
    """What the public reads above a route, None where it reads nothing."""
    session.rollback()
    public = public_sheet(session, route.id)
    return public.sheet.texts[FR].title if public else None


def published(session: Session, route: Route) -> None:
    """Makes all of a route public."""
    publish_route(session, route, NOW)
    session.commit()
