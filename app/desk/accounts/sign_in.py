"""Signing in and out."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import here
from app.access import Access, allow
from app.actions import sign_in as sessions
from app.actions.attempts import Place, TooManyAttempts, begin_attempt
from app.actions.sign_in import DEVICE_LASTS, Opened
from app.database import db
from app.errors import Refusal
from app.messages import sentence
from app.signed_in import COOKIE, COOKIE_PATH, DEVICE_COOKIE, signed_in
from gis.errors import GisError


@allow(Access.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """The page that asks for e-mail and password, and what it sends."""
    if request.method == "POST":
        return _try_to_sign_in()
    if signed_in():
        return redirect(_where_to(), 303)
    if "essai" in request.args:
        return _page(_no_cookie())
    return _page()


def _try_to_sign_in() -> ResponseReturnValue:
    if _is_from_elsewhere():
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            _("Ce formulaire a été envoyé depuis un autre site : rien n’a été fait."),
        )
    now = here.now()
    email = request.form.get("email", "").strip().lower()
    try:
        with db.writing():
            attempt = begin_attempt(db.session, email, place(), now)
        with db.writing():
            opened = sessions.sign_in(
                db.session, email, request.form.get("password", ""), place(), attempt, now
            )
    except TooManyAttempts as error:
        return _page(sentence(error), 429, {"Retry-After": str(error.wait_s)})
    except GisError as error:
        return _page(sentence(error), 422)
    # By way of this page: it sees whether the browser has kept the cookie.
    return with_session(redirect(url_for("desk.sign_in", essai=1, suite=_where_to()), 303), opened)


@allow(Access.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """Ends the session, forgets its cookie, and what was being typed on a shared computer."""
    with db.writing():
        sessions.sign_out(db.session, request.cookies.get(COOKIE, ""))
    answer = redirect(url_for("desk.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"storage"'
    answer.delete_cookie(COOKIE, path=COOKIE_PATH, secure=True, httponly=True, samesite="Lax")
    return answer


def place() -> Place:
    """Where the request under way comes from."""
    return Place(request.remote_addr or "", request.cookies.get(DEVICE_COOKIE, ""))


def with_session(answer: Response, opened: Opened) -> Response:
    """An answer that gives the browser a session, and what makes it a known device."""
    _keep(answer, COOKIE, opened.secret)
    if opened.device:
        _keep(answer, DEVICE_COOKIE, opened.device, int(DEVICE_LASTS.total_seconds()))
    return answer


def _keep(answer: Response, name: str, secret: str, lasts_s: int | None = None) -> None:
    answer.set_cookie(
        name,
        secret,
        max_age=lasts_s,
        path=COOKIE_PATH,
        secure=True,
        httponly=True,
        samesite="Lax",
    )


def _page(
    refusal: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> ResponseReturnValue:
    is_done = request.args.get("fait") == "password"
    page = render_template("desk/sign_in.html", refusal=refusal, is_password_chosen=is_done)
    return page, status, headers or {}


def _no_cookie() -> str:
    if request.is_secure:
        return _("Votre navigateur n’a pas gardé la session. Acceptez les cookies de ce site.")
    return _(
        "Votre navigateur n’a pas gardé la session : il la refuse à une adresse en http. "
        "Ouvrez le bureau par son adresse en https."
    )


def _where_to() -> str:
    """The page of the desk that was asked for before signing in; never another site's."""
    asked = request.args.get("suite", "")
    is_page = asked.startswith(f"{COOKIE_PATH}/") and asked.isprintable()
    return asked if is_page else f"{COOKIE_PATH}/"


def _is_from_elsewhere() -> bool:
    """Whether another site's page sends this: there is no session yet whose secret would tell."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    public = urlsplit(here.settings().public_url).netloc
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] not in (request.host, public)


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/connexion", "sign_in", sign_in, methods=["GET", "POST"])
    desk.add_url_rule("/deconnexion", "sign_out", sign_out, methods=["POST"])
