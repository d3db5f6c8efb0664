"""What tools ask of any site: is it well, what may be read."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app import here
from app.access import Access, allow
from app.database import db


@allow(Access.PUBLIC)
def healthz() -> ResponseReturnValue:
    """Answers 200 when the database does."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


@allow(Access.PUBLIC)
def robots() -> ResponseReturnValue:
    """Everything public may be read."""
    public_url = here.settings().public_url
    return Response(f"User-agent: *\nAllow: /\n# {public_url}/feeds/\n", mimetype="text/plain")


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/healthz", view_func=healthz)
    api.add_url_rule("/robots.txt", view_func=robots)
