"""balise import-network: the ways of OpenStreetMap that a drawn line can follow."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app import here
from app.actions.network import ImportedNetwork, import_network
from app.cli.progress import progress
from app.database import db
from app.figures import kilometres, number
from app.words import PRACTICES
from gis.errors import ReadError
from gis.ways import TRAVELLER_OF


@click.command("import-network")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for programs.")
def import_network_(file: Path, *, as_json: bool) -> None:
    """Import ways from an extract of OpenStreetMap (.osm.pbf), for lines to follow.

    It takes the place of the one before; when something is wrong with it, that one stays.
    """
    _refuse_unreadable(file)
    name = os.fsencode(file.name).decode("utf-8", "replace").removesuffix(".osm.pbf")
    with db.session.begin():
        network = import_network(db.session, file, name, here.now(), _reading, _storing)
    if as_json:
        click.echo(json.dumps(asdict(network), ensure_ascii=False))
    else:
        click.echo(_told(network))


def _refuse_unreadable(path: Path) -> None:
    """Raises ReadError for what is no file that can be opened."""
    try:
        path.open("rb").close()
    except FileNotFoundError:
        raise ReadError("file.not_found") from None
    except IsADirectoryError:
        raise ReadError("file.is_folder") from None
    except (OSError, ValueError):
        raise ReadError("file.unreadable") from None


def _reading(ways: Iterable[Any], total: int | None) -> Iterator[Any]:
    return progress(ways, total, _("Lecture des chemins"))


def _storing(batches: Iterable[Any], total: int | None) -> Iterator[Any]:
    return progress(batches, total, _("Enregistrement"))


def _told(network: ImportedNetwork) -> str:
    lines = [
        "✓ "
        + _(
            "%(name)s : %(length)s de chemins (tronçons : %(ways)s)",
            name=network.name,
            length=kilometres(network.length_m),
            ways=number(network.ways),
        )
    ]
    for traveller, length_m in network.lengths_m.items():
        practices = [PRACTICES[one] for one, who in TRAVELLER_OF.items() if who == traveller]
        who = ", ".join(str(practice) for practice in practices)
        told = _("%(who)s : %(length)s", who=who, length=kilometres(length_m))
        lines.append(f"    • {told}")
    return "\n".join(lines)


COMMANDS = (import_network_,)
