"""Publishing: what the public reads is a snapshot, and nothing else."""

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
from app.models import RouteLine, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.search import RouteFilter, route_cards
from app.queries.sheets import (
    Moved,
    Unknown,
    Withdrawn,
    current_edition,
    redistributable_sheets,
    route_line,
    route_sheet,
)
from gis.vocabulary import Language
from tests.builders import a_line
from tests.stored import LATER, NOW, a_published_route, a_stored_route


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
    withdraw_route(session, route)
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
    assert [reason.key for reason in blocking_reasons(route)] == [key]
    with pytest.raises(NotPublishable):
        publish_route(session, route, NOW)


def test_a_gap_blocks_until_an_officer_declares_it(session: Session) -> None:
    gapped = MultiLineString([[(0.40, 43.9), (0.41, 43.9)], [(0.42, 43.9), (0.43, 43.9)]])
    route = a_stored_route(session, line=gapped)
    assert [reason.key for reason in blocking_reasons(route)] == ["line.gap"]
    route.declared_gaps = True
    assert blocking_reasons(route) == ()


def test_a_closed_route_is_never_passed_on_though_its_page_stands(session: Session) -> None:
    route = a_published_route(session, redistributable=False)
    assert list(redistributable_sheets(session)) == []
    assert not current_edition(session, route.slug).redistributable
    assert route_cards(session, RouteFilter(), Language.FR).total == 1
