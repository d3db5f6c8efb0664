"""Who may use an endpoint: each view declares it, and an undeclared one answers nobody."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., object])


class Access(StrEnum):
    """To whom an endpoint answers."""

    PUBLIC = "public"


def allow(access: Access) -> Callable[[View], View]:
    """Declares who may use the view below it."""

    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def access_of(app: Flask, endpoint: str) -> Access | None:
    """What the view of `endpoint` declares."""
    return getattr(app.view_functions[endpoint], "access", None)


def _refuse_undeclared() -> None:
    if request.endpoint and access_of(current_app, request.endpoint) is None:
        abort(403)


def init_access(app: Flask) -> None:
    """Refuses, before any view runs, whatever has not declared its access."""
    app.before_request(_refuse_undeclared)
