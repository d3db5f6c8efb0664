"""Two officers on one part: both versions are shown, and what is chosen is what is stored."""

from sqlalchemy.orm import Session

from app.actions.facts import facts_of
from app.models import Route
from gis.vocabulary import Figure, Language, Practice, Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, forms, send, words


def test_the_second_to_save_words_sees_both_versions_and_chooses_field_by_field(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/textes/fr"
    hers, his = form_of(anne, page), form_of(paul, page)
    assert send(anne, hers, title="Titre d’Anne", advice="De l’eau.").status_code == 303
    answer = send(paul, his, title="Titre de Paul", arrival="Nogaro", summary="Trois mots.")
    assert answer.status_code == 412
    said = words(answer)
    for piece in ("Anne a enregistré", "Titre d’Anne", "Titre de Paul", "Nogaro", "De l’eau."):
        assert piece in said
    committing.expire_all()
    text = route.text(Language.FR)
    assert text is not None and (text.title, text.arrival) == ("Titre d’Anne", "Éauze")
    choose = next(form for form in forms(answer) if form.action == page)
    assert choose.fields["arrival.choice"] == "mine"
    assert choose.fields["advice.choice"] == "theirs"
    assert "title.choice" not in choose.fields
    settled = send(paul, choose, **{"title.choice": "own", "title.own": "Le titre des deux"})
    assert settled.status_code == 303
    committing.expire_all()
    assert (text.title, text.arrival, text.advice, text.summary) == (
        "Le titre des deux",
        "Nogaro",
        "De l’eau.",
        "Trois mots.",
    )


def test_a_third_save_meanwhile_is_a_clash_again(route: Route, signed_in: SignedIn) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/textes/fr"
    his = form_of(paul, page)
    send(anne, form_of(anne, page), title="Un")
    answer = send(paul, his, title="De Paul")
    choose = next(form for form in forms(answer) if form.action == page)
    send(anne, form_of(anne, page), title="Deux")
    again = send(paul, choose, **{"title.choice": "mine"})
    assert again.status_code == 412
    assert "Deux" in words(again) and "De Paul" in words(again)


def test_the_same_words_twice_leave_nothing_to_choose(route: Route, signed_in: SignedIn) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/textes/fr"
    his = form_of(paul, page)
    send(anne, form_of(anne, page), title="Le même")
    answer = send(paul, his, title="Le même")
    assert answer.status_code == 412
    assert "mot pour mot" in words(answer)


def test_facts_of_two_officers_are_kept_together(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/fiche"
    hers, his = form_of(anne, page), form_of(paul, page)
    send(anne, hers, waymarking="Jalons", redistributable=None)
    answer = send(paul, his, number="PR 4", practice="walking", duration_min="2 h")
    assert answer.status_code == 412
    choose = next(form for form in forms(answer) if form.action == page)
    assert {name: value for name, value in choose.fields.items() if name.endswith(".choice")} == {
        "number.choice": "mine",
        "practices.choice": "mine",
        "duration_min.choice": "mine",
        "waymarking.choice": "theirs",
        "redistributable.choice": "theirs",
    }
    assert send(paul, choose).status_code == 303
    committing.expire_all()
    facts = facts_of(route)
    assert (facts.number, facts.waymarking, facts.redistributable) == ("PR 4", "Jalons", False)
    assert facts.practices[0] == Practice.WALKING


def test_words_and_facts_do_not_clash(route: Route, signed_in: SignedIn) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    words_form = form_of(anne, f"/bureau/itineraires/{route.id}/textes/fr")
    facts_form = form_of(paul, f"/bureau/itineraires/{route.id}/fiche")
    assert send(anne, words_form, title="Autre").status_code == 303
    assert send(paul, facts_form, number="7").status_code == 303


def test_one_number_typed_in_two_ways_is_no_difference(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/fiche"
    hers, his = form_of(anne, page), form_of(paul, page)
    send(anne, hers, ascent_m="1200", duration_min="390", waymarking="Bornes")
    answer = send(paul, his, ascent_m="1 200", duration_min="6 h 30", waymarking="Jalons")
    assert answer.status_code == 412
    choose = next(form for form in forms(answer) if form.action == page)
    assert [name for name in choose.fields if name.endswith(".theirs")] == ["waymarking.theirs"]
    assert send(paul, choose, **{"waymarking.choice": "mine"}).status_code == 303
    committing.expire_all()
    assert (facts_of(route).waymarking, facts_of(route).stated[Figure.ASCENT]) == ("Jalons", 1200)
