"""balise import-territories: communes, EPCI, départements, offices de tourisme."""

import json
from collections import Counter
from pathlib import Path

import click
from flask_babel import ngettext

from app.actions.territories import import_territories
from app.cli.choices import choice_of
from app.cli.files import content_of
from app.cli.progress import progress
from app.database import db
from gis.sources.territories import read_territories
from gis.vocabulary import TerritoryKind


@click.command("import-territories")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=choice_of(TerritoryKind), help="By default, what the codes tell.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def import_territories_(file: Path, kind: str | None, *, as_json: bool) -> None:
    """Import communes, EPCI, départements or offices from GeoJSON.

    The file is taken whole or not at all; lines are compared with the new limits.
    """
    records = read_territories(content_of(file), TerritoryKind(kind) if kind else None)
    with db.session.begin():
        lines, comparing = import_territories(db.session, records)
        for _line_id in progress(comparing, total=lines):
            pass
    counts = Counter(record.kind for record in records)
    if as_json:
        click.echo(json.dumps({"territories": counts, "lines": lines}))
        return
    for kind_found, count in counts.items():
        click.echo(f"✓ {_counted(kind_found, count)}")
    click.echo(
        ngettext(
            "%(shown)s tracé comparé à ces limites.",
            "%(shown)s tracés comparés à ces limites.",
            lines,
            shown=lines,
        )
    )


def _counted(kind: TerritoryKind, count: int) -> str:
    match kind:
        case TerritoryKind.DEPARTEMENT:
            return ngettext("%(shown)s département", "%(shown)s départements", count, shown=count)
        case TerritoryKind.EPCI:
            return ngettext("%(shown)s EPCI", "%(shown)s EPCI", count, shown=count)
        case TerritoryKind.COMMUNE:
            return ngettext("%(shown)s commune", "%(shown)s communes", count, shown=count)
        case TerritoryKind.OFFICE:
            return ngettext(
                "%(shown)s office de tourisme", "%(shown)s offices de tourisme", count, shown=count
            )


COMMANDS = (import_territories_,)
