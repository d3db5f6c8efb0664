"""Which routes can be reached by coach or train."""

from flask import Blueprint, render_template

from app.access import Access, allow
from gis.vocabulary import Language


@allow(Access.PUBLIC)
def without_car(lang: Language) -> str:
    """Routes whose two ends are near a stop."""
    return render_template("site/without_car.html")


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/sans-voiture", view_func=without_car)
