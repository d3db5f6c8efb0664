"""Publication at the desk: what is shown is what becomes public, and each has their part in it."""

import re
from dataclasses import replace
from http import HTTPStatus

import pytest
from lxml.html import fromstring
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.actions.publication import publish_route
from app.actions.revisions import Signed
from app.actions.routes import set_line
from app.actions.steps import StepWords, reword_steps, set_steps
from app.actions.texts import save_text
from app.actions.variants import add_variant, remove_variant
from app.models import Organisation, Part, Route
from app.queries.parts import part_document, part_version
from app.queries.sheets import public_sheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, TextState, VariantKind
from tests.app.desk.conftest import Officer, SignedIn
from tests.builders import a_line
from tests.stored import NOW, a_stored_route

FR, EN = Language.FR, Language.EN
GAP = a_line([(0.4, 43.8), (0.45, 43.82)], [(0.47, 43.82), (0.5, 43.82)])


@pytest.fixture
def route(committing: Session, committee: Organisation) -> Route:
    found = a_stored_route(committing, owner=committee)
    committing.commit()
    return found


def at(route: Route, rest: str = "") -> str:
    return f"/bureau/itineraires/{route.id}/publication{rest}"


def brief(route: Route) -> str:
    return f"/bureau/itineraires/{route.id}"


def retitled(session: Session, route: Route, title: str) -> None:
    words = Words(**(part_document(route, Part.TEXT_FR) or {}))
    save_text(session, route, FR, replace(words, title=title))
    session.commit()


