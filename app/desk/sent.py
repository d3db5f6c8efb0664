"""What a form of the desk sent: its fields, and the version that it was shown with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, request

from app.actions.revisions import Signed
from app.digits import number_of
from app.signed_in import the_person
from gis.errors import GisError

Fields = Mapping[str, str]
"""Each field's words, by its name."""
CHOICE, OWN = ".choice", ".own"
"""After a field's name, on the page of a clash: which version is chosen, and a third one."""


@dataclass(frozen=True)
class Sent:
    """The fields of a form, lines ended as everywhere else, without spaces around them."""

    fields: Fields

    def text(self, name: str) -> str:
        """What one field holds; nothing where it was not sent."""
        return self.fields.get(name, "")

    def number(self, name: str) -> int | None:
        """A whole number; None where nothing was typed. Raises GisError `form.no_number`."""
        typed = re.sub(r"[\s\u202f\u00a0]", "", self.text(name))
        if not typed:
            return None
        number = number_of(typed)
        if number is None:
            raise GisError("form.no_number", typed=self.text(name))
        return number

    def day(self, name: str) -> date | None:
        """A day; None where nothing was typed. Raises GisError `form.no_day`."""
        typed = self.text(name)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            raise GisError("form.no_day", typed=typed) from None

    def kilometres(self, name: str) -> float:
        """A distance in kilometres. Raises GisError `form.no_kilometres`."""
        typed = self.text(name).replace(",", ".")
        if not re.fullmatch(r"\d{1,5}(\.\d{1,6})?", typed):
            raise GisError("form.no_kilometres", typed=self.text(name))
        return float(typed)

    def degrees(self, name: str, farthest: float) -> float:
        """A longitude or latitude. Raises GisError `form.no_degrees` where it is none."""
        typed = self.text(name).replace(",", ".")
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", typed) or abs(float(typed)) > farthest:
            raise GisError("form.no_degrees", typed=self.text(name), farthest=int(farthest))
        return float(typed)


def sent() -> Sent:
    """The form of this request; on the page of a clash, with the versions that were chosen."""
    typed = {name: _clean(" ".join(request.form.getlist(name))) for name in request.form}
    return Sent({name: _chosen(typed, name) for name in typed})


def signed() -> Signed:
    """Who sends a form, and the version that they saw. 400 where the form does not say."""
    seen = number_of(request.form.get("version", ""))
    return Signed(the_person(), seen) if seen is not None else abort(400)


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _chosen(typed: Fields, name: str) -> str:
    """A field that two people changed carries both versions; one of them, or a third, counts."""
    choice = typed.get(name + CHOICE, "mine")
    return typed[name] if choice == "mine" else typed.get(f"{name}.{choice}", "")
