"""Who may follow a way, in which direction, and what is preferred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.vocabulary import Practice
from gis.ways import TRAVELLER_OF, factors
from gis.ways_rules import BIKES, HIGHWAYS, Traveller

FOOT, HORSE, BOAT = Traveller.FOOT, Traveller.HORSE, Traveller.BOAT
ROAD, TOURING, MTB = Traveller.ROAD_BIKE, Traveller.TOURING_BIKE, Traveller.MOUNTAIN_BIKE
GRAVEL = Traveller.GRAVEL_BIKE
ANY_TAGS = st.dictionaries(
    st.sampled_from(
        ["highway", "waterway", "oneway", "foot", "bicycle", "access", "surface", "sac_scale",
         "tracktype", "mtb:scale", "smoothness", "cycleway", "junction", "horse", "canoe"]
    ),
    st.one_of(
        st.sampled_from(
            ["path", "track", "steps", "river", "yes", "no", "-1", "designated", "private", "mud",
             "grade5", "T6", "lane", "opposite", "roundabout", "primary"]
        ),
        st.text(max_size=8),
    ),
)  # fmt: skip


def both(tags: str, traveller: Traveller) -> tuple[float | None, float | None]:
    """Forward and backward, of tags as `highway=path foot=no`."""
    found = factors(dict(tag.split("=") for tag in tags.split()))
    at = 2 * list(Traveller).index(traveller)
    return found[at], found[at + 1]


def may(tags: str) -> set[Traveller]:
    """Who may use a way in some direction."""
    return {traveller for traveller in Traveller if any(both(tags, traveller))}


def test_every_practice_has_its_traveller() -> None:
    assert set(TRAVELLER_OF) == set(Practice)
    assert set(TRAVELLER_OF.values()) == set(Traveller)


@pytest.mark.parametrize(
    "tags",
    [
        "highway=motorway",
        "highway=trunk motorroad=yes",
        "highway=construction",
        "highway=proposed",
        "highway=path access=no",
        "highway=track access=private",
        "highway=track access=agricultural;forestry",
        "highway=via_ferrata",
        "route=ferry",
        "highway=path sac_scale=difficult_alpine_hiking",
        "waterway=ditch",
        "waterway=stream",
        "waterway=river canoe=no",
        "waterway=river tunnel=culvert",
        "waterway=riverbank area=yes",
    ],
)
def test_a_way_that_nobody_may_follow(tags: str) -> None:
    assert may(tags) == set()


@pytest.mark.parametrize(
    ("tags", "who"),
    [
        ("highway=footway", {FOOT}),
        ("highway=steps", {FOOT}),
        ("highway=steps bicycle=yes horse=yes", {FOOT}),
        ("highway=bridleway", {FOOT, HORSE}),
        ("highway=footway bicycle=yes", {FOOT, *BIKES}),
        ("highway=footway horse=designated", {FOOT, HORSE}),
        ("highway=path", {FOOT, TOURING, GRAVEL, MTB, HORSE}),
        ("highway=path bicycle=no", {FOOT, HORSE}),
        ("highway=path horse=no", {FOOT, TOURING, GRAVEL, MTB}),
        ("highway=track vehicle=no", {FOOT, HORSE}),
        ("highway=track vehicle=no bicycle=yes surface=asphalt", {FOOT, HORSE, *BIKES}),
        ("highway=service access=private foot=yes", {FOOT}),
        ("highway=track vehicle=agricultural;forestry", {FOOT, HORSE}),
        ("highway=service access=private foot=customers;yes", {FOOT}),
        ("highway=residential foot=no", {HORSE, *BIKES}),
        ("highway=tertiary bicycle=use_sidepath", {FOOT, HORSE}),
        ("highway=cycleway", {FOOT, *BIKES}),
        ("highway=cycleway foot=no", set(BIKES)),
        ("highway=track surface=gravel", {FOOT, TOURING, GRAVEL, MTB, HORSE}),
        ("highway=track tracktype=grade5", {FOOT, GRAVEL, MTB, HORSE}),
        ("highway=path sac_scale=alpine_hiking", {FOOT}),
        ("highway=path mtb:scale=2+", {FOOT, MTB, HORSE}),
        ("highway=unclassified smoothness=impassable", {FOOT}),
        ("waterway=river", {BOAT}),
        ("waterway=canal boat=no canoe=yes", {BOAT}),
        ("waterway=stream canoe=designated", {BOAT}),
        ("highway=secondary_link", {FOOT, HORSE, *BIKES}),
    ],
)
def test_a_way_is_for_those_whom_its_tags_let(tags: str, who: set[Traveller]) -> None:
    assert may(tags) == who


def is_open(tags: str, traveller: Traveller) -> tuple[bool, bool]:
    forward, backward = both(tags, traveller)
    return forward is not None, backward is not None


@pytest.mark.parametrize(
    ("tags", "directions"),
    [
        ("oneway=yes", (True, False)),
        ("oneway=-1", (False, True)),
        ("oneway=no junction=roundabout", (True, True)),
        ("junction=roundabout", (True, False)),
        ("oneway=yes oneway:bicycle=no", (True, True)),
        ("oneway=yes cycleway=opposite", (True, True)),
        ("oneway=yes cycleway:left=opposite_lane", (True, True)),
        ("oneway=yes cycleway:left=lane cycleway:left:oneway=-1", (True, True)),
        ("oneway=yes cycleway:right=lane cycleway:right:oneway=yes", (True, False)),
        ("oneway:bicycle=yes", (True, False)),
        ("oneway:foot=yes", (True, True)),
    ],
)
def test_a_cyclist_heeds_one_way_streets(tags: str, directions: tuple[bool, bool]) -> None:
    assert is_open(f"highway=residential {tags}", TOURING) == directions


@pytest.mark.parametrize("tags", ["oneway=yes", "oneway=-1", "junction=roundabout"])
def test_a_walker_goes_both_ways(tags: str) -> None:
    assert is_open(f"highway=residential {tags}", FOOT) == (True, True)


def test_a_walker_heeds_a_direction_that_is_signed_for_walkers() -> None:
    assert is_open("highway=path oneway:foot=yes", FOOT) == (True, False)


def test_a_river_is_easier_downstream() -> None:
    down, up = both("waterway=river", BOAT)
    assert down is not None
    assert up is not None
    assert down < up


@pytest.mark.parametrize(
    ("traveller", "better", "worse"),
    [
        (FOOT, "highway=path", "highway=residential"),
        (FOOT, "highway=track", "highway=tertiary"),
        (FOOT, "highway=residential", "highway=secondary"),
        (FOOT, "highway=path", "highway=path sac_scale=demanding_mountain_hiking"),
        (ROAD, "highway=unclassified", "highway=primary"),
        (ROAD, "highway=tertiary", "highway=cycleway surface=compacted"),
        (TOURING, "highway=cycleway", "highway=secondary"),
        (TOURING, "highway=unclassified", "highway=track"),
        (TOURING, "highway=path bicycle=designated", "highway=path"),
        (TOURING, "highway=secondary cycleway=track", "highway=secondary"),
        (TOURING, "highway=footway bicycle=yes", "highway=footway bicycle=dismount"),
        (GRAVEL, "highway=track tracktype=grade2", "highway=secondary"),
        (MTB, "highway=path", "highway=path mtb:scale=3"),
        (MTB, "highway=track", "highway=residential"),
        (HORSE, "highway=bridleway", "highway=tertiary"),
        (BOAT, "waterway=canal", "waterway=stream canoe=yes"),
    ],
)
def test_what_a_traveller_prefers(traveller: Traveller, better: str, worse: str) -> None:
    first, second = both(better, traveller)[0], both(worse, traveller)[0]
    assert first is not None
    assert second is not None
    assert first < second


@given(ANY_TAGS)
def test_no_metre_counts_less_than_a_metre_whatever_the_tags(tags: dict[str, str]) -> None:
    found = factors(tags)
    assert len(found) == 2 * len(Traveller)
    assert all(factor is None or factor >= 1 for factor in found)


def test_a_row_says_nothing_of_boats() -> None:
    assert all(BOAT not in row or row[BOAT] is None for row in HIGHWAYS.values())