def seal_on(page: str) -> str:
    found = re.search(r'name="seal" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def public_title(session: Session, route: Route) -> str | None:
    session.rollback()
    public = public_sheet(session, route.id)
    return public.sheet.texts[FR].title if public else None


def published(session: Session, route: Route) -> None:
    publish_route(session, route, NOW)
    session.commit()


def test_an_officer_sends_and_a_validator_sees_who_and_publishes_what_was_shown(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.VALIDATOR, name="Paul")
    assert "Envoyer à la validation" in anne.get(at(route)).text
    assert "Publier ce qui est montré" not in anne.get(at(route)).text
    sent = anne.post(at(route, "/envoyer"), language="fr")
    assert sent.status_code == HTTPStatus.SEE_OTHER
    assert "C’est envoyé" in anne.get(sent.location).text
    page = paul.get(at(route)).text
    assert "Envoyé par Anne" in page
    done = paul.post(at(route, "/publier"), language="fr", seal=seal_on(page))
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert "C’est publié" in paul.get(done.location).text
    assert public_title(committing, route) == "Autour de Condom"


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


def test_sending_back_tells_the_officer_why(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.VALIDATOR, name="Paul")
    anne.post(at(route, "/envoyer"), language="fr")
    paul.post(at(route, "/renvoyer"), language="fr", remark="Il manque <le> parking.")
    page = anne.get(at(route)).text
    assert "Renvoyé par Paul" in page
    assert "Il manque &lt;le&gt; parking." in page
    assert "Il manque &lt;le&gt; parking." in anne.get(brief(route)).text
    committing.expire_all()
    text = route.text(FR)
    assert text is not None
    assert text.state == TextState.DRAFT


def test_withdrawing_is_asked_twice_and_says_what_it_means(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    paul = signed_in(Role.VALIDATOR)
    asked = paul.get(at(route, "/retirer")).text
    assert "répondront qu’il a été retiré, et" in asked
    assert "QR codes" in asked
    assert public_title(committing, route) == "Autour de Condom"
    paul.post(at(route, "/retirer"), language="fr")
    assert public_title(committing, route) is None
    assert paul.client.get("/fr/itineraires/autour-de-condom").status_code == HTTPStatus.GONE


def test_gaps_are_declared_where_they_stand_in_the_way(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee, line=GAP)
    committing.commit()
    anne = signed_in(Role.OFFICER)
    assert "Je connais ces coupures" in anne.get(at(route)).text
    version = part_version(committing, route.id, Part.LINE)
    committing.rollback()
    anne.post(at(route, "/coupures"), version=version, declared=1)
    assert "connues et assumées" in anne.get(at(route)).text
    stale = anne.post(at(route, "/coupures"), version=version, declared=0)
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED


@pytest.mark.parametrize("gesture", ["publier", "envoyer", "renvoyer", "retirer"])
def test_no_language_and_unknown_ones_are_refused_with_a_sentence(
    route: Route, signed_in: SignedIn, gesture: str
) -> None:
    both = signed_in(Role.OFFICER, Role.VALIDATOR)
    for languages in ([], ["xx", ""]):
        refused = both.post(at(route, f"/{gesture}"), language=languages, seal="0")
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    ("role", "gesture", "is_allowed"),
    [
        (Role.OFFICER, "publier", False),
        (Role.OFFICER, "retirer", False),
        (Role.OFFICER, "renvoyer", False),
        (Role.READER, "envoyer", False),
        (Role.READER, "coupures", False),
        (Role.VALIDATOR, "envoyer", False),
    ],
)
def test_each_gesture_is_for_those_who_have_the_right(
    route: Route, signed_in: SignedIn, role: Role, gesture: str, is_allowed: bool
) -> None:
    who: Officer = signed_in(role)
    answer = who.post(at(route, f"/{gesture}"), language="fr", seal="0", version=0)
    assert (answer.status_code != HTTPStatus.FORBIDDEN) == is_allowed


def test_a_translation_is_published_alone_and_withdrawn_alone(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    save_text(committing, route, EN, Words("Around Condom"), Signed())
    committing.commit()
    paul = signed_in(Role.VALIDATOR)
    page = paul.get(at(route)).text
    paul.post(at(route, "/publier"), language="en", seal=seal_on(page))
    committing.rollback()
    public = public_sheet(committing, route.id)
    assert public is not None
    assert set(public.sheet.texts) == {FR, EN}
    paul.post(at(route, "/retirer"), language="en")
    committing.rollback()
    public = public_sheet(committing, route.id)
    assert public is not None
    assert set(public.sheet.texts) == {FR}


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


def test_what_waits_already_is_not_offered_for_sending(route: Route, signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    anne.post(at(route, "/envoyer"), language="fr")
    assert at(route, "/envoyer") not in anne.get(at(route)).text
    again = anne.post(at(route, "/envoyer"), language="fr")
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "attend déjà une validation" in again.text


def test_one_return_of_two_languages_is_said_once_and_until_they_are_sent_again(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    save_text(committing, route, EN, Words("Around Condom"))
    committing.commit()
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.VALIDATOR)
    anne.post(at(route, "/envoyer"), language=["fr", "en"])
    paul.post(at(route, "/renvoyer"), language=["fr", "en"], remark="À relire.")
    for page in (at(route), brief(route)):
        assert anne.get(page).text.count("À relire.") == 1
    anne.post(at(route, "/envoyer"), language=["fr", "en"])
    assert "À relire." not in anne.get(brief(route)).text


def test_a_return_that_a_publication_answered_is_not_said_again(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER), signed_in(Role.VALIDATOR)
    anne.post(at(route, "/envoyer"), language="fr")
    paul.post(at(route, "/renvoyer"), language="fr", remark="À relire.")
    committing.rollback()
    published(committing, route)
    retitled(committing, route, "Par les crêtes")
    assert "À relire." not in anne.get(brief(route)).text


def test_what_is_modified_since_its_publication_can_be_sent_and_then_waits(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    published(committing, route)
    retitled(committing, route, "Par les crêtes")
    anne = signed_in(Role.OFFICER)
    assert at(route, "/envoyer") in anne.get(at(route)).text
    anne.post(at(route, "/envoyer"), language="fr")
    page = anne.get(at(route)).text
    assert at(route, "/envoyer") not in page
    assert "En attente de validation depuis le" in page


def test_what_is_sent_though_blocked_is_sent_with_a_warning(
    committing: Session, route: Route, signed_in: SignedIn
) -> None:
    save_text(committing, route, FR, Words("Sans départ"))
    committing.commit()
    anne = signed_in(Role.OFFICER)
    assert "vous pouvez envoyer, mais" in anne.get(at(route)).text
    sent = anne.post(at(route, "/envoyer"), language="fr")
    assert "ne peut pas encore être publié" in anne.get(sent.location).text
    committing.expire_all()
    assert route.texts[0].state == TextState.TO_VALIDATE


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
