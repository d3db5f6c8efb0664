"""Draw the demonstration's timetable: data/demo/transit.json -> data/demo/timetable.zip.

Run from the project's folder: python -m tools.draw_demo_timetable [--out FILE]
The same input always gives the same tables. The lines join real towns, in the order in which
coaches and trains serve them; their times are invented.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from pyproj import Geod

from gis.transit import Calendar, runs_on

PROJECT = Path(__file__).resolve().parent.parent
FACTS = PROJECT / "data" / "demo" / "transit.json"
GEOD = Geod(ellps="WGS84")

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2035, 12, 31)
WEEKS = {"week": 0b0011111, "saturday": 0b0100000, "sunday": 0b1000000}
"""The services that run by the week, Monday's bit the lowest."""
DETOUR = 1.25
"""How much longer ways are than the crow's."""
SPEED_KMH = {"coach": 50, "train": 90}
HALT_MIN = {"coach": 1, "train": 2}
ROUTE_TYPES = {"coach": 3, "train": 2}
BIKES = {"coach": 2, "train": 1}

Row = Sequence[object]


def tables(facts: dict[str, Any]) -> dict[str, Iterable[Row]]:
    """The tables of the feed by file name, each with its header."""
    return {
        "agency.txt": _agencies(facts),
        "stops.txt": _stops(facts),
        "routes.txt": _routes(facts),
        "trips.txt": _trips(facts),
        "stop_times.txt": _stop_times(facts),
        "calendar.txt": _weeks(),
        "calendar_dates.txt": _exceptions(facts),
        "feed_info.txt": _about(),
    }


def _agencies(facts: dict[str, Any]) -> Iterator[Row]:
    yield "agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang"
    for key, name in facts["agencies"].items():
        yield key, name, "https://www.laregion.fr/", "Europe/Paris", "fr"


def _stops(facts: dict[str, Any]) -> Iterator[Row]:
    yield "stop_id", "stop_name", "stop_lat", "stop_lon", "location_type"
    for key, stop in facts["stops"].items():
        yield key, stop["name"], stop["lat"], stop["lon"], 0


def _routes(facts: dict[str, Any]) -> Iterator[Row]:
    yield "route_id", "agency_id", "route_short_name", "route_long_name", "route_type"
    for key, line in facts["lines"].items():
        agency = "ter" if line["mode"] == "train" else "lio"
        yield key, agency, line["number"], line["name"], ROUTE_TYPES[line["mode"]]


def _runs(facts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str, list[str], list[str]]]:
    """Every run: its code, its line, its service, its stops in order, its times."""
    for key, line in facts["lines"].items():
        for direction, stops in (("out", line["stops"]), ("back", line["stops"][::-1])):
            for service, departures in line[direction].items():
                for number, departure in enumerate(departures, start=1):
                    code = f"{key}-{service}-{direction}-{number}"
                    yield code, line, service, stops, _times(facts, line["mode"], stops, departure)


def _times(facts: dict[str, Any], mode: str, stops: list[str], departure: str) -> list[str]:
    """When a run calls at each of its stops, by the distance between them."""
    hours, minutes = map(int, departure.split(":"))
    places = [facts["stops"][key] for key in stops]
    legs_min = [
        GEOD.inv(a["lon"], a["lat"], b["lon"], b["lat"])[2] * DETOUR * 0.06 / SPEED_KMH[mode]
        + HALT_MIN[mode]
        for a, b in pairwise(places)
    ]
    found = accumulate(legs_min, initial=hours * 60 + minutes)
    return [f"{round(at_min) // 60:02}:{round(at_min) % 60:02}:00" for at_min in found]


def _trips(facts: dict[str, Any]) -> Iterator[Row]:
    yield "route_id", "service_id", "trip_id", "trip_headsign", "direction_id", "bikes_allowed"
    keys = {id(line): key for key, line in facts["lines"].items()}
    for code, line, service, stops, _ in _runs(facts):
        terminus = facts["stops"][stops[-1]]["name"]
        direction = int("-back-" in code)
        yield keys[id(line)], service, code, terminus, direction, BIKES[line["mode"]]


def _stop_times(facts: dict[str, Any]) -> Iterator[Row]:
    yield "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"
    for code, _, _, stops, times in _runs(facts):
        for position, (stop, time) in enumerate(zip(stops, times, strict=True), start=1):
            yield code, time, time, stop, position


def _weeks() -> Iterator[Row]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    yield "service_id", *days, "start_date", "end_date"
    for service, bits in WEEKS.items():
        served = (bits >> number & 1 for number in range(7))
        yield service, *served, f"{FIRST_DAY:%Y%m%d}", f"{LAST_DAY:%Y%m%d}"


def _exceptions(facts: dict[str, Any]) -> Iterator[Row]:
    """Nothing runs on 1 May; the festival's coaches run on its days alone."""
    yield "service_id", "date", "exception_type"
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    for year in years:
        for service, bits in WEEKS.items():
            if runs_on(Calendar(bits, FIRST_DAY, LAST_DAY), date(year, 5, 1)):
                yield service, f"{year}0501", 2
    first, last = facts["festival"]["from"], facts["festival"]["to"]
    for year in years:
        day = date.fromisoformat(f"{year}-{first}")
        while day <= date.fromisoformat(f"{year}-{last}"):
            yield "festival", f"{day:%Y%m%d}", 1
            day += timedelta(days=1)


def _about() -> Iterator[Row]:
    yield (
        *("feed_publisher_name", "feed_publisher_url", "feed_lang"),
        *("feed_start_date", "feed_end_date", "feed_version"),
    )
    name = "liO et TER (horaires de démonstration)"
    period = (f"{FIRST_DAY:%Y%m%d}", f"{LAST_DAY:%Y%m%d}")
    yield name, "https://www.laregion.fr/", "fr", *period, "demonstration"


def archive(facts: dict[str, Any]) -> bytes:
    """The feed as a ZIP whose members bear no date."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, rows in tables(facts).items():
            table = io.StringIO(newline="")
            csv.writer(table, lineterminator="\n").writerows(rows)
            zipped.writestr(zipfile.ZipInfo(name), table.getvalue(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "data" / "demo" / "timetable.zip")
    out: Path = parser.parse_args().out
    out.write_bytes(archive(json.loads(FACTS.read_text(encoding="utf-8"))))
    print(f"{out.name}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
