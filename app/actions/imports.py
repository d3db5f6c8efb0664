"""Imports: a track of a file becomes a route with a first line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.actions.routes import add_route, set_line
from app.actions.surroundings import lock_surroundings
from app.actions.texts import LONGEST_TITLE
from app.models import Gesture, Organisation, Part, Route, RouteText
from app.queries.places import nearest_town
from gis.findings import Finding
from gis.formats.track import Track
from gis.intake import taken_in
from gis.measure import Bounds
from gis.shape import shape_of
from gis.sheets import LICENCE_OUVERTE, LicenceSheet
from gis.terrain.heights import HeightSource
from gis.vocabulary import FEDERATION_KINDS, Language, Practice, RouteKind

TOWN_WITHIN_M = 3000
"""A line that begins this near to a town departs from it."""


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
        return self.kind not in FEDERATION_KINDS


@dataclass(frozen=True)
class Imported:
    """A stored draft, its line's length and number of pieces, and all that was noticed."""

    route: Route
    length_m: float
    pieces: int
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def import_track(
    session: Session,
    track: Track,
    file_name: str,
    owner: Organisation,
    wishes: Wishes,
    *,
    home: Bounds | None = None,
    heights: Sequence[HeightSource] | None = None,
    mend: bool = False,
    repairs: Sequence[Finding] = (),
    signed: Signed = UNSIGNED,
) -> Imported:
    """Stores a track's line as the draft of a new route; see `taken_in` for how it is taken in.

    Raises LineError, and then nothing is stored.
    """
    intake = taken_in(track, home=home, heights=heights, mend=mend, repairs=repairs)
    line = intake.line
    title = wishes.title or title_of(track, file_name)
    title = " ".join(title.split())[:LONGEST_TITLE]
    lock_surroundings(session)
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
        stored = set_line(
            session,
            route,
            line,
            source=source_of(track, file_name),
            noticed=intake.noticed,
            home=home,
            signed=signed,
            gesture=Gesture.IMPORTED,
        )
        first, last = line.geoms[0].coords[0], line.geoms[-1].coords[-1]
        with revised(session, route, Part.TEXT_FR, signed, Gesture.IMPORTED):
            route.texts.append(
                RouteText(
                    language=Language.FR,
                    title=title,
                    description=track.description,
                    departure=wishes.departure or _town_name(session, first),
                    arrival=wishes.arrival or _town_name(session, last),
                )
            )
    findings = tuple(Finding(**finding) for finding in stored.findings)
    return Imported(route, stored.length_m, len(line.geoms), findings, intake.mended)


def title_of(track: Track, file_name: str) -> str:
    """What a route is called where nobody says: as its track, or else its file."""
    return track.name or _file_title(file_name, track.member)


def source_of(track: Track, file_name: str) -> str:
    """Where a line came from: the file, and its member if it is an archive."""
    return f"{file_name} / {track.member}" if track.member else file_name


def _file_title(file_name: str, member: str) -> str:
    """What the name of a file says, or of the member of an archive; the archive's for a KMZ's."""
    path = PurePath(file_name, member)
    if member and path.stem.lower() == "doc":
        path = path.parent
    return path.stem.replace("_", " ")


def _town_name(session: Session, vertex: tuple[float, ...]) -> str:
    town = nearest_town(session, vertex[0], vertex[1], TOWN_WITHIN_M)
    return str(town.texts["fr"]["name"]) if town else ""
