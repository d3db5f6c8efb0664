"""Answers that are made once while nothing is written: pages and tiles."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import psycopg
from flask import Flask, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags
from werkzeug.test import run_wsgi_app

MOST_BYTES = 64_000_000
"""What one server process keeps of them."""
OVERHEAD_BYTES = 4000
"""What an answer takes beside its body: its address, its headers."""
LONGEST_QUERY = 300
MARK = "balise.remembered"
"""Where a view lists the ETag of an answer that may be remembered."""
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
OF_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding"}
_STATE = "SELECT CAST(pg_current_snapshot() AS text)"

View = Callable[..., Any]


@dataclass(frozen=True)
class Answer:
    """What was sent, whole."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str

    @property
    def weight(self) -> int:
        """The memory that it takes, in bytes."""
        return len(self.body) + OVERHEAD_BYTES


@dataclass(frozen=True)
class Moment:
    """Two moments are equal when the same is visible of the database, on the same day.

    PostgreSQL's snapshot names the transactions that are over: any commit alters it.
    """

    visible: str
    day: date


@dataclass(frozen=True)
class Asked:
    """What tells one answer from another."""

    address: str
    takes_gzip: bool


class Remembered:
    """The answers of one moment; the least lately asked go first.

    The snapshot is of the whole PostgreSQL server: what others write in other databases of it
    empties this memory too, and never spoils it.
    """

    def __init__(self) -> None:
        self._moment: Moment | None = None
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, moment: Moment, asked: Asked) -> Answer | None:
        """What was answered at an equal moment; other moments are forgotten."""
        with self._lock:
            if moment != self._moment:
                self._moment, self._weight = moment, 0
                self._answers.clear()
            if asked not in self._answers:
                return None
            self._answers.move_to_end(asked)
            return self._answers[asked]

    def keep(self, moment: Moment, asked: Asked, answer: Answer) -> None:
        """Keeps an answer, unless the moment at which it was asked for has passed."""
        with self._lock:
            if moment != self._moment:
                return
            if before := self._answers.pop(asked, None):
                self._weight -= before.weight
            self._answers[asked] = answer
            self._weight += answer.weight
            while self._weight > MOST_BYTES:
                _, forgotten = self._answers.popitem(last=False)
                self._weight -= forgotten.weight


def remembered(view: View) -> View:
    """Lets an answer be remembered, and answers 304 to who has it already.

    For views whose answer depends on the address, the database, the day and the settings alone.
    """

    @wraps(view)
    def answer(**asked: object) -> ResponseReturnValue:
        response = make_response(view(**asked))
        if response.status_code != 200:
            return response
        etag = hashlib.sha256(response.get_data()).hexdigest()
        response.set_etag(etag, weak=True)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response.vary.add("Accept-Encoding")
        request.environ.setdefault(MARK, []).append(etag)
        return response.make_conditional(request)

    return answer


def init_remembered(app: Flask, addresses: tuple[str, ...]) -> None:
    """Puts the memory before the application, for addresses that begin with one of these."""
    memory, application = Remembered(), app.wsgi_app

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = _asked(environ)
        moment = _moment(app) if asked and asked.address.startswith(addresses) else None
        if asked is None or moment is None:
            return application(environ, start)
        if found := memory.get(moment, asked):
            return _sent(found, environ, start)
        etags: list[str] = []
        whole = {name: value for name, value in environ.items() if name not in CONDITIONS}
        whole[MARK] = etags
        body, status, headers = run_wsgi_app(application, whole, buffered=True)
        if not status.startswith("200") or not etags:
            start(status, headers.to_wsgi_list())
            return body
        made = Answer(tuple(headers.to_wsgi_list()), b"".join(body), etags[0])
        memory.keep(moment, asked, made)
        return _sent(made, environ, start)

    app.wsgi_app = answer  # type: ignore[method-assign,assignment]


def _asked(environ: WSGIEnvironment) -> Asked | None:
    query = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] != "GET" or len(query) > LONGEST_QUERY:
        return None
    encodings = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"), Accept)
    return Asked(f"{environ['PATH_INFO']}?{query}", encodings.quality("gzip") > 0)


def _moment(app: Flask) -> Moment | None:
    """What is visible now; None where the database does not answer: the application says so."""
    try:
        reading = app.extensions["engines"]["reading"].raw_connection()
        with closing(reading), closing(reading.cursor()) as cursor:
            (visible,) = cursor.execute(_STATE, prepare=True).fetchone()
    except (SQLAlchemyError, psycopg.Error):
        return None
    return Moment(visible, app.extensions["settings"].departement.today())


def _sent(answer: Answer, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(answer.etag):
        start("304 NOT MODIFIED", [one for one in answer.headers if one[0] not in OF_THE_BODY])
        return []
    start("200 OK", list(answer.headers))
    return [answer.body]
