"""Who holds the label Accueil Vélo, on a map and in a list; where beds are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, render_template, request

from app import here
from app.access import Access, allow
from app.database import db
from app.queries.labels import NamedRoute, committee, public_scheme, veloroutes
from app.queries.lodging import lodging_gaps_along
from app.queries.providers import LabelledProvider, public_providers
from app.queries.route_filter import FilterError
from app.queries.sheets import Reader
from app.remembered import remembered
from app.site.place_map import bounds_around, drawn_places, map_points
from gis.nearby import LONGEST_WITHOUT_LODGING_M
from gis.sheets import ProviderAlong
from gis.vocabulary import Language, PlaceKind

SCHEME = "accueil-velo"


@dataclass(frozen=True)
class RouteGaps:
    """The stretches of a route, from and to in metres, that lack a labelled lodging."""

    route: NamedRoute
    gaps_m: tuple[tuple[float, float], ...]


@allow(Access.PUBLIC)
@remembered
def accueil_velo(lang: Language) -> str:
    """Labelled providers, by kind; `?kind=` shows one kind only."""
    settings = here.settings()
    scheme = public_scheme(db.session, SCHEME, lang)
    if scheme is None:
        abort(404)
    asked = request.args.get("kind", "")
    if asked and asked not in scheme.kinds:
        raise FilterError("filter.unknown", value=asked[:40])
    every = public_providers(db.session, SCHEME, lang, settings.departement.today())
    by_kind = {kind: tuple(found) for kind, found in groupby(every, _kind_of)}
    shown = {kind: found for kind, found in by_kind.items() if asked in ("", kind)}
    places = [one.provider.place for found in shown.values() for one in found]
    bounds = bounds_around(settings, places)
    return render_template(
        "site/accueil_velo.html",
        scheme=scheme,
        asked=asked,
        total=len(every),
        counts={kind: len(found) for kind, found in by_kind.items()},
        shown=shown,
        gaps=gaps_of(db.session, veloroutes(db.session, lang), by_kind.get(PlaceKind.LODGING, ())),
        longest_m=LONGEST_WITHOUT_LODGING_M,
        committee=committee(db.session),
        bounds=bounds,
        drawn=drawn_places(db.session, settings, bounds, places, lang),
        points=map_points(places, lang),
    )


def gaps_of(
    session: Reader, routes: Sequence[NamedRoute], lodgings: Sequence[LabelledProvider]
) -> tuple[RouteGaps, ...]:
    """Routes with a stretch too long without one of these lodgings."""
    passed: dict[str, list[ProviderAlong]] = {route.slug: [] for route in routes}
    for lodging in lodgings:
        for near in lodging.routes:
            if near.slug in passed:
                passed[near.slug].append(ProviderAlong(lodging.provider, near.at_m, near.aside_m))
    found = [
        RouteGaps(
            route, lodging_gaps_along(session, route.line_id, route.length_m, passed[route.slug])
        )
        for route in routes
    ]
    return tuple(one for one in found if one.gaps_m)


def _kind_of(one: LabelledProvider) -> PlaceKind:
    return one.provider.place.kind


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/accueil-velo", view_func=accueil_velo)
