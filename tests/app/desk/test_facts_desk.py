"""The facts of a route on their page: read, saved, refused, verified, renamed."""

import re

import pytest
from sqlalchemy.orm import Session

from app.actions.facts import facts_of
from app.actions.publication import publish_route
from app.models import Route
from gis.vocabulary import Figure, Practice, Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, forms, send, words
from tests.stored import NOW


def test_a_form_sent_as_it_is_changes_nothing_and_says_so(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    before = facts_of(route)
    answer = send(anne, form_of(anne, f"/bureau/itineraires/{route.id}/fiche"))
    assert answer.status_code == 303
    assert "Rien n’avait changé" in words(anne.get(answer.location))
    committing.expire_all()
    assert facts_of(route) == before


def test_what_is_typed_is_stored_and_the_page_says_what_the_public_does_not_see_yet(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    publish_route(committing, route, NOW)
    committing.commit()
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, f"/bureau/itineraires/{route.id}/fiche")
    answer = send(
        anne,
        form,
        number="V82",
        practice="gravel",
        also=["touring_cycling", "walking"],
        ascent_m="1 250",
        duration_min="6 h 30",
        difficulty="4",
        redistributable=None,
        licence_choice="other",
        licence="Libre",
        licence_url="https://example.org/libre",
    )
    assert answer.status_code == 303
    said = words(anne.get(answer.location))
    assert "C’est enregistré. La page publique n’a pas changé" in said
    committing.expire_all()
    facts = facts_of(route)
    assert facts.practices == (Practice.GRAVEL, Practice.TOURING_CYCLING, Practice.WALKING)
    assert facts.stated == {Figure.ASCENT: 1250, Figure.DURATION: 390}
    assert (facts.number, facts.difficulty, facts.redistributable) == ("V82", 4, False)
    assert (facts.licence.name, facts.licence.url) == ("Libre", "https://example.org/libre")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("duration_min", "une journée", "Une durée s’écrit comme 6 h 30"),
        ("ascent_m", "12.5", "Ce n’est pas un nombre entier"),
        ("verified_on", "2999-01-01", "On ne vérifie pas un itinéraire à l’avance"),
        ("verified_on", "hier", "Ce n’est pas une date"),
        ("kind", "autoroute", "Ce choix n’existe pas"),
        ("difficulty", "9", "Une difficulté va de 1 à 5"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept_on_the_page(
    route: Route, committing: Session, signed_in: SignedIn, field: str, typed: str, said: str
) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, f"/bureau/itineraires/{route.id}/fiche")
    answer = send(anne, form, **{"waymarking": "Tapé, pas perdu", field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Tapé, pas perdu" in answer.get_data(as_text=True)
    committing.expire_all()
    assert route.waymarking == ""


def test_every_wrong_field_is_named_and_marked_at_once(route: Route, signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, f"/bureau/itineraires/{route.id}/fiche")
    answer = send(anne, form, duration_min="une journée", ascent_m="999999", number="n" * 21)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    wrong = {"number": "Numéro", "ascent_m": "Montée indiquée", "duration_min": "Durée indiquée"}
    for field, label in wrong.items():
        assert f'<a href="#{field}">{label}</a>' in page
        assert f'id="{field}-why"' in page
        assert f'aria-describedby="{field}-why {field}-words"' in page
    assert page.count('aria-invalid="true"') == len(wrong)


def test_the_main_practice_is_not_among_the_others(route: Route, signed_in: SignedIn) -> None:
    page = signed_in(Role.OFFICER).get(f"/bureau/itineraires/{route.id}/fiche").text
    offered = re.findall(r'name="also" value="(\w+)"', page)
    assert sorted([route.practices[0], *offered]) == sorted(Practice)


def test_verified_today_saves_what_was_typed_too(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, f"/bureau/itineraires/{route.id}/fiche")
    answer = send(anne, form, waymarking="Jalons", verified="1")
    assert answer.status_code == 303
    committing.expire_all()
    assert (route.waymarking, route.verified_by) == ("Jalons", "CDT")
    assert route.verified_on is not None


def test_a_new_address_redirects_from_the_old_one(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    page = f"/bureau/itineraires/{route.id}/fiche"
    form = form_of(anne, page, f"{page}/adresse")
    assert send(anne, form, slug="Le Tour d’Éauze").status_code == 303
    committing.expire_all()
    assert route.slug == "le-tour-d-eauze"
    assert send(anne, form, slug="").status_code == 422


def test_a_reader_sees_the_facts_and_no_form(route: Route, signed_in: SignedIn) -> None:
    paul = signed_in(Role.READER)
    page = paul.get(f"/bureau/itineraires/{route.id}/fiche")
    assert "Licence Ouverte 2.0" in words(page)
    assert "/fiche" not in [form for form in page.get_data(as_text=True).split('action="')[1:]]
    assert paul.post(f"/bureau/itineraires/{route.id}/fiche", version=0).status_code == 403


def test_a_form_without_a_version_is_no_form_of_ours(route: Route, signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    assert anne.post(f"/bureau/itineraires/{route.id}/fiche", number="1").status_code == 400


def test_two_who_rename_one_address_see_that_it_changed(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    page = f"/bureau/itineraires/{route.id}/fiche"
    hers, his = (form_of(one, page, f"{page}/adresse") for one in (anne, paul))
    assert send(anne, hers, slug="tour-d-anne").status_code == 303
    answer = send(paul, his, slug="tour-de-paul")
    assert answer.status_code == 412
    assert "Anne" in words(answer)
    again = next(form for form in forms(answer) if form.action == f"{page}/adresse")
    assert again.fields["slug"] == "tour-de-paul"
    committing.expire_all()
    assert route.slug == "tour-d-anne"
    history = words(anne.get(f"/bureau/itineraires/{route.id}/historique"))
    assert "adresse de la page" in history
    assert send(paul, again).status_code == 303
