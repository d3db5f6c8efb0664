"""balise feed: one feed to standard output."""

import sys

import click

from app import here
from app.database import db
from app.feeds import rendered
from gis.feeds import FEEDS


@click.command()
@click.argument("name", type=click.Choice([*FEEDS]))
def feed(name: str) -> None:
    """Write a feed to standard output."""
    for piece in rendered(db.session, here.settings(), FEEDS[name]):
        sys.stdout.buffer.write(piece)


COMMANDS = (feed,)
