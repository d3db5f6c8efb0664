"""balise import: files become drafts, one transaction each."""

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import DataError

from app.actions.imports import Wishes, import_file
from app.actions.organisations import own_committee
from app.actions.publication import blocking_reasons, publish_route
from app.cli.choices import choice_of
from app.cli.files import content_of
from app.cli.progress import progress
from app.database import db
from app.figures import kilometres
from app.messages import located_sentence, sentence
from app.terrain_files import terrains
from gis.errors import GisError, ReadError
from gis.findings import Finding
from gis.terrain import Terrain
from gis.vocabulary import Practice, RouteKind

OPTIONS = {
    "publish.no_practice": "--practice walking",
    "publish.no_start": "--departure …",
    "publish.no_end": "--arrival …",
}
"""What to add to the command for a reason that blocks."""


Terrains = tuple[tuple[str, Terrain], ...]


@dataclass(frozen=True)
class Report:
    """What became of one file: refused with a sentence, or stored under a slug."""

    file: str
    refused: str = ""
    slug: str = ""
    length_m: float = 0.0
    pieces: int = 0
    published: bool = False
    findings: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()

    def document(self) -> dict[str, Any]:
        """For programs: sentences beside their keys."""
        return {
            "file": self.file,
            "refused": self.refused,
            "slug": self.slug,
            "length_m": round(self.length_m, 3),
            "pieces": self.pieces,
            "published": self.published,
            "findings": [_document(finding) for finding in self.findings],
            "blocking": [_document(finding) for finding in self.blocking],
        }


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
    "--fill-heights", is_flag=True, help="Where it has none, take heights from a terrain model."
)
@click.option("--publish", is_flag=True, help="Publish it, if nothing blocks.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line, for programs.")
def import_(
    files: tuple[Path, ...],
    *,
    kind: str,
    practices: tuple[str, ...],
    fill_heights: bool,
    publish: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Import route files; each becomes a draft, and what was noticed is said.

    A file that cannot be used is named and left out, the others are kept.
    """
    if asked["title"] and len(files) > 1:
        raise click.UsageError(_("--title ne vaut que pour un seul fichier."))
    wishes = Wishes(
        kind=RouteKind(kind),
        practices=tuple(Practice(practice) for practice in practices),
        **asked,
    )
    models = tuple(terrains(current_app.extensions["settings"])) if fill_heights else None
    failed = False
    for path in progress(files, total=len(files)):
        report = _import(path, wishes, models, publish=publish)
        failed = failed or bool(report.refused) or (publish and not report.published)
        click.echo(json.dumps(report.document(), ensure_ascii=False) if as_json else _told(report))
    sys.exit(1 if failed else 0)


def _import(path: Path, wishes: Wishes, models: Terrains | None, *, publish: bool) -> Report:
    """One file in one transaction: stored whole, or not at all."""
    settings = current_app.extensions["settings"]
    committee = _("Comité départemental du tourisme %(of)s", of=settings.departement.of["fr"])
    try:
        with db.session.begin():
            owner = own_committee(db.session, committee)
            imported = import_file(
                db.session,
                content_of(path),
                _shown(path.name),
                owner,
                wishes,
                terrains=models,
            )
            route = imported.route
            blocking = blocking_reasons(route)
            if publish and not blocking:
                publish_route(db.session, route, datetime.now(UTC))
            return Report(
                _shown(path),
                slug=route.slug,
                length_m=imported.length_m,
                pieces=imported.pieces,
                published=publish and not blocking,
                findings=imported.findings,
                blocking=blocking if publish else (),
            )
    except GisError as error:
        return Report(_shown(path), refused=sentence(error))
    except DataError:
        return Report(_shown(path), refused=sentence(ReadError("file.not_storable")))


def _shown(path: Path | str) -> str:
    """A path as any terminal and database can take it, whatever bytes name the file."""
    return os.fsencode(path).decode("utf-8", "replace")


def _told(report: Report) -> str:
    if report.refused:
        return f"✗ {report.file} : {report.refused}"
    state = _("publié") if report.published else _("brouillon")
    sign = "◦" if report.blocking else "✓"
    lines = [f"{sign} {report.file} → {report.slug} ({kilometres(report.length_m)}, {state})"]
    lines += [f"    • {located_sentence(finding)}" for finding in report.findings]
    if report.blocking:
        lines.append("    " + _("Non publié :"))
        lacking = [finding for finding in report.blocking if finding.key != "line.gap"]
        lines += [f"      – {sentence(finding)}{_remedy(finding)}" for finding in lacking]
        if any(finding.key == "line.gap" for finding in report.blocking):
            lines.append("      – " + _("Les interruptions ci-dessus : --declare-gaps les assume."))
    return "\n".join(lines)


def _remedy(finding: Finding) -> str:
    """The option that gives what a route lacks."""
    option = OPTIONS.get(finding.key)
    return f" → {option}" if option else ""


def _document(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "severity": finding.severity,
        "sentence": sentence(finding),
        "at_m": finding.at_m,
        "lon": finding.lon,
        "lat": finding.lat,
    }


COMMANDS = (import_,)
