"""Revisions: what was changed is written down, by whom, and nobody's is written over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from shapely import MultiLineString, reverse
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.actions.beginning import begin_route
from app.actions.facts import facts_of, save_facts
from app.actions.gaps import declare_gaps
from app.actions.lines import join_lines, reverse_line, split_line, trim_line
from app.actions.publication import send_for_validation
from app.actions.revisions import Clash, Signed
from app.actions.routes import set_line
from app.actions.steps import StepWords, reword_steps, set_steps
from app.actions.texts import save_text
from app.models import Gesture, Part, Person, Revision, Route, RouteLine
from app.queries.parts import is_behind, part_document, part_version
from gis.errors import LineError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, RouteKind, TextState
from tests.builders import a_line
from tests.people import somebody
from tests.stored import a_published_route, a_stored_committee, a_stored_route

FR, EN = Language.FR, Language.EN
ELSEWHERE = a_line([(0.4, 43.8, 100), (0.45, 43.82, 120)])


def revisions(session: Session, route: Route, part: Part) -> list[Revision]:
    found = select(Revision).where(Revision.route_id == route.id, Revision.part == part)
    return list(session.scalars(found.order_by(Revision.number)))


def words(route: Route, language: Language = FR) -> Words:
    return Words(**(part_document(route, Part.text(language)) or {"title": ""}))


def seen_by(session: Session, route: Route, part: Part, person: Person) -> Signed:
    return Signed(person, part_version(session, route.id, part))


def lines_of(session: Session, route: Route) -> int:
    return session.scalar(select(func.count()).where(RouteLine.route_id == route.id)) or 0


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The SQL that a session sends."""
    sent: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", keep)
    yield sent
    event.remove(connection, "before_cursor_execute", keep)


@pytest.fixture
def anne(session: Session) -> Person:
    return somebody(session, a_stored_committee(session), Role.OFFICER, name="Anne")


@pytest.fixture
def benoit(session: Session, anne: Person) -> Person:
    return somebody(session, anne.organisation, Role.OFFICER, name="Benoît")


def test_a_revision_says_who_and_keeps_what_was_there_before_anybody(
    session: Session, anne: Person
) -> None:
    route = a_stored_route(session)
    before = part_document(route, Part.TEXT_FR)
    save_text(session, route, FR, replace(words(route), summary="Une boucle."), Signed(anne, 0))
    begun, saved = revisions(session, route, Part.TEXT_FR)
    assert (begun.number, begun.gesture, begun.document) == (0, Gesture.BEGUN, before)
    assert (saved.number, saved.gesture, saved.author) == (1, Gesture.SAVED, "Anne")
    assert saved.person_id == anne.id
    assert saved.document == part_document(route, Part.TEXT_FR)


def test_saving_what_is_there_already_leaves_no_revision(session: Session, anne: Person) -> None:
    route = a_stored_route(session)
    save_text(session, route, FR, words(route), Signed(anne, 0))
    save_facts(session, route, facts_of(route), Signed(anne, 0))
    assert not revisions(session, route, Part.TEXT_FR)
    assert not revisions(session, route, Part.FACTS)


