"""The demonstration's four accounts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people import add_person, give_password
from app.models import Organisation
from app.models.organisation import OrganisationKind
from gis.vocabulary import Role

DOMAIN = "@balise.example"
ACCOUNTS = {
    "lecture": (Role.READER,),
    "redaction": (Role.OFFICER,),
    "validation": (Role.OFFICER, Role.VALIDATOR),
    "administration": (Role.ADMINISTRATOR,),
}
NAMES = {
    Role.READER: "lecture",
    Role.OFFICER: "rédaction",
    Role.VALIDATOR: "validation",
    Role.ADMINISTRATOR: "administration",
}


def load_people(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Makes an account of each kind; yields each with its password, which is kept nowhere."""
    committees = select(Organisation).where(
        Organisation.kind == OrganisationKind.COMMITTEE, Organisation.is_demo
    )
    committee = session.scalars(committees.order_by(Organisation.id).limit(1)).one()
    yield "Comptes de démonstration, mots de passe montrés une seule fois :"
    for box, roles in ACCOUNTS.items():
        email = f"{box}{DOMAIN}"
        name = f"{NAMES[roles[-1]].capitalize()} (démonstration)"
        person = add_person(session, email, name, committee, roles, is_demo=True)
        said = " et ".join(NAMES[role] for role in roles)
        yield f"    {email} : {give_password(session, person)} ({said})"
