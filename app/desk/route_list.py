"""The list of routes at the desk."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Access, allow


@allow(Access.SIGNED_IN)
def home() -> ResponseReturnValue:
    """The desk opens on the list."""
    return redirect(url_for("desk.routes"), 303)


@allow(Access.SIGNED_IN)
def routes() -> ResponseReturnValue:
    """The routes that somebody may see."""
    return render_template("desk/route_list.html")


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/", "home", home)
    desk.add_url_rule("/itineraires", "routes", routes)
