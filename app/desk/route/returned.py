"""What those who validate have sent back to who writes."""

from dataclasses import dataclass

from app.database import db
from app.models import Gesture, Revision, Route
from app.queries.history import last_event
from gis.vocabulary import Language, TextState

EVENTS = (Gesture.SENT, Gesture.RETURNED, Gesture.PUBLISHED, Gesture.WITHDRAWN)


@dataclass(frozen=True)
class Returned:
    """One return, with its remark, and the languages that still are as it left them."""

    event: Revision
    languages: tuple[Language, ...]


def returned(route: Route) -> list[Returned]:
    """The returns to answer, each once: their texts have not been sent again since."""
    events: dict[int, Revision] = {}
    languages: dict[int, list[Language]] = {}
    for language in Language:
        text = route.text(language)
        if text is None or text.state not in (TextState.DRAFT, TextState.MODIFIED):
            continue
        event = last_event(db.session, route.id, language, EVENTS)
        if event is not None and event.gesture == Gesture.RETURNED:
            events[event.id] = event
            languages.setdefault(event.id, []).append(language)
    return [Returned(event, tuple(languages[key])) for key, event in events.items()]
