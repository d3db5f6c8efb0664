"""What a route passes, in one list; and what stands on its profile."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.site.along_the_way import SHORT_LIST, chapters, height_at, passed_on, profile_marks
from gis.sheets import LabelSheet, PlaceAlong, PlaceText, ProviderAlong, ProviderSheet, Sketch
from gis.vocabulary import Language, PlaceKind
from tests.builders import a_place_sheet, a_route_sheet

FR, EN = Language.FR, Language.EN


def a_fountain(at_m: float, aside_m: float = 20) -> PlaceAlong:
    texts = {FR: PlaceText(f"Fontaine {at_m:g}")}
    place = a_place_sheet(kind=PlaceKind.WATER, texts=texts, viewpoint=None)
    return PlaceAlong(place, at_m, aside_m)


def a_lodging(at_m: float, *, labelled: bool) -> ProviderAlong:
    place = a_place_sheet(kind=PlaceKind.LODGING, texts={FR: PlaceText("Gîte")}, viewpoint=None)
    label = LabelSheet(
        "accueil-velo", {FR: "Accueil Vélo"}, "1", date(2026, 1, 1), date(2029, 1, 1)
    )
    return ProviderAlong(ProviderSheet(place, labels=(label,) if labelled else ()), at_m, 0)


def test_towns_viewpoints_and_places_come_in_order_along_the_route() -> None:
    found = passed_on(a_route_sheet(), [a_fountain(20_000), a_fountain(100)], FR)
    assert [(one.at_m, one.kind) for one in found] == [
        (0, "town"), (100, "water"), (3_400, "viewpoint"), (12_000, "town"), (20_000, "water"),
        (24_812.4, "town"),
    ]  # fmt: skip


def test_a_place_speaks_the_language_that_it_has() -> None:
    found = passed_on(a_route_sheet(), [a_fountain(100)], EN)
    spoken = {one.name: one.language for one in found}
    assert spoken["Larressingle viewpoint"] == EN
    assert spoken["Fontaine 100"] == FR


def test_a_short_list_is_one_chapter() -> None:
    passed = passed_on(a_route_sheet(), [], FR)
    (only,) = chapters(a_route_sheet(), passed)
    assert only.stage is None
    assert only.passed == passed


def test_a_route_that_passes_nothing_has_no_chapter() -> None:
    sheet = a_route_sheet(stages=(), viewpoints=())
    assert chapters(sheet, passed_on(sheet, [], FR)) == ()


@given(st.lists(st.floats(0, 24_812), min_size=SHORT_LIST))
def test_a_long_list_loses_nothing_when_it_is_folded_by_stage(at_m: list[float]) -> None:
    sheet = a_route_sheet()
    places = [a_fountain(one) for one in at_m]
    folded = chapters(sheet, passed_on(sheet, places, FR))
    assert [chapter.stage for chapter in folded] == list(sheet.stages)
    for chapter, (from_m, to_m) in zip(folded, ((0, 12_000), (12_000, 24_813)), strict=True):
        assert all(from_m <= one.at_m <= to_m for one in chapter.passed)
    told = [one.at_m for chapter in folded for one in chapter.passed]
    assert told == sorted([*at_m, 3_400])


def test_the_profile_bears_inner_stage_ends_viewpoints_and_labelled_lodging() -> None:
    sheet = a_route_sheet(sketch=Sketch((), (100, 200)))
    lodging = [a_lodging(5_000, labelled=True), a_lodging(6_000, labelled=False)]
    marks = profile_marks(sheet, passed_on(sheet, [a_fountain(100)], FR), lodging)
    assert [mark.kind for mark in marks] == ["viewpoint", "lodging", "town"]
    assert marks[-1].height_m == pytest.approx(100 + 100 * 12_000 / 24_812.4)


def test_without_heights_there_is_nothing_to_mark() -> None:
    sheet = a_route_sheet(sketch=Sketch((), ()))
    assert profile_marks(sheet, passed_on(sheet, [], FR), []) == ()


@given(st.lists(st.integers(-50, 4_000), min_size=2), st.floats(0, 1))
def test_a_height_lies_between_the_lowest_and_the_highest(heights: list[int], share: float) -> None:
    assert min(heights) - 1e-6 <= height_at(heights, share) <= max(heights) + 1e-6
    assert height_at(heights, 0) == heights[0]
    assert height_at(heights, 1) == heights[-1]
