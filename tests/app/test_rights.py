"""Who may see, edit and publish a route: by role, by organisation, by what it does there."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Contributor, Organisation, Route
from app.models.organisation import OrganisationKind
from app.queries.people import Right, edited_by, published_by, rights_on, seen_by
from gis.vocabulary import ContributorRole, Role
from tests.people import somebody, the_committee
from tests.stored import a_stored_route

NOTHING: set[Right] = set()
SEE, EDIT, PUBLISH = Right
OF_OWNER = {
    Role.READER: {SEE},
    Role.OFFICER: {SEE, EDIT},
    Role.VALIDATOR: {SEE, PUBLISH},
    Role.ADMINISTRATOR: {SEE},
}
AS_CONTRIBUTOR = [
    (None, False, Role.OFFICER, NOTHING),
    (None, False, Role.VALIDATOR, NOTHING),
    (None, False, Role.ADMINISTRATOR, {SEE}),
    (ContributorRole.CO_PILOT, False, Role.READER, {SEE}),
    (ContributorRole.CO_PILOT, False, Role.OFFICER, {SEE, EDIT}),
    (ContributorRole.CO_PILOT, False, Role.VALIDATOR, {SEE, PUBLISH}),
    (ContributorRole.MANAGER, False, Role.OFFICER, {SEE}),
    (ContributorRole.MANAGER, True, Role.OFFICER, {SEE, EDIT}),
    (ContributorRole.CONTRIBUTOR, True, Role.OFFICER, {SEE, EDIT}),
    (ContributorRole.CONTRIBUTOR, True, Role.READER, {SEE}),
    (ContributorRole.CONTRIBUTOR, True, Role.VALIDATOR, {SEE}),
]


@pytest.fixture
def route(session: Session) -> Route:
    return a_stored_route(session, owner=the_committee(session))


@pytest.mark.parametrize("role", Role)
def test_the_owners_people_may_what_their_role_says(
    session: Session, route: Route, role: Role
) -> None:
    person = somebody(session, None, role)
    assert rights_on(session, person, route.id) == OF_OWNER[role]


@pytest.mark.parametrize(("contributes", "may_edit", "role", "expected"), AS_CONTRIBUTOR)
def test_others_may_what_their_part_says(
    session: Session,
    route: Route,
    contributes: ContributorRole | None,
    *,
    may_edit: bool,
    role: Role,
    expected: set[Right],
) -> None:
    office = Organisation(key="ot", name="OT", kind=OrganisationKind.TOURIST_OFFICE)
    session.add(office)
    session.flush()
    if contributes:
        part = Contributor(organisation_id=office.id, role=contributes, may_edit=may_edit, does="")
        part.route_id = route.id
        session.add(part)
    person = somebody(session, office, role)
    assert rights_on(session, person, route.id) == expected
    clauses = {SEE: seen_by(person), EDIT: edited_by(person), PUBLISH: published_by(person)}
    listed = {
        right
        for right, clause in clauses.items()
        if session.scalars(select(Route).where(clause)).all()
    }
    assert listed == expected, "lists show what pages let in"


def test_several_roles_add_up(session: Session, route: Route) -> None:
    person = somebody(session, None, Role.OFFICER, Role.VALIDATOR)
    assert rights_on(session, person, route.id) == set(Right)


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_nobody_has_rights_on_nothing(session: Session, number: int) -> None:
    assert rights_on(session, somebody(session, None, *Role), number) == NOTHING
