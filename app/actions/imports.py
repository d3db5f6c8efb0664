"""Imports: the bytes of a file become a route with a first line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.routes import add_route, set_line
from app.models import Organisation, Route, RouteText
from app.queries.places import nearest_town
from gis.findings import Finding
from gis.formats.reading import read_file
from gis.line import line_from
from gis.shape import shape_of
from gis.sheets import LICENCE_OUVERTE, LicenceSheet
from gis.terrain import Terrain, lifted
from gis.vocabulary import Language, Practice, RouteKind, Severity

TOWN_WITHIN_M = 3000
"""A line that begins this near to a town departs from it."""


LONGEST_TITLE = 200


@dataclass(frozen=True)
class Wishes:
    """What the person who imports says of the route; empty fields are read or derived.

    GR® and GR® de Pays lines are the federation's: without a word they are not passed on.
    """

    title: str = ""
    number: str = ""
    kind: RouteKind = RouteKind.PR
    practices: tuple[Practice, ...] = ()
    departure: str = ""
    arrival: str = ""
    licence: LicenceSheet = LICENCE_OUVERTE
    redistributable: bool | None = None
    declared_gaps: bool = False

    @property
    def is_redistributable(self) -> bool:
        """Whether the line may be passed on."""
        if self.redistributable is not None:
            return self.redistributable
        return self.kind not in (RouteKind.GR, RouteKind.GRP)


@dataclass(frozen=True)
class Imported:
    """A stored draft, its line's length and number of pieces, and all that was noticed."""

    route: Route
    length_m: float
    pieces: int
    findings: tuple[Finding, ...]


def import_file(
    session: Session,
    content: bytes,
    file_name: str,
    owner: Organisation,
    wishes: Wishes,
    terrains: Iterable[tuple[str, Terrain]] | None = None,
) -> Imported:
    """Stores a file's line as the draft of a new route.

    A line without heights takes those of the first of `terrains`, named models, that knows
    all of its points; None leaves it as it is. Raises ReadError or LineError, and then
    nothing is stored.
    """
    (track,) = read_file(content).tracks
    line, noticed = line_from(track)
    if terrains is not None and not line.has_z:
        line, noticed = _filled(line, noticed, terrains)
    title = wishes.title or track.name or PurePath(file_name).stem.replace("_", " ")
    title = " ".join(title.split())[:LONGEST_TITLE]
    with session.begin_nested():
        route = add_route(
            session,
            Route(
                number=wishes.number,
                kind=wishes.kind,
                practices=list(wishes.practices),
                shape=shape_of(line),
                owner=owner,
                licence=wishes.licence.name,
                licence_url=wishes.licence.url,
                redistributable=wishes.is_redistributable,
                declared_gaps=wishes.declared_gaps,
            ),
            wanted_slug=f"{wishes.number} {title}",
        )
        noticed = (*track.findings, *noticed)
        stored = set_line(session, route, line, source=file_name, noticed=noticed)
        first, last = line.geoms[0].coords[0], line.geoms[-1].coords[-1]
        route.texts.append(
            RouteText(
                language=Language.FR,
                title=title,
                description=track.description,
                departure=wishes.departure or _town_name(session, first),
                arrival=wishes.arrival or _town_name(session, last),
            )
        )
        session.flush()
    findings = tuple(Finding(**finding) for finding in stored.findings)
    return Imported(route, stored.length_m, len(line.geoms), findings)


def _filled(
    line: MultiLineString, noticed: tuple[Finding, ...], terrains: Iterable[tuple[str, Terrain]]
) -> tuple[MultiLineString, tuple[Finding, ...]]:
    """The line with a model's heights, which are then no longer missing; else the same line."""
    for name, terrain in terrains:
        if (up := lifted(line, terrain)) is not None:
            kept = [finding for finding in noticed if finding.key != "heights.missing"]
            note = Finding("line.heights_filled", Severity.NOTE, values={"model": name})
            return up, (*kept, note)
    return line, (*noticed, Finding("line.heights_not_covered", Severity.WARNING))


def _town_name(session: Session, vertex: tuple[float, ...]) -> str:
    town = nearest_town(session, vertex[0], vertex[1], TOWN_WITHIN_M)
    return str(town.texts["fr"]["name"]) if town else ""
