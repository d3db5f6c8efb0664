"""The database of one application: engine, sessions, and where it is."""

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import URL, make_url

from app import localdb
from app.config import Settings

db = SQLAlchemy()


def database_url(settings: Settings) -> URL:
    """The PostGIS that `settings` name, or else the private one, through psycopg 3."""
    url = make_url(settings.database_url or localdb.database_url(settings.var / "postgres"))
    return url.set(drivername="postgresql+psycopg")
