"""Contributors: who has a part in a route, and who pilots it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Contributor, Organisation, Part, Person, Revision, Route
from gis.errors import GisError
from gis.vocabulary import ContributorRole, Role

LONGEST_PART = 500


@dataclass(frozen=True)
class Taking:
    """What an organisation is to a route, whether it may edit it, and what it does."""

    organisation_id: int
    role: ContributorRole
    may_edit: bool = False
    does: str = ""


def may_share(person: Person, route: Route) -> bool:
    """Whether somebody may say who else works on a route: its owner's officers, administrators.

    Not those who were let in: they would let in others, or themselves farther.
    """
    is_owner = person.organisation_id == route.owner_id and Role.OFFICER in person.roles
    return is_owner or Role.ADMINISTRATOR in person.roles


def may_restore(person: Person, route: Route, revision: Revision) -> bool:
    """Whether somebody who may edit a route may make a part of it what it was after a revision.

    Who else works on it is said by those who may share it, who owns it by administrators alone.
    """
    if revision.part != Part.CONTRIBUTORS:
        return True
    is_same_owner = revision.document["owner_id"] == route.owner_id
    return may_share(person, route) and (is_same_owner or Role.ADMINISTRATOR in person.roles)


def takings_of(route: Route) -> tuple[Taking, ...]:
    """Who has a part in a route now, in the order of their names."""
    ordered = sorted(route.contributors, key=lambda one: one.organisation.name)
    return tuple(Taking(one.organisation_id, one.role, one.may_edit, one.does) for one in ordered)


def save_contributors(
    session: Session, route: Route, takings: Sequence[Taking], signed: Signed = UNSIGNED
) -> None:
    """Gives a route its contributors, instead of those it had.

    Raises GisError where one stands twice, owns the route or says too much, Clash when they
    have changed since they were seen.
    """
    with revised(session, route, Part.CONTRIBUTORS, signed):
        there = {one.organisation_id: one for one in route.contributors}
        wanted = {one.organisation_id: one for one in takings}
        if len(wanted) < len(takings):
            raise GisError("contributors.twice")
        if route.owner_id in wanted:
            raise GisError("contributors.owner")
        if any(len(one.does) > LONGEST_PART for one in takings):
            raise GisError("facts.too_long", longest=LONGEST_PART)
        route.contributors[:] = [
            _with(there.get(one.organisation_id) or Contributor(), one) for one in wanted.values()
        ]


def hand_over(
    session: Session,
    route: Route,
    owner: Organisation,
    signed: Signed = UNSIGNED,
    *,
    stays: bool = True,
) -> None:
    """Gives a route to another organisation; the one before `stays` as co-pilot, or goes.

    Raises Clash when its contributors have changed since they were seen.
    """
    with revised(session, route, Part.CONTRIBUTORS, signed):
        if owner.id == route.owner_id:
            return
        before = Taking(route.owner_id, ContributorRole.CO_PILOT, may_edit=True)
        kept = [one for one in route.contributors if one.organisation_id != owner.id]
        route.owner_id = owner.id
        route.contributors[:] = [*kept, *([_with(Contributor(), before)] if stays else [])]


def _with(contributor: Contributor, taking: Taking) -> Contributor:
    contributor.organisation_id = taking.organisation_id
    contributor.role, contributor.does = taking.role, taking.does
    contributor.may_edit = taking.may_edit or taking.role == ContributorRole.CO_PILOT
    return contributor
