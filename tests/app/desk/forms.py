"""Reading the forms of the desk as a browser would: what they hold is what they send."""

from dataclasses import dataclass

import lxml.html
from werkzeug.test import TestResponse

from tests.app.desk.conftest import Officer


@dataclass
class Form:
    """One form of a page: its address and its fields."""

    action: str
    fields: dict[str, str | list[str]]


def forms(answer: TestResponse) -> list[Form]:
    """The forms of a page that send something, in order; buttons are not pressed."""
    page = lxml.html.fromstring(answer.get_data(as_text=True))
    found = []
    for form in page.forms:
        if form.method != "POST":
            continue
        fields: dict[str, str | list[str]] = {}
        for name, value in form.form_values():
            before = fields.get(name)
            fields[name] = (
                value
                if before is None
                else [*([before] if isinstance(before, str) else before), value]
            )
        found.append(Form(form.action or "", fields))
    return found


def form_of(officer: Officer, address: str, sent_to: str = "") -> Form:
    """The form of a page that is sent to an address, by default to its own."""
    answer = officer.get(address)
    assert answer.status_code == 200, answer.status_code
    return next(form for form in forms(answer) if form.action == (sent_to or address))


def send(officer: Officer, form: Form, **changes: object) -> TestResponse:
    """The form as it is, but for some fields; None leaves one out, as an unticked box is."""
    fields = {**form.fields, **changes}
    return officer.post(
        form.action, **{name: one for name, one in fields.items() if one is not None}
    )


def words(answer: TestResponse) -> str:
    """What a page says, spaces single."""
    page = lxml.html.fromstring(answer.get_data(as_text=True))
    return " ".join(page.text_content().split())
