"""What a page says of coming and going without a car."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from http import HTTPStatus

from flask import request
from flask_babel import gettext as _

from app.database import db
from app.errors import Refusal
from app.figures import full_date
from app.queries.transit import access_at, feeds
from app.queries.transit_departures import trips_between
from gis.measure import WGS84
from gis.sheets import RouteSheet
from gis.transit import DirectTrip, EndAccess, FeedSheet

SAME_PLACE_M = 500
"""Ends this near to each other are one place to come to."""


@dataclass(frozen=True)
class End:
    """One end of a route: its place's name, "" where it has none, and how to reach it."""

    name: str
    access: EndAccess


@dataclass(frozen=True)
class Access:
    """How to come and go on `day`: one end where the route returns to its start, else two.

    `back` are the direct trips from the last end to the first, by time. On a day that the
    timetables do not know there are neither ends nor trips.
    """

    day: date
    feeds: tuple[FeedSheet, ...]
    ends: tuple[End, ...] = ()
    back: tuple[DirectTrip, ...] = ()

    @property
    def first_day(self) -> date:
        """The first day that any timetable knows."""
        return min(feed.starts_on for feed in self.feeds)

    @property
    def last_day(self) -> date:
        """The last day that any timetable knows."""
        return max(feed.ends_on for feed in self.feeds)

    @property
    def is_known(self) -> bool:
        """Whether the timetables know anything of the day."""
        return self.first_day <= self.day <= self.last_day

    @property
    def last_back(self) -> DirectTrip | None:
        """The last trip back to the start."""
        return self.back[-1] if self.back else None

    def in_words(self, day: date) -> str:
        """lundi 23 novembre 2026."""
        return full_date(day)

    @property
    def is_demo(self) -> bool:
        """Whether any of it is invented."""
        return any(feed.is_demo for feed in self.feeds)


def asked_day(today: date) -> date:
    """The day in the address, today without one. Raises Refusal."""
    asked = request.args.get("day", "")
    if not asked:
        return today
    with suppress(ValueError):
        if MINYEAR + 1 < (day := date.fromisoformat(asked)).year < MAXYEAR:
            return day
    raise Refusal(
        HTTPStatus.BAD_REQUEST,
        _("Ce jour n’existe pas : %(value)s. Écrivez-le comme 2026-05-12.", value=asked[:40]),
    )


def access_of(sheet: RouteSheet, day: date) -> Access | None:
    """How to reach a route's ends on `day`; None where no timetable was ever imported."""
    pieces = sheet.sketch.pieces
    if not pieces:
        return None
    names = (sheet.stages[0].start.name, sheet.stages[-1].end.name) if sheet.stages else ("", "")
    return access_between(pieces[0][0], pieces[-1][-1], names, day)


def access_between(
    start: tuple[float, float], end: tuple[float, float], names: tuple[str, str], day: date
) -> Access | None:
    """The same for two places, (lon, lat), and what they are called."""
    known = feeds(db.reading)
    if not known:
        return None
    unasked = Access(day, known)
    if not unasked.is_known:
        return unasked
    places = [(start, names[0]), (end, names[1])]
    apart_m = WGS84.inv(*start, *end)[2]
    if apart_m <= SAME_PLACE_M:
        places.pop()
    ends = tuple(End(name, access_at(db.reading, *place, day)) for place, name in places)
    back = (
        trips_between(db.reading, ends[1].access.stop_ids, ends[0].access.stop_ids, day)
        if len(ends) > 1
        else ()
    )
    return replace(unasked, ends=ends, back=back)
