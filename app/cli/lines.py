"""balise line: edits of a route's line."""

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app import here
from app.actions import lines
from app.cli.files import content_of
from app.database import db
from app.figures import kilometres
from app.messages import located_sentence
from app.models import Route
from app.queries.routes import route_by_slug
from gis.errors import LineError
from gis.findings import Finding
from gis.measure import Bounds, Coordinates
from gis.readers.reading import read_file
from gis.repairs import mended_note

Edit = Callable[..., Iterable[str]]
"""What a command does to its route, and the lines it has to say of it."""


@click.group()
def line() -> None:
    """Edit the line of a route; each edit is a new version, and the ones before stay.

    Stages, steps and sections go with the line, and what has to be checked is said. The public
    sees the new line once the route is published again.
    """


def edit(function: Edit) -> None:
    """Enter a function as a command on ROUTE in its département, in one transaction."""

    @line.command(function.__name__)
    @click.argument("route")
    @wraps(function)
    def command(route: str, **asked: Any) -> None:
        with db.session.begin():
            edited = route_by_slug(db.session, route)
            home = here.settings().departement.bounds
            said = [*function(edited, home, **asked)]
            click.echo("\n".join([*_told(edited), *said]))


def km(name: str, **settings: Any) -> Callable[[Edit], Edit]:
    """An option in kilometres along the route."""
    return click.option(name, type=click.FloatRange(0), **settings)


@edit
def reverse(route: Route, home: Bounds) -> Iterable[str]:
    """Turn ROUTE round, with all that stands on it."""
    lines.reverse_line(db.session, route, home)
    return ()


@edit
@km("--from-km", default=0.0, show_default=True, help="Where it will begin.")
@km("--to-km", help="Where it will end; by default where it does.")
def trim(route: Route, home: Bounds, from_km: float, to_km: float | None) -> Iterable[str]:
    """Keep a part of ROUTE."""
    to_m = None if to_km is None else to_km * 1000
    lines.trim_line(db.session, route, from_km * 1000, to_m, home)
    return ()


@edit
@km("--at-km", required=True, help="Where it will end.")
@click.option("--title", required=True, help="Of the new route that goes on from there.")
def split(route: Route, home: Bounds, at_km: float, title: str) -> Iterable[str]:
    """Cut ROUTE in two: the rest becomes a draft of its own."""
    return _told(lines.split_line(db.session, route, at_km * 1000, title, home))


@edit
@click.argument("other")
def join(route: Route, home: Bounds, other: str) -> Iterable[str]:
    """Append the line of the route OTHER, which itself stays as it is."""
    lines.join_lines(db.session, route, route_by_slug(db.session, other), home)
    return ()


@edit
@click.argument("file", type=click.Path(path_type=Path))
@km("--from-km", required=True, help="Where the other way begins.")
@km("--to-km", required=True, help="Where it ends.")
def replace(route: Route, home: Bounds, file: Path, from_km: float, to_km: float) -> Iterable[str]:
    """Put the way that FILE holds instead of a stretch of ROUTE."""
    vertices = _one_piece(content_of(file))
    lines.replace_stretch(db.session, route, from_km * 1000, to_km * 1000, vertices, home)
    return ()


@edit
@click.option("--within-m", type=click.FloatRange(0.1, 1000), default=5.0, show_default=True)
def simplify(route: Route, home: Bounds, within_m: float) -> Iterable[str]:
    """Leave out points of ROUTE that lie within so many metres of the line without them."""
    lines.simplify_line(db.session, route, within_m, home)
    return ()


@edit
@click.argument("other")
@click.option("--within-m", type=click.FloatRange(1, 200), default=20.0, show_default=True)
def snap(route: Route, home: Bounds, other: str, within_m: float) -> Iterable[str]:
    """Put ROUTE on the line of the route OTHER wherever it runs along it."""
    lines.snap_line(db.session, route, route_by_slug(db.session, other), within_m, home)
    return ()


@edit
def repair(route: Route, home: Bounds) -> Iterable[str]:
    """Mend whatever in the line of ROUTE can be mended safely."""
    mended = lines.repair_line(db.session, route, home=home)
    if not mended:
        return [_("Rien à réparer.")]
    return [_("Réparé :"), *(f"    ✓ {located_sentence(mended_note(one))}" for one in mended)]


def _told(route: Route) -> list[str]:
    """A route's line as it is now, and what is to be said of it."""
    assert route.line is not None
    title = _(
        "%(route)s : version %(version)s du tracé, %(length)s",
        route=route.slug,
        version=route.line.version,
        length=kilometres(route.line.length_m),
    )
    findings = (Finding(**finding) for finding in route.line.findings)
    return [f"✓ {title}", *(f"    • {located_sentence(finding)}" for finding in findings)]


def _one_piece(content: bytes) -> Coordinates:
    """The vertices of a file that holds one way. Raises LineError where it holds more."""
    pieces = [piece for track in read_file(content).tracks for piece in track.pieces]
    if len(pieces) != 1:
        raise LineError("line.not_one_piece", count=len(pieces))
    return pieces[0]


COMMANDS = (line,)