def test_saving_words_or_facts_writes_nothing_about_lines(session: Session, anne: Person) -> None:
    route = a_stored_route(session)
    lines = lines_of(session, route)
    with statements(session) as sent:
        save_text(session, route, FR, replace(words(route), advice="Eau"), Signed(anne, 0))
        save_facts(session, route, replace(facts_of(route), difficulty=3), Signed(anne, 0))
    written = [one for one in sent if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written
    assert not [one for one in written if "route_line" in one or "beside" in one]
    assert lines_of(session, route) == lines


def test_one_changes_the_words_while_another_replaces_the_line_and_both_stay(
    session: Session, anne: Person, benoit: Person
) -> None:
    route = a_stored_route(session)
    annes = seen_by(session, route, Part.TEXT_FR, anne)
    benoits = seen_by(session, route, Part.LINE, benoit)
    set_line(session, route, ELSEWHERE, signed=benoits)
    save_text(session, route, FR, replace(words(route), title="Ailleurs"), annes)
    assert words(route).title == "Ailleurs"
    line = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
    assert line.equals_exact(ELSEWHERE, 0)


def test_the_second_to_save_the_same_words_is_shown_the_firsts_and_changes_nothing(
    session: Session, anne: Person, benoit: Person
) -> None:
    route = a_stored_route(session)
    annes = seen_by(session, route, Part.TEXT_FR, anne)
    benoits = seen_by(session, route, Part.TEXT_FR, benoit)
    save_text(session, route, FR, replace(words(route), title="D’Anne"), annes)
    with pytest.raises(Clash) as clash:
        save_text(session, route, FR, replace(words(route), title="De Benoît"), benoits)
    assert clash.value.part == Part.TEXT_FR
    assert clash.value.theirs.author == "Anne"
    assert clash.value.theirs.document["title"] == "D’Anne"
    assert words(route).title == "D’Anne"
    assert len(revisions(session, route, Part.TEXT_FR)) == 2


def test_two_languages_are_two_parts(session: Session, anne: Person, benoit: Person) -> None:
    route = a_stored_route(session)
    benoits = seen_by(session, route, Part.TEXT_EN, benoit)
    save_text(session, route, FR, replace(words(route), title="Autour"), Signed(anne, 0))
    save_text(session, route, EN, Words("Around"), benoits)
    assert (words(route).title, words(route, EN).title) == ("Autour", "Around")


def test_what_is_public_and_changes_is_modified_and_what_waits_waits_on(
    session: Session, anne: Person
) -> None:
    route = a_published_route(session)
    text = route.text(FR)
    assert text is not None
    save_facts(session, route, replace(facts_of(route), difficulty=2), Signed(anne))
    assert text.state == TextState.MODIFIED
    send_for_validation(session, route, [FR], Signed(anne))
    save_text(session, route, FR, replace(words(route), advice="Eau"), Signed(anne))
    assert text.state == TextState.TO_VALIDATE


def test_a_line_turned_round_changes_the_ends_in_revisions_of_the_words(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around", departure="Condom", arrival="Eauze"))
    reverse_line(session, route)
    assert (words(route).departure, words(route).arrival) == ("Éauze", "Condom")
    french, english = (revisions(session, route, Part.text(one))[-1] for one in (FR, EN))
    assert (french.document["departure"], english.document["departure"]) == ("Éauze", "Eauze")
    assert not is_behind(session, route, EN)


def test_a_translation_that_was_behind_stays_so_when_the_line_is_turned_round(
    session: Session,
) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around"))
    save_text(session, route, FR, replace(words(route), summary="Autre chose."))
    reverse_line(session, route)
    assert is_behind(session, route, EN)


def test_instructions_that_leave_with_a_stretch_are_in_a_revision_of_the_instructions(
    session: Session,
) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(100.0, {FR: "À gauche."}), (9_000.0, {FR: "Au pont."})])
    split_line(session, route, 6_000.0, "La suite")
    *_, before, after = revisions(session, route, Part.STEPS)
    assert [step["texts"]["fr"] for step in before.document["steps"]] == ["À gauche.", "Au pont."]
    assert [step["texts"]["fr"] for step in after.document["steps"]] == ["À gauche."]


def test_instructions_that_come_with_another_line_are_in_a_revision_of_the_instructions(
    session: Session,
) -> None:
    route, other = a_stored_route(session), a_stored_route(session, title="Suite", line=ELSEWHERE)
    set_steps(session, other, [(10.0, {FR: "Tout droit."})])
    join_lines(session, route, other)
    assert [one.number for one in revisions(session, route, Part.STEPS)] == [0, 1]


def test_a_line_that_only_shifts_instructions_keeps_nobody_from_rewording_them(
    session: Session, anne: Person
) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(6_000.0, {FR: "À gauche."})])
    seen = seen_by(session, route, Part.STEPS, anne)
    trim_line(session, route, from_m=1_000.0)
    assert route.steps[0].at_m < 5_500.0
    reword_steps(session, route, [StepWords(route.steps[0].id, {FR: "À droite."})], seen)
    assert route.steps[0].texts == {"fr": "À droite."}


def test_nobody_ticks_as_checked_what_a_line_has_moved_since(
    session: Session, anne: Person
) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(6_000.0, {FR: "À gauche."})])
    seen = seen_by(session, route, Part.STEPS, anne)
    set_line(session, route, ELSEWHERE)
    with pytest.raises(Clash):
        reword_steps(session, route, [StepWords(route.steps[0].id, {FR: "À droite."})], seen)
    assert route.steps[0].to_check


def test_a_shape_that_a_line_gives_a_route_is_in_a_revision_of_the_facts(session: Session) -> None:
    loop = MultiLineString([[(0.3, 43.9), (0.4, 43.9), (0.4, 43.95), (0.3, 43.9)]])
    route, other = a_stored_route(session), a_stored_route(session, title="Retour", line=loop)
    there = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
    set_line(session, other, reverse(there))
    join_lines(session, route, other)
    assert revisions(session, route, Part.FACTS)[-1].document["shape"] == route.shape


def test_there_are_no_gaps_to_declare_without_a_line(session: Session) -> None:
    owner = a_stored_committee(session)
    route = begin_route(session, Route(kind=RouteKind.PR, practices=["walking"]), owner, "Nu")
    with pytest.raises(LineError) as refused:
        declare_gaps(session, route, True)
    assert refused.value.key == "line.empty"
    assert not route.declared_gaps


def test_gaps_are_declared_in_a_revision_without_another_version_of_the_line(
    session: Session, anne: Person
) -> None:
    line = a_line([(0.4, 43.8), (0.45, 43.82)], [(0.47, 43.82), (0.5, 43.82)])
    route = a_stored_route(session, line=line)
    lines = lines_of(session, route)
    seen = seen_by(session, route, Part.LINE, anne)
    declare_gaps(session, route, True, seen)
    assert revisions(session, route, Part.LINE)[-1].document["declared_gaps"]
    assert lines_of(session, route) == lines
    with pytest.raises(Clash):
        declare_gaps(session, route, False, seen)
