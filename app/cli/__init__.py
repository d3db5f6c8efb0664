"""The terminal's door: `balise COMMAND`."""

import os
import sys
from contextlib import nullcontext

import click
from flask_babel import force_locale
from flask_babel import gettext as _
from psycopg.errors import UndefinedTable
from sqlalchemy.exc import OperationalError, ProgrammingError

from app import create_app, localdb
from app.cli import (
    database,
    doctor,
    feeds,
    importing,
    lines,
    network,
    people,
    publication,
    routes,
    server,
    steps,
    terrain,
    territories,
    transit,
)
from app.config import Settings
from app.language import LANGUAGES
from app.messages import sentence
from gis.errors import GisError
from gis.vocabulary import Language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def balise() -> None:
    """Balise, the route register of a département."""


for room in (
    server,
    database,
    importing,
    territories,
    transit,
    network,
    terrain,
    routes,
    lines,
    steps,
    publication,
    people,
    feeds,
    doctor,
):
    for command in room.COMMANDS:
        balise.add_command(command)


def terminal_language() -> Language:
    """The language of the terminal, when it is one of ours; else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if word := os.environ.get(name, "")[:2]:
            return Language(word) if word in LANGUAGES else Language.FR
    return Language.FR


def main() -> None:
    """Runs one command with the database up; says failures in one sentence."""
    settings = Settings()
    asks_help = {"-h", "--help"} & set(sys.argv) or len(sys.argv) == 1
    private = not (asks_help or settings.database_url)
    try:
        with localdb.running(settings.var / "postgres") if private else nullcontext():
            _run(settings)
    except localdb.LocalDatabaseError as error:
        sys.exit(f"balise: {error}")


def _run(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context(), force_locale(terminal_language()):
        try:
            balise()
        except GisError as error:
            sys.exit(f"balise: {sentence(error)}")
        except (OperationalError, ProgrammingError) as error:
            if isinstance(error.orig, UndefinedTable):
                sys.exit("balise: " + _("La base est vide : lancez d’abord « balise migrate »."))
            sys.exit(f"balise: {str(error.orig).strip().splitlines()[0]}")
