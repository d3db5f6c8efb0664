"""What tests of importing do: send files, read the page, send its form."""

import io
import re
from http import HTTPStatus
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Route
from tests.app.desk.conftest import Officer
from tests.gpx_texts import gpx, point, track
from tests.staged import east


def a_track(name: str, lat: float = 43.9, from_km: float = 0, to_km: float = 12) -> str:
    kms = [from_km + (to_km - from_km) * step / 60 for step in range(61)]
    return track("".join(point(lat, east(km), 150) for km in kms), name)


def several(count: int) -> bytes:
    return gpx("".join(a_track(f"Trace {n}", 43 + n / 20) for n in range(count)))


def sent(officer: Officer, content: bytes, name: str = "essai.gpx") -> Any:
    """The answer to a file."""
    return officer.post("/bureau/imports", files=(io.BytesIO(content), name))


def dropped(officer: Officer, content: bytes, name: str = "essai.gpx") -> str:
    """The address of a file that was taken."""
    answer = sent(officer, content, name)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    return str(answer.location)


def shown(officer: Officer, address: str) -> str:
    page = officer.get(address)
    assert page.status_code == HTTPStatus.OK
    return str(page.get_data(as_text=True))


def form_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the page as it is, without buttons."""
    fields: dict[str, list[str]] = {}
    sheet = page[page.index('<form class="import-sheet"') :]
    for tag in re.findall(r"<input [^>]*>", sheet):
        name, value = (re.search(rf' {what}="([^"]*)"', tag) for what in ("name", "value"))
        is_left_out = re.search(r'type="(checkbox|radio)"', tag) and " checked" not in tag
        if name and not is_left_out and name[1] != "page_secret":
            fields.setdefault(name[1], []).append(value[1] if value else "on")
    for name, options in re.findall(r'<select[^>]* name="([^"]*)".*?>(.*?)</select>', sheet, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        if chosen:
            fields[name] = [chosen[1]]
    return fields


def answered(officer: Officer, address: str, page: str, do: str, **changes: object) -> Any:
    """The form of a page, sent with some changes; `_` stands for `-` in their names."""
    said = {name.replace("_", "-"): value for name, value in changes.items()}
    return officer.post(address, **{**form_of(page), **said, "do": do})


def routes(session: Session) -> list[Route]:
    session.expire_all()
    return list(session.scalars(select(Route).order_by(Route.id)))


def count_of(session: Session, table: Any) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(table)) or 0
