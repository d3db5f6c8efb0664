"""balise migrate and demo: the schema and the demonstration."""

from datetime import UTC, datetime

import click

from app import here, localdb, schema
from app.actions.beside import store_lines_beside
from app.actions.demo import has_demo, load_demo
from app.cli.progress import progress
from app.config import ROOT
from app.database import db
from app.queries.places import every_place
from app.terrain_files import write_demo_terrain

FIRST_WITH_BESIDE = "0003"
"""The migration since which a line is compared with places as either is stored."""


@click.command()
def migrate() -> None:
    """Bring the schema to its newest version; a dump is taken first."""
    settings = here.settings()
    with db.engine.connect() as connection:
        before = schema.version(connection)
    if before == schema.head():
        return
    if before:
        dump = localdb.dump_before_migration(
            settings.var / "postgres", settings.database_url or None
        )
        click.echo(f"{dump}")
    with db.engine.begin() as connection:
        schema.migrate(connection)
    if "" < before < FIRST_WITH_BESIDE:
        with db.session.begin():
            if places := every_place(db.session):
                store_lines_beside(db.session, places)
    click.echo(f"{before or '0'} -> {schema.head()}")


@click.command()
@click.option("--once", is_flag=True, help="Do nothing when the demo has been loaded before.")
def demo(once: bool) -> None:
    """Load the demonstration of data/; the passwords of its accounts are shown once."""
    data = ROOT / "data"
    write_demo_terrain(here.settings(), data)
    with db.session.begin():
        schema.hold(db.session.connection())
        if has_demo(db.session):
            if once:
                return
            raise click.ClickException("the demo is loaded already")
        loaded = list(progress(load_demo(db.session, data, datetime.now(UTC)), total=None))
    # Said when all is stored: a password is worth nothing before.
    click.echo("\n".join(loaded))


COMMANDS = (migrate, demo)
