"""What happened to a route in words: gestures, sources of lines, times."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import format_time, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import figures, here
from app.desk.comparing.differences import differences
from app.desk.comparing.fields import field_name, part_name
from app.desk.comparing.parts_in_words import part_said
from app.models import Gesture, Part
from app.queries.history import Change, Names

GESTURES = {
    Gesture.BEGUN: _l("État de départ"),
    Gesture.SAVED: _l("Enregistré"),
    Gesture.IMPORTED: _l("Importé"),
    Gesture.RESTORED: _l("Restauré"),
    Gesture.SENT: _l("Envoyé à la validation"),
    Gesture.RETURNED: _l("Renvoyé à la rédaction"),
    Gesture.PUBLISHED: _l("Publié"),
    Gesture.WITHDRAWN: _l("Retiré"),
    Gesture.TRASHED: _l("Mis à la corbeille"),
    Gesture.UNTRASHED: _l("Sorti de la corbeille"),
}
SOURCES: dict[str, Callable[[str], str]] = {
    "reverse": lambda _other: _("sens inversé"),
    "trim": lambda _other: _("raccourci"),
    "split": lambda other: _("séparé de %(other)s", other=other) if other else _("coupé en deux"),
    "join": lambda other: _("prolongé par %(other)s", other=other),
    "replace": lambda _other: _("un passage redessiné"),
    "simplify": lambda _other: _("simplifié"),
    "snap": lambda other: _("calé sur %(other)s", other=other),
    "repair": lambda _other: _("réparé"),
}
"""What `route_line.source` says in a word, and the slug of the other route behind it."""


OF_THE_LINE = ("length", "ascent", "descent")
"""What changes with a line in any case."""


def gesture_name(gesture: Gesture) -> str:
    """What somebody did."""
    return str(GESTURES[gesture])


def source_name(source: str, gesture: Gesture) -> str:
    """Where a version of a line comes from: an edit, or a file, which may be called anything."""
    word, _space, other = source.partition(" ")
    if word in SOURCES and gesture != Gesture.IMPORTED:
        return SOURCES[word](other)
    return _("importé de « %(file)s »", file=source) if source else ""


def moment(at: datetime) -> str:
    """12 mai 2026 à 14:32, as it is in the département."""
    local = at.astimezone(here.settings().departement.timezone)
    hour = format_time(local, format="short", rebase=False)
    return _("%(day)s à %(hour)s", day=figures.long_date(local.date()), hour=hour)


def changed(change: Change, names: Names) -> str:
    """What a revision changed, in short."""
    revision = change.revision
    if revision.part == Part.PUBLICATION:
        languages = revision.document.get("languages", ())
        return ", ".join(get_locale().languages[one] for one in languages)
    if change.before is None and revision.number == 0:
        return ""
    told = [part_said(revision.part, one, names) for one in (change.before, revision.document)]
    fields = [one.field for one in differences(*told)]
    lines = _line_changed(change, names) if revision.part == Part.LINE else []
    if lines:
        fields = [field for field in fields if field not in OF_THE_LINE]
    return ", ".join([*lines, *(_within_a_sentence(field_name(field)) for field in fields)])


def _within_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _line_changed(change: Change, names: Names) -> list[str]:
    """Where a new line comes from, and by how much it is longer or shorter."""
    line_id = change.revision.document["line_id"]
    before_id = change.before["line_id"] if change.before else None
    if line_id == before_id:
        return []
    now = names.lines[line_id]
    said = [source_name(now.source, change.revision.gesture)]
    if before_id:
        longer_m = now.length_m - names.lines[before_id].length_m
        sign = "+" if longer_m >= 0 else "\N{MINUS SIGN}"
        said.append(sign + figures.kilometres(abs(longer_m)))
    return [one for one in said if one]


FILTERS: dict[str, Callable[..., str]] = {
    "gesture_name": gesture_name,
    "moment": moment,
    "field_name": field_name,
    "part_name": part_name,
}
