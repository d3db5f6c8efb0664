"""The form that describes a route's photos: what it shows, what was typed into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from app.actions.photos import ShownPhoto
from app.desk.sent import Sent, sent
from app.models import Photo, Route
from gis.vocabulary import Language


@dataclass(frozen=True)
class Row:
    """A photo, and what is said of it on a route."""

    photo: Photo
    said: ShownPhoto


def rows_of(route: Route) -> list[Row]:
    """The photos of a route as they are stored."""
    return [
        Row(
            one.photo,
            ShownPhoto(
                one.photo_id,
                {Language(language): words for language, words in one.texts.items()},
                one.credit,
                one.rights_end,
                one.ajaris_id,
            ),
        )
        for one in route.photos
    ]


def rows_sent(route: Route) -> list[Row]:
    """The photos as the form says them, those that are still on the route.

    Raises GisError `form.no_day`.
    """
    there = {row.photo.id: row.photo for row in rows_of(route)}
    form = sent()
    return [Row(there[number], _said(form, number)) for number in _known() if number in there]


def rearranged(rows: Sequence[Row]) -> list[Row]:
    """The same rows after what the pressed button does: `up 12`, `down 12` or `remove 12`."""
    verb, _, number = request.form.get("do", "").partition(" ")
    at = next((at for at, row in enumerate(rows) if str(row.photo.id) == number), None)
    moved = list(rows)
    if at is None:
        return moved
    row = moved.pop(at)
    if verb == "remove":
        return moved
    moved.insert(max(at - 1, 0) if verb == "up" else at + 1, row)
    return moved


def is_removing() -> bool:
    """Whether the pressed button takes a photo off."""
    return request.form.get("do", "").startswith("remove ")


def with_unseen(mine: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
    """What I said of the photos that are still there, and those that I had not seen."""
    there, known = {row.photo.id for row in theirs}, set(_known())
    kept = [row for row in mine if row.photo.id in there]
    return kept + [row for row in theirs if row.photo.id not in known]


def _known() -> list[int]:
    """The photos that the form showed, in its order, each once."""
    return list(dict.fromkeys(request.form.getlist("photo", type=int)))


def _said(form: Sent, number: int) -> ShownPhoto:
    legends = {language: form.text(f"{language}-{number}") for language in Language}
    return ShownPhoto(
        number,
        {language: words for language, words in legends.items() if words},
        form.text(f"credit-{number}"),
        form.day(f"rights_end-{number}"),
        form.text(f"ajaris-{number}"),
    )
