"""The names of the vocabulary's words, in the reader's language."""

from flask_babel import lazy_gettext as _l

from gis.vocabulary import Language, Practice, RouteKind, Shape

PRACTICES = {
    Practice.WALKING: _l("À pied"),
    Practice.TRAIL: _l("Trail"),
    Practice.ROAD_CYCLING: _l("Vélo de route"),
    Practice.TOURING_CYCLING: _l("Vélo"),
    Practice.GRAVEL: _l("Gravel"),
    Practice.MOUNTAIN_BIKING: _l("VTT"),
    Practice.RIDING: _l("À cheval"),
    Practice.PADDLING: _l("Sur l’eau"),
}
KINDS = {
    RouteKind.VELOROUTE: _l("Véloroute"),
    RouteKind.VOIE_VERTE: _l("Voie verte"),
    RouteKind.GR: _l("Sentier de grande randonnée (GR®)"),
    RouteKind.GRP: _l("GR® de Pays"),
    RouteKind.PR: _l("Promenade et randonnée (PR)"),
    RouteKind.LOCAL_LOOP: _l("Boucle locale"),
    RouteKind.RIDING: _l("Itinéraire équestre"),
    RouteKind.MOUNTAIN_BIKING: _l("Circuit VTT"),
    RouteKind.WATERWAY: _l("Itinéraire fluvial"),
    RouteKind.CULTURAL: _l("Itinéraire culturel"),
}
SHAPES = {
    Shape.LOOP: _l("boucle"),
    Shape.LINEAR: _l("aller simple"),
    Shape.OUT_AND_BACK: _l("aller-retour"),
}
COMPASS = (
    _l("nord"),
    _l("nord-est"),
    _l("est"),
    _l("sud-est"),
    _l("sud"),
    _l("sud-ouest"),
    _l("ouest"),
    _l("nord-ouest"),
)
LANGUAGE_NAMES = {Language.FR: "Français", Language.EN: "English", Language.ES: "Español"}
"""Each language in its own words: a reader looks for theirs."""


def practice_name(practice: Practice) -> str:
    """À pied."""
    return str(PRACTICES[practice])


def kind_name(kind: RouteKind) -> str:
    """Véloroute."""
    return str(KINDS[kind])


def shape_name(shape: Shape) -> str:
    """boucle."""
    return str(SHAPES[shape])


def compass_name(bearing_deg: float) -> str:
    """sud-ouest: the nearest of eight directions, degrees clockwise from north."""
    return str(COMPASS[round(bearing_deg / 45) % 8])


FILTERS = {
    "practice_name": practice_name,
    "kind_name": kind_name,
    "shape_name": shape_name,
    "compass_name": compass_name,
}
