"""Variants of a route: lines beside its own, which count in none of its figures."""

from collections.abc import Mapping

from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.actions.routes import refuse_beyond_the_map
from app.models import Gesture, Part, Route, Variant
from gis.along import along
from gis.errors import GisError
from gis.profile import profile
from gis.vocabulary import Language, VariantKind

LONGEST_NAME = 200

Names = Mapping[Language, str]


def add_variant(
    session: Session,
    route: Route,
    kind: VariantKind,
    texts: Names,
    line: MultiLineString,
    source: str = "",
    signed: Signed = UNSIGNED,
) -> Variant:
    """Gives a route a variant, measured as routes are; `source` says where its line is from.

    Raises LineError for a line that is empty or lies beyond the map, GisError `variant.no_name`
    or `variant.name_too_long`, Clash when the variants have changed since they were seen.
    """
    named = _checked(texts)
    measured = along(line)
    refuse_beyond_the_map(line)
    heights = profile(measured)
    variant = Variant(
        kind=kind,
        texts=named,
        geom=line,
        length_m=measured.length_m,
        ascent_m=heights and heights.total.ascent_m,
        descent_m=heights and heights.total.descent_m,
        source=source,
    )
    with revised(session, route, Part.VARIANTS, signed, Gesture.IMPORTED):
        route.variants.append(variant)
    return variant


def describe_variant(
    session: Session,
    route: Route,
    variant_id: int,
    kind: VariantKind,
    texts: Names,
    signed: Signed = UNSIGNED,
) -> None:
    """Says what a variant is and what it is called. Raises as `add_variant` does."""
    with revised(session, route, Part.VARIANTS, signed):
        variant = _of(route, variant_id)
        variant.kind, variant.texts = kind, _checked(texts)


def remove_variant(
    session: Session, route: Route, variant_id: int, signed: Signed = UNSIGNED
) -> None:
    """Takes a variant off a route; it can be put back."""
    with revised(session, route, Part.VARIANTS, signed):
        _of(route, variant_id).is_removed = True


def put_variant_back(
    session: Session, route: Route, variant_id: int, signed: Signed = UNSIGNED
) -> None:
    """Gives a route back a variant that was taken off."""
    with revised(session, route, Part.VARIANTS, signed, Gesture.RESTORED):
        _of(route, variant_id).is_removed = False


def _of(route: Route, variant_id: int) -> Variant:
    """A variant of this route. Raises GisError `variant.not_here`."""
    for variant in route.variants:
        if variant.id == variant_id:
            return variant
    raise GisError("variant.not_here")


def _checked(texts: Names) -> dict[str, str]:
    """The names that say something."""
    named = {str(language): name.strip() for language, name in texts.items() if name.strip()}
    if Language.FR not in named:
        raise GisError("variant.no_name")
    if max(len(name) for name in named.values()) > LONGEST_NAME:
        raise GisError("variant.name_too_long", longest=LONGEST_NAME)
    return named
