"""Steps, sections and themes: what is refused, what is stored, what publishing makes public."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.beside import store_lines_beside
from app.actions.publication import blocking_reasons, publish_route
from app.actions.routes import set_line
from app.actions.sections import set_sections
from app.actions.steps import set_steps
from app.actions.texts import save_text
from app.models import Theme, ThemeItem
from app.queries.route_filter import RouteFilter
from app.queries.search import route_cards
from app.queries.sheets import current_edition, route_sheet
from app.queries.themes import themes_of
from gis.along import along, cut
from gis.errors import GisError
from gis.sheets import RouteSheet, SectionSheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, SectionState, WayType
from tests.builders import a_line
from tests.stored import NOW, a_published_route, a_stored_route, a_stored_town

FR = Language.FR
LENGTH_M = along(a_line()).length_m


def published(session: Session, slug: str) -> RouteSheet:
    return route_sheet(session, current_edition(session, slug))


def test_steps_are_published_numbered_at_their_point_of_the_line(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, Language.EN, Words("Around Condom"))
    set_steps(
        session, route, [(0, {FR: "Partir."}), (5_000, {FR: "À gauche.", Language.EN: "Left."})]
    )
    publish_route(session, route, NOW)
    first, second = published(session, route.slug).steps
    assert (first.number, first.text(Language.EN)) == (1, "Partir.")
    assert (second.number, second.text(Language.EN)) == (2, "Left.")
    assert (second.lon, second.lat) == pytest.approx(along(a_line()).point_at(5_000))


def test_steps_replace_the_ones_before(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(0, {FR: "Un."}), (10, {FR: "Deux."})])
    set_steps(session, route, [(20, {FR: "Trois."})])
    session.expire_all()
    assert [(step.number, step.texts["fr"]) for step in route.steps] == [(1, "Trois.")]


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        ([(-50.0, {FR: "Avant."})], "line.place_outside"),
        ([(LENGTH_M + 50, {FR: "Après."})], "line.place_outside"),
        ([(500.0, {FR: "Un."}), (400.0, {FR: "Deux."})], "steps.out_of_order"),
        ([(500.0, {Language.EN: "One."})], "steps.no_french"),
        ([(500.0, {FR: "  "})], "steps.no_french"),
        ([(float("nan"), {FR: "Nulle part."})], "line.place_outside"),
    ],
)
def test_steps_that_cannot_be_followed_are_refused_whole(
    session: Session, steps: list[tuple[float, dict[Language, str]]], key: str
) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(0, {FR: "Gardée."})])
    with pytest.raises(GisError) as refused:
        set_steps(session, route, steps)
    assert refused.value.key == key
    session.expire_all()
    assert [step.texts["fr"] for step in route.steps] == ["Gardée."]


def test_sections_are_published_in_order(session: Session) -> None:
    route = a_stored_route(session)
    sections = [
        SectionSheet(0, 4_000, way_type=WayType.GREENWAY),
        SectionSheet(6_000, LENGTH_M, state=SectionState.PROJECT),
    ]
    set_sections(session, route, sections)
    publish_route(session, route, NOW)
    assert published(session, route.slug).sections == tuple(sections)


@pytest.mark.parametrize(
    ("sections", "key"),
    [
        ([SectionSheet(0, LENGTH_M + 50)], "line.place_outside"),
        ([SectionSheet(-50, 100)], "line.place_outside"),
        ([SectionSheet(100, 100)], "line.stretch_empty"),
        ([SectionSheet(0, 200), SectionSheet(150, 300)], "sections.overlap"),
        ([SectionSheet(200, 300), SectionSheet(0, 100)], "sections.overlap"),
    ],
)
def test_sections_that_contradict_each_other_or_the_line_are_refused(
    session: Session, sections: list[SectionSheet], key: str
) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError) as refused:
        set_sections(session, route, sections)
    assert refused.value.key == key
    assert route.sections == []


def test_a_route_s_themes_come_in_their_order(session: Session) -> None:
    route, other = a_published_route(session), a_published_route(session, title="Ailleurs")
    for slug, position, of in (("eau", 2, route), ("art", 1, route), ("rail", 3, other)):
        session.add(
            Theme(
                slug=slug, position=position, texts={"fr": {"name": slug.title()}},
                items=[ThemeItem(position=1, route_id=of.id)],
            )
        )  # fmt: skip
    session.flush()
    assert [found.slug for found in themes_of(session, route.id)] == ["art", "eau"]
    assert themes_of(session.connection(), other.id)[0].names == {FR: "Rail"}
    assert themes_of(session, route.id)[1].names == {FR: "Eau"}


def test_the_demonstration_covers_its_sections_and_says_each_step_in_three_languages(
    demo_session: Session,
) -> None:
    sheet = published(demo_session, "v82-veloroute-vallee-de-la-baise")
    assert sum(section.length_m for section in sheet.sections) == pytest.approx(sheet.length_m)
    project = [one for one in sheet.sections if one.state == SectionState.PROJECT]
    assert [(round(one.from_m), round(one.to_m)) for one in project] == [(151_000, 164_956)]
    assert 6 <= len(sheet.steps) <= 14
    assert all(set(step.texts) == set(Language) for step in sheet.steps)
    names = demo_session.scalars(select(Theme.slug).order_by(Theme.position)).all()
    assert names[:2] == ["itineraires-artistiques", "chemins-de-saint-jacques"]


def test_a_step_that_stays_keeps_its_id_wherever_it_moves(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(0, {FR: "Un."}), (10, {FR: "Deux."})])
    before = {step.texts["fr"]: step.id for step in route.steps}
    set_steps(session, route, [(0, {FR: "Un."}), (5, {FR: "Un et demi."}), (12, {FR: "Deux."})])
    after = {step.texts["fr"]: step.id for step in route.steps}
    assert {text: after[text] for text in before} == before
    assert after["Un et demi."] not in before.values()
    assert [step.number for step in route.steps] == [1, 2, 3]


def test_steps_and_sections_beyond_the_line_block(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(0, {FR: "Un."}), (9_000, {FR: "Deux."})])
    assert blocking_reasons(route, NOW.date()) == ()
    route.steps[1].at_m = LENGTH_M + 50
    assert [reason.key for reason in blocking_reasons(route, NOW.date())] == [
        "publish.details_off_line"
    ]
    set_steps(session, route, [])
    set_sections(session, route, [SectionSheet(0, 9_000)])
    route.sections[0].to_m = LENGTH_M + 50
    assert [reason.key for reason in blocking_reasons(route, NOW.date())] == [
        "publish.details_off_line"
    ]


def test_a_shorter_line_keeps_its_steps_and_marks_those_that_it_no_longer_passes(
    session: Session,
) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(0, {FR: "Un."}), (9_000, {FR: "Deux."})])
    set_line(session, route, cut(along(a_line()), 0, 10_000))
    assert [(step.at_m, step.to_check) for step in route.steps] == [(0, False), (9_000, False)]
    set_line(session, route, cut(along(a_line()), 0, 3_000))
    assert route.steps[1].at_m == pytest.approx(3_000, abs=0.1)
    assert [step.to_check for step in route.steps] == [False, True]
    assert blocking_reasons(route, NOW.date()) == ()


def test_a_route_is_found_by_the_towns_and_communes_that_it_passes(session: Session) -> None:
    town = a_stored_town(session, "Larressingle", 0.40, 43.905)
    store_lines_beside(session, [town])
    a_published_route(session)
    by_town = RouteFilter(text="larressingle")
    assert route_cards(session, by_town, FR).total == 1


def test_two_steps_that_say_the_same_keep_their_ids_in_their_order(session: Session) -> None:
    route = a_stored_route(session)
    again = [(10.0, {FR: "À gauche."}), (500.0, {FR: "Au pont."}), (900.0, {FR: "À gauche."})]
    set_steps(session, route, again)
    ids = [step.id for step in route.steps]
    set_steps(session, route, again)
    assert [step.id for step in route.steps] == ids
