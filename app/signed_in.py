"""Who is asking: by the desk's cookie, by the secret of its pages, or by a script's token."""

from flask import Request, current_app, g, request

from app.actions.sign_in import page_secret_of
from app.database import db
from app.models import Person, TokenKind
from app.queries.people import session_of_page, token_of

COOKIE = "balise_bureau"
COOKIE_PATH = "/bureau"
"""The only addresses to which a browser sends it."""
PAGE_SECRET = "page_secret"
"""The field of every form of the desk."""
SAFE = ("GET", "HEAD", "OPTIONS")


def signed_in() -> Person | None:
    """Whoever makes this request; nobody where nothing, or nothing valid, says so."""
    if "person" not in g:
        g.person = _asking(request)
    person: Person | None = g.person
    return person


def the_person() -> Person:
    """Whoever makes this request, behind a declaration that lets nobody else in."""
    person = signed_in()
    assert person is not None
    return person


def page_secret() -> str:
    """What the desk's own forms and scripts send along."""
    return page_secret_of(request.cookies.get(COOKIE, ""))


def is_from_own_page() -> bool:
    """Whether a request that a cookie vouches for comes from the desk itself.

    Only cookies need this: a browser adds no `Authorization` by itself.
    """
    if request.method in SAFE or request.authorization:
        return True
    return request.form.get(PAGE_SECRET) == page_secret()


def _asking(asked: Request) -> Person | None:
    now = current_app.extensions["settings"].departement.now()
    found = None
    if asked.authorization and asked.authorization.type == "bearer":
        secret = asked.authorization.token or ""
        found = session_of_page(db.session, secret, now) or token_of(
            db.session, TokenKind.SCRIPT, secret, now
        )
    elif secret := asked.cookies.get(COOKIE, ""):
        found = token_of(db.session, TokenKind.SESSION, secret, now)
    return found.person if found else None
