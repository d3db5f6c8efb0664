"""RouteFilter: what a visitor looks for, as the list and the tiles ask it of the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnExpressionArgument, Select, select

from app.folding import fold
from app.models import Crossing, RouteLine, Snapshot, Territory, Theme, ThemeItem
from app.queries.transit import reachable
from gis.errors import GisError
from gis.vocabulary import Practice, RouteKind

LENGTHS_KM = ("-15", "15-40", "40-100", "100-")
"""The lengths that the filter offers; any other `from-to` in kilometres works too."""

Word = TypeVar("Word", bound=StrEnum)


class FilterError(GisError):
    """A filter in an address means nothing."""


@dataclass(frozen=True)
class RouteFilter:
    """What a visitor looks for; empty fields ask nothing. Lengths are whole kilometres.

    `territory` is a commune's or an EPCI's code, `theme` a theme's slug; `stop_within_m` asks
    for a stop that near to both ends, served on `today` or later.
    """

    practice: Practice | None = None
    kind: RouteKind | None = None
    shortest_km: int | None = None
    longest_km: int | None = None
    territory: str = ""
    theme: str = ""
    stop_within_m: int | None = None
    text: str = ""
    today: date = date.min

    @classmethod
    def from_query(cls, args: Mapping[str, str], today: date) -> "RouteFilter":
        """Reads `practice=`, `kind=`, `length=15-40`, `territory=`, `theme=`,
        `stop_within=1000`, `q=`; raises FilterError."""
        for name in ("territory", "theme"):
            if "\0" in args.get(name, ""):
                raise FilterError("filter.unknown", value=name)
        shortest_km, longest_km = _lengths(args.get("length", ""))
        return cls(
            practice=_word(Practice, args.get("practice", "")),
            kind=_word(RouteKind, args.get("kind", "")),
            shortest_km=shortest_km,
            longest_km=longest_km,
            territory=args.get("territory", "")[:40],
            theme=args.get("theme", "")[:100],
            stop_within_m=_metres(args.get("stop_within", "")),
            text=args.get("q", "").strip()[:100],
            today=today,
        )

    def to_query(self) -> dict[str, str]:
        """The same as query parameters, without those that ask nothing."""
        return {
            name: value
            for name, value in (
                ("practice", self.practice or ""),
                ("kind", self.kind or ""),
                ("length", self.length),
                ("territory", self.territory),
                ("theme", self.theme),
                ("stop_within", str(self.stop_within_m or "")),
                ("q", self.text),
            )
            if value
        }

    @property
    def length(self) -> str:
        """The bounds on length as written in an address, for instance 15-40."""
        shortest = "" if self.shortest_km is None else str(self.shortest_km)
        longest = "" if self.longest_km is None else str(self.longest_km)
        return f"{shortest}-{longest}" if shortest or longest else ""

    def conditions(self) -> list[ColumnExpressionArgument[bool]]:
        """What a current snapshot must fulfil."""
        found: list[ColumnExpressionArgument[bool]] = [Snapshot.current]
        if self.practice:
            found.append(Snapshot.practices.contains([self.practice.value]))
        if self.kind:
            found.append(Snapshot.kind == self.kind)
        if self.shortest_km is not None:
            found.append(Snapshot.length_m >= self.shortest_km * 1000)
        if self.longest_km is not None:
            found.append(Snapshot.length_m <= self.longest_km * 1000)
        if self.territory:
            found.append(Snapshot.line_id.in_(_lines_crossing(self.territory)))
        if self.theme:
            found.append(Snapshot.route_id.in_(_routes_of(self.theme)))
        if self.stop_within_m is not None:
            within = reachable(self.today, self.stop_within_m)
            found.append(Snapshot.line_id.in_(select(RouteLine.id).where(within)))
        found += [
            Snapshot.search_text.contains(word, autoescape=True) for word in fold(self.text).split()
        ]
        return found


def _lines_crossing(code: str) -> Select[Any]:
    return select(Crossing.line_id).join(Territory).where(Territory.code == code)


def _routes_of(slug: str) -> Select[Any]:
    return (
        select(ThemeItem.route_id)
        .join(Theme)
        .where(Theme.slug == slug, ThemeItem.route_id.is_not(None))
    )


def _metres(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        raise FilterError("filter.unknown", value=text[:40])
    return int(text)


def _word(words: type[Word], text: str) -> Word | None:
    if not text:
        return None
    if text not in set(words):
        raise FilterError("filter.unknown", value=text[:40])
    return words(text)


def _lengths(text: str) -> tuple[int | None, int | None]:
    """The bounds of `15-40`, `-15` or `100-`, in whole kilometres."""
    if not text or text == "-":
        return None, None
    found = re.fullmatch(r"(\d{0,6})-(\d{0,6})", text, re.ASCII)
    if found is None:
        raise FilterError("filter.unknown", value=text[:40])
    shortest, longest = (int(bound) if bound else None for bound in found.groups())
    return shortest, longest
