"""The history of a route: who changed what, what differs, and how it is put back."""

from dataclasses import replace
from http import HTTPStatus

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, save_contributors
from app.actions.facts import facts_of, save_facts
from app.actions.lines import reverse_line
from app.actions.publication import publish_route
from app.actions.revisions import Signed
from app.actions.routes import set_line
from app.actions.texts import save_text
from app.models import Gesture, Organisation, Part, Person, Revision, Route, RouteLine
from app.queries.history import PAGE
from app.queries.parts import part_document, part_version
from gis.sheets import RouteText as Words
from gis.vocabulary import ContributorRole, Language, Role
from tests.app.desk.conftest import SignedIn
from tests.builders import a_line
from tests.stored import NOW, a_stored_committee, a_stored_route

FR = Language.FR
ELSEWHERE = a_line([(0.37, 43.9, 100), (0.45, 43.95, 120), (0.5, 43.9, 100)])


def at(route: Route, rest: str = "") -> str:
    return f"/bureau/itineraires/{route.id}/historique{rest}"


def retitled(session: Session, route: Route, title: str, by: int | None = None) -> None:
    words = Words(**(part_document(route, Part.TEXT_FR) or {}))
    signed = Signed(session.get(Person, by) if by else None)
    save_text(session, route, FR, replace(words, title=title), signed)
    session.commit()


def revision(session: Session, route: Route, part: Part, number: int) -> Revision:
    found = select(Revision).where(Revision.route_id == route.id, Revision.part == part)
    return session.scalars(found.where(Revision.number == number)).one()


def test_the_list_says_who_changed_what_in_words(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER, name="Anne")
    retitled(committing, route, "Par les crêtes", anne.person_id)
    reverse_line(committing, route)
    publish_route(committing, route, NOW)
    committing.commit()
    page = anne.get(at(route)).text
    for said in (
        "titre",
        "Anne",
        "sens inversé",
        "départ, arrivée",
        "au terminal",
        "Publié",
        "français",
    ):
        assert said in page


