"""A stored route of stages, steps and sections, and where the database has them."""

import shapely
from pyproj import Geod
from shapely import MultiLineString
from shapely.affinity import translate
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.sections import set_sections
from app.actions.stages import set_stages
from app.actions.steps import set_steps
from app.models import Place, Route, RouteLine
from gis.along import along
from gis.sheets import SectionSheet
from gis.vocabulary import Language, Surface, WayType
from tests.builders import ONE_KM_EAST_DEG, a_line
from tests.stored import a_stored_route, a_stored_town

GEOD = Geod(ellps="WGS84")
FR = Language.FR
LENGTH_M = along(a_line()).length_m
TOWNS_KM = {"Condom": 0.0, "Larressingle": 4.0, "Fources": 8.0, "Eauze": 12.0}
"""Towns on the line of `a_line`, all but the last at a kilometre of the parallel."""
STEPS_KM = (0.0, 3.0, 6.0, 9.0)


def east(km: float) -> float:
    return 0.37 + km * ONE_KM_EAST_DEG


def at_m(km: float) -> float:
    """Metres along `a_line` of a place so many of its kilometres east."""
    return float(GEOD.inv(0.37, 43.9, east(km), 43.9)[2]) if km else 0.0


def a_staged_route(session: Session, **changes: object) -> Route:
    """Three stages of four kilometres, four steps, two sections with a hole between them."""
    route = a_stored_route(session, **changes)
    found = {place.key: place for place in session.scalars(select(Place))}
    set_stages(
        session,
        route,
        [
            found.get(name.lower()) or a_stored_town(session, name, east(km), 43.9)
            for name, km in TOWNS_KM.items()
        ],
    )
    set_steps(session, route, [(at_m(km), {FR: f"Au km {km:g}."}) for km in STEPS_KM])
    set_sections(
        session,
        route,
        [
            SectionSheet(0, at_m(5), way_type=WayType.GREENWAY),
            SectionSheet(at_m(7), LENGTH_M, surface=Surface.ASPHALT),
        ],
    )
    return route


def stages(session: Session, route: Route) -> list[tuple[int, str, float, bool]]:
    """Number, end, kilometre and whether to check, as the database has them."""
    session.expire_all()
    return [
        (stage.number, stage.end_place.texts["fr"]["name"], km(stage.end_m), stage.to_check)
        for stage in route.stages
    ]


def steps(session: Session, route: Route) -> list[tuple[int, float, bool]]:
    session.expire_all()
    return [(step.number, km(step.at_m), step.to_check) for step in route.steps]


def sections(session: Session, route: Route) -> list[tuple[float, float, bool]]:
    session.expire_all()
    return [(km(one.from_m), km(one.to_m), one.to_check) for one in route.sections]


def km(metres: float) -> float:
    """In the kilometres of `a_line`, which are a little longer than a thousand metres."""
    return round(metres / LENGTH_M * 12, 1)


def versions(session: Session, route: Route) -> int:
    counted = select(func.count()).where(RouteLine.route_id == route.id)
    return session.scalar(counted) or 0


def told(route: Route) -> list[str]:
    """What is said of the line as it is now, in order."""
    assert route.line is not None
    return [finding["key"] for finding in route.line.findings]


def everything(session: Session, route: Route) -> object:
    """All that an edit could change."""
    return (
        stages(session, route),
        steps(session, route),
        sections(session, route),
        route.start_place_id,
        route.shape,
        route.line_id,
        [(text.departure, text.arrival) for text in route.texts],
        versions(session, route),
        session.scalar(select(func.count(Route.id))),
    )


def moved(metres_north: float, line: MultiLineString | None = None) -> MultiLineString:
    return translate(line or a_line(), 0, metres_north / 111_100)


def dense(line: MultiLineString) -> MultiLineString:
    return MultiLineString([*shapely.segmentize(shapely.get_parts(line), 0.001)])
