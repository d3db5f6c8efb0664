"""Routes that share a stretch are drawn side by side."""

import shapely
from shapely.affinity import translate
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Snapshot
from tests.builders import a_line
from tests.stored import a_published_route


def lane_of(session: Session, route_id: int) -> int:
    published = select(Snapshot.lane).where(Snapshot.route_id == route_id, Snapshot.current)
    return session.scalars(published).one()


def test_each_route_of_a_shared_way_has_a_lane_of_its_own(session: Session) -> None:
    there = a_line()
    routes = [
        a_published_route(session, title=title, line=line)
        for title, line in (("Un", there), ("Deux", there), ("Retour", shapely.reverse(there)))
    ]
    first, second, back = (lane_of(session, route.id) for route in routes)
    assert (first, second) == (0, 1)
    assert -back not in (first, second)


def test_a_route_that_shares_nothing_is_drawn_where_it_is(session: Session) -> None:
    a_published_route(session, title="Un")
    elsewhere = translate(a_line(), yoff=0.5)
    assert lane_of(session, a_published_route(session, title="Loin", line=elsewhere).id) == 0


def test_a_line_that_may_not_be_passed_on_takes_no_lane(session: Session) -> None:
    a_published_route(session, title="Réservé", redistributable=False)
    assert lane_of(session, a_published_route(session, title="Ouvert").id) == 0
