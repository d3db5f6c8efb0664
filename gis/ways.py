"""Who may follow a way of OpenStreetMap, in which direction, and how gladly."""

from collections.abc import Mapping

from gis.vocabulary import Practice
from gis.ways_rules import (
    BACKWARD_ONLY,
    BIKES,
    BOTH_WAYS,
    CYCLE_LANE,
    CYCLE_LANES,
    CYCLEWAY_KEYS,
    DESIGNATED,
    DISMOUNTED,
    FINE,
    FORWARD_ONLY,
    HIGHWAYS,
    KEYS_OF_ACCESS,
    KEYS_OF_ONEWAY,
    LINKS,
    LOOSE,
    LOOSE_UNLESS_SAID,
    MTB_SCALE,
    NEVER_OPENED,
    ON_SURFACE,
    OPEN,
    OPENED_STREAM,
    PAVED,
    ROUND,
    SAC_SCALE,
    SHUT,
    SMOOTHNESS,
    SURFACES,
    TRACK_GRADES,
    WATERWAYS,
    WHERE_OPENED,
    Factor,
    Traveller,
)

TRAVELLER_OF = {
    Practice.WALKING: Traveller.FOOT,
    Practice.TRAIL: Traveller.FOOT,
    Practice.ROAD_CYCLING: Traveller.ROAD_BIKE,
    Practice.TOURING_CYCLING: Traveller.TOURING_BIKE,
    Practice.GRAVEL: Traveller.GRAVEL_BIKE,
    Practice.MOUNTAIN_BIKING: Traveller.MOUNTAIN_BIKE,
    Practice.RIDING: Traveller.HORSE,
    Practice.PADDLING: Traveller.BOAT,
}

Tags = Mapping[str, str]
Factors = tuple[Factor, ...]
"""Of each traveller in order: as the way is drawn, against it; None where that is shut."""
KEYS = ("highway", "waterway")
"""A way without any of these leads nobody."""
BEST = 1.0


def factors(tags: Tags) -> Factors:
    """What one metre of a way counts for each traveller, in both directions; at least 1.

    >>> factors({"highway": "motorway"}) == (None,) * 14
    True
    """
    if tags.get("area") == "yes" and "waterway" in tags:
        return (None,) * (2 * len(Traveller))
    found: list[Factor] = []
    for traveller in Traveller:
        if traveller == Traveller.BOAT:
            found += _directed(tags, traveller, *_on_water(tags))
        else:
            factor = _on_land(tags, traveller)
            found += _directed(tags, traveller, factor, factor)
    return tuple(found)


def _on_land(tags: Tags, traveller: Traveller) -> Factor:
    highway = tags.get("highway", "")
    highway = LINKS.get(highway, highway)
    if highway not in HIGHWAYS or tags.get("motorroad") == "yes":
        return None
    word, is_own = _access(tags, traveller)
    if word in SHUT:
        return None
    factor = HIGHWAYS[highway].get(traveller)
    if factor is None:
        if not (is_own and word in OPEN) or highway in NEVER_OPENED:
            return None
        factor = WHERE_OPENED
    for table in _conditions(tags, highway, is_signed=is_own and word == "designated"):
        part = table.get(traveller)
        if part is None:
            return None
        factor *= part
    if traveller in BIKES and any(tags.get(key) in CYCLE_LANES for key in CYCLEWAY_KEYS):
        factor *= CYCLE_LANE
    if is_own and word == "designated":
        factor *= DESIGNATED
    if word == "dismount":
        factor *= DISMOUNTED
    return max(factor, BEST)


def _access(tags: Tags, traveller: Traveller) -> tuple[str, bool]:
    """The word that rules for a traveller, and whether it is about that traveller alone.

    Of several, as in `agricultural;forestry`, the first that opens.
    """
    keys = KEYS_OF_ACCESS[traveller]
    for key in keys:
        if said := tags.get(key):
            words = [word.strip() for word in said.split(";")]
            return next((word for word in words if word not in SHUT), words[0]), key == keys[0]
    return "", False


def _conditions(tags: Tags, highway: str, *, is_signed: bool) -> list[dict[Traveller, Factor]]:
    """The tables that tell how good the ground is."""
    ground = SURFACES.get(tags.get("surface", "")) or TRACK_GRADES.get(tags.get("tracktype", ""))
    if ground is None:
        ground = PAVED if highway not in LOOSE_UNLESS_SAID else FINE if is_signed else LOOSE
    found = [ON_SURFACE[ground]]
    for key, table in (
        ("smoothness", SMOOTHNESS),
        ("mtb:scale", MTB_SCALE),
        ("sac_scale", SAC_SCALE),
    ):
        word = tags.get(key, "")
        word = word[:1] if key == "mtb:scale" else word
        if word in table:
            found.append(table[word])
    return found


def _on_water(tags: Tags) -> tuple[Factor, Factor]:
    """Down and up a waterway that carries boats: canoes and small ones."""
    waterway = tags.get("waterway", "")
    word, _ = _access(tags, Traveller.BOAT)
    is_hidden = tags.get("tunnel", "no") not in ("no", "yes") or tags.get("covered") == "yes"
    if waterway not in WATERWAYS or word in SHUT or is_hidden or tags.get("intermittent") == "yes":
        return None, None
    if waterway == "stream" and word in OPEN:
        return OPENED_STREAM
    return WATERWAYS[waterway]


def _directed(
    tags: Tags, traveller: Traveller, forward: Factor, backward: Factor
) -> tuple[Factor, Factor]:
    """The two factors without the direction that a oneway shuts."""
    word = next((tags[key] for key in KEYS_OF_ONEWAY[traveller] if key in tags), "")
    if not word and traveller != Traveller.FOOT and tags.get("junction") in ROUND:
        word = "yes"
    if traveller in BIKES and "oneway:bicycle" not in tags and _has_contraflow(tags):
        return forward, backward
    if word in BOTH_WAYS:
        return forward, backward
    return (
        None if word in BACKWARD_ONLY else forward,
        None if word in FORWARD_ONLY else backward,
    )


def _has_contraflow(tags: Tags) -> bool:
    """Whether cyclists may ride against the traffic: Key:cycleway, its opposite values."""
    return any(
        tags.get(key, "").startswith("opposite")
        or tags.get(f"{key}:oneway", "") in BOTH_WAYS | BACKWARD_ONLY
        for key in CYCLEWAY_KEYS
    )
