"""Organisations: those that answer for routes."""

from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.folding import first_free, slugify
from app.models import Organisation
from app.models.organisation import OrganisationKind
from gis.errors import GisError

LONGEST_NAME = 120
LONGEST_WEBSITE = 500
LONGEST_KEY = 40


def own_committee(session: Session, name: str) -> Organisation:
    """The département's committee: the first real one, the only one, or a new one called `name`."""
    committees = select(Organisation).where(Organisation.kind == OrganisationKind.COMMITTEE)
    real_first = committees.order_by(Organisation.is_demo, Organisation.id)
    found = session.scalars(real_first.limit(2)).all()
    if found and (len(found) == 1 or not found[0].is_demo):
        return found[0]
    made = Organisation(key="committee", name=name, kind=OrganisationKind.COMMITTEE)
    session.add(made)
    session.flush()
    return made


def add_organisation(
    session: Session, name: str, kind: OrganisationKind, website: str
) -> Organisation:
    """Adds one, whose key is made of its name. Raises GisError `organisation.…`."""
    organisation = Organisation(key=_free_key(session, name))
    _describe(session, organisation, name, kind, website)
    session.add(organisation)
    session.flush()
    return organisation


def change_organisation(
    session: Session, organisation: Organisation, name: str, kind: OrganisationKind, website: str
) -> None:
    """Renames one, or says better what it is; its key stays. Raises GisError `organisation.…`."""
    _describe(session, organisation, name, kind, website)
    session.flush()


def _describe(
    session: Session, organisation: Organisation, name: str, kind: OrganisationKind, website: str
) -> None:
    shown, address = " ".join(name.split()), website.strip()
    if not 0 < len(shown) <= LONGEST_NAME:
        raise GisError("organisation.name", longest=LONGEST_NAME)
    if address and not _is_website(address):
        raise GisError("organisation.website")
    same = select(Organisation.id).where(func.lower(Organisation.name) == shown.lower())
    with session.no_autoflush:
        if any(other != organisation.id for other in session.scalars(same)):
            raise GisError("organisation.name_taken", name=shown)
    organisation.name = shown
    organisation.kind = kind
    organisation.website = address


def _is_website(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = len(address) <= LONGEST_WEBSITE and not any(sign.isspace() for sign in address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and is_plain


def _free_key(session: Session, name: str) -> str:
    """The words of a name, numbered where they are taken."""
    words = slugify(name, LONGEST_KEY)
    taken = set(session.scalars(select(Organisation.key).where(Organisation.key.startswith(words))))
    return first_free(words, taken)
