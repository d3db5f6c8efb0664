"""The variants tab: named, taken off, put back."""

from http import HTTPStatus

import pytest
from lxml import html as lxml_html
from sqlalchemy.orm import Session

from app.actions.variants import add_variant, describe_variant
from app.models import Organisation, Part, Route, Variant
from app.queries.parts import part_version
from gis.vocabulary import Language, Role, VariantKind
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import forms, send, words
from tests.builders import a_line
from tests.stored import a_stored_route

BESIDE = a_line([(0.40, 43.90), (0.42, 43.92), (0.44, 43.90)])


@pytest.fixture
def variant(committing: Session, committee: Organisation) -> Variant:
    """A variant of a draft of the committee's."""
    route = a_stored_route(committing, owner=committee)
    names = {Language.FR: "Par les crêtes"}
    variant = add_variant(committing, route, VariantKind.VARIANT, names, BESIDE, "cretes.gpx")
    committing.commit()
    return variant


def tab(variant: Variant) -> str:
    return f"/bureau/itineraires/{variant.route_id}/variantes"


def form(session: Session, variant: Variant, **changes: object) -> dict[str, object]:
    """What the form of one variant sends when nothing is changed in it."""
    session.expire_all()
    return {
        "version": part_version(session, variant.route_id, Part.VARIANTS),
        f"fr-{variant.id}": variant.texts["fr"],
        f"kind-{variant.id}": variant.kind.value,
        **changes,
    }


def test_a_variant_is_shown_with_its_figures_and_its_drawing(
    signed_in: SignedIn, variant: Variant
) -> None:
    page = lxml_html.document_fromstring(signed_in(Role.OFFICER).get(tab(variant)).text)
    (shown,) = page.xpath('//article[@class="variant"]')
    words = " ".join(shown.text_content().split())
    for said in ("Par les crêtes", "variante", "5,5 km", "cretes.gpx"):
        assert said in words
    assert shown.xpath('.//path[@class="ink-variant"]/@d')[0].count("L") == 2
    assert page.xpath('//main//a[@href="/bureau/imports"]')


def test_a_variant_is_renamed(signed_in: SignedIn, committing: Session, variant: Variant) -> None:
    changes = {f"en-{variant.id}": "Ridge", f"kind-{variant.id}": "link"}
    answer = signed_in(Role.OFFICER).post(
        f"{tab(variant)}/{variant.id}", **form(committing, variant, **changes)
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    assert variant.texts == {"fr": "Par les crêtes", "en": "Ridge"}
    assert variant.kind == VariantKind.LINK


def test_a_variant_is_taken_off_and_put_back(
    signed_in: SignedIn, committing: Session, variant: Variant
) -> None:
    anne, address = signed_in(Role.OFFICER), f"{tab(variant)}/{variant.id}"
    anne.post(address, **form(committing, variant, do="remove"))
    page = lxml_html.document_fromstring(anne.get(tab(variant)).text)
    assert page.xpath('//button[@name="do"]/@value') == ["put_back"]
    anne.post(address, **form(committing, variant, do="put_back"))
    committing.expire_all()
    assert not variant.is_removed


@pytest.mark.parametrize(
    ("field", "said"), [("fr", "Il manque le nom"), ("kind", "Dites ce qu’elle est")]
)
def test_what_cannot_be_stored_is_shown_again_with_the_reason(
    signed_in: SignedIn, committing: Session, variant: Variant, field: str, said: str
) -> None:
    changes = {f"en-{variant.id}": "Ridge", f"{field}-{variant.id}": ""}
    answer = signed_in(Role.OFFICER).post(
        f"{tab(variant)}/{variant.id}", **form(committing, variant, **changes)
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert 'value="Ridge"' in answer.text


@pytest.mark.parametrize(("chosen", "stored"), [("mine", "Mien"), ("theirs", "Leur")])
def test_who_was_slower_sees_both_names_and_chooses(
    signed_in: SignedIn, committing: Session, variant: Variant, chosen: str, stored: str
) -> None:
    changes = {f"fr-{variant.id}": "Mien", f"en-{variant.id}": "Ridge"}
    mine = form(committing, variant, **changes)
    route = committing.get_one(Route, variant.route_id)
    describe_variant(committing, route, variant.id, VariantKind.VARIANT, {Language.FR: "Leur"})
    committing.commit()
    anne, address = signed_in(Role.OFFICER), f"{tab(variant)}/{variant.id}"
    answer = anne.post(address, **mine)
    assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
    (choices,) = [one for one in forms(answer) if one.action == address]
    page = words(answer)
    assert "Nom en français" in page and "Mien" in page and "Leur" in page
    assert send(anne, choices, **{f"fr-{variant.id}.choice": chosen}).status_code == 303
    committing.expire_all()
    assert variant.texts == {"fr": stored, "en": "Ridge"}


def test_what_cannot_be_chosen_is_refused_with_the_names_of_now(
    signed_in: SignedIn, committing: Session, variant: Variant
) -> None:
    mine = form(committing, variant, do="remove")
    route = committing.get_one(Route, variant.route_id)
    describe_variant(committing, route, variant.id, VariantKind.VARIANT, {Language.FR: "Leur"})
    committing.commit()
    answer = signed_in(Role.OFFICER).post(f"{tab(variant)}/{variant.id}", **mine)
    assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "Leur" in words(answer)
    committing.expire_all()
    assert not variant.is_removed


def test_who_may_not_edit_reads(signed_in: SignedIn, committing: Session, variant: Variant) -> None:
    reader = signed_in(Role.READER)
    page = lxml_html.document_fromstring(reader.get(tab(variant)).text)
    assert "Par les crêtes" in page.text_content()
    assert not page.xpath("//main//form | //main//a[contains(@class, 'button')]")
    refused = reader.post(f"{tab(variant)}/{variant.id}", **form(committing, variant, do="remove"))
    assert refused.status_code == HTTPStatus.FORBIDDEN
