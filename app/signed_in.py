"""Who is asking: by the desk's cookie, by the secret of its pages, or by a script's token."""

from hmac import compare_digest

from flask import Request, g, request

from app import here
from app.actions.sign_in import page_secret_of
from app.database import db
from app.models import Person, Token, TokenKind
from app.queries.people import session_of_page, token_of

COOKIE = "balise_bureau"
DEVICE_COOKIE = "balise_appareil"
"""Says only that somebody has signed in here before: it opens nothing."""
COOKIE_PATH = "/bureau"
"""The only addresses to which a browser sends them."""
PAGE_SECRET = "page_secret"
"""The field of every form of the desk."""
SAFE = ("GET", "HEAD", "OPTIONS")


def signed_in() -> Person | None:
    """Whoever makes this request; nobody where nothing, or nothing valid, says so."""
    if "person" not in g:
        token = _asking(request)
        g.person = token.person if token else None
    person: Person | None = g.person
    return person


def the_person() -> Person:
    """Whoever makes this request, behind a declaration that lets nobody else in."""
    person = signed_in()
    assert person is not None
    return person


def page_secret() -> str:
    """What the desk's own forms send along, and what opens `/api/` to the scripts of its pages."""
    return page_secret_of(request.cookies.get(COOKIE, ""))


def is_from_own_page() -> bool:
    """Whether a request that a cookie vouches for comes from the desk itself.

    Only cookies need this: no browser adds a bearer's `Authorization` by itself.
    """
    if request.method in SAFE or _bearer(request) is not None:
        return True
    return compare_digest(
        request.form.get(PAGE_SECRET, "").encode(errors="replace"), page_secret().encode()
    )


def _bearer(asked: Request) -> str | None:
    """The secret after the word Bearer; a proxy's own Basic authorization is not ours."""
    if asked.authorization is None or asked.authorization.type != "bearer":
        return None
    return asked.authorization.token or ""


def _asking(asked: Request) -> Token | None:
    """The token that vouches for a request. Scripts' tokens do not open the desk's own pages:
    there, one could make another that outlives it."""
    now = here.now()
    secret = _bearer(asked)
    is_at_the_desk = asked.path.startswith(f"{COOKIE_PATH}/")
    if secret is None:
        cookie = asked.cookies.get(COOKIE, "") if is_at_the_desk else ""
        return token_of(db.session, TokenKind.SESSION, cookie, now) if cookie else None
    found = session_of_page(db.session, secret, now)
    if found is None and not is_at_the_desk:
        found = token_of(db.session, TokenKind.SCRIPT, secret, now)
    return found


def password_link(secret: str) -> str:
    """The address, as it is sent to somebody, at which they choose a password."""
    return f"{here.settings().public_url}{COOKIE_PATH}/mot-de-passe/{secret}"
