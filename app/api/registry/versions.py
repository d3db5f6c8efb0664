"""Versions of parts: the one that a writer saw, and what they are told when it is behind."""

import re
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from app.actions.revisions import Clash, Signed, lock_seen
from app.database import db
from app.errors import SENTENCES, Refusal, problem
from app.messages import sentence
from app.models import Part, Route
from app.queries.parts import last_revision, part_document
from app.signed_in import the_person

ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')
"""A proxy that packs an answer makes its ETag weak: the version is the same."""


class Stale(Exception):
    """A part that nobody has changed yet was said to have a version."""

    def __init__(self, route: Route, part: Part) -> None:
        super().__init__(part)
        self.part = part
        self.at = route.created_at
        self.document = {} if part == Part.PUBLICATION else part_document(route, part)


def etag_of(version: int) -> str:
    """The entity tag that names a version of a part."""
    return f'"{version}"'


def seen_version() -> int:
    """The version in `If-Match`, without which nothing is written."""
    said = request.headers.get("If-Match", "")
    if not said:
        raise Refusal(HTTPStatus.PRECONDITION_REQUIRED, SENTENCES[428]())
    found = ETAG.fullmatch(said.strip())
    if found is None:
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            _('« If-Match » attend l’ETag reçu à la lecture, comme "3".'),
        )
    return int(found[1])


def signed(route: Route, part: Part, seen: int) -> Signed:
    """A writer's signature under a change of a part, which the action compares under its lock.

    Raises Stale for a version of a part that never had one.
    """
    if seen and last_revision(db.session, route.id, part) is None:
        raise Stale(route, part)
    return Signed(the_person(), seen)


def signed_publication(route: Route, seen: int) -> Signed:
    """The same for what happens to a route as a whole, which stays locked from now on.

    Raises Clash or Stale when something else has happened to it.
    """
    lock_seen(db.session, route, Part.PUBLICATION, Signed(the_person(), seen))
    return signed(route, Part.PUBLICATION, seen)


def refused(behind: Clash | Stale, seen: int, sent: dict[str, Any] | None) -> Response:
    """Both versions of a part, and what the writer wanted: 412."""
    mine = {"version": seen, "document": sent}
    if isinstance(behind, Stale):
        return _both(behind.part, mine, 0, "", behind.at, behind.document)
    theirs = behind.theirs
    return _both(
        behind.part, mine, theirs.number, theirs.author, theirs.at, theirs.document,
        sentence(behind),
    )  # fmt: skip


def _both(
    part: Part,
    mine: dict[str, Any],
    version: int,
    author: str,
    at: datetime,
    document: dict[str, Any] | None,
    detail: str = "",
) -> Response:
    theirs = {"version": version, "author": author, "at": at.isoformat(), "document": document}
    answer = problem(
        HTTPStatus.PRECONDITION_FAILED,
        detail or SENTENCES[412](),
        key="revision.clash",
        part=part,
        mine=mine,
        theirs=theirs,
    )
    answer.headers["ETag"] = etag_of(version)
    return answer
