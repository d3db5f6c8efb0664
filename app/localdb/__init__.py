"""The private PostGIS of this project: whoever needs it starts it, the last to leave stops it."""

from app.localdb.cluster import LocalDatabaseError
from app.localdb.dumps import dump_before_migration, restore
from app.localdb.server import FOLDER, database_url, reset, running, stop

__all__ = [
    "FOLDER",
    "LocalDatabaseError",
    "database_url",
    "dump_before_migration",
    "reset",
    "restore",
    "running",
    "stop",
]