def test_a_file_may_be_called_as_an_edit_is(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    set_line(committing, route, ELSEWHERE, source="split du nord.gpx", gesture=Gesture.IMPORTED)
    committing.commit()
    page = signed_in(Role.OFFICER).get(at(route)).text
    assert "split du nord.gpx" in page
    assert "séparé de" not in page


def test_the_list_is_of_one_part_or_one_person(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER, name="Anne")
    retitled(committing, route, "Par les crêtes", anne.person_id)
    save_facts(committing, route, replace(facts_of(route), waymarking="jaune"))
    committing.commit()
    events = '<li class="event">'
    assert anne.get(at(route, "?partie=facts")).text.count(events) == 2
    assert anne.get(at(route, f"?personne={anne.person_id}")).text.count(events) == 1
    assert anne.get(at(route, "?partie=nothing&page=nothing&personne=x")).text.count(events) == 3


def test_a_long_history_is_read_page_by_page(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    for number in range(PAGE + 5):
        save_facts(committing, route, replace(facts_of(route), waymarking=f"balise {number}"))
    committing.commit()
    anne = signed_in(Role.OFFICER)
    first, second = (anne.get(at(route, f"?partie=facts&page={page}")).text for page in (1, 2))
    assert first.count('<li class="event">') == PAGE
    assert second.count('<li class="event">') == 6
    assert "Plus ancien" in first
    assert "Plus ancien" not in second


def test_two_versions_are_compared_word_by_word(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    retitled(committing, route, "Autour de Lectoure")
    one, two = (revision(committing, route, Part.TEXT_FR, number).id for number in (0, 1))
    anne = signed_in(Role.OFFICER)
    for order in (f"avant={one}&apres={two}", f"avant={two}&apres={one}"):
        page = anne.get(at(route, f"/comparaison?{order}")).text
        assert "<del>Condom</del><ins>Lectoure</ins>" in page


def test_two_versions_of_a_line_are_drawn_and_measured(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    set_line(committing, route, ELSEWHERE)
    committing.commit()
    one, two = (revision(committing, route, Part.LINE, number).id for number in (1, 2))
    anne = signed_in(Role.OFFICER)
    page = anne.get(at(route, f"/comparaison?avant={one}&apres={two}")).text
    assert 'class="line-before"' in page
    assert "passent ailleurs" in page
    lines = committing.scalars(select(RouteLine.id).where(RouteLine.route_id == route.id)).all()
    for line_id in lines:
        trace = anne.get(f"/bureau/itineraires/{route.id}/traces/{line_id}.geojson")
        assert trace.json["geometry"]["type"] == "MultiLineString"


def test_versions_of_two_parts_are_not_compared(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    retitled(committing, route, "Par les crêtes")
    words = revision(committing, route, Part.TEXT_FR, 1).id
    line = revision(committing, route, Part.LINE, 1).id
    refused = signed_in(Role.OFFICER).get(at(route, f"/comparaison?avant={words}&apres={line}"))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "même partie" in refused.text


def test_another_routes_revisions_and_lines_are_not_here(
    committing: Session, route: Route, committee: Organisation, signed_in: SignedIn
) -> None:
    other = a_stored_route(committing, title="Une autre", owner=committee)
    retitled(committing, other, "Par les crêtes")
    theirs = revision(committing, other, Part.TEXT_FR, 1).id
    anne = signed_in(Role.OFFICER)
    for address in (
        at(route, f"/{theirs}/restaurer"),
        at(route, f"/comparaison?avant={theirs}&apres={theirs}"),
        at(route, "/comparaison"),
        f"/bureau/itineraires/{route.id}/traces/{other.line_id}.geojson",
    ):
        assert anne.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_version_is_put_back_once_its_changes_were_shown(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    retitled(committing, route, "Autour de Lectoure")
    begun = revision(committing, route, Part.TEXT_FR, 0).id
    anne = signed_in(Role.OFFICER)
    page = anne.get(at(route, f"/{begun}/restaurer")).text
    assert "<del>Lectoure</del><ins>Condom</ins>" in page
    done = anne.post(at(route, f"/{begun}/restaurer"), version=1)
    assert "C’est restauré" in anne.get(done.location).text
    committing.expire_all()
    text = route.text(FR)
    assert text is not None
    assert text.title == "Autour de Condom"
    assert part_version(committing, route.id, Part.TEXT_FR) == 2


def test_a_publication_is_asked_for_only_where_the_public_reads_something_else(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    publish_route(committing, route, NOW)
    for title in ("Par les crêtes", "Par la vallée"):
        retitled(committing, route, title)
    anne = signed_in(Role.OFFICER)
    for number, is_other in ((1, True), (0, False)):
        back = revision(committing, route, Part.TEXT_FR, number).id
        version = part_version(committing, route.id, Part.TEXT_FR)
        committing.rollback()
        done = anne.post(at(route, f"/{back}/restaurer"), version=version)
        page = anne.get(done.location).text
        assert "C’est restauré" in page
        assert ("elle changera à la publication" in page) == is_other


def test_what_changed_meanwhile_is_shown_before_anything_is_put_back(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    retitled(committing, route, "Par les crêtes")
    begun = revision(committing, route, Part.TEXT_FR, 0).id
    retitled(committing, route, "Par la vallée")
    refused = signed_in(Role.OFFICER).post(at(route, f"/{begun}/restaurer"), version=1)
    assert refused.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "vallée" in refused.text
    assert 'name="version" value="2"' in refused.text


def test_who_may_only_read_is_offered_no_way_back(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    retitled(committing, route, "Par les crêtes")
    begun = revision(committing, route, Part.TEXT_FR, 0).id
    reader = signed_in(Role.READER)
    assert "Revenir à cette version" not in reader.get(at(route)).text
    refused = reader.post(at(route, f"/{begun}/restaurer"), version=1)
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_who_was_let_in_cannot_bring_back_others_who_were(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    guests = a_stored_committee(committing, key="ot", name="OT")
    taking = Taking(guests.id, ContributorRole.CONTRIBUTOR, may_edit=True)
    save_contributors(committing, route, [taking])
    committing.commit()
    begun = revision(committing, route, Part.CONTRIBUTORS, 0).id
    guest, anne = signed_in(Role.OFFICER, organisation=guests), signed_in(Role.OFFICER)
    for answer in (
        guest.get(at(route, f"/{begun}/restaurer")),
        guest.post(at(route, f"/{begun}/restaurer"), version=1),
    ):
        assert answer.status_code == HTTPStatus.FORBIDDEN
    done = anne.post(at(route, f"/{begun}/restaurer"), version=1)
    assert done.status_code == HTTPStatus.SEE_OTHER
