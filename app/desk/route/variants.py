"""The variants of a route: what they are, what they are called, which ones are taken off."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.access import Access, allow
from app.actions.revisions import Clash
from app.actions.variants import describe_variant, put_variant_back, remove_variant
from app.database import db
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import sent, signed
from app.messages import sentence
from app.models import Part, Route
from app.queries.parts import part_version
from app.queries.variants import drawn_variants, sketch_of
from app.words import VARIANT_KINDS
from gis.errors import GisError
from gis.vocabulary import Language, VariantKind


@allow(Access.SEE_ROUTE)
def variants(route_id: int) -> str:
    """The variants of a route."""
    route = route_of(route_id)
    return route_page("desk/variants.html", route, **_shown(route))


@allow(Access.EDIT_ROUTE)
def variants_saved(route_id: int, variant_id: int) -> ResponseReturnValue:
    """Stores the kind and the names of a variant, or takes it off, or puts it back."""
    route = route_of(route_id)
    verb = request.form.get("do", "save")
    try:
        with db.writing():
            if verb == "remove":
                remove_variant(db.session, route, variant_id, signed())
            elif verb == "put_back":
                put_variant_back(db.session, route, variant_id, signed())
            else:
                kind, names = _said(variant_id)
                describe_variant(db.session, route, variant_id, kind, names, signed())
    except Clash as clash:
        page = route_page(
            "desk/variants.html",
            route_of(route_id),
            refusal=sentence(clash),
            clash=clash,
            typed=_typed(variant_id),
            **_shown(route),
        )
        return page, 412
    except GisError as error:
        values = _shown(route)
        return refused(error, "desk/variants.html", route, typed=_typed(variant_id), **values)
    return done_at("variants", route, "removed" if verb == "remove" else "saved")


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    here = "/itineraires/<int:route_id>/variantes"
    desk.add_url_rule(here, "variants", variants)
    desk.add_url_rule(
        f"{here}/<int:variant_id>", "variants_saved", variants_saved, methods=["POST"]
    )


def _shown(route: Route) -> dict[str, object]:
    drawn = drawn_variants(db.session, route.id)
    return {
        "kept": [one for one in drawn if not one.variant.is_removed],
        "removed": [one for one in drawn if one.variant.is_removed],
        "route_sketch": sketch_of(db.session, route),
        "version": part_version(db.session, route.id, Part.VARIANTS),
        "kinds": list(VARIANT_KINDS.items()),
    }


def _said(variant_id: int) -> tuple[VariantKind, dict[Language, str]]:
    """What the form says that a variant is. Raises GisError `variant.no_kind`."""
    form = sent()
    kind = form.text(f"kind-{variant_id}")
    if kind not in list(VariantKind):
        raise GisError("variant.no_kind")
    return VariantKind(kind), {one: form.text(f"{one}-{variant_id}") for one in Language}


def _typed(variant_id: int) -> dict[str, object]:
    """What was typed of one variant, to be shown again in its form."""
    form = sent()
    names = {str(one): form.text(f"{one}-{variant_id}") for one in Language}
    return {**names, "id": variant_id, "kind": form.text(f"kind-{variant_id}")}
