"""Variants: measured like routes, kept out of every figure of theirs."""

from dataclasses import replace

import gpxpy
import pytest
from flask import Flask
from gpxpy.gpx import GPX
from pyproj import Geod
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.restoring import restore_revision
from app.actions.revisions import Clash, Signed
from app.actions.stages import set_stages
from app.actions.variants import (
    add_variant,
    describe_variant,
    put_variant_back,
    remove_variant,
)
from app.models import Part, Revision, Route, Variant
from app.queries.parts import last_revision, part_version
from app.queries.sheets import public_sheet
from gis.errors import GisError, LineError
from gis.sheets import RouteSheet
from gis.vocabulary import Language, VariantKind
from tests.builders import a_line
from tests.stored import LATER, NOW, a_stored_route, a_stored_town

FR, EN = Language.FR, Language.EN
BESIDE = a_line([(0.40, 43.90, 100.0), (0.42, 43.92, 160.0), (0.44, 43.90, 100.0)])


def a_stored_variant(session: Session, route: Route, name: str = "Par les crêtes") -> Variant:
    return add_variant(session, route, VariantKind.VARIANT, {FR: name}, BESIDE, "cretes.gpx")


def names_of(route: Route) -> list[str]:
    return [one.texts["fr"] for one in route.variants if not one.is_removed]


def in_sight(session: Session, route: Route) -> RouteSheet:
    found = public_sheet(session, route.id)
    assert found is not None
    return found.sheet


def vertices(file: GPX) -> list[list[tuple[float, float, float | None]]]:
    """Those of every piece of every track of a GPX file."""
    return [
        [(point.longitude, point.latitude, point.elevation) for point in segment.points]
        for track in file.tracks
        for segment in track.segments
    ]


def test_a_variant_is_measured_on_the_ellipsoid(session: Session) -> None:
    variant = a_stored_variant(session, a_stored_route(session))
    lons, lats, _heights = zip(*BESIDE.geoms[0].coords, strict=True)
    assert variant.length_m == pytest.approx(Geod(ellps="WGS84").line_length(lons, lats), rel=1e-6)
    assert variant.ascent_m == pytest.approx(60, abs=3)
    assert variant.descent_m == pytest.approx(60, abs=3)


def test_the_climb_of_a_variant_without_heights_is_unknown(session: Session) -> None:
    route = a_stored_route(session)
    flat = a_line([(0.40, 43.90), (0.42, 43.92)])
    variant = add_variant(session, route, VariantKind.ACCESS, {FR: "De la gare"}, flat)
    assert (variant.ascent_m, variant.descent_m) == (None, None)


def test_a_variant_counts_in_no_total_no_stage_and_no_file(app: Flask, committing: Session) -> None:
    places = [a_stored_town(committing, *town) for town in (("A", 0.37, 43.9), ("B", 0.44, 43.9),
              ("C", 0.519, 43.9))]  # fmt: skip
    route = a_stored_route(committing)
    set_stages(committing, route, places)
    publish_route(committing, route, NOW)
    committing.commit()
    client = app.test_client()
    address = f"/itineraires/{route.slug}.gpx"
    before, track = in_sight(committing, route), gpxpy.parse(client.get(address).text)
    a_stored_variant(committing, route)
    publish_route(committing, route, LATER)
    committing.commit()
    after = in_sight(committing, route)
    assert [variant.texts[FR] for variant in after.variants] == ["Par les crêtes"]
    assert len(after.stages) == 2
    assert replace(after, variants=(), modified_at=before.modified_at) == before
    again = gpxpy.parse(client.get(address).text)
    assert vertices(again) == vertices(track)


def test_a_variant_is_renamed_taken_off_and_put_back(session: Session) -> None:
    route = a_stored_route(session)
    variant = a_stored_variant(session, route)
    names = {FR: " Par le gué ", EN: "By the ford", Language.ES: " "}
    describe_variant(session, route, variant.id, VariantKind.LINK, names)
    assert variant.kind == VariantKind.LINK
    assert variant.texts == {"fr": "Par le gué", "en": "By the ford"}
    remove_variant(session, route, variant.id)
    assert names_of(route) == []
    publish_route(session, route, NOW)
    assert in_sight(session, route).variants == ()
    put_variant_back(session, route, variant.id)
    assert names_of(route) == ["Par le gué"]


def test_variants_are_restored_as_they_were(session: Session) -> None:
    route = a_stored_route(session)
    first, second = (a_stored_variant(session, route, name) for name in ("Une", "Deux"))
    both = last_revision(session, route.id, Part.VARIANTS)
    assert isinstance(both, Revision)
    describe_variant(session, route, first.id, VariantKind.LINK, {FR: "Autre"})
    remove_variant(session, route, second.id)
    restore_revision(session, route, both)
    assert names_of(route) == ["Une", "Deux"]
    assert first.kind == VariantKind.VARIANT


def test_the_line_of_a_route_that_may_not_be_passed_on_hides_its_variants_too(
    session: Session,
) -> None:
    route = a_stored_route(session, redistributable=False)
    a_stored_variant(session, route)
    publish_route(session, route, NOW)
    (variant,) = in_sight(session, route).variants
    assert variant.pieces == ()
    assert variant.length_m > 0


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ({}, "no_name"),
        ({FR: "  "}, "no_name"),
        ({EN: "Ridge"}, "no_name"),
        ({FR: "a" * 201}, "name_too_long"),
    ],
)
def test_a_variant_without_a_fit_name_is_refused(
    session: Session, names: dict[Language, str], key: str
) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError, match=key):
        add_variant(session, route, VariantKind.VARIANT, names, BESIDE)
    assert route.variants == []


@pytest.mark.parametrize("line", [MultiLineString(), a_line([(0.0, 86.0), (1.0, 86.5)])])
def test_a_variant_without_a_line_on_the_map_is_refused(
    session: Session, line: MultiLineString
) -> None:
    with pytest.raises(LineError):
        add_variant(session, a_stored_route(session), VariantKind.VARIANT, {FR: "Une"}, line)


def test_a_variant_of_another_route_is_refused(session: Session) -> None:
    other = a_stored_variant(session, a_stored_route(session, title="Une autre"))
    with pytest.raises(GisError, match="not_here"):
        remove_variant(session, a_stored_route(session), other.id)
    assert not other.is_removed


def test_who_has_not_seen_the_newest_variants_is_stopped(session: Session) -> None:
    route = a_stored_route(session)
    variant = a_stored_variant(session, route)
    seen = part_version(session, route.id, Part.VARIANTS)
    describe_variant(session, route, variant.id, VariantKind.LINK, {FR: "Autre"})
    with pytest.raises(Clash):
        remove_variant(session, route, variant.id, Signed(seen=seen))
    assert names_of(route) == ["Autre"]
