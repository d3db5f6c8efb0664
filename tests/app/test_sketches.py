"""The sketches of a drawn map: those of its part of the country, the longest if too many."""

from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.queries.sketches import sketches_within
from gis.vocabulary import Practice
from tests.builders import a_line
from tests.stored import a_published_route, a_stored_route

BOUNDS = 0.3, 43.8, 0.6, 44.0


def eastwards(lat: float, to_lon: float) -> MultiLineString:
    return a_line([(0.4, lat), (to_lon, lat)])


def test_a_map_shows_the_published_routes_that_may_be_passed_on_in_its_bounds(
    session: Session,
) -> None:
    a_published_route(session, title="Ici", practices=[Practice.WALKING, Practice.RIDING])
    a_published_route(session, title="Ailleurs", line=a_line([(2, 45), (2.1, 45)]))
    a_published_route(session, title="Réservé", redistributable=False)
    a_stored_route(session, title="Brouillon")
    ((practice, pieces),) = sketches_within(session, BOUNDS)
    assert practice == Practice.WALKING
    assert [len(point) for point in pieces[0][:1]] == [2]
    assert pieces[0][0][0] == 0.37


def test_a_line_that_only_crosses_the_bounds_is_shown(session: Session) -> None:
    a_published_route(session, line=a_line([(0.1, 43.9), (0.9, 43.9)]))
    assert len(sketches_within(session.connection(), BOUNDS)) == 1


def test_of_too_many_routes_the_longest_are_shown(session: Session) -> None:
    for title, to_lon in (("Abeille", 0.42), ("Bourdon", 0.5), ("Criquet", 0.46)):
        a_published_route(session, title=title, line=eastwards(43.9, to_lon))
    ends = [pieces[-1][-1][0] for _practice, pieces in sketches_within(session, BOUNDS, most=2)]
    assert ends == [0.5, 0.46]
