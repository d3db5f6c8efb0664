"""Who is labelled Accueil Vélo, and near which route."""

from flask import Blueprint, render_template

from app.access import Access, allow
from gis.vocabulary import Language


@allow(Access.PUBLIC)
def accueil_velo(lang: Language) -> str:
    """Labelled providers."""
    return render_template("site/accueil_velo.html")


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/accueil-velo", view_func=accueil_velo)
