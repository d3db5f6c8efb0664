"""What an endpoint takes and answers: declared once, obeyed here, published by openapi.py."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, current_app, request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from app.access import Access
from app.actions.publication import NotPublishable
from app.actions.revisions import Clash
from app.api.registry.refusals import not_publishable, unfit
from app.api.registry.versions import Stale, etag_of, refused, seen_version
from app.database import db
from app.models import Part

MAX_BODY_BYTES = 1_000_000
"""Of what is no line; a line may be as large as a file that is imported."""

Taken = TypeVar("Taken", bound="Shape")
View = Callable[..., "Answer"]


class Shape(BaseModel):
    """What travels: nothing that is not declared, and no number that is none."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    def seen_of(self, _part: Part, seen: int) -> int:
        """The version of a part that the writer of a body had read, by default the one named."""
        return seen


@dataclass(frozen=True)
class Answer:
    """What an endpoint found or did; `version` is that of the part it is about."""

    shape: Shape
    version: int | None = None
    location: str = ""


@dataclass(frozen=True)
class Contract:
    """What an endpoint promises: `takes` is its body, `asks` its query.

    One that `takes_file` has a file for body, whatever its kind.
    """

    summary: str
    gives: type[Shape]
    takes: type[Shape] | None = None
    takes_file: bool = False
    asks: type[Shape] | None = None
    status: HTTPStatus = HTTPStatus.OK
    has_version: bool = False
    writes_version: bool = False
    is_large: bool = False

    @property
    def tells_version(self) -> bool:
        """Whether the answer's ETag is the version of a part."""
        return self.has_version or self.writes_version

    @property
    def gives_location(self) -> bool:
        """Whether the answer says where the new thing is."""
        return self.status == HTTPStatus.CREATED


def promises(access: Access, contract: Contract) -> Callable[[View], Callable[..., Response]]:
    """Declares who may use the view below, and has its contract obeyed.

    The view gets `body`, `content` (a file's bytes), `asked` and `seen` (the version that its
    caller saw) where the contract has them.
    """

    def declare(view: View) -> Callable[..., Response]:
        @wraps(view)
        def obeying(**names: Any) -> Response:
            if contract.asks:
                names["asked"] = _query(contract.asks)
            if contract.takes:
                names["body"] = _body(contract.takes, contract.is_large)
            if contract.takes_file:
                names["content"] = request.get_data()
            if contract.writes_version:
                names["seen"] = seen_version()
            try:
                return _sent(view(**names), contract.status)
            except (Clash, Stale) as behind:
                db.session.rollback()
                return _behind(behind, names["seen"], names.get("body"))
            except NotPublishable as error:
                return not_publishable(error)

        obeying.access = access  # type: ignore[attr-defined]
        obeying.contract = contract  # type: ignore[attr-defined]
        return obeying

    return declare


def _behind(behind: Clash | Stale, seen: int, body: Shape | None) -> Response:
    if body is None:
        return refused(behind, seen, None)
    return refused(behind, body.seen_of(behind.part, seen), body.model_dump(mode="json"))


def _query(shape: type[Taken]) -> Taken:
    asked = {name: words for name, words in request.args.items() if name != "lang"}
    try:
        return shape.model_validate_strings(asked)
    except ValidationError as error:
        raise unfit(error, HTTPStatus.BAD_REQUEST) from None


def _body(shape: type[Taken], is_large: bool) -> Taken:
    if request.mimetype not in ("application/json", "application/geo+json"):
        raise UnsupportedMediaType
    if not is_large:
        request.max_content_length = MAX_BODY_BYTES
    try:
        return shape.model_validate_json(request.get_data())
    except ValidationError as error:
        raise unfit(error, HTTPStatus.UNPROCESSABLE_ENTITY) from None


def _sent(answer: Answer, status: HTTPStatus) -> Response:
    body = answer.shape.model_dump_json()
    sent: Response = current_app.response_class(body, status, mimetype="application/json")
    sent.headers["Cache-Control"] = "no-store, private"
    if answer.version is not None:
        sent.headers["ETag"] = etag_of(answer.version)
    if answer.location:
        sent.headers["Location"] = answer.location
    return sent
