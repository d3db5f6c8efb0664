"""What the tags of OpenStreetMap mean to each traveller: factors by which a metre counts.

1 is what somebody would choose, 2 is chosen where it saves half of the length, None is shut.
From the pages of wiki.openstreetmap.org named beside each table; the numbers are ours.
"""

from enum import StrEnum

Factor = float | None


class Traveller(StrEnum):
    """Whoever follows ways by rules of their own."""

    FOOT = "foot"
    ROAD_BIKE = "road_bike"
    TOURING_BIKE = "touring_bike"
    GRAVEL_BIKE = "gravel_bike"
    MOUNTAIN_BIKE = "mountain_bike"
    HORSE = "horse"
    BOAT = "boat"


BIKES = (
    Traveller.ROAD_BIKE,
    Traveller.TOURING_BIKE,
    Traveller.GRAVEL_BIKE,
    Traveller.MOUNTAIN_BIKE,
)


def _row(*factors: Factor) -> dict[Traveller, Factor]:
    """Factors in the order of `Traveller`; those left out are shut."""
    return dict(zip(Traveller, factors, strict=False))


HIGHWAYS = {
    #                  foot  road  tour  gravel mtb  horse
    "trunk": _row(5.0, 5.0, 8.0, 8.0, 8.0, 8.0),
    "primary": _row(4.0, 2.5, 4.0, 5.0, 5.0, 5.0),
    "secondary": _row(3.0, 1.6, 2.5, 3.5, 3.5, 3.5),
    "tertiary": _row(2.0, 1.1, 1.5, 2.0, 2.2, 2.2),
    "unclassified": _row(1.5, 1.0, 1.1, 1.4, 1.6, 1.5),
    "residential": _row(1.5, 1.2, 1.2, 1.5, 1.7, 1.8),
    "living_street": _row(1.3, 1.3, 1.1, 1.4, 1.6, 1.7),
    "service": _row(1.6, 1.5, 1.4, 1.6, 1.7, 1.8),
    "road": _row(2.0, 1.5, 1.6, 1.8, 1.9, 2.0),
    "pedestrian": _row(1.2, 2.0, 1.7, 1.8, 2.0, 2.5),
    "cycleway": _row(1.3, 1.1, 1.0, 1.0, 1.2, None),
    "footway": _row(1.1, None, None, None, None, None),
    "path": _row(1.0, 1.8, 1.6, 1.3, 1.0, 1.0),
    "track": _row(1.0, 1.5, 1.2, 1.0, 1.0, 1.0),
    "bridleway": _row(1.1, None, None, None, None, 1.0),
    "steps": _row(1.8, None, None, None, None, None),
}
"""OSM_tags_for_routing/Access_restrictions (the table of France), Key:highway, FR:Bicycle."""
LINKS = {f"{road}_link": road for road in ("trunk", "primary", "secondary", "tertiary")}
WHERE_OPENED = 1.4
"""Where a sign opens to somebody what is shut to them otherwise."""
NEVER_OPENED = {"steps"}
"""A ramp beside steps is for pushing."""

WATERWAYS: dict[str, tuple[Factor, Factor]] = {
    # downstream, upstream: waterways are drawn as they flow
    "canal": (1.0, 1.0),
    "fairway": (1.0, 1.0),
    "river": (1.0, 1.5),
    "stream": (None, None),
}
"""Key:waterway, Tag:waterway=river, FR:Navigation fluviale."""
OPENED_STREAM = (1.2, 2.0)

KEYS_OF_ACCESS = {
    Traveller.FOOT: ("foot", "access"),
    Traveller.HORSE: ("horse", "access"),
    Traveller.BOAT: ("canoe", "boat", "access"),
    **dict.fromkeys(BIKES, ("bicycle", "vehicle", "access")),
}
"""Key:access, its hierarchy of transport modes: the first that is tagged rules."""
OPEN = {"yes", "designated", "permissive", "official", "destination", "dismount"}
SHUT = {
    "no", "private", "customers", "delivery", "agricultural", "forestry", "military", "permit",
    "emergency", "use_sidepath", "psv",
}  # fmt: skip
"""Key:access; Tag:bicycle=use_sidepath, the compulsory cycleway beside a road."""
DESIGNATED = 0.85
DISMOUNTED = 3.0

