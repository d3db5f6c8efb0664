"""Restoring: a part becomes again what it was, as one more revision."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, save_contributors
from app.actions.facts import Facts, facts_of, save_facts
from app.actions.gaps import declare_gaps
from app.actions.publication import publish_route
from app.actions.restoring import restore_revision
from app.actions.revisions import Clash, Signed, revised
from app.actions.routes import rename_slug, set_line
from app.actions.stages import set_stages
from app.actions.steps import set_steps
from app.actions.texts import save_text
from app.actions.variants import add_variant, remove_variant
from app.models import Gesture, Part, Photo, Revision, Route, RouteLine, RoutePhoto
from app.queries.parts import part_document, part_version
from gis.errors import GisError
from gis.sheets import LicenceSheet
from gis.sheets import RouteText as Words
from gis.vocabulary import (
    ContributorRole,
    Figure,
    Language,
    Practice,
    Role,
    RouteKind,
    Shape,
    TextState,
    VariantKind,
)
from tests.builders import ONE_KM_EAST_DEG, a_line
from tests.people import somebody
from tests.stored import NOW, a_stored_committee, a_stored_route, a_stored_town

FR, EN = Language.FR, Language.EN
ELSEWHERE = a_line([(0.4, 43.8, 100), (0.45, 43.82, 120)])
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
WORDS = st.builds(Words, **dict.fromkeys(Words.__dataclass_fields__, TEXT))
FACTS = st.builds(
    Facts,
    number=TEXT,
    kind=st.sampled_from(RouteKind),
    practices=st.lists(st.sampled_from(Practice), unique=True, max_size=3).map(tuple),
    shape=st.sampled_from(Shape),
    waymarking=TEXT,
    difficulty=st.none() | st.integers(1, 5),
    licence=st.builds(LicenceSheet, TEXT, st.sampled_from(["", "https://licence.example/"])),
    redistributable=st.booleans(),
    stated=st.dictionaries(st.sampled_from(Figure), st.integers(1, 90_000)),
    verified_on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    verified_by=TEXT,
)
some = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def revision(session: Session, route: Route, part: Part, number: int) -> Revision:
    found = select(Revision).where(Revision.route_id == route.id, Revision.part == part)
    return session.scalars(found.where(Revision.number == number)).one()


def states(route: Route) -> dict[Language, TextState]:
    return {text.language: text.state for text in route.texts}


def lines_of(session: Session, route: Route) -> int:
    return session.scalar(select(func.count()).where(RouteLine.route_id == route.id)) or 0


@some
@given(st.lists(WORDS, min_size=2, max_size=4, unique=True), st.integers(0, 3))
def test_any_words_that_were_saved_can_be_put_back(
    session: Session, saved: list[Words], choice: int
) -> None:
    with session.begin_nested() as example:
        route = a_stored_route(session)
        for words in saved:
            save_text(session, route, FR, words)
        chosen = choice % len(saved)
        restore_revision(session, route, revision(session, route, Part.TEXT_FR, chosen + 1))
        assert part_document(route, Part.TEXT_FR) == asdict(saved[chosen])
        is_last = chosen == len(saved) - 1
        assert part_version(session, route.id, Part.TEXT_FR) == len(saved) + (not is_last)
        example.rollback()


@some
@given(st.lists(FACTS, min_size=2, max_size=4), st.integers(0, 3))
def test_any_facts_that_were_saved_can_be_put_back(
    session: Session, saved: list[Facts], choice: int
) -> None:
    with session.begin_nested() as example:
        route = a_stored_route(session)
        documents = {}
        for facts in saved:
            save_facts(session, route, facts)
            number = part_version(session, route.id, Part.FACTS)
            documents[number] = part_document(route, Part.FACTS)
        chosen = list(documents)[choice % len(documents)]
        restore_revision(session, route, revision(session, route, Part.FACTS, chosen))
        assert part_document(route, Part.FACTS) == documents[chosen]
        example.rollback()


def test_what_is_put_back_is_a_revision_of_whoever_did_it(session: Session) -> None:
    route = a_stored_route(session)
    anne = somebody(session, None, Role.OFFICER, name="Anne")
    before = part_document(route, Part.TEXT_FR)
    save_text(session, route, FR, Words("Autre"))
    restore_revision(session, route, revision(session, route, Part.TEXT_FR, 0), Signed(anne, 1))
    put_back = revision(session, route, Part.TEXT_FR, 2)
    assert (put_back.gesture, put_back.author) == (Gesture.RESTORED, "Anne")
    assert put_back.document == before


def test_what_is_again_as_the_public_reads_it_is_published_and_not_modified(
    session: Session,
) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    set_steps(session, route, [(100.0, {FR: "À gauche.", EN: "Left."})])
    publish_route(session, route, NOW)
    save_text(session, route, EN, Words("All around Condom"))
    save_facts(session, route, replace(facts_of(route), number="PR 9"))
    set_steps(session, route, [])
    assert states(route) == {FR: TextState.MODIFIED, EN: TextState.MODIFIED}
    restore_revision(session, route, revision(session, route, Part.TEXT_EN, 1))
    assert states(route) == {FR: TextState.MODIFIED, EN: TextState.PUBLISHED}
    restore_revision(session, route, revision(session, route, Part.FACTS, 0))
    assert states(route)[FR] == TextState.MODIFIED
    restore_revision(session, route, revision(session, route, Part.STEPS, 1))
    assert states(route)[FR] == TextState.PUBLISHED


def test_the_public_line_that_comes_back_as_another_version_is_not_modified(
    session: Session,
) -> None:
    route = a_stored_route(session)
    publish_route(session, route, NOW)
    number = part_version(session, route.id, Part.LINE)
    set_line(session, route, ELSEWHERE)
    assert states(route)[FR] == TextState.MODIFIED
    restore_revision(session, route, revision(session, route, Part.LINE, number))
    assert lines_of(session, route) == 3
    assert states(route)[FR] == TextState.PUBLISHED


def test_what_has_changed_since_it_was_seen_is_not_put_back(session: Session) -> None:
    route = a_stored_route(session)
    anne = somebody(session, None, Role.OFFICER, name="Anne")
    save_text(session, route, FR, Words("Autre"))
    save_text(session, route, FR, Words("Encore"))
    with pytest.raises(Clash):
        restore_revision(session, route, revision(session, route, Part.TEXT_FR, 0), Signed(anne, 1))
    assert (part_document(route, Part.TEXT_FR) or {})["title"] == "Encore"


def test_a_line_comes_back_with_its_stages_and_is_one_more_version(session: Session) -> None:
    route = a_stored_route(session)
    places = [("Condom", 0.37), ("Éauze", 0.45), ("Vic", 0.37 + 12 * ONE_KM_EAST_DEG)]
    set_stages(session, route, [a_stored_town(session, name, lon, 43.9) for name, lon in places])
    before = part_document(route, Part.LINE) or {}
    number, texts = part_version(session, route.id, Part.LINE), part_document(route, Part.TEXT_FR)
    set_line(session, route, ELSEWHERE)
    restore_revision(session, route, revision(session, route, Part.LINE, number))
    after = part_document(route, Part.LINE) or {}
    assert {**after, "line_id": before["line_id"]} == before
    assert lines_of(session, route) == 3
    line = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
    assert line.equals_exact(a_line(), 0)
    assert part_document(route, Part.TEXT_FR) == texts


def test_what_stands_on_the_same_line_comes_back_without_another_version(session: Session) -> None:
    route = a_stored_route(session)
    declare_gaps(session, route, True)
    restore_revision(session, route, revision(session, route, Part.LINE, 1))
    assert not route.declared_gaps
    assert lines_of(session, route) == 1


def test_an_instruction_comes_back_with_the_id_that_feeds_know(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(100.0, {FR: "À gauche."}), (900.0, {FR: "Au pont."})])
    before = part_document(route, Part.STEPS)
    set_steps(session, route, [(900.0, {FR: "Au pont."})])
    restore_revision(session, route, revision(session, route, Part.STEPS, 1))
    assert part_document(route, Part.STEPS) == before


def test_instructions_of_another_line_come_back_to_be_checked(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(100.0, {FR: "À gauche."})])
    set_steps(session, route, [])
    set_line(session, route, ELSEWHERE)
    restore_revision(session, route, revision(session, route, Part.STEPS, 1))
    (step,) = route.steps
    assert step.to_check
    assert route.line is not None
    assert 0 <= step.at_m <= route.line.length_m


def test_contributors_come_back(session: Session) -> None:
    route, other = a_stored_route(session), a_stored_committee(session, key="ot", name="OT")
    taking = Taking(other.id, ContributorRole.MANAGER, may_edit=True, does="balise le parcours")
    save_contributors(session, route, [taking])
    before = part_document(route, Part.CONTRIBUTORS)
    save_contributors(session, route, [])
    restore_revision(session, route, revision(session, route, Part.CONTRIBUTORS, 1))
    assert part_document(route, Part.CONTRIBUTORS) == before


def test_variants_come_back(session: Session) -> None:
    route = a_stored_route(session)
    variant = add_variant(session, route, VariantKind.ACCESS, {FR: "Depuis la gare"}, ELSEWHERE)
    remove_variant(session, route, variant.id)
    restore_revision(session, route, revision(session, route, Part.VARIANTS, 1))
    assert not variant.is_removed


def test_photos_come_back_in_their_order(session: Session) -> None:
    route = a_stored_route(session)
    photos = [Photo(key=key, width=1200, height=800) for key in ("a", "b")]
    session.add_all(photos)
    session.flush()
    with revised(session, route, Part.PHOTOS):
        route.photos = [
            RoutePhoto(photo_id=photo.id, position=number, texts={"fr": photo.key}, credit="Anne")
            for number, photo in enumerate(photos, start=1)
        ]
    before = part_document(route, Part.PHOTOS)
    with revised(session, route, Part.PHOTOS):
        route.photos = []
    restore_revision(session, route, revision(session, route, Part.PHOTOS, 1))
    assert part_document(route, Part.PHOTOS) == before


def test_a_publication_is_not_put_back_nor_another_routes_revision(session: Session) -> None:
    route, other = a_stored_route(session), a_stored_route(session, title="Une autre")
    publish_route(session, route, NOW)
    save_text(session, other, FR, replace(Words("Autre"), departure="Là"))
    for found in (
        revision(session, route, Part.PUBLICATION, 1),
        revision(session, other, Part.TEXT_FR, 1),
    ):
        with pytest.raises(GisError) as refused:
            restore_revision(session, route, found)
        assert refused.value.key == "revision.not_restorable"


def test_the_address_comes_back_with_the_facts(session: Session) -> None:
    route = a_stored_route(session)
    before = route.slug
    rename_slug(session, route, "Tour de Condom")
    renamed = revision(session, route, Part.FACTS, 1)
    assert renamed.document["slug"] == route.slug == "tour-de-condom"
    restore_revision(session, route, revision(session, route, Part.FACTS, 0))
    assert route.slug == before
    assert {slug.slug for slug in route.slugs} == {before, "tour-de-condom"}


def test_an_address_is_not_changed_twice_unseen(session: Session) -> None:
    route = a_stored_route(session)
    rename_slug(session, route, "Un", Signed(None, 0))
    with pytest.raises(Clash):
        rename_slug(session, route, "Deux", Signed(None, 0))
    assert route.slug == "un"
