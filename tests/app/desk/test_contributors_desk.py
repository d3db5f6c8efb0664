"""Who does what on a route: who may say so, and what follows from it."""

import pytest
from sqlalchemy.orm import Session

from app.actions.bulk import Change, Wanted, change_many
from app.models import Contributor, Organisation, Person, Route
from gis.vocabulary import ContributorRole, Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, forms, send, words
from tests.stored import NOW, a_stored_committee


@pytest.fixture
def office(committing: Session, committee: Organisation) -> Organisation:
    """A tourist office beside the committee."""
    stored = a_stored_committee(committing, key="ot", name="OT de la Ténarèze")
    committing.commit()
    return stored


def page_of(route: Route) -> str:
    return f"/bureau/itineraires/{route.id}/contributeurs"


def test_the_owner_lets_somebody_in_and_out(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.OFFICER, organisation=office)
    facts = f"/bureau/itineraires/{route.id}/fiche"
    assert paul.get(facts).status_code == 404
    form = form_of(anne, page_of(route))
    added = send(anne, form, organisation=office.id, role="contributor", does="Balise.")
    assert added.status_code == 303
    page = paul.get(facts)
    assert page.status_code == 200 and "Enregistrer la fiche" not in words(page)
    form = form_of(anne, page_of(route))
    assert form.fields[f"does-{office.id}"] == "Balise."
    send(anne, form, **{f"may_edit-{office.id}": "1"})
    assert "Enregistrer la fiche" in words(paul.get(facts))
    send(anne, form_of(anne, page_of(route)), **{f"drop-{office.id}": "1"})
    assert paul.get(facts).status_code == 404


def test_who_was_let_in_lets_nobody_in(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    role = ContributorRole.CONTRIBUTOR
    route.contributors.append(Contributor(organisation_id=office.id, role=role, may_edit=True))
    committing.commit()
    paul = signed_in(Role.OFFICER, Role.VALIDATOR, organisation=office)
    assert "Enregistrer qui fait quoi" not in words(paul.get(page_of(route)))
    raised = {f"role-{office.id}": "co_pilot", "version": 0}
    assert paul.post(page_of(route), **raised).status_code == 403
    committing.expire_all()
    assert route.contributors[0].role == ContributorRole.CONTRIBUTOR


def test_only_an_administrator_changes_the_owner_who_stays_as_co_pilot(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    anne, agnes = signed_in(Role.OFFICER, Role.VALIDATOR), signed_in(Role.ADMINISTRATOR)
    address = f"{page_of(route)}/pilote"
    assert anne.post(address, owner=office.id, version=0).status_code == 403
    form = form_of(agnes, page_of(route), address)
    assert send(agnes, form, owner=office.id).status_code == 303
    committing.expire_all()
    assert route.owner_id == office.id
    assert [(one.organisation_id, one.role) for one in route.contributors] == [
        (anne.organisation_id, ContributorRole.CO_PILOT)
    ]
    facts = anne.get(f"/bureau/itineraires/{route.id}/fiche")
    assert "Enregistrer la fiche" in words(facts)


def test_two_who_share_see_both_versions(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    hers, his = form_of(anne, page_of(route)), form_of(paul, page_of(route))
    send(anne, hers, organisation=office.id, role="manager", does="Fauche.")
    answer = send(paul, his, organisation=office.id, role="co_pilot", does="Fauche.")
    assert answer.status_code == 412
    choose = next(form for form in forms(answer) if form.action == page_of(route))
    settled = send(paul, choose, **{f"role-{office.id}.choice": "mine"})
    assert settled.status_code == 303
    committing.expire_all()
    assert [(one.role, one.does) for one in route.contributors] == [
        (ContributorRole.CO_PILOT, "Fauche.")
    ]


def test_a_pilot_changed_meanwhile_is_not_changed_again_unseen(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    zoe = signed_in(Role.ADMINISTRATOR)
    form = form_of(zoe, page_of(route), f"{page_of(route)}/pilote")
    anne = signed_in(Role.OFFICER, name="Anne")
    send(anne, form_of(anne, page_of(route)), organisation=office.id, role="contributor")
    answer = send(zoe, form, owner=office.id)
    assert answer.status_code == 412
    assert "Anne" in words(answer)
    committing.expire_all()
    assert route.owner_id != office.id


def test_a_contributor_made_pilot_of_many_is_no_longer_listed_beside_itself(
    route: Route, office: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    role = ContributorRole.CONTRIBUTOR
    route.contributors.append(Contributor(organisation_id=office.id, role=role))
    committing.commit()
    zoe = committing.get_one(Person, signed_in(Role.ADMINISTRATOR).person_id)
    change = Wanted(Change.OWNER, {"owner_id": office.id})
    outcome = change_many(committing, [(route.id, 0)], change, zoe, NOW)
    assert not outcome.refused
    assert (route.owner_id, route.contributors) == (office.id, [])
