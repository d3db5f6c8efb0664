"""The variants of a route: what they are, what they are called, which ones are taken off."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.access import Access, allow
from app.actions.revisions import Clash, Signed
from app.actions.variants import describe_variant, put_variant_back, remove_variant
from app.database import db
from app.desk.comparing.clash import NOTHING, Versions, clash_page, differing
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import Fields, sent, signed
from app.models import Part, Route, Variant
from app.queries.parts import Document, part_version
from app.queries.seen import document_at
from app.queries.variants import drawn_variants, sketch_of
from app.words import VARIANT_KINDS, variant_kind_name
from gis.errors import GisError
from gis.vocabulary import Language, VariantKind

LABELS = {
    "fr": _l("Nom en français"),
    "en": _l("Nom en anglais"),
    "es": _l("Nom en espagnol"),
    "kind": _l("Ce qu’elle est"),
}


@allow(Access.SEE_ROUTE)
def variants(route_id: int) -> str:
    """The variants of a route."""
    route = route_of(route_id)
    return route_page("desk/variants.html", route, **_shown(route))


@allow(Access.EDIT_ROUTE)
def variants_saved(route_id: int, variant_id: int) -> ResponseReturnValue:
    """Stores the kind and the names of a variant, or takes it off, or puts it back."""
    route, by = route_of(route_id), signed()
    verb = request.form.get("do", "save")
    try:
        with db.writing():
            if verb == "remove":
                remove_variant(db.session, route, variant_id, by)
            elif verb == "put_back":
                put_variant_back(db.session, route, variant_id, by)
            else:
                kind, names = _said(variant_id)
                describe_variant(db.session, route, variant_id, kind, names, by)
    except GisError as error:
        kept = [one for one in route.variants if one.id == variant_id and not one.is_removed]
        if isinstance(error, Clash) and verb == "save" and kept:
            return _both_versions(route, kept[0], error, by)
        values = _shown(route)
        return refused(error, "desk/variants.html", route, typed=_typed(variant_id), **values)
    done = "removed" if verb == "remove" else "saved"
    return done_at("variants", route, done, quoi=f"variant.{variant_id}")


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
        "labels": LABELS,
    }


def _both_versions(route: Route, variant: Variant, clash: Clash, by: Signed) -> ResponseReturnValue:
    """What was typed of a variant beside what is stored of it, and a choice."""
    mine = {name: value for name, value in sent().fields.items() if name in _fields(variant.id)}
    before = document_at(db.session, route, Part.VARIANTS, by.seen or 0).get("variants", [])
    had: Document = next(
        (one for one in before if one["id"] == variant.id), {"texts": {}, "kind": ""}
    )
    theirs = _fields(variant.id, variant.texts, variant.kind)
    versions = Versions(mine, theirs, _fields(variant.id, had["texts"], had["kind"]))
    found = list(differing(versions, _label, _shown_as))
    tab = url_for("desk.variants_saved", route_id=route.id, variant_id=variant.id)
    back = url_for("desk.variants", route_id=route.id)
    return clash_page(route, clash, tab, versions, found, back=back)


def _fields(variant_id: int, texts: Fields = NOTHING, kind: str = "") -> dict[str, str]:
    """A variant as its form sends it."""
    names = {f"{one}-{variant_id}": texts.get(one, "") for one in Language}
    return {**names, f"kind-{variant_id}": kind}


def _label(name: str) -> str:
    return str(LABELS[name.partition("-")[0]])


def _shown_as(name: str, value: str) -> str:
    return variant_kind_name(VariantKind(value)) if name.startswith("kind-") else value


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
