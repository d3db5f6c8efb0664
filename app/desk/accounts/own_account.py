"""One's own account: password, open sessions, tokens for scripts; and the link that begins it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app import here
from app.access import Access, allow
from app.actions import accounts
from app.actions.attempts import begin_attempt, forget_attempt
from app.actions.sign_in import open_session
from app.database import db
from app.desk.accounts.sign_in import place, with_session
from app.messages import sentence
from app.models import TokenKind
from app.queries.accounts import tokens_of
from app.queries.people import LARGEST_ID, digest_of, token_of
from app.signed_in import COOKIE, the_person
from gis.errors import GisError

DONE = {
    "password": _l("Votre mot de passe est changé ; vos autres sessions sont terminées."),
    "ended": _l("C’est terminé : cet accès ne sert plus."),
}


@allow(Access.SIGNED_IN)
def account() -> ResponseReturnValue:
    """What somebody holds, and may change."""
    return _page()


@allow(Access.SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """A new password for who knows the old one."""
    person, now = the_person(), here.now()
    try:
        with db.writing():
            attempt = begin_attempt(db.session, person.email, place(), now)
        with db.writing():
            old, new = request.form.get("old", ""), request.form.get("password", "")
            accounts.change_password(db.session, person, old, new)
            forget_attempt(db.session, attempt)
            opened = open_session(db.session, person, now, with_device=True)
    except GisError as error:
        return _page(password_refusal=sentence(error)), 422
    return with_session(redirect(url_for("desk.account", fait="password"), 303), opened)


@allow(Access.SIGNED_IN)
def end_token(token_id: int) -> ResponseReturnValue:
    """Ends one of one's own sessions or tokens."""
    with db.writing():
        accounts.end_token(db.session, the_person(), token_id)
    return redirect(url_for("desk.account", fait="ended"), 303)


@allow(Access.SIGNED_IN)
def end_other_sessions() -> ResponseReturnValue:
    """Ends one's sessions in all other browsers."""
    with db.writing():
        accounts.end_other_sessions(db.session, the_person(), request.cookies.get(COOKIE, ""))
    return redirect(url_for("desk.account", fait="ended"), 303)


@allow(Access.SIGNED_IN)
def add_script_token() -> ResponseReturnValue:
    """Makes a token and shows its secret, this once."""
    name = " ".join(request.form.get("name", "").split())
    try:
        with db.writing():
            secret = accounts.add_script_token(db.session, the_person(), name, here.now())
    except GisError as error:
        return _page(script_refusal=sentence(error)), 422
    return _page(script_secret=secret), 201


@allow(Access.PUBLIC)
def choose_password(secret: str) -> ResponseReturnValue:
    """The page that a link leads to, and the password that it sends."""
    now, refusal = here.now(), ""
    if request.method == "POST":
        try:
            with db.writing():
                password = request.form.get("password", "")
                accounts.choose_password(db.session, secret, password, now)
            return redirect(url_for("desk.sign_in", fait="password"), 303)
        except GisError as error:
            refusal = sentence(error)
    link = token_of(db.session, TokenKind.RESET, secret, now)
    page = render_template("desk/choose_password.html", link=link, refusal=refusal)
    status = 410 if link is None else 422 if refusal else 200
    return page, status, {"Referrer-Policy": "no-referrer"}


def _page(**values: object) -> str:
    person, now = the_person(), here.now()
    return render_template(
        "desk/account.html",
        sessions=tokens_of(db.session, person, TokenKind.SESSION, now),
        scripts=tokens_of(db.session, person, TokenKind.SCRIPT, now),
        this_session=digest_of(request.cookies.get(COOKIE, "")),
        timezone=here.settings().departement.timezone,
        done=DONE.get(request.args.get("fait", ""), ""),
        **values,
    )


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/compte", "account", account)
    for address, endpoint, view in (
        ("/compte/mot-de-passe", "change_password", change_password),
        (f"/compte/acces/<int(max={LARGEST_ID}):token_id>/fin", "end_token", end_token),
        ("/compte/autres-sessions/fin", "end_other_sessions", end_other_sessions),
        ("/compte/jetons", "add_script_token", add_script_token),
    ):
        desk.add_url_rule(address, endpoint, view, methods=["POST"])
    desk.add_url_rule(
        "/mot-de-passe/<secret>", "choose_password", choose_password, methods=["GET", "POST"]
    )
