"""Texts: the words of a route, in one language at a time."""

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Gesture, Part, Route, RouteText
from app.queries.parts import WORDS, part_version
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language

LONGEST_TITLE = 200
LONGEST_WORDS = 20_000


def save_text(
    session: Session,
    route: Route,
    language: Language,
    words: Words,
    signed: Signed = UNSIGNED,
    *,
    is_up_to_date: bool = True,
    french_seen: int | None = None,
    gesture: Gesture = Gesture.SAVED,
) -> None:
    """Stores the words of a route in one language; no line is touched.

    A translation says whether it is up to date with the French: with the version of it that
    was seen, by default the newest. Raises GisError `texts.too_long`, or Clash when the words
    have changed since they were seen.
    """
    for name in WORDS:
        longest = LONGEST_TITLE if name == "title" else LONGEST_WORDS
        if len(getattr(words, name)) > longest:
            raise GisError("texts.too_long", field=name, longest=longest)
    with revised(session, route, Part.text(language), signed, gesture):
        text = route.text(language)
        if text is None:
            text = RouteText(language=language)
            route.texts.append(text)
        for name in WORDS:
            setattr(text, name, getattr(words, name))
        if language != Language.FR and is_up_to_date:
            newest = part_version(session, route.id, Part.TEXT_FR)
            text.translates = newest if french_seen is None else min(french_seen, newest)
