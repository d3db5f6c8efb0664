"""Public transport at the ends of routes."""

from datetime import date

from sqlalchemy import ColumnElement, exists, func

from app.models import RouteLine, Stop


def reachable(day: date, within_m: float) -> ColumnElement[bool]:
    """Whether both ends of a line have a stop served on `day` or later within `within_m`."""

    def near(end: object) -> ColumnElement[bool]:
        return exists().where(
            func.ST_DWithin(Stop.geom, end, within_m / 60_000),
            Stop.served_until >= day,
            func.ST_DistanceSphere(Stop.geom, end) <= within_m,
        )

    return near(RouteLine.start_point) & near(RouteLine.end_point)
