"""One change for many routes: each wholly or not at all, signed, told and undone."""

import re
from http import HTTPStatus

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.bulk import MOST, Change, Wanted, allowed_ids, change_many, undo_many
from app.actions.facts import LONGEST, facts_of, save_facts
from app.actions.publication import send_for_validation
from app.actions.revisions import Signed
from app.actions.texts import save_text
from app.actions.trash import trash_route, untrash_route
from app.models import Organisation, Part, Person, Revision, Route, RouteLine
from app.queries.desk_list import versions_of
from app.queries.parts import last_revision, part_version
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Practice, Role, RouteKind, TextState
from tests.app.desk.conftest import SignedIn
from tests.people import somebody
from tests.stored import NOW, a_published_route, a_stored_committee, a_stored_route

TO_PR = Wanted(Change.KIND, {"kind": RouteKind.PR})


@pytest.fixture
def office(session: Session) -> Organisation:
    return a_stored_committee(session)


@pytest.fixture
def anne(session: Session, office: Organisation) -> Person:
    return somebody(session, office, Role.OFFICER, name="Anne")


@pytest.fixture
def routes(session: Session, office: Organisation) -> list[Route]:
    return [a_stored_route(session, owner=office, title=f"Boucle {one}") for one in "ABC"]


def seen(session: Session, routes: list[Route], part: Part = Part.FACTS) -> list[tuple[int, int]]:
    return list(versions_of(session, [route.id for route in routes], part).items())


