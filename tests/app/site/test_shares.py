"""Shares in whole percents: they add up to a hundred."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.site.shares import made_of, shares
from gis.sheets import SectionSheet
from gis.vocabulary import Surface, WayType


def of_way_type(section: SectionSheet) -> WayType | None:
    return section.way_type


def test_shares_are_of_the_whole_length_the_largest_first() -> None:
    sections = [
        SectionSheet(0, 300, way_type=WayType.GREENWAY),
        SectionSheet(300, 900, way_type=WayType.SHARED_ROAD),
        SectionSheet(900, 1_000, way_type=WayType.GREENWAY),
    ]
    assert shares(sections, 1_000, of_way_type) == (
        (WayType.SHARED_ROAD, 60), (WayType.GREENWAY, 40),
    )  # fmt: skip


def test_what_no_section_tells_is_unknown() -> None:
    sections = [SectionSheet(0, 250, surface=Surface.ASPHALT)]
    assert shares(sections, 1_000, lambda section: section.surface) == (
        (None, 75), (Surface.ASPHALT, 25),
    )  # fmt: skip


def test_a_route_without_sections_is_made_of_nothing_known() -> None:
    assert made_of((), 1_000) is None


@given(st.lists(st.floats(1, 50_000), min_size=1, max_size=12), st.data())
def test_percents_add_up_to_a_hundred(lengths_m: list[float], data: st.DataObject) -> None:
    limits = [0.0]
    for length_m in lengths_m:
        limits.append(limits[-1] + length_m)
    words = st.sampled_from([*WayType, None])
    sections = [SectionSheet(*ends, way_type=data.draw(words)) for ends in pairwise(limits)]
    total_m = limits[-1] * data.draw(st.floats(1, 2))
    found = shares(sections, total_m, of_way_type)
    assert sum(percent for _, percent in found) == 100
    assert [percent for _, percent in found] == sorted((p for _, p in found), reverse=True)
    assert len({word for word, _ in found}) == len(found)
