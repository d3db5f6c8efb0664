"""balise publish and withdraw: what the public sees of a route."""

import sys

import click
from flask_babel import gettext as _

from app import here
from app.actions.publication import blocking_reasons, publish_route, withdraw_route
from app.database import db
from app.messages import sentence
from app.queries.routes import route_by_slug


@click.command()
@click.argument("route")
def publish(route: str) -> None:
    """Show the public ROUTE as it is now, if nothing blocks."""
    now = here.now()
    with db.session.begin():
        found = route_by_slug(db.session, route)
        blocking = blocking_reasons(found, now.date())
        if not blocking:
            publish_route(db.session, found, now)
    if blocking:
        reasons = (f"    – {sentence(finding)}" for finding in blocking)
        sys.exit("\n".join((f"◦ {route} : " + _("non publié."), *reasons)))
    click.echo(f"✓ {route} : " + _("publié."))


@click.command()
@click.argument("route")
def withdraw(route: str) -> None:
    """Take ROUTE out of public sight; its addresses say that it is gone."""
    now = here.now()
    with db.session.begin():
        withdraw_route(db.session, route_by_slug(db.session, route), now)
    click.echo(f"✓ {route} : " + _("retiré."))


COMMANDS = (publish, withdraw)
