"""balise user: who may sign in at the desk."""

import json

import click
from flask_babel import gettext as _

from app import here
from app.actions.accounts import LINK_LASTS, make_link
from app.actions.organisations import own_committee
from app.actions.people import add_person
from app.cli.choices import choice_of
from app.database import db
from app.figures import long_date
from app.models import Organisation, Person
from app.queries.accounts import every_person, organisation_called, person_by_email
from app.signed_in import password_link
from app.words import role_name
from gis.vocabulary import Language, Role


@click.group()
def user() -> None:
    """Say who may sign in at the desk."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="As the history of routes will show it.")
@click.option(
    "--organisation", help="Its key or its name; by default the département's own committee."
)
@click.option(
    "--role",
    "roles",
    type=choice_of(Role),
    multiple=True,
    required=True,
    help="What they may do; give it several times for several roles.",
)
def add(email: str, name: str, organisation: str | None, roles: tuple[str, ...]) -> None:
    """Make an account for EMAIL; prints a link at which its owner chooses a password."""
    with db.session.begin():
        person = add_person(
            db.session, email, name, _organisation(organisation), [Role(role) for role in roles]
        )
        secret = make_link(db.session, person, here.now())
        said = _("Compte ajouté pour %(name)s.", name=person.name)
    click.echo(said)
    _show(secret)


@user.command()
@click.argument("email")
def password(email: str) -> None:
    """Print a link at which the owner of EMAIL chooses another password, once."""
    with db.session.begin():
        secret = make_link(db.session, person_by_email(db.session, email), here.now())
    _show(secret)


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def list_people(*, as_json: bool) -> None:
    """List the accounts: address, name, organisation, roles."""
    people = every_person(db.session)
    if as_json:
        click.echo(json.dumps([_document(person) for person in people], ensure_ascii=False))
        return
    for person in people:
        roles = ", ".join(role_name(Role(role)) for role in person.roles)
        closed = "" if person.is_active else "  " + _("(compte fermé)")
        organisation = person.organisation.name
        click.echo(f"{person.email}  {person.name}  {organisation}  {roles}{closed}")


def _document(person: Person) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "organisation": person.organisation.key,
        "roles": person.roles,
        "is_active": person.is_active,
    }


def _organisation(word: str | None) -> Organisation:
    if word is not None:
        return organisation_called(db.session, word)
    of = here.settings().departement.of[Language.FR]
    return own_committee(db.session, _("Comité départemental du tourisme %(of)s", of=of))


def _show(secret: str) -> None:
    last_day = (here.now() + LINK_LASTS).date()
    click.echo(
        _(
            "Lien où choisir le mot de passe, une fois, jusqu’au %(day)s :",
            day=long_date(last_day),
        )
    )
    click.echo(password_link(secret))


COMMANDS = (user,)
