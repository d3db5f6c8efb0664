"""Providers: which labels are held, on which day, along which route."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.actions.providers import ProviderError, add_provider, award_label, last_day
from app.models import Label, LabelScheme, Place, Provider, RouteText
from app.queries import providers
from app.queries.labels import veloroutes
from app.queries.lodging import lodging_gaps_along
from app.queries.providers import providers_along, public_providers
from app.queries.sheets import current_edition, route_sheet
from gis.nearby import lodging_gaps
from gis.sheets import ProviderAlong
from gis.vocabulary import LabelState, Language, PlaceKind, Practice
from tests.builders import a_line
from tests.stored import a_published_route

TODAY = date(2026, 6, 1)
NEAR, FAR = 43.905, 43.93
"""Half a kilometre, and more than three, from the line of tests/builders.py."""
CYCLING = (Practice.TOURING_CYCLING,)


def the_scheme(session: Session) -> LabelScheme:
    return session.scalars(select(LabelScheme).where(LabelScheme.key == "accueil-velo")).one()


def a_provider(
    session: Session,
    lat: float = NEAR,
    *,
    key: str = "gite",
    kind: PlaceKind = PlaceKind.LODGING,
    awarded_on: date | None = date(2025, 5, 4),
    state: LabelState = LabelState.LABELLED,
    scheme: LabelScheme | None = None,
) -> Provider:
    place = Place(
        key=key, kind=kind, geom=shapely.Point(0.42, lat), texts={"fr": {"name": f"Gîte {key}"}}
    )
    provider = Provider(phone="05 36 49 00 01")
    add_provider(session, place, provider)
    if awarded_on:
        label = Label(scheme=scheme or the_scheme(session), number="32-0001")
        award_label(provider, label, awarded_on)
        label.state = state
        provider.labels.append(label)
        session.flush()
    return provider


def along_the_route(
    session: Session, today: date = TODAY, practices: tuple[Practice, ...] = CYCLING
) -> tuple[ProviderAlong, ...]:
    route = a_published_route(session)
    assert route.line_id is not None
    return providers_along(session.connection(), route.line_id, practices, today)


def test_a_label_is_held_from_its_first_day_to_its_last(session: Session) -> None:
    a_provider(session, FAR, awarded_on=date(2025, 5, 4))
    route = a_published_route(session)
    assert route.line_id is not None
    for day, is_held in {
        date(2025, 5, 3): False,
        date(2025, 5, 4): True,
        date(2028, 5, 3): True,
        date(2028, 5, 4): False,
    }.items():
        assert bool(providers_along(session, route.line_id, CYCLING, day)) == is_held
        assert bool(public_providers(session, "accueil-velo", Language.FR, day)) == is_held


@pytest.mark.parametrize("state", [state for state in LabelState if state != LabelState.LABELLED])
def test_a_label_that_is_not_held_is_never_public(session: Session, state: LabelState) -> None:
    a_provider(session, NEAR, state=state)
    (found,) = along_the_route(session)
    assert found.provider.labels == ()
    assert public_providers(session, "accueil-velo", Language.FR, TODAY) == ()


def test_who_is_labelled_is_seen_from_farther_than_who_is_not(session: Session) -> None:
    for key, lat, awarded_on in (
        ("near", NEAR, None),
        ("far", FAR, None),
        ("far-labelled", FAR, date(2025, 5, 4)),
        ("farther-labelled", 43.96, date(2025, 5, 4)),
    ):
        a_provider(session, lat, key=key, awarded_on=awarded_on)
    names = [one.provider.place.texts[Language.FR].name for one in along_the_route(session)]
    assert names == ["Gîte near", "Gîte far-labelled"]


def test_a_label_counts_along_routes_of_its_own_practices(session: Session) -> None:
    a_provider(session, NEAR, key="near")
    a_provider(session, FAR, key="far")
    (found,) = along_the_route(session, practices=(Practice.WALKING, Practice.RIDING))
    assert found.provider.place.texts[Language.FR].name == "Gîte near"
    assert found.provider.labels == ()


def test_another_scheme_has_a_reach_and_practices_of_its_own(session: Session) -> None:
    walkers = LabelScheme(
        key="rando-accueil",
        names={"fr": "Rando Accueil"},
        practices=["walking"],
        kinds=["lodging"],
        reach_m=1000,
        validity_years=1,
        criteria={},
    )
    session.add(walkers)
    a_provider(session, NEAR, key="near", awarded_on=date(2026, 1, 1), scheme=walkers)
    a_provider(session, FAR, key="far", awarded_on=date(2026, 1, 1), scheme=walkers)
    (found,) = along_the_route(session, practices=(Practice.WALKING,))
    (label,) = found.provider.labels
    assert (label.scheme, label.expires_on) == ("rando-accueil", date(2026, 12, 31))


def test_a_public_provider_names_the_routes_that_pass_it(session: Session) -> None:
    a_provider(session, FAR)
    a_published_route(session, title="Autour de Condom")
    a_published_route(session, title="À pied", practices=[Practice.WALKING])
    (found,) = public_providers(session, "accueil-velo", Language.EN, TODAY)
    (passing,) = found.routes
    assert (passing.slug, passing.title) == ("autour-de-condom", "Autour de Condom")
    assert passing.at_m == pytest.approx(4_010, abs=30)
    assert passing.aside_m == pytest.approx(3_333, abs=5)
    assert found.provider.phone == "05 36 49 00 01"
    assert found.label.number == "32-0001"


def test_nobody_welcomes_people_at_a_fountain(session: Session) -> None:
    with pytest.raises(ProviderError, match=r"provider\.not_a_provider"):
        a_provider(session, kind=PlaceKind.WATER, awarded_on=None)


def test_a_scheme_labels_the_kinds_that_it_is_for(session: Session) -> None:
    scheme = the_scheme(session)
    scheme.kinds = ["lodging"]
    with pytest.raises(ProviderError, match=r"label\.wrong_kind"):
        a_provider(session, kind=PlaceKind.REPAIR)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 10))
def test_the_day_after_a_label_is_the_anniversary_of_its_award(
    awarded_on: date, years: int
) -> None:
    after = last_day(awarded_on, years) + timedelta(days=1)
    assert after.year == awarded_on.year + years
    assert (after.month, after.day) == (awarded_on.month, awarded_on.day) or (
        (awarded_on.month, awarded_on.day, after.month, after.day) == (2, 29, 3, 1)
    )


def test_the_demonstration_has_labels_in_every_state_and_one_stretch_without_a_bed(
    demo_session: Session,
) -> None:
    assert set(demo_session.scalars(select(Label.state))) == set(LabelState)
    kinds = set(demo_session.scalars(select(Place.kind)))
    assert kinds == set(PlaceKind)
    (v82,) = {
        route.slug
        for one in public_providers(demo_session, "accueil-velo", Language.FR, TODAY)
        for route in one.routes
        if route.number == "V82"
    }
    edition = current_edition(demo_session, v82)
    sheet = route_sheet(demo_session, edition)
    found = providers_along(demo_session, edition.line_id, sheet.practices, TODAY)
    assert len(found) > 10
    (gap,) = lodging_gaps_along(demo_session, edition.line_id, sheet.length_m, found)
    assert gap == pytest.approx((85_700, 108_800), abs=500)


def test_of_a_label_and_its_renewal_the_one_that_lasts_longer_is_shown(session: Session) -> None:
    provider = a_provider(session, NEAR, awarded_on=date(2024, 1, 1))
    renewal = Label(scheme=the_scheme(session), number="32-0001 bis")
    award_label(provider, renewal, date(2026, 5, 1))
    provider.labels.append(renewal)
    session.flush()
    (found,) = along_the_route(session)
    assert [label.number for label in found.provider.labels] == ["32-0001 bis"]
    (listed,) = public_providers(session, "accueil-velo", Language.FR, TODAY)
    assert listed.label.number == "32-0001 bis"


def test_a_label_that_ends_while_it_is_read_is_left_out(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_provider(session)
    read = providers._labels_held

    def too_late(session: Any, ids: Iterable[int], today: date) -> Any:
        session.execute(delete(Label))
        return read(session, ids, today)

    monkeypatch.setattr(providers, "_labels_held", too_late)
    assert public_providers(session, "accueil-velo", Language.FR, TODAY) == ()


def test_providers_come_in_alphabetical_order_whatever_the_accents(session: Session) -> None:
    for key in ("Zinc", "écluse", "arbre", "Étang"):
        a_provider(session, key=key)
    found = public_providers(session, "accueil-velo", Language.FR, TODAY)
    names = [one.provider.place.texts[Language.FR].name for one in found]
    assert names == ["Gîte arbre", "Gîte écluse", "Gîte Étang", "Gîte Zinc"]


def test_a_title_comes_with_its_language(session: Session) -> None:
    french = a_published_route(session, title="Autour de Condom")
    a_provider(session)
    english = a_published_route(
        session,
        title="Ténarèze",
        texts=[
            RouteText(
                language=language, title=f"In {language}", summary="…", departure="…", arrival="…"
            )
            for language in (Language.FR, Language.EN)
        ],
    )
    (found,) = public_providers(session, "accueil-velo", Language.EN, TODAY)
    expected = {"Autour de Condom": Language.FR, "In en": Language.EN}
    assert {route.title: route.language for route in found.routes} == expected
    named = veloroutes(session, Language.EN)
    assert {route.title: route.language for route in named} == expected
    assert {route.line_id for route in named} == {french.line_id, english.line_id}


def test_a_bed_that_is_passed_there_and_back_breaks_both_ways(session: Session) -> None:
    there = [(0.22 + index / 1000, 43.9) for index in range(321)]
    a_provider(session, FAR)
    route = a_published_route(session, line=a_line([*there, *reversed(there[:-1])]))
    assert route.line and route.line_id
    length_m = route.line.length_m
    found = providers_along(session, route.line_id, CYCLING, TODAY)
    assert lodging_gaps(found, length_m) == ((found[0].at_m, length_m),)
    assert lodging_gaps_along(session, route.line_id, length_m, found) == ()
    assert lodging_gaps_along(session, route.line_id, length_m, ()) == ((0, length_m),)


def test_a_bed_that_is_passed_once_leaves_the_gaps_on_either_side(session: Session) -> None:
    a_provider(session, FAR)
    route = a_published_route(session, line=a_line([(0.12, 43.9), (0.42, 43.9), (0.72, 43.9)]))
    assert route.line and route.line_id
    found = providers_along(session, route.line_id, CYCLING, TODAY)
    middle_m = pytest.approx(route.line.length_m / 2, abs=1)
    assert lodging_gaps_along(session.connection(), route.line_id, route.line.length_m, found) == (
        (0, middle_m),
        (middle_m, route.line.length_m),
    )