def test_each_route_gets_a_revision_of_its_own_by_the_person(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    lines = session.scalar(select(func.count()).select_from(RouteLine))
    outcome = change_many(session, seen(session, routes), TO_PR, anne, NOW)
    assert outcome.done == tuple((route.id, 1) for route in routes)
    assert not outcome.refused
    for route in routes:
        last = last_revision(session, route.id, Part.FACTS)
        assert last is not None
        assert (last.author, last.document["kind"]) == ("Anne", "pr")
    assert session.scalar(select(func.count()).select_from(RouteLine)) == lines


def test_what_is_so_already_leaves_no_revision(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    change_many(session, seen(session, routes[:1]), TO_PR, anne, NOW)
    again = change_many(session, seen(session, routes), TO_PR, anne, NOW)
    assert again.unchanged == (routes[0].id,)
    assert [one for one, _ in again.done] == [routes[1].id, routes[2].id]
    assert part_version(session, routes[0].id, Part.FACTS) == 1


def test_routes_of_others_and_those_changed_meanwhile_are_left_and_named(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    theirs = a_stored_route(session, title="Le leur")
    what_was_seen = seen(session, [*routes, theirs])
    bob = somebody(session, None, Role.OFFICER, name="Bob")
    other = Wanted(Change.WAYMARKING, {"waymarking": "jaune"})
    change_many(session, seen(session, routes[1:2]), other, anne, NOW)
    outcome = change_many(session, what_was_seen, TO_PR, anne, NOW)
    assert [one for one, _ in outcome.done] == [routes[0].id, routes[2].id]
    assert {one: error.key for one, error in outcome.refused} == {
        routes[1].id: "revision.clash",
        theirs.id: "bulk.not_allowed",
    }
    assert (routes[1].kind, theirs.kind) == (RouteKind.VELOROUTE, RouteKind.VELOROUTE)
    assert bob.id not in set(session.scalars(select(Revision.person_id)))


def test_undoing_brings_back_what_was_and_spares_what_changed_since(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    before = [facts_of(route) for route in routes]
    outcome = change_many(session, seen(session, routes), TO_PR, anne, NOW)
    mended = facts_of(routes[2])
    save_facts(session, routes[2], mended.__class__(**{**mended.__dict__, "number": "9"}))
    undone = undo_many(session, outcome.done, Change.KIND, anne)
    assert [one for one, _ in undone.done] == [routes[0].id, routes[1].id]
    assert [error.key for _, error in undone.refused] == ["revision.clash_unsigned"]
    assert [facts_of(route) for route in routes[:2]] == before[:2]
    assert (routes[2].number, routes[2].kind) == ("9", RouteKind.PR)


def test_undoing_leaves_what_is_public_as_published(session: Session, anne: Person) -> None:
    public = a_published_route(session, owner=anne.organisation, title="En ligne")
    outcome = change_many(session, seen(session, [public]), TO_PR, anne, NOW)
    assert [one.state for one in public.texts] == [TextState.MODIFIED]
    undo_many(session, outcome.done, Change.KIND, anne)
    assert [one.state for one in public.texts] == [TextState.PUBLISHED]


def test_sending_and_the_trash_are_undone_too(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    public = a_published_route(session, owner=routes[0].owner, title="En ligne")
    everything = [*routes, public]
    sent = change_many(
        session, seen(session, everything, Part.PUBLICATION), Wanted(Change.SEND, {}), anne, NOW
    )
    assert sent.unchanged == (public.id,)
    assert {one.state for route in routes for one in route.texts} == {TextState.TO_VALIDATE}
    undo_many(session, sent.done, Change.SEND, anne)
    assert {one.state for route in routes for one in route.texts} == {TextState.DRAFT}
    trashed = change_many(
        session, seen(session, everything, Part.PUBLICATION), Wanted(Change.TRASH, {}), anne, NOW
    )
    assert [error.key for _, error in trashed.refused] == ["trash.published"]
    assert all(route.trashed_at for route in routes)
    undone = undo_many(session, trashed.done, Change.TRASH, anne)
    assert not any(route.trashed_at for route in routes)
    again = undo_many(session, trashed.done, Change.TRASH, anne)
    assert len(undone.done) == len(again.refused) == 3


def test_owners_are_the_administrators_to_choose(
    session: Session, anne: Person, office: Organisation, routes: list[Route]
) -> None:
    other = a_stored_committee(session, key="ot", name="OT")
    wanted = Wanted(Change.OWNER, {"owner_id": other.id})
    of = seen(session, routes, Part.CONTRIBUTORS)
    assert len(change_many(session, of, wanted, anne, NOW).refused) == 3
    boss = somebody(session, office, Role.ADMINISTRATOR)
    outcome = change_many(session, of, wanted, boss, NOW)
    assert {route.owner_id for route in routes} == {other.id}
    undo_many(session, outcome.done, Change.OWNER, boss)
    assert {route.owner_id for route in routes} == {office.id}


def test_too_many_at_once_are_refused(session: Session, anne: Person) -> None:
    many = list(range(MOST + 1))
    for refused in (
        lambda: allowed_ids(session, many, Change.KIND, anne),
        lambda: change_many(session, [(one, 0) for one in many], TO_PR, anne, NOW),
    ):
        with pytest.raises(GisError, match=r"bulk\.too_many"):
            refused()


def test_the_pages_say_before_do_and_undo(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    routes = [a_stored_route(committing, owner=committee, title=f"Boucle {one}") for one in "AB"]
    theirs = a_stored_route(committing, title="Le leur")
    committing.commit()
    anne = signed_in(Role.OFFICER)
    chosen = [str(one.id) for one in (*routes, theirs)]
    before = anne.post("/bureau/itineraires/modifier", change="practices", route=chosen).text
    assert "2 itinéraires changent" in before
    assert "Le leur" not in before
    versions = re.findall(r'name="route" value="(\d+\.\d+)"', before)
    assert len(versions) == 2
    done = anne.post(
        "/bureau/itineraires/modifier",
        change="practices",
        step="do",
        route=versions,
        practice="walking",
        also=["trail", "walking"],
    )
    assert done.status_code == HTTPStatus.OK
    assert "2 itinéraires ont changé" in done.text
    committing.expire_all()
    assert [one.practices for one in routes] == [[Practice.WALKING, Practice.TRAIL]] * 2
    after = re.findall(r'name="route" value="(\d+\.\d+)"', done.text)
    undone = anne.post("/bureau/itineraires/modifier/annuler", change="practices", route=after)
    assert "2 itinéraires sont redevenus comme avant" in undone.text
    committing.expire_all()
    assert routes[0].practices == [Practice.TOURING_CYCLING]


def test_who_verified_is_an_organisation_and_a_long_waymarking_fits(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee)
    committing.commit()
    anne = signed_in(Role.OFFICER, name="Anne Martin")
    asked = anne.post("/bureau/itineraires/modifier", change="verified", route=str(route.id)).text
    (field,) = re.findall(r'<input id="verified_by"[^>]*>', asked)
    assert f'value="{committee.name}"' in field
    asked = anne.post("/bureau/itineraires/modifier", change="waymarking", route=str(route.id)).text
    (field,) = re.findall(r'<input id="waymarking"[^>]*>', asked)
    assert f'maxlength="{LONGEST["waymarking"]}"' in field


@pytest.mark.parametrize("change", [one for one in Change if one not in (Change.OWNER,)])
def test_every_change_has_its_page_and_all_that_a_filter_finds_may_change(
    committing: Session, committee: Organisation, signed_in: SignedIn, change: Change
) -> None:
    for one in "AB":
        a_stored_route(committing, owner=committee, title=f"Boucle {one}")
    public = a_published_route(committing, owner=committee, title="En ligne")
    committing.commit()
    anne = signed_in(Role.OFFICER)
    page = anne.post(
        "/bureau/itineraires/modifier", change=change, everything="1", q="", sort="name"
    )
    assert page.status_code == HTTPStatus.OK
    changing = 2 if change == Change.TRASH else 3
    assert len(re.findall(r'name="route"', page.text)) == changing
    assert ("En ligne" in page.text) and public.text(Language.FR)


def test_what_cannot_be_read_changes_nothing_and_says_why(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee, title="Boucle")
    committing.commit()
    anne = signed_in(Role.OFFICER)
    sent = {"change": "verified", "step": "do", "route": f"{route.id}.0"}
    later = anne.post("/bureau/itineraires/modifier", **sent, verified_on="2999-01-01")
    assert later.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in later.text
    nothing = anne.post("/bureau/itineraires/modifier", change="kind", q="boucle")
    assert nothing.location.endswith("/bureau/itineraires?none_chosen=1&q=boucle")
    assert "Cochez d’abord" in anne.get(nothing.location).text
    assert anne.post("/bureau/itineraires/modifier", change="owner").status_code == 403
    assert anne.post("/bureau/itineraires/modifier", change="luck").status_code == 400
    reader = signed_in(Role.READER)
    assert reader.post("/bureau/itineraires/modifier", change="kind").status_code == 403
    committing.expire_all()
    assert part_version(committing, route.id, Part.FACTS) == 0


def test_a_trashed_route_is_not_offered_for_changes(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    trash_route(committing, a_stored_route(committing, owner=committee), NOW)
    committing.commit()
    page = signed_in(Role.OFFICER).get("/bureau/itineraires?trash=1").text
    assert "Autour de Condom" in page
    assert 'name="change"' not in page


def test_only_what_one_has_sent_oneself_is_taken_back(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    bob = somebody(session, routes[0].owner, Role.OFFICER, name="Bob")
    save_text(session, routes[0], Language.EN, Words("Loop A"))
    send_for_validation(session, routes[0], [Language.EN], Signed(bob))
    of_bob = part_version(session, routes[0].id, Part.PUBLICATION)
    stolen = undo_many(session, [(routes[0].id, of_bob)], Change.SEND, anne)
    assert [error.key for _, error in stolen.refused] == ["bulk.moved_on"]
    sent = change_many(
        session, seen(session, routes[:1], Part.PUBLICATION), Wanted(Change.SEND, {}), anne, NOW
    )
    undo_many(session, sent.done, Change.SEND, anne)
    assert {one.language: one.state for one in routes[0].texts} == {
        Language.FR: TextState.DRAFT,
        Language.EN: TextState.TO_VALIDATE,
    }


def test_a_sending_is_not_taken_back_as_if_it_were_another_change(
    session: Session, anne: Person, routes: list[Route]
) -> None:
    what = seen(session, routes[:1], Part.PUBLICATION)
    trashed = change_many(session, what, Wanted(Change.TRASH, {}), anne, NOW)
    undone = undo_many(session, trashed.done, Change.SEND, anne)
    assert [error.key for _, error in undone.refused] == ["bulk.moved_on"]


@pytest.mark.parametrize("change", [Change.SEND, Change.TRASH])
def test_what_happened_to_a_route_meanwhile_keeps_it_from_being_sent_or_trashed(
    session: Session, anne: Person, routes: list[Route], change: Change
) -> None:
    route = routes[0]
    what_was_seen = seen(session, [route], Part.PUBLICATION)
    trash_route(session, route, NOW)
    untrash_route(session, route)
    outcome = change_many(session, what_was_seen, Wanted(change, {}), anne, NOW)
    assert [error.key for _, error in outcome.refused] == ["revision.clash_unsigned"]
    assert not route.trashed_at
    assert route.texts[0].state == TextState.DRAFT
