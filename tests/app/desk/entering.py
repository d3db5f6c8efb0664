"""Anne at the desk's door: what she types, and how often it was wrong."""

from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.actions.attempts import Place, begin_attempt
from app.models import SignInFailure

ANNE = "anne@cdt.example"
DOOR = "/bureau/connexion"
GOOD = "quatre mots sans rapport"


def enter(client: FlaskClient, password: str, door: str = DOOR, **options: object) -> TestResponse:
    form = {"email": " Anne@CDT.example ", "password": password}
    return client.post(door, data=form, **options)  # type: ignore[arg-type]


def fail(session: Session, times: int) -> None:
    """Wrong passwords from where the test's browsers are, without the argon2 of each."""
    for _time in range(times):
        begin_attempt(session, ANNE, Place("127.0.0.1", ""), datetime.now(UTC))
    session.commit()


def failures(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SignInFailure)) or 0
