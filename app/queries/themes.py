"""Themes: one by its slug, and those of a route."""

from typing import Any

from sqlalchemy import Select, select

from app.models import Theme, ThemeItem
from app.queries.sheets import Reader
from gis.sheets import ThemeSheet
from gis.vocabulary import Language


def theme(session: Reader, slug: str) -> ThemeSheet | None:
    """The theme of a slug, if there is one."""
    found = _themes(session, _COLUMNS.where(Theme.slug == slug))
    return found[0] if found else None


def themes_of(session: Reader, route_id: int) -> tuple[ThemeSheet, ...]:
    """The themes of a route, in their order."""
    items = select(ThemeItem.theme_id).where(ThemeItem.route_id == route_id)
    return _themes(session, _COLUMNS.where(Theme.id.in_(items)).order_by(Theme.position))


_COLUMNS = select(Theme.slug, Theme.texts)


def _themes(session: Reader, asked: Select[Any]) -> tuple[ThemeSheet, ...]:
    return tuple(
        ThemeSheet(slug, {Language(language): text["name"] for language, text in texts.items()})
        for slug, texts in session.execute(asked)
    )
