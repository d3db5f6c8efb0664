"""Pages and tiles are made once while nothing is written, and never shown once something is."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from app.access import Access, allow
from app.remembered import (
    MOST_BYTES,
    OVERHEAD_BYTES,
    Answer,
    Asked,
    Moment,
    Remembered,
    remembered,
)
from tests.conftest import an_app
from tests.stored import a_published_route, a_stored_committee

DAY = date(2026, 5, 12)


def an_answer(size: int = 10) -> Answer:
    return Answer((("Content-Type", "text/html"),), b"x" * size, "etag")


@pytest.fixture
def counting(migrated_url: URL, tmp_path: Path) -> tuple[Flask, Callable[[], int]]:
    """An application with a view that counts how often it runs."""
    app = an_app(migrated_url, tmp_path)
    runs: list[int] = []

    @allow(Access.PUBLIC)
    @remembered
    def counted() -> str:
        runs.append(1)
        return f"run {len(runs)} " + "é" * 2000

    app.add_url_rule("/fr/counted", view_func=counted)
    return app, lambda: len(runs)


def test_an_address_is_answered_once_until_something_is_written(
    counting: tuple[Flask, Callable[[], int]], committing: Session
) -> None:
    app, runs = counting
    client = app.test_client()
    first = client.get("/fr/counted")
    assert client.get("/fr/counted").data == first.data
    assert runs() == 1
    client.get("/fr/counted?page=2")
    assert runs() == 2
    a_stored_committee(committing)
    committing.commit()
    assert client.get("/fr/counted").data != first.data


def test_a_commit_that_was_under_way_when_the_page_was_made_is_not_missed(
    counting: tuple[Flask, Callable[[], int]], committing: Session, migrated_url: URL
) -> None:
    app, runs = counting
    client = app.test_client()
    a_stored_committee(committing)
    client.get("/fr/counted")
    other = create_engine(migrated_url)
    with Session(other) as session, session.begin():
        a_stored_committee(session, key="later")
    other.dispose()
    client.get("/fr/counted")
    made = runs()
    committing.commit()
    client.get("/fr/counted")
    assert runs() == made + 1


def test_the_list_and_the_map_show_a_publication_at_once(
    migrated_url: URL, tmp_path: Path, committing: Session
) -> None:
    client = an_app(migrated_url, tmp_path).test_client()
    tile = "/tiles/routes/8/128/93.mvt"
    assert b"Autour de Condom" not in client.get("/fr/").data + client.get(tile).data
    a_published_route(committing)
    committing.commit()
    assert b"Autour de Condom" in client.get("/fr/").data
    assert b"Autour de Condom" in client.get(tile).data


def test_who_has_it_gets_304_and_who_takes_gzip_the_same_in_gzip(
    counting: tuple[Flask, Callable[[], int]],
) -> None:
    app, runs = counting
    client = app.test_client()
    plain = client.get("/fr/counted")
    packed = client.get("/fr/counted", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).decode().startswith("run 2 ")
    made = runs()
    assert client.get("/fr/counted", headers={"Accept-Encoding": "gzip"}).data == packed.data
    again = client.get("/fr/counted", headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Security-Policy" in again.headers
    assert runs() == made


def test_what_is_not_an_answer_is_not_remembered(
    counting: tuple[Flask, Callable[[], int]],
) -> None:
    app, _runs = counting
    runs: list[int] = []

    @allow(Access.PUBLIC)
    @remembered
    def missing() -> tuple[str, int]:
        runs.append(1)
        return "nothing here", 404

    app.add_url_rule("/fr/missing", view_func=missing)
    client = app.test_client()
    assert client.get("/fr/missing").status_code == client.get("/fr/missing").status_code == 404
    assert len(runs) == 2


def kept(memory: Remembered, moment: Moment, address: str, size: int = 10) -> None:
    memory.get(moment, Asked(address, False))
    memory.keep(moment, Asked(address, False), an_answer(size))


def test_another_day_is_another_answer() -> None:
    memory = Remembered()
    kept(memory, Moment("1:1:", DAY), "/fr/")
    assert memory.get(Moment("1:1:", DAY), Asked("/fr/", False))
    assert memory.get(Moment("1:1:", DAY.replace(day=13)), Asked("/fr/", False)) is None


def test_the_least_lately_asked_are_forgotten_when_there_is_no_room() -> None:
    memory, moment = Remembered(), Moment("1:1:", DAY)
    size = MOST_BYTES // 3 - OVERHEAD_BYTES
    for address in ("/a", "/b", "/c"):
        kept(memory, moment, address, size)
    assert memory.get(moment, Asked("/a", False))
    kept(memory, moment, "/d", size)
    assert memory.get(moment, Asked("/b", False)) is None
    assert memory.get(moment, Asked("/a", False))
    assert memory.get(moment, Asked("/d", False))


def test_empty_answers_take_room_too() -> None:
    memory, moment = Remembered(), Moment("1:1:", DAY)
    for number in range(MOST_BYTES // OVERHEAD_BYTES + 10):
        kept(memory, moment, f"/{number}", 0)
    assert memory.get(moment, Asked("/0", False)) is None


def test_the_same_address_kept_twice_takes_its_room_once() -> None:
    memory, moment = Remembered(), Moment("1:1:", DAY)
    kept(memory, moment, "/other")
    for _ in range(5):
        kept(memory, moment, "/page", MOST_BYTES // 3 - OVERHEAD_BYTES)
    assert memory.get(moment, Asked("/other", False))


def test_a_late_answer_of_an_earlier_moment_is_dropped() -> None:
    memory, before, now = Remembered(), Moment("1:1:", DAY), Moment("2:2:", DAY)
    memory.get(before, Asked("/slow", False))
    kept(memory, now, "/quick")
    memory.keep(before, Asked("/slow", False), an_answer())
    assert memory.get(now, Asked("/quick", False))
    assert memory.get(now, Asked("/slow", False)) is None
