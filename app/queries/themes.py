"""Themes: those that a route belongs to."""

from sqlalchemy import select

from app.models import Theme, ThemeItem
from app.queries.sheets import Reader
from gis.sheets import ThemeSheet
from gis.vocabulary import Language


def themes_of(session: Reader, route_id: int) -> tuple[ThemeSheet, ...]:
    """The themes of a route, in their order."""
    items = select(ThemeItem.theme_id).where(ThemeItem.route_id == route_id)
    found = select(Theme.slug, Theme.texts).where(Theme.id.in_(items)).order_by(Theme.position)
    return tuple(
        ThemeSheet(slug, {Language(language): text["name"] for language, text in texts.items()})
        for slug, texts in session.execute(found)
    )
