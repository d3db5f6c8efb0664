"""The viewpoints, on a map and in a list."""

from flask import Blueprint, render_template

from app.access import Access, allow
from gis.vocabulary import Language


@allow(Access.PUBLIC)
def viewpoints(lang: Language) -> str:
    """Viewpoints that may be shown."""
    return render_template("site/viewpoints.html")


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/points-de-vue", view_func=viewpoints)
