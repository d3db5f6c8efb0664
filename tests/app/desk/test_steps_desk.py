"""The instructions of a route on their page: reworded, checked, added, proposed, previewed."""

import lxml.etree
import pytest
from sqlalchemy.orm import Session

from app.actions.steps import set_steps
from app.models import Organisation, Part, Route
from app.queries.parts import part_version
from gis.vocabulary import Language, Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, forms, send, words
from tests.stored import a_stored_route

FR = Language.FR


@pytest.fixture
def route(committing: Session, committee: Organisation) -> Route:
    """A draft of the committee's, with three instructions."""
    stored = a_stored_route(committing, owner=committee)
    told = [(0.0, "Partir."), (4_000.0, "À gauche."), (9_000.0, "À droite.")]
    set_steps(committing, stored, [(at_m, {FR: said}) for at_m, said in told], to_check=True)
    committing.commit()
    return stored


def page_of(route: Route) -> str:
    return f"/bureau/itineraires/{route.id}/pas-a-pas"


def said(route: Route) -> list[tuple[int, str, bool]]:
    return [(one.number, one.texts["fr"], one.to_check) for one in route.steps]


def test_one_is_reworded_one_checked_one_dropped_and_the_line_stays(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, line_id = signed_in(Role.OFFICER), route.line_id
    first, second, third = (one.id for one in route.steps)
    form = form_of(anne, page_of(route), f"{page_of(route)}?page=1")
    answer = send(
        anne,
        form,
        **{
            f"fr-{first}": "Partir du quai.",
            f"en-{first}": "Leave the quay.",
            f"checked-{first}": "1",
            f"drop-{second}": "1",
        },
    )
    assert answer.status_code == 303
    committing.expire_all()
    assert said(route) == [(1, "Partir du quai.", False), (2, "À droite.", True)]
    assert route.steps[0].texts["en"] == "Leave the quay."
    assert (route.line_id, [one.id for one in route.steps]) == (line_id, [first, third])


def test_an_instruction_without_french_is_refused_and_its_words_stay_on_the_page(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, first = signed_in(Role.OFFICER), route.steps[0].id
    form = form_of(anne, page_of(route), f"{page_of(route)}?page=1")
    answer = send(anne, form, **{f"fr-{first}": "", f"es-{first}": "Salir del muelle."})
    assert answer.status_code == 422
    assert "n° 1" in words(answer) and "Salir del muelle." in answer.get_data(as_text=True)
    committing.expire_all()
    assert said(route)[0][1] == "Partir."


def test_two_who_reword_see_both_versions(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    address, second = f"{page_of(route)}?page=1", route.steps[1].id
    hers, his = (form_of(one, page_of(route), address) for one in (anne, paul))
    send(anne, hers, **{f"fr-{second}": "À gauche, au lavoir."})
    answer = send(paul, his, **{f"fr-{second}": "À gauche, vers le moulin."})
    assert answer.status_code == 412
    assert "au lavoir" in words(answer) and "vers le moulin" in words(answer)
    choose = next(form for form in forms(answer) if form.action == address)
    assert send(paul, choose, **{f"fr-{second}.choice": "theirs"}).status_code == 303
    committing.expire_all()
    assert said(route)[1][1] == "À gauche, au lavoir."


def test_one_is_added_between_two_and_the_others_are_renumbered(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, before = signed_in(Role.OFFICER), [one.id for one in route.steps]
    form = form_of(anne, page_of(route), f"{page_of(route)}/ajouter")
    assert send(anne, form, at_km="6,5", fr="Passer le gué.").status_code == 303
    committing.expire_all()
    assert [one[:2] for one in said(route)] == [
        (1, "Partir."),
        (2, "À gauche."),
        (3, "Passer le gué."),
        (4, "À droite."),
    ]
    assert [one.id for one in route.steps if one.id in before] == before
    far = send(anne, form_of(anne, page_of(route), form.action), at_km="99", fr="Trop loin.")
    assert far.status_code == 422


def test_proposing_never_goes_over_what_is_there_unless_asked(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, page_of(route), f"{page_of(route)}/proposer")
    assert send(anne, form).status_code == 422
    committing.expire_all()
    assert said(route)[0][1] == "Partir."
    assert send(anne, form, replace="1").status_code == 303
    committing.expire_all()
    assert said(route)[0][1].startswith("Départ")
    assert all(to_check for *_others, to_check in said(route))
    assert part_version(committing, route.id, Part.STEPS) == 2


def test_the_previews_hold_each_instruction_of_the_working_copy(
    route: Route, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    at = f"/bureau/itineraires/{route.id}/apercu"
    circuits = lxml.etree.fromstring(anne.get(f"{at}/cirkwi.xml").data)
    numbers = [
        one.get("numero") or one.findtext("numero") for one in circuits.iter("info_parcours")
    ]
    assert numbers == ["1", "2", "3"]
    gpx = lxml.etree.fromstring(anne.get(f"{at}/trace.gpx").data)
    names = [one.text for one in gpx.iterfind("{*}wpt/{*}name")]
    assert [name for name in names if name and name[0].isdigit()] == [
        "1. Partir.",
        "2. À gauche.",
        "3. À droite.",
    ]


def test_a_preview_without_what_it_needs_says_what_is_missing(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee, practices=[])
    committing.commit()
    anne = signed_in(Role.OFFICER)
    answer = anne.get(f"/bureau/itineraires/{route.id}/apercu/cirkwi.xml")
    assert answer.status_code == 422
    assert "Il manque une pratique" in words(answer)


def test_many_instructions_are_paged_and_a_page_leaves_the_others_alone(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee)
    set_steps(committing, route, [(float(at), {FR: f"Pas {at}."}) for at in range(100)])
    committing.commit()
    anne = signed_in(Role.OFFICER)
    form = form_of(anne, f"{page_of(route)}?page=3")
    assert sum(name.startswith("fr-") for name in form.fields) == 20
    last = route.steps[-1].id
    assert send(anne, form, **{f"fr-{last}": "Arrivée."}).status_code == 303
    committing.expire_all()
    assert [one.texts["fr"] for one in route.steps[-2:]] == ["Pas 98.", "Arrivée."]
    assert len(route.steps) == 100
