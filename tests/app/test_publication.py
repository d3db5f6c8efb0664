"""Publishing: what the public reads is a snapshot, and nothing else."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from shapely import MultiLineString
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.actions.publication import (
    NotPublishable,
    blocking_reasons,
    publish_route,
    withdraw_route,
)
from app.actions.routes import rename_slug, set_line
from app.actions.stages import set_stages
from app.models import Route, RouteLine, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.route_filter import RouteFilter
from app.queries.search import route_cards
from app.queries.sheets import (
    Moved,
    Unknown,
    Withdrawn,
    current_edition,
    redistributable_sheets,
    route_line,
    route_sheet,
)
from gis.errors import GisError, LineError
from gis.vocabulary import Language, Practice
from tests.builders import ONE_KM_EAST_DEG, a_line
from tests.stored import LATER, NOW, a_published_route, a_stored_route, a_stored_town


def test_what_is_read_back_is_the_sheet_that_was_published(session: Session) -> None:
    route = a_stored_route(session)
    sheet = draft_sheet(session, route, NOW)
    publish_route(session, route, NOW)
    edition = current_edition(session, "autour-de-condom")
    assert route_sheet(session, edition) == sheet
    assert list(redistributable_sheets(session)) == [sheet]


def test_the_line_is_read_back_vertex_for_vertex(session: Session) -> None:
    line = a_line()
    a_published_route(session, line=line)
    stored = route_line(session, current_edition(session, "autour-de-condom"))
    assert stored.equals_exact(line, 0)
    assert stored.has_z


def test_a_line_without_heights_stays_two_dimensional(session: Session) -> None:
    route = a_published_route(session, line=a_line(heights=False))
    edition = current_edition(session, route.slug)
    assert not route_line(session, edition).has_z
    assert route_sheet(session, edition).ascent_m is None


def test_a_draft_is_unknown_to_the_public(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(Unknown):
        current_edition(session, route.slug)
    assert route_cards(session, RouteFilter(), Language.FR).total == 0


def test_an_edit_after_publication_stays_private_until_published_again(session: Session) -> None:
    route = a_published_route(session)
    route.texts[0].title = "Autre titre"
    set_line(session, route, a_line([(0.4, 43.9, 80), (0.5, 43.9, 90)]))
    before = route_sheet(session, current_edition(session, route.slug))
    assert before.text(Language.FR).title == "Autour de Condom"
    assert before.length_m == pytest.approx(12_000, rel=0.01)
    publish_route(session, route, LATER)
    after = route_sheet(session, current_edition(session, route.slug))
    assert after.text(Language.FR).title == "Autre titre"
    assert after.length_m == pytest.approx(8_033, rel=0.01)


def test_a_text_edit_adds_no_line_version(session: Session) -> None:
    route = a_published_route(session)
    route.texts[0].title = "Autre titre"
    publish_route(session, route, LATER)
    lines = session.scalars(select(RouteLine.id).where(RouteLine.route_id == route.id)).all()
    assert len(lines) == 1


def test_a_line_edit_adds_a_version_and_keeps_the_old_one(session: Session) -> None:
    route = a_published_route(session)
    set_line(session, route, a_line([(0.4, 43.9), (0.5, 43.9)]))
    rows = select(RouteLine.version).where(RouteLine.route_id == route.id)
    assert sorted(session.scalars(rows)) == [1, 2]
    assert route.line is not None
    assert route.line.version == 2


def test_a_route_has_one_current_snapshot_at_the_most(session: Session) -> None:
    route = a_published_route(session)
    publish_route(session, route, LATER)
    session.flush()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("UPDATE snapshot SET current = true"))
    current = session.scalars(select(Snapshot.published_at).where(Snapshot.current)).all()
    assert current == [LATER]


def test_a_withdrawn_route_is_gone_from_lists_and_says_so(session: Session) -> None:
    route = a_published_route(session)
    withdraw_route(session, route, NOW)
    with pytest.raises(Withdrawn):
        current_edition(session, route.slug)
    assert list(redistributable_sheets(session)) == []


def test_an_old_slug_leads_to_the_new_one_for_ever(session: Session) -> None:
    route = a_published_route(session)
    rename_slug(session, route, "Tour de Condom")
    publish_route(session, route, LATER)
    with pytest.raises(Moved) as moved:
        current_edition(session, "autour-de-condom")
    assert moved.value.slug == "tour-de-condom"
    assert current_edition(session, "tour-de-condom").title == "Autour de Condom"


def test_a_route_may_take_back_a_slug_that_it_had(session: Session) -> None:
    route = a_published_route(session)
    rename_slug(session, route, "Tour de Condom")
    assert rename_slug(session, route, "autour-de-condom") == "autour-de-condom"
    assert len(route.slugs) == 2


def test_two_routes_of_one_name_get_two_slugs(session: Session) -> None:
    first = a_stored_route(session)
    second = a_stored_route(session, owner=first.owner)
    assert (first.slug, second.slug) == ("autour-de-condom", "autour-de-condom-2")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": " "}, "publish.no_name"),
        ({"practices": []}, "publish.no_practice"),
        ({"departure": ""}, "publish.no_start"),
        ({"licence": ""}, "publish.no_licence"),
    ],
)
def test_what_is_lacking_blocks_and_is_named(
    session: Session, changes: dict[str, object], key: str
) -> None:
    route = a_stored_route(session, **changes)  # type: ignore[arg-type]
    assert [reason.key for reason in blocking_reasons(route, NOW.date())] == [key]
    with pytest.raises(NotPublishable):
        publish_route(session, route, NOW)


def test_a_gap_blocks_until_an_officer_declares_it(session: Session) -> None:
    gapped = MultiLineString([[(0.40, 43.9), (0.41, 43.9)], [(0.42, 43.9), (0.43, 43.9)]])
    route = a_stored_route(session, line=gapped)
    assert [reason.key for reason in blocking_reasons(route, NOW.date())] == ["line.gap"]
    route.declared_gaps = True
    assert blocking_reasons(route, NOW.date()) == ()


def test_a_closed_route_is_never_passed_on_though_its_page_stands(session: Session) -> None:
    route = a_published_route(session, redistributable=False)
    assert list(redistributable_sheets(session)) == []
    assert not current_edition(session, route.slug).redistributable
    assert route_cards(session, RouteFilter(), Language.FR).total == 1


def test_of_two_officers_who_publish_at_once_the_later_publishes_the_newest_words(
    committing: Session,
) -> None:
    route = a_published_route(committing)
    committing.commit()
    engine = committing.get_bind()
    slug = route.slug
    with Session(engine) as first, Session(engine) as second:
        one, other = first.get_one(Route, route.id), second.get_one(Route, route.id)
        assert other.texts[0].title == "Autour de Condom"
        one.texts[0].title = "Le tour de Condom"
        publish_route(first, one, LATER)
        with ThreadPoolExecutor(1) as thread:
            waiting = thread.submit(lambda: publish_route(second, other, LATER))
            time.sleep(0.3)
            assert not waiting.done()
            first.commit()
            waiting.result(timeout=20)
        second.commit()
    committing.expire_all()
    assert current_edition(committing, slug).title == "Le tour de Condom"


def test_a_draft_cannot_be_withdrawn(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError, match=r"route\.not_published"):
        withdraw_route(session, route, NOW)


def test_stages_that_do_not_end_with_the_line_block_until_they_are_cut_again(
    session: Session,
) -> None:
    route = a_stored_route(session)
    first, last = (0.37, 43.9), (0.37 + 12 * ONE_KM_EAST_DEG, 43.9)
    places = [a_stored_town(session, "Condom", *first), a_stored_town(session, "Eauze", *last)]
    set_stages(session, route, places)
    assert blocking_reasons(route, NOW.date()) == ()
    route.stages[-1].end_m -= 100
    assert [reason.key for reason in blocking_reasons(route, NOW.date())] == [
        "publish.stages_off_line"
    ]
    set_stages(session, route, places)
    assert blocking_reasons(route, NOW.date()) == ()


def test_a_new_line_takes_its_stages_along(session: Session) -> None:
    route = a_stored_route(session)
    first, last = (0.37, 43.9), (0.37 + 12 * ONE_KM_EAST_DEG, 43.9)
    places = [a_stored_town(session, "Condom", *first), a_stored_town(session, "Eauze", *last)]
    set_stages(session, route, places)
    set_line(session, route, a_line([first, (0.45, 43.91), last]))
    assert route.line is not None
    assert [stage.end_m for stage in route.stages] == [route.line.length_m]
    assert blocking_reasons(route, NOW.date()) == ()


def test_stages_begin_where_the_line_begins(session: Session) -> None:
    route = a_stored_route(session)
    middle, last = (0.37 + 6 * ONE_KM_EAST_DEG, 43.9), (0.37 + 12 * ONE_KM_EAST_DEG, 43.9)
    places = [a_stored_town(session, "Milieu", *middle), a_stored_town(session, "Fin", *last)]
    with pytest.raises(LineError) as refused:
        set_stages(session, route, places)
    assert refused.value.values["place"] == "Milieu"


def test_a_new_slug_leads_nowhere_until_published_and_the_old_one_serves(
    session: Session,
) -> None:
    route = a_published_route(session)
    rename_slug(session, route, "Tour de Condom")
    assert current_edition(session, "autour-de-condom").title == "Autour de Condom"
    with pytest.raises(Unknown):
        current_edition(session, "tour-de-condom")


def test_a_stage_that_ends_at_a_gap_ends_before_it_and_the_next_begins_behind(
    session: Session,
) -> None:
    line = a_line([(0.40, 43.9), (0.45, 43.9)], [(0.50, 43.9), (0.55, 43.9)])
    route = a_stored_route(session, line=line, declared_gaps=True)
    towns = [("Ouest", 0.40), ("Bord", 0.45), ("Est", 0.55)]
    set_stages(session, route, [a_stored_town(session, name, lon, 43.9) for name, lon in towns])
    sheet = draft_sheet(session, route, NOW)
    assert sheet.stages[0].end.lon == pytest.approx(0.45)
    assert sheet.stages[1].start.lon == pytest.approx(0.50)
    assert [gap.at_m for gap in sheet.gaps] == [sheet.stages[0].to_m]
    assert sheet.gaps[0].distance_m == pytest.approx(4017, rel=0.01)


def test_a_card_gives_the_time_by_the_practice_that_is_looked_for(session: Session) -> None:
    a_published_route(session, practices=[Practice.TOURING_CYCLING, Practice.WALKING])
    (cycled,) = route_cards(session, RouteFilter(), Language.FR).cards
    on_foot = RouteFilter(practice=Practice.WALKING)
    (walked,) = route_cards(session, on_foot, Language.FR).cards
    assert cycled.duration_min < 60
    assert walked.duration_min >= 180
