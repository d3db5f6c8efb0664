"""Answers that are made once while nothing is written: pages and tiles."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.compression import LEAST_BYTES, LEVEL
from app.database import db

MOST_BYTES = 64_000_000
"""What one server process keeps of them."""
OVERHEAD_BYTES = 2000
"""What an answer takes beside its bytes: its address, its names."""
LONGEST_QUERY = 300
_STATE = text("SELECT CAST(pg_current_snapshot() AS text)")

View = Callable[..., Any]


@dataclass(frozen=True)
class Answer:
    """The body of an answer, and what must be said of it."""

    body: bytes
    media_type: str
    cache_control: str

    @cached_property
    def sha256(self) -> str:
        """What tells it from another."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """The same in gzip."""
        return gzip.compress(self.body, LEVEL, mtime=0)

    @property
    def weight(self) -> int:
        """The memory that it takes, in bytes, at the most."""
        return 2 * len(self.body) + OVERHEAD_BYTES


@dataclass(frozen=True)
class Moment:
    """Two moments are equal when the same is visible of the database, on the same day.

    PostgreSQL's snapshot names the transactions that are over: any commit alters it.
    """

    visible: str
    day: date


class Remembered:
    """The answers of one moment, by address; the least lately asked go first.

    The snapshot is of the whole PostgreSQL server: what others write in other databases of it
    empties this memory too, and never spoils it.
    """

    def __init__(self) -> None:
        self._moment: Moment | None = None
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, moment: Moment, address: str) -> Answer | None:
        """What was answered to an address at an equal moment; other moments are forgotten."""
        with self._lock:
            if moment != self._moment:
                self._moment, self._weight = moment, 0
                self._answers.clear()
            if address not in self._answers:
                return None
            self._answers.move_to_end(address)
            return self._answers[address]

    def keep(self, moment: Moment, address: str, answer: Answer) -> None:
        """Keeps an answer, unless the moment at which it was asked for has passed."""
        with self._lock:
            if moment != self._moment:
                return
            if before := self._answers.pop(address, None):
                self._weight -= before.weight
            self._answers[address] = answer
            self._weight += answer.weight
            while self._weight > MOST_BYTES:
                _, forgotten = self._answers.popitem(last=False)
                self._weight -= forgotten.weight


def init_remembered(app: Flask) -> None:
    """Gives an application its memory."""
    app.extensions["remembered"] = Remembered()


def remembered(view: View) -> View:
    """Answers from memory while nothing was written, and with 304 who has it already.

    For views whose answer depends on the address, the database, the day and the settings alone.
    """

    @wraps(view)
    def answer(**asked: object) -> ResponseReturnValue:
        memory: Remembered = current_app.extensions["remembered"]
        moment = Moment(
            str(db.reading.scalar(_STATE)),
            current_app.extensions["settings"].departement.today(),
        )
        address = request.full_path
        found = memory.get(moment, address)
        if found is None:
            made = make_response(view(**asked))
            if made.status_code != 200:
                return made
            found = Answer(
                made.get_data(),
                made.mimetype or "",
                made.headers.get("Cache-Control", "public, no-cache"),
            )
            if len(request.query_string) <= LONGEST_QUERY:
                memory.keep(moment, address, found)
        return _sent(found)

    return answer


def _sent(answer: Answer) -> ResponseReturnValue:
    is_packed = len(answer.body) > LEAST_BYTES and request.accept_encodings.quality("gzip") > 0
    response = Response(answer.packed if is_packed else answer.body, mimetype=answer.media_type)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = answer.cache_control
    response.vary.add("Accept-Encoding")
    response.set_etag(answer.sha256, weak=True)
    return response.make_conditional(request)
