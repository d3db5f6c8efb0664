"""Signing in and out."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.access import Access, allow
from app.actions import sign_in as sessions
from app.database import db
from app.messages import sentence
from app.signed_in import COOKIE, COOKIE_PATH
from gis.errors import GisError


@allow(Access.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """The page that asks for e-mail and password, and what it sends."""
    refusal = ""
    if request.method == "POST":
        now = current_app.extensions["settings"].departement.now()
        email, password = request.form.get("email", ""), request.form.get("password", "")
        try:
            with db.writing():
                opened = sessions.sign_in(db.session, email, password, now)
            return _with_cookie(redirect(_where_to(), 303), opened.secret)
        except GisError as error:
            refusal = sentence(error)
    page = render_template("desk/sign_in.html", refusal=refusal)
    return page, 422 if refusal else 200


@allow(Access.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """Ends the session, and forgets its cookie."""
    with db.writing():
        sessions.sign_out(db.session, request.cookies.get(COOKIE, ""))
    answer = redirect(url_for("desk.sign_in"), 303)
    answer.delete_cookie(COOKIE, path=COOKIE_PATH, secure=True, httponly=True, samesite="Lax")
    return answer


def _where_to() -> str:
    """The page of the desk that was asked for before signing in; never another site's."""
    asked = request.args.get("suite", "")
    return asked if asked.startswith(f"{COOKIE_PATH}/") else f"{COOKIE_PATH}/"


def _with_cookie(answer: Response, secret: str) -> Response:
    answer.set_cookie(COOKIE, secret, path=COOKIE_PATH, secure=True, httponly=True, samesite="Lax")
    return answer


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/connexion", "sign_in", sign_in, methods=["GET", "POST"])
    desk.add_url_rule("/deconnexion", "sign_out", sign_out, methods=["POST"])
