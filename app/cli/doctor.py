"""balise doctor: what is installed, reachable, out of date, and what to do about it."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version

import click
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app import here, schema
from app.database import db
from app.messages import sentence
from app.queries.ways import network_summary
from app.terrain_files import models, terrain_folder, tile_at, tile_paths
from gis.errors import GisError

OLDEST_POSTGRESQL = 150000
OLDEST_POSTGIS = (3, 3)
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at, how it is, and what to do when it is not well."""

    what: str
    state: str
    remedy: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def doctor(*, as_json: bool) -> None:
    """Look at everything Balise stands on; exit 1 when something needs doing."""
    found = [*_programs(), *_database(), *_disk(), *_terrain()]
    if as_json:
        click.echo(json.dumps([{**asdict(one), "ok": not one.remedy} for one in found]))
    else:
        for one in found:
            sign, advice = ("✗", f"\n    {one.remedy}") if one.remedy else ("✓", "")
            click.echo(f"{sign} {one.what}: {one.state}{advice}")
    sys.exit(1 if any(one.remedy for one in found) else 0)


def _programs() -> Iterator[Diagnosis]:
    yield Diagnosis("Balise", version("balise"))
    yield Diagnosis("Python", sys.version.split()[0])


def _database() -> Iterator[Diagnosis]:
    try:
        with db.engine.connect() as connection:
            where = db.engine.url.render_as_string(hide_password=True)
            yield Diagnosis("database", where)
            number = int(connection.scalar(text("SHOW server_version_num")) or 0)
            name = str(connection.scalar(text("SHOW server_version")))
            is_old = number < OLDEST_POSTGRESQL
            yield Diagnosis("PostgreSQL", name, "install PostgreSQL 15 or newer" if is_old else "")
            postgis = str(connection.scalar(text("SELECT PostGIS_Lib_Version()")))
            is_old = tuple(int(part) for part in postgis.split(".")[:2]) < OLDEST_POSTGIS
            yield Diagnosis("PostGIS", postgis, "install PostGIS 3.3 or newer" if is_old else "")
            at = schema.version(connection) or "none"
            is_behind = at != schema.head()
            yield Diagnosis("schema", at, "run `balise migrate`" if is_behind else "")
            if not is_behind:
                yield _network(connection)
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        yield Diagnosis("database", reason, "check BALISE_DATABASE_URL and that its PostGIS runs")


def _network(connection: Connection) -> Diagnosis:
    found = network_summary(connection)
    if found is None:
        return Diagnosis("network of ways", "none: `balise import-network` takes one")
    told = f"{found.name}, {found.length_m / 1000:.0f} km, imported {found.imported_at:%Y-%m-%d}"
    return Diagnosis("network of ways", told)


def _disk() -> Iterator[Diagnosis]:
    folder = here.settings().var
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    yield Diagnosis(
        "free disk",
        f"{free / 1e9:.1f} GB",
        f"make room on the disk of {folder}" if free < LEAST_FREE_BYTES else "",
    )


def _terrain() -> Iterator[Diagnosis]:
    settings = here.settings()
    folder = terrain_folder(settings)
    if not tile_paths(settings):
        yield Diagnosis("terrain", f"no model in {folder}")
    for model in models(settings):
        west, south, east, north = model.bounds
        extent = f"{west:.3f} {south:.3f} to {east:.3f} {north:.3f}"
        state = f"{extent}, a height every {model.cell_m:.0f} m, tiles: {len(model.tiles)}"
        yield Diagnosis(f"terrain {model.name}", state)
    for path in tile_paths(settings):
        try:
            tile_at(path)
        except (GisError, OSError) as error:
            said = sentence(error) if isinstance(error, GisError) else str(error)
            yield Diagnosis(f"terrain {path.stem}", said, f"import it again, or remove {path}")
    for path in sorted(folder.glob("*/*.new")):
        remedy = f"unless an import is under way, remove {path}"
        yield Diagnosis(f"terrain {path.name}", "left by an import that was stopped", remedy)
    for path in sorted(folder.glob("*.asc")):
        remedy = f"run `balise import-dem {path}`, then remove it"
        yield Diagnosis(f"terrain {path.stem}", "not imported", remedy)


COMMANDS = (doctor,)
