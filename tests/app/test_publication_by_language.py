"""Publishing language by language, and only what was shown."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, save_contributors, takings_of
from app.actions.facts import facts_of, save_facts
from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.actions.publication import (
    NotPublishable,
    Unseen,
    publish_route,
    seal,
    send_back,
    send_for_validation,
    withdraw_route,
)
from app.actions.routes import set_line
from app.actions.steps import StepWords, reword_steps, set_steps
from app.actions.texts import save_text
from app.actions.variants import add_variant, describe_variant
from app.models import Route, RouteState
from app.queries.drafts import draft_sheet
from app.queries.sheets import public_sheet
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import ContributorRole, Language, TextState, VariantKind
from tests.builders import a_line
from tests.stored import LATER, NOW, a_published_route, a_stored_committee, a_stored_route

FR, EN, ES = Language
ELSEWHERE = a_line([(0.4, 43.8, 100), (0.45, 43.82, 120)])
FRENCH = Words("Par les crêtes", departure="Condom", arrival="Éauze")


def seal_of(session: Session, route: Route) -> str:
    assert route.line_id is not None
    return seal(draft_sheet(session, route, LATER), route.line_id)


def state(route: Route, language: Language) -> TextState:
    text = route.text(language)
    assert text is not None
    return text.state


def test_french_goes_with_the_line_and_a_translation_stays_as_it_was(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    publish_route(session, route, NOW)
    set_line(session, route, ELSEWHERE)
    save_text(session, route, FR, FRENCH)
    save_text(session, route, EN, Words("Along the ridges"))
    publish_route(session, route, LATER, languages=[FR])
    public = public_sheet(session, route.id)
    assert public is not None
    assert public.line_id == route.line_id
    assert {one: words.title for one, words in public.sheet.texts.items()} == {
        FR: "Par les crêtes",
        EN: "Around Condom",
    }
    assert (state(route, FR), state(route, EN)) == (TextState.PUBLISHED, TextState.MODIFIED)


def test_a_translation_alone_takes_neither_the_line_nor_the_facts_with_it(session: Session) -> None:
    route = a_stored_route(session)
    set_steps(session, route, [(10.0, {FR: "À gauche."})])
    publish_route(session, route, NOW)
    before = public_sheet(session, route.id)
    assert before is not None
    set_line(session, route, ELSEWHERE)
    save_facts(session, route, replace(facts_of(route), difficulty=5))
    save_text(session, route, FR, FRENCH)
    save_text(session, route, EN, Words("Around Condom"))
    publish_route(session, route, LATER, languages=[EN])
    after = public_sheet(session, route.id)
    assert after is not None
    texts = {**before.sheet.texts, EN: Words("Around Condom")}
    assert after.sheet == replace(before.sheet, texts=texts, modified_at=LATER)
    assert after.line_id == before.line_id


def test_a_translation_waits_for_french_to_be_public(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    with pytest.raises(NotPublishable) as refused:
        publish_route(session, route, NOW, languages=[EN])
    assert [reason.key for reason in refused.value.reasons] == ["publish.french_first"]


def test_a_translation_of_a_route_that_has_lost_its_practice_is_refused(session: Session) -> None:
    route = a_published_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    save_facts(session, route, replace(facts_of(route), practices=()))
    with pytest.raises(NotPublishable) as refused:
        publish_route(session, route, NOW, languages=[EN])
    assert [reason.key for reason in refused.value.reasons] == ["publish.no_practice"]


def test_no_language_is_no_publication(session: Session) -> None:
    route = a_published_route(session)
    with pytest.raises(GisError) as refused:
        publish_route(session, route, LATER, languages=[])
    assert refused.value.key == "publish.no_language"


def test_what_changed_after_it_was_shown_is_not_published(session: Session) -> None:
    route = a_published_route(session)
    shown = seal_of(session, route)
    save_text(session, route, FR, FRENCH)
    with pytest.raises(Unseen):
        publish_route(session, route, LATER, seen=shown)
    public = public_sheet(session, route.id)
    assert public is not None
    assert public.sheet.texts[FR].title == "Autour de Condom"
    publish_route(session, route, LATER, seen=seal_of(session, route))


@pytest.mark.parametrize("part", ["facts", "line", "steps", "owner"])
def test_whatever_would_be_public_is_sealed(session: Session, part: str) -> None:
    route = a_stored_route(session)
    shown = seal_of(session, route)
    {
        "facts": lambda: save_facts(session, route, replace(facts_of(route), waymarking="jaune")),
        "line": lambda: set_line(session, route, a_line()),
        "steps": lambda: set_steps(session, route, [(10.0, {EN: "Left", FR: "À gauche."})]),
        "owner": lambda: setattr(route.owner, "name", "Un autre nom"),
    }[part]()
    session.flush()
    assert seal_of(session, route) != shown


def test_reading_again_breaks_no_seal(session: Session) -> None:
    route = a_stored_route(session)
    shown = seal_of(session, route)
    session.expire_all()
    assert seal_of(session, route) == shown


def test_withdrawing_a_translation_leaves_the_rest_and_french_takes_all(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    publish_route(session, route, NOW)
    save_text(session, route, ES, Words("Alrededor"))
    withdraw_route(session, route, LATER, languages=[EN, ES])
    public = public_sheet(session, route.id)
    assert public is not None
    assert set(public.sheet.texts) == {FR}
    assert (state(route, EN), state(route, ES)) == (TextState.WITHDRAWN, TextState.DRAFT)
    withdraw_route(session, route, LATER, languages=[FR])
    assert public_sheet(session, route.id) is None
    assert route.state == RouteState.WITHDRAWN


def test_only_what_waits_is_sent_back(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError) as refused:
        send_back(session, route, [FR], "Trop tôt.")
    assert refused.value.key == "publish.not_waiting"
    send_for_validation(session, route, [FR])
    assert state(route, FR) == TextState.TO_VALIDATE
    send_back(session, route, [FR], "Il manque l’arrivée.")
    assert state(route, FR) == TextState.DRAFT


def test_what_is_public_is_still_so_when_it_is_sent_back(session: Session) -> None:
    route = a_published_route(session)
    save_facts(session, route, replace(facts_of(route), difficulty=2))
    send_for_validation(session, route, [FR])
    send_back(session, route, [FR], "Difficile, vraiment ?")
    assert state(route, FR) == TextState.MODIFIED


def test_a_language_without_words_is_not_sent(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError) as refused:
        send_for_validation(session, route, [FR, EN])
    assert refused.value.key == "publish.no_words"


def test_a_language_without_a_title_is_not_sent(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words(" ", summary="Ramparts."))
    with pytest.raises(GisError) as refused:
        send_for_validation(session, route, [FR, EN])
    assert refused.value.key == "publish.no_title_in"


@pytest.mark.parametrize("is_public", [True, False])
def test_what_waits_or_is_public_as_it_is_has_nothing_to_send(
    session: Session, is_public: bool
) -> None:
    route = a_published_route(session) if is_public else a_stored_route(session)
    if not is_public:
        send_for_validation(session, route, [FR])
    was = state(route, FR)
    with pytest.raises(GisError) as refused:
        send_for_validation(session, route, [FR])
    assert refused.value.key == "publish.nothing_to_send"
    assert state(route, FR) == was


def test_what_was_withdrawn_may_be_sent_again(session: Session) -> None:
    route = a_published_route(session)
    withdraw_route(session, route, LATER)
    send_for_validation(session, route, [FR])
    assert state(route, FR) == TextState.TO_VALIDATE


def all_along(session: Session, route: Route, *languages: Language) -> None:
    """Says in each language the name of the language, of a step, a photo and a variant."""
    said = {language: language.value for language in languages}
    set_steps(session, route, [(10.0, said)])
    if not route.photos:
        add_photos(session, route, [NewPhoto("a" * 64, 1200, 800, "Anne")])
        add_variant(session, route, VariantKind.ACCESS, said, ELSEWHERE)
    save_photos(session, route, [ShownPhoto(route.photos[0].photo_id, said, "Anne")])
    describe_variant(session, route, route.variants[0].id, VariantKind.ACCESS, said)


def public_languages(session: Session, route: Route) -> list[set[Language]]:
    """The languages in which the public reads the route, its step, its photo and its variant."""
    public = public_sheet(session, route.id)
    assert public is not None
    sheet = public.sheet
    along = (sheet.steps[0], sheet.photos[0], sheet.variants[0])
    return [set(sheet.texts), *(set(one.texts) for one in along)]


def test_what_is_said_along_a_route_is_public_in_its_languages_alone(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    all_along(session, route, FR, EN, ES)
    publish_route(session, route, NOW, languages=[FR])
    assert public_languages(session, route) == [{FR}] * 4
    publish_route(session, route, NOW, languages=[EN])
    assert public_languages(session, route) == [{FR, EN}] * 4
    withdraw_route(session, route, LATER, languages=[EN])
    assert public_languages(session, route) == [{FR}] * 4


def test_a_translation_of_french_that_is_not_public_waits_for_it(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, EN, Words("Around Condom"))
    set_steps(session, route, [(10.0, {FR: "À gauche.", EN: "Left."})])
    publish_route(session, route, NOW)
    there = route.steps[0].id
    reword_steps(session, route, [StepWords(there, {FR: "À droite.", EN: "Right."})])
    publish_route(session, route, LATER, languages=[EN])
    public = public_sheet(session, route.id)
    assert public is not None
    assert public.sheet.steps[0].texts == {FR: "À gauche.", EN: "Left."}


def test_the_order_in_which_contributors_came_breaks_no_seal(session: Session) -> None:
    route = a_stored_route(session)
    others = [a_stored_committee(session, key=key, name=key).id for key in ("x", "y")]
    for organisation_id in reversed(others):
        there = takings_of(route)
        save_contributors(
            session, route, [*there, Taking(organisation_id, ContributorRole.MANAGER)]
        )
    session.expire_all()
    assert [one.organisation_id for one in route.contributors] == others
