"""The schema's versions: where the database stands, and bringing it to the head."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.config import ROOT


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest version that the program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def version(connection: Connection) -> str:
    """Where the database stands; empty before the first migration."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def hold(connection: Connection) -> None:
    """Keeps others from changing the schema, or loading the demo, until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('balise schema'))"))


def migrate(connection: Connection) -> None:
    """Brings the database to the head; of two that try at once, one waits."""
    hold(connection)
    command.upgrade(_config(connection), "head")


def differences(connection: Connection) -> None:
    """Raises `alembic.util.CommandError` where tables and models differ."""
    command.check(_config(connection))
