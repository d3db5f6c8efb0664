"""Public transport: feeds (GTFS), their stops, lines, calendars, trips and times."""

from datetime import date, datetime
from typing import Any

import shapely
from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Point
from app.models.registry import Base, words
from gis.vocabulary import TransitMode


class TransitFeed(Base):
    """A timetable as a whole: importing it again replaces all that hangs on it."""

    __tablename__ = "transit_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    is_demo: Mapped[bool] = mapped_column(default=False)
    imported_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Stop(Base):
    """Where people get on; `code` is the feed's own id.

    `mode` is what calls there (a train where there is one); `served_until` is the last day
    that anything calls, NULL where nothing does. `station` is the code of the stop above it.
    """

    __tablename__ = "stop"
    __table_args__ = (
        UniqueConstraint("feed_id", "code"),
        Index("ix_stop_geom", "geom", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("transit_feed.id", ondelete="CASCADE"))
    code: Mapped[str]
    name: Mapped[str]
    geom: Mapped[shapely.Point] = mapped_column(Point())
    station: Mapped[str] = mapped_column(default="")
    mode: Mapped[TransitMode | None] = mapped_column(words(TransitMode))
    served_until: Mapped[date | None]


class BusLine(Base):
    """A line that coaches or trains run on; a GTFS route."""

    __tablename__ = "bus_line"
    __table_args__ = (UniqueConstraint("feed_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("transit_feed.id", ondelete="CASCADE"))
    code: Mapped[str]
    number: Mapped[str]
    name: Mapped[str]
    mode: Mapped[TransitMode] = mapped_column(words(TransitMode))
    operator: Mapped[str] = mapped_column(default="")


class ServiceCalendar(Base):
    """On which days trips run: `weekdays` has a bit for each, Monday's the lowest.

    A day in `added` runs, one in `removed` does not, whatever the week says.
    """

    __tablename__ = "service_calendar"
    __table_args__ = (
        UniqueConstraint("feed_id", "code"),
        CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("transit_feed.id", ondelete="CASCADE"))
    code: Mapped[str]
    weekdays: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    added: Mapped[list[date]] = mapped_column(ARRAY(Date))
    removed: Mapped[list[date]] = mapped_column(ARRAY(Date))


class Trip(Base):
    """One run of a line; `headways` are (from, to, every) in seconds where it repeats."""

    __tablename__ = "trip"
    __table_args__ = (
        Index("ix_trip_feed_id", "feed_id"),
        Index("ix_trip_line_id", "line_id"),
        Index("ix_trip_calendar_id", "calendar_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("transit_feed.id", ondelete="CASCADE"))
    line_id: Mapped[int] = mapped_column(ForeignKey("bus_line.id", ondelete="CASCADE"))
    calendar_id: Mapped[int] = mapped_column(ForeignKey("service_calendar.id", ondelete="CASCADE"))
    code: Mapped[str]
    headsign: Mapped[str] = mapped_column(default="")
    takes_bikes: Mapped[bool | None]
    headways: Mapped[list[Any]] = mapped_column(default=list)


class StopTime(Base):
    """A trip calls at a stop: seconds since noon minus twelve hours, over 86 400 after midnight.

    `boards` and `alights` say whether people may get on or off there.
    """

    __tablename__ = "stop_time"
    __table_args__ = (Index("ix_stop_time_stop_id", "stop_id"),)

    trip_id: Mapped[int] = mapped_column(
        ForeignKey("trip.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stop.id", ondelete="CASCADE"))
    arrival_s: Mapped[int]
    departure_s: Mapped[int]
    boards: Mapped[bool] = mapped_column(default=True)
    alights: Mapped[bool] = mapped_column(default=True)