PAVED, COBBLED, FINE, LOOSE, HARD = "paved", "cobbled", "fine", "loose", "hard"
SURFACES = {
    **dict.fromkeys(
        ("asphalt", "paved", "concrete", "concrete:plates", "concrete:lanes", "paving_stones",
         "chipseal", "metal", "wood"), PAVED),
    **dict.fromkeys(("sett", "cobblestone", "unhewn_cobblestone", "stone"), COBBLED),
    **dict.fromkeys(("compacted", "fine_gravel"), FINE),
    **dict.fromkeys(
        ("unpaved", "gravel", "pebblestone", "dirt", "earth", "ground", "grass", "grass_paver",
         "woodchips", "clay"), LOOSE),
    **dict.fromkeys(("mud", "sand", "rock", "rocks", "scree"), HARD),
}  # fmt: skip
"""Key:surface."""
TRACK_GRADES = {"grade1": PAVED, "grade2": FINE, "grade3": LOOSE, "grade4": LOOSE, "grade5": HARD}
"""Key:tracktype, for ways whose surface is not said."""
LOOSE_UNLESS_SAID = {"path", "track", "bridleway"}
ON_SURFACE = {
    #          foot  road  tour  gravel mtb  horse
    PAVED: _row(1.1, 1.0, 1.0, 1.1, 1.2, 1.3),
    COBBLED: _row(1.1, 2.0, 1.5, 1.4, 1.2, 1.2),
    FINE: _row(1.0, 2.5, 1.05, 1.0, 1.0, 1.0),
    LOOSE: _row(1.0, None, 1.6, 1.1, 1.0, 1.0),
    HARD: _row(1.2, None, None, 1.8, 1.2, 1.2),
}
SMOOTHNESS = {
    "bad": _row(1.0, 3.0, 1.3, 1.0, 1.0, 1.0),
    "very_bad": _row(1.0, None, 2.0, 1.3, 1.0, 1.0),
    "horrible": _row(1.0, None, None, 2.0, 1.1, 1.0),
    "very_horrible": _row(1.1, None, None, None, 1.5, 1.3),
    "impassable": _row(1.5, None, None, None, None, None),
}
"""Key:smoothness."""
SAC_SCALE = {
    "mountain_hiking": _row(1.1, None, None, 2.0, 1.4, 1.5),
    "demanding_mountain_hiking": _row(1.4, None, None, None, 3.0, None),
    "alpine_hiking": _row(3.0, None, None, None, None, None),
    "demanding_alpine_hiking": _row(None),
    "difficult_alpine_hiking": _row(None),
}
"""Key:sac_scale: from T5 on nobody is led."""
MTB_SCALE = {
    "1": _row(1.0, None, None, 1.5, 1.1, 1.0),
    "2": _row(1.0, None, None, None, 1.4, 1.1),
    "3": _row(1.0, None, None, None, 2.0, 1.3),
    "4": _row(1.0, None, None, None, 3.5, None),
    "5": _row(1.0, None, None, None, None, None),
    "6": _row(1.0, None, None, None, None, None),
}
"""Key:mtb:scale; from S5 on it is trial."""
CYCLE_LANE = 0.75
CYCLE_LANES = {"lane", "track", "shared_lane", "share_busway", "opposite_lane", "opposite_track"}
"""Key:cycleway: a road with a lane or a track of its own for bicycles."""

FORWARD_ONLY = {"yes", "true", "1"}
BACKWARD_ONLY = {"-1", "reverse"}
BOTH_WAYS = {"no", "false", "0"}
ROUND = {"roundabout", "circular"}
"""Key:oneway; Key:junction: a roundabout is driven one way without a tag that says so."""
KEYS_OF_ONEWAY = {
    Traveller.FOOT: ("oneway:foot",),
    Traveller.HORSE: ("oneway:horse", "oneway"),
    Traveller.BOAT: ("oneway:canoe", "oneway:boat", "oneway"),
    **dict.fromkeys(BIKES, ("oneway:bicycle", "oneway")),
}
"""Key:oneway:bicycle; walkers heed a direction only where a sign tells walkers."""
CYCLEWAY_KEYS = ("cycleway", "cycleway:both", "cycleway:left", "cycleway:right")
