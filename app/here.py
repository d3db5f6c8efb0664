"""Where the site runs, and when: its settings, the hour and the day of its département."""

from datetime import date, datetime

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """The settings of the running site."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def now() -> datetime:
    """The present moment, on the clocks of the département."""
    return settings().departement.now()


def today() -> date:
    """The present day in the département."""
    return settings().departement.today()
