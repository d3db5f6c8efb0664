"""The words of a route on their page: French, translations, what they follow."""

from sqlalchemy.orm import Session

from app.actions.texts import save_text
from app.models import Part, Route
from app.queries.parts import is_behind, part_version
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, send, words


def page_of(route: Route, language: str = "fr") -> str:
    return f"/bureau/itineraires/{route.id}/textes/{language}"


def test_words_are_stored_with_their_lines_ended_as_everywhere_else(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, page_of(route))
    answer = send(anne, form, description="Un.\r\n\r\nDeux.\0 ", title=" Le tour ")
    assert answer.status_code == 303
    committing.expire_all()
    text = route.text(Language.FR)
    assert text is not None
    assert (text.title, text.description) == ("Le tour", "Un.\n\nDeux.")
    assert "C’est enregistré" in words(anne.get(answer.location))


def test_a_form_sent_back_as_it_is_leaves_no_revision(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    save_text(committing, route, Language.FR, Words("Titre", description="Un.\n\nDeux."))
    committing.commit()
    anne = signed_in(Role.OFFICER)
    assert send(anne, form_of(anne, page_of(route))).status_code == 303
    assert part_version(committing, route.id, Part.TEXT_FR) == 1


def test_a_translation_shows_what_changed_in_french_and_is_up_to_date_once_ticked(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    save_text(committing, route, Language.EN, Words("Around Condom"))
    save_text(committing, route, Language.FR, Words("Autour de Larressingle"))
    committing.commit()
    anne = signed_in(Role.OFFICER)
    page = anne.get(page_of(route, "en"))
    assert "La traduction est en retard" in words(page)
    assert "<del>Condom</del><ins>Larressingle</ins>" in page.get_data(as_text=True)
    form = form_of(anne, page_of(route, "en"))
    assert "follows" not in form.fields
    assert send(anne, form, title="Around Larressingle", follows="1").status_code == 303
    committing.expire_all()
    assert not is_behind(committing, route, Language.EN)
    assert "en retard" not in words(anne.get(page_of(route, "en")))


def test_french_that_changed_while_somebody_translated_leaves_them_behind(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, page_of(route, "en"))
    save_text(committing, route, Language.FR, Words("Tout autre chose"))
    committing.commit()
    assert send(anne, form, title="Around", follows="1").status_code == 303
    committing.expire_all()
    assert is_behind(committing, route, Language.EN)


def test_a_translation_begins_with_something_written(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    answer = send(anne, form_of(anne, page_of(route, "es")))
    assert answer.status_code == 422
    committing.expire_all()
    assert route.text(Language.ES) is None


def test_too_long_a_title_is_refused_and_stays_on_the_page(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    answer = send(anne, form_of(anne, page_of(route)), title="x" * 201)
    assert answer.status_code == 422
    assert "x" * 201 in answer.get_data(as_text=True)


def test_a_reader_reads_the_words_and_no_form(route: Route, signed_in: SignedIn) -> None:
    page = signed_in(Role.READER).get(page_of(route))
    assert "De la Baïse aux remparts." in words(page)
    assert "<textarea" not in page.get_data(as_text=True)


def test_words_are_never_markup(route: Route, signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    send(anne, form_of(anne, page_of(route)), summary="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in anne.get(page_of(route)).get_data(as_text=True)
