"""What the page of a publication shows: what differs, what is lacking, what is to be seen first."""

from http import HTTPStatus

import pytest
from lxml.html import fromstring
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.actions.publication import publish_route
from app.actions.routes import set_line
from app.actions.steps import StepWords, reword_steps, set_steps
from app.actions.texts import save_text
from app.actions.variants import add_variant, remove_variant
from app.models import Organisation, Route
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, VariantKind
from tests.app.desk.conftest import SignedIn
from tests.app.desk.publishing import GAP, at, brief, public_title, published, retitled, seal_on
from tests.builders import a_line
from tests.stored import NOW, a_stored_route

FR, EN = Language.FR, Language.EN


def test_what_changed_while_somebody_was_reading_is_shown_and_not_published(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    paul = signed_in(Role.VALIDATOR)
    retitled(committing, route, "Par les crêtes")
    page = paul.get(at(route)).text
    retitled(committing, route, "Par la vallée")
    refused = paul.post(at(route, "/publier"), language="fr", seal=seal_on(page))
    assert refused.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "vallée" in refused.text
    assert public_title(committing, route) == "Autour de Condom"
    paul.post(at(route, "/publier"), language="fr", seal=seal_on(refused.text))
    assert public_title(committing, route) == "Par la vallée"


def test_the_page_marks_the_words_that_differ_from_what_is_public(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    reader = signed_in(Role.READER)
    assert "la page publique dit déjà la même chose" in reader.get(at(route)).text
    retitled(committing, route, "Autour de Lectoure")
    page = reader.get(at(route)).text
    assert "<del>Condom</del><ins>Lectoure</ins>" in page
    assert "Modifié depuis." in page
    assert "<form" not in page.split("<main")[1]


def test_another_line_is_drawn_beside_the_public_one_with_its_kilometres(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    set_line(committing, route, a_line([(0.37, 43.9, 100), (0.45, 43.95, 120), (0.5, 43.9, 100)]))
    committing.commit()
    page = signed_in(Role.READER).get(at(route)).text
    assert 'class="line-before"' in page
    assert 'class="line-after"' in page
    assert "ne sont plus suivis" in page


def test_what_is_lacking_is_said_with_the_tab_that_mends_it(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    save_text(committing, route, FR, Words("Sans départ"))
    committing.commit()
    paul = signed_in(Role.VALIDATOR)
    page = paul.get(at(route)).text
    assert "Il manque le lieu d’arrivée." in page
    assert f"/bureau/itineraires/{route.id}/textes/fr" in page
    refused = paul.post(at(route, "/publier"), language="fr", seal=seal_on(page))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert public_title(committing, route) is None


def test_photos_without_words_that_change_places_are_shown_as_a_difference(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    add_photos(committing, route, [NewPhoto(key * 64, 1200, 800, "Anne") for key in "ab"])
    published(committing, route)
    paul = signed_in(Role.VALIDATOR)
    assert "fichier" not in paul.get(at(route)).text
    swapped = [ShownPhoto(one.photo_id, {}, one.credit) for one in reversed(route.photos)]
    save_photos(committing, route, swapped)
    committing.commit()
    assert "fichier" in paul.get(at(route)).text


def test_another_line_under_the_name_of_a_variant_is_shown_as_a_difference(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    there = add_variant(committing, route, VariantKind.ACCESS, {FR: "La gare"}, a_line())
    published(committing, route)
    paul = signed_in(Role.VALIDATOR)
    assert "La gare" not in paul.get(at(route)).text
    remove_variant(committing, route, there.id)
    add_variant(committing, route, VariantKind.ACCESS, {FR: "La gare"}, a_line())
    committing.commit()
    assert "La gare" in paul.get(at(route)).text


def test_a_language_is_changed_only_by_what_would_go_with_it(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    set_steps(committing, route, [(10.0, {FR: "À gauche."})])
    save_text(committing, route, EN, Words("Around Condom"))
    published(committing, route)
    step = route.steps[0].id
    reword_steps(committing, route, [StepWords(step, {FR: "À gauche.", EN: "Left."})])
    committing.commit()
    paul = signed_in(Role.VALIDATOR)

    def changed() -> dict[str, bool]:
        page = fromstring(paul.get(at(route)).text)
        items = page.find_class("language-states")[0].xpath("./li")
        return {one.find("b").get("lang"): "Modifié" in one.text_content() for one in items}

    assert changed()["en"]
    publish_route(committing, route, NOW, languages=[EN])
    committing.commit()
    assert changed() == {"fr": False, "en": False}


def test_what_stands_in_the_way_leads_from_the_first_page_to_where_it_is_mended(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee, line=GAP)
    save_text(committing, route, FR, Words("Sans départ"))
    set_steps(committing, route, [(10.0, {FR: "À gauche."})], to_check=True)
    committing.commit()
    anne = signed_in(Role.OFFICER)
    page = fromstring(anne.get(brief(route)).text)
    links = set(page.xpath("//ul[@class='remarks']//a/@href"))
    assert {
        f"{brief(route)}/textes/fr",
        f"{brief(route)}/pas-a-pas",
        at(route, "#coupures"),
    } <= links
    assert fromstring(anne.get(at(route)).text).get_element_by_id("coupures").tag == "form"
    reader = fromstring(signed_in(Role.READER).get(brief(route)).text)
    assert not reader.xpath("//ul[@class='remarks']//a")


def test_instructions_that_nobody_checked_are_counted_beside_the_buttons(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    told = [(10.0, {FR: "À gauche."}), (20.0, {FR: "À droite."})]
    set_steps(committing, route, told, to_check=True)
    committing.commit()
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.VALIDATOR)
    for who in (anne, paul):
        assert "2 instructions du pas à pas, aucune relue." in who.get(at(route)).text
    route.steps[0].to_check = False
    committing.commit()
    for who in (anne, paul):
        assert "1 instruction du pas à pas reste à vérifier." in who.get(at(route)).text
    route.steps[1].to_check = False
    committing.commit()
    assert "instruction" not in paul.get(at(route)).text.split("<aside")[1]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.VALIDATOR])
def test_where_all_is_public_already_nothing_calls_for_a_publication(
    committing: Session, route: Route, signed_in: SignedIn, role: Role
) -> None:
    published(committing, route)
    retitled(committing, route, "Par les crêtes")
    retitled(committing, route, "Autour de Condom")
    page = fromstring(signed_in(role).get(at(route)).text)
    assert "la page publique dit déjà la même chose" in page.text_content()
    assert not page.xpath("//main//button[@class='button']")
    assert not page.xpath(f"//form[@action='{at(route, '/envoyer')}']")
    folded = page.xpath(f"//details[not(@open)]/form[@action='{at(route, '/publier')}']")
    assert len(folded) == (role == Role.VALIDATOR)


def test_what_waits_for_validation_is_answered_even_where_all_is_public(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    retitled(committing, route, "Par les crêtes")
    signed_in(Role.OFFICER).post(at(route, "/envoyer"), language="fr")
    retitled(committing, route, "Autour de Condom")
    page = fromstring(signed_in(Role.VALIDATOR).get(at(route)).text)
    assert "Tout ce qui est montré ici est déjà public." in page.text_content()
    assert page.xpath(f"//aside/form[@action='{at(route, '/publier')}']")


def test_the_public_line_that_came_back_is_no_difference(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    public = route.line_id
    set_line(committing, route, a_line([(0.37, 43.9, 100), (0.45, 43.95, 120), (0.5, 43.9, 100)]))
    committing.commit()
    reader = signed_in(Role.READER)
    assert "Modifié depuis." in reader.get(at(route)).text
    set_line(committing, route, a_line())
    committing.commit()
    page = reader.get(at(route)).text
    assert route.line_id != public
    assert "la page publique dit déjà la même chose" in page
    assert "Modifié depuis." not in page
