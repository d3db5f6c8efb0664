"""Publication at the desk: sent, sent back, published, withdrawn, each by whoever may."""

from http import HTTPStatus

import pytest
from sqlalchemy.orm import Session

from app.actions.revisions import Signed
from app.actions.texts import save_text
from app.models import Organisation, Part, Route
from app.queries.parts import part_version
from app.queries.sheets import public_sheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, TextState
from tests.app.desk.conftest import Officer, SignedIn
from tests.app.desk.publishing import GAP, at, brief, public_title, published, retitled, seal_on
from tests.stored import a_stored_route

FR, EN = Language.FR, Language.EN


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
