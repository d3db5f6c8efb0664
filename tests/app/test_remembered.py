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
from app.remembered import MOST_BYTES, Answer, Moment, Remembered, remembered
from tests.conftest import an_app
from tests.stored import a_published_route, a_stored_committee

DAY = date(2026, 5, 12)


def an_answer(size: int = 10) -> Answer:
    return Answer(b"x" * size, "text/html", "public, no-cache")


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

    app.add_url_rule("/counted", view_func=counted)
    return app, lambda: len(runs)


def test_an_address_is_answered_once_until_something_is_written(
    counting: tuple[Flask, Callable[[], int]], committing: Session
) -> None:
    app, runs = counting
    client = app.test_client()
    first = client.get("/counted")
    assert client.get("/counted").data == first.data
    assert runs() == 1
    client.get("/counted?page=2")
    assert runs() == 2
    a_stored_committee(committing)
    committing.commit()
    assert client.get("/counted").data != first.data


def test_a_commit_that_was_under_way_when_the_page_was_made_is_not_missed(
    counting: tuple[Flask, Callable[[], int]], committing: Session, migrated_url: URL
) -> None:
    app, runs = counting
    client = app.test_client()
    a_stored_committee(committing)
    client.get("/counted")
    other = create_engine(migrated_url)
    with Session(other) as session, session.begin():
        a_stored_committee(session, key="later")
    other.dispose()
    client.get("/counted")
    made = runs()
    committing.commit()
    client.get("/counted")
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
    plain = client.get("/counted")
    packed = client.get("/counted", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    etag = plain.headers["ETag"]
    assert client.get("/counted", headers={"If-None-Match": etag}).status_code == 304
    assert runs() == 1


def test_a_refusal_is_not_remembered(demo_app: Flask) -> None:
    client = demo_app.test_client()
    assert client.get("/fr/?practice=flying").status_code == 400
    assert client.get("/fr/?practice=flying").status_code == 400


def test_another_day_is_another_answer() -> None:
    memory = Remembered()
    memory.keep(Moment("1:1:", DAY), "/fr/", an_answer())
    assert memory.get(Moment("1:1:", DAY), "/fr/")
    assert memory.get(Moment("1:1:", DAY.replace(day=13)), "/fr/") is None


def test_the_least_lately_asked_are_forgotten_when_there_is_no_room() -> None:
    memory, moment = Remembered(), Moment("1:1:", DAY)
    for address in ("/a", "/b", "/c"):
        memory.keep(moment, address, an_answer(MOST_BYTES // 3))
    assert memory.get(moment, "/a")
    memory.keep(moment, "/d", an_answer(MOST_BYTES // 3))
    assert memory.get(moment, "/b") is None
    assert memory.get(moment, "/a")
    assert memory.get(moment, "/d")


def test_the_same_address_kept_twice_takes_its_room_once() -> None:
    memory, moment = Remembered(), Moment("1:1:", DAY)
    memory.keep(moment, "/other", an_answer(1000))
    for _ in range(5):
        memory.keep(moment, "/page", an_answer(MOST_BYTES // 3))
    assert memory.get(moment, "/other")
