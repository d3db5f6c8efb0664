"""Words that somebody looks for, in columns."""

from sqlalchemy import ColumnElement, Function, func
from sqlalchemy.orm import InstrumentedAttribute

from app.folding import ACCENTED, PLAIN, fold
from app.models import Route


def titled(words: str) -> list[ColumnElement[bool]]:
    """Of routes: those whose number and titles hold all of these words."""
    return [Route.search_text.contains(word, autoescape=True) for word in fold(words).split()]


def plain(column: InstrumentedAttribute[str] | ColumnElement[str]) -> Function[str]:
    """A column in lower case and without accents, for PostgreSQL to search or sort by."""
    return func.translate(func.lower(column), ACCENTED, PLAIN)
