"""balise import: files become drafts, one transaction each."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

import click
from flask_babel import gettext as _
from sqlalchemy.exc import DataError

from app import here
from app.actions.imports import Wishes, import_track
from app.actions.organisations import own_committee
from app.actions.publication import blocking_reasons, publish_route
from app.cli.choices import choice_of
from app.cli.files import content_of
from app.cli.import_reports import Report, told
from app.cli.progress import progress
from app.database import db
from app.height_sources import height_sources
from app.messages import sentence
from gis.errors import GisError, ReadError
from gis.formats.track import Track
from gis.readers.grouping import as_one_route, routes_apart, routes_in
from gis.readers.reading import read_file
from gis.terrain.heights import HeightSource
from gis.vocabulary import Language, Practice, RouteKind


@dataclass(frozen=True)
class Ways:
    """How lines are taken in: grouped as `GROUPED` says, mended, with `heights` where they lack."""

    grouped: str = ""
    mend: bool = False
    heights: tuple[HeightSource, ...] | None = None


GROUPED = {"": routes_in, "one": lambda contents: (as_one_route(contents),), "apart": routes_apart}


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="Its name; by default the file's.")
@click.option("--number", default="", help="Its number, such as GR®65.")
@click.option("--kind", type=choice_of(RouteKind), default="pr", show_default=True)
@click.option("--practice", "practices", multiple=True, type=choice_of(Practice))
@click.option("--departure", default="", help="Where it starts; by default the nearest town.")
@click.option("--arrival", default="", help="Where it ends; by default the nearest town.")
@click.option("--declare-gaps", "declared_gaps", is_flag=True, help="Its gaps do not block.")
@click.option(
    "--redistribution/--no-redistribution",
    "redistributable",
    default=None,
    help="Whether others may take its line; by default yes, but for GR® and GR® de Pays.",
)
@click.option(
    "--fill-heights", is_flag=True, help="Where it has none, take heights from terrain models."
)
@click.option("--repair", "mend", is_flag=True, help="Mend every defect that has a sound repair.")
@click.option(
    "--as-one", "grouped", flag_value="one", help="All the tracks of a file are one route."
)
@click.option(
    "--apart", "grouped", flag_value="apart", help="Each track of a file is a route of its own."
)
@click.option("--publish", is_flag=True, help="Publish it, if nothing blocks.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line, for programs.")
def import_(
    files: tuple[Path, ...],
    *,
    kind: str,
    practices: tuple[str, ...],
    fill_heights: bool,
    mend: bool,
    grouped: str | None,
    publish: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Import route files; each route in them becomes a draft, and what was noticed is said.

    GPX, KML, KMZ, TCX, FIT, GeoJSON, GeoPackage, zipped Shapefile, or a zip of such files. What
    cannot be used is named and left out, the rest is kept.
    """
    if asked["title"] and len(files) > 1:
        raise click.UsageError(_("--title ne vaut que pour un seul fichier."))
    wishes = Wishes(
        kind=RouteKind(kind),
        practices=tuple(Practice(practice) for practice in practices),
        **asked,
    )
    heights = height_sources(here.settings()) if fill_heights else None
    ways = Ways(grouped or "", mend, heights)
    failed = False
    for path in progress(files, total=len(files)):
        for report in _import(path, wishes, ways, publish=publish):
            failed = failed or bool(report.refused) or (publish and not report.published)
            said = json.dumps(report.document(), ensure_ascii=False) if as_json else told(report)
            click.echo(said)
    sys.exit(1 if failed else 0)


def _import(path: Path, wishes: Wishes, ways: Ways, *, publish: bool) -> Iterator[Report]:
    """One file, route by route, and then its members that could not be read."""
    shown = _shown(path)
    try:
        contents = read_file(content_of(path))
        tracks = GROUPED[ways.grouped](contents)
        if wishes.title and len(tracks) > 1:
            raise ReadError("tracks.one_title", count=len(tracks))
    except GisError as error:
        yield Report(shown, refused=_refusal(error), refused_key=error.key)
        return
    for number, track in enumerate(tracks, start=1):
        part = (track.member or track.name or f"#{number}") if len(tracks) > 1 else ""
        yield _import_track(track, Report(shown, part), wishes, ways, publish=publish)
    for refused in contents.refused:
        said, key = _refusal(refused.error), refused.error.key
        yield Report(shown, refused.name, refused=said, refused_key=key)


def _import_track(
    track: Track, report: Report, wishes: Wishes, ways: Ways, *, publish: bool
) -> Report:
    """One route in one transaction: stored whole, or not at all."""
    settings = here.settings()
    now = here.now()
    committee = _(
        "Comité départemental du tourisme %(of)s", of=settings.departement.of[Language.FR]
    )
    try:
        with db.session.begin():
            owner = own_committee(db.session, committee)
            imported = import_track(
                db.session,
                track,
                PurePath(report.file).name,
                owner,
                wishes,
                home=settings.departement.bounds,
                heights=ways.heights,
                mend=ways.mend,
            )
            route = imported.route
            blocking = blocking_reasons(route, now.date())
            if publish and not blocking:
                publish_route(db.session, route, now)
            return replace(
                report,
                slug=route.slug,
                length_m=imported.length_m,
                pieces=imported.pieces,
                published=publish and not blocking,
                findings=imported.findings,
                mended=imported.mended,
                blocking=blocking if publish else (),
            )
    except GisError as error:
        return replace(report, refused=_refusal(error), refused_key=error.key)
    except DataError:
        unstorable = ReadError("file.not_storable")
        return replace(report, refused=sentence(unstorable), refused_key=unstorable.key)


def _refusal(error: GisError) -> str:
    """Why, and the option that helps, where one does."""
    option = " → --repair" if error.key == "line.in_metres" else ""
    return sentence(error) + option


def _shown(path: Path | str) -> str:
    """A path as any terminal and database can take it, whatever bytes name the file."""
    return os.fsencode(path).decode("utf-8", "replace")


COMMANDS = (import_,)
