"""The desk's list: who finds what, in what order, and the same for a spreadsheet."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.actions.publication import publish_route, send_for_validation
from app.actions.revisions import Signed
from app.actions.routes import add_route
from app.actions.texts import save_text
from app.actions.trash import trash_route
from app.desk.register.spreadsheet import harmless
from app.models import Organisation, Person, Route, RouteText, Step
from app.queries.desk_filter import DeskFilter, Sort, Standing
from app.queries.desk_list import desk_page, quick_counts
from app.queries.route_filter import FilterError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Practice, Role, RouteKind
from tests.app.desk.conftest import SignedIn
from tests.people import somebody
from tests.stored import LATER, NOW, a_published_route, a_stored_committee, a_stored_route

TODAY = date(2026, 6, 1)


def titles(session: Session, person: Person, desk_filter: DeskFilter) -> list[str]:
    page = desk_page(session, desk_filter, person, TODAY, Language.FR)
    assert quick_counts(session, [desk_filter], person, TODAY) == [page.total]
    return [text.title for row in page.rows if (text := row.route.text(Language.FR))]


@pytest.fixture
def office(session: Session) -> Organisation:
    return a_stored_committee(session)


@pytest.fixture
def anne(session: Session, office: Organisation) -> Person:
    return somebody(session, office, Role.OFFICER, name="Anne")


def test_a_search_ignores_accents_case_and_the_order_of_words(
    session: Session, office: Organisation, anne: Person
) -> None:
    route = a_stored_route(session, owner=office, title="De Condom à Éauze")
    words = Words(title="De Condom à Éauze", summary="Un jour.")
    save_text(session, route, Language.FR, words)
    a_stored_route(session, owner=office, title="Autour de Lectoure")
    assert titles(session, anne, DeskFilter(text="EAUZE condom")) == ["De Condom à Éauze"]
    assert titles(session, anne, DeskFilter(text="100%")) == []


def test_nobody_finds_what_they_may_not_see(
    session: Session, office: Organisation, anne: Person
) -> None:
    a_stored_route(session, owner=office, title="Le nôtre")
    theirs = a_stored_route(session, title="Le leur")
    assert titles(session, anne, DeskFilter()) == ["Le nôtre"]
    assert titles(session, anne, DeskFilter(owner=theirs.owner_id)) == []
    administrator = somebody(session, office, Role.ADMINISTRATOR)
    assert set(titles(session, administrator, DeskFilter())) == {"Le nôtre", "Le leur"}


def test_each_filter_finds_what_it_names(
    session: Session, office: Organisation, anne: Person
) -> None:
    draft = a_stored_route(session, owner=office, title="Ébauche", kind=RouteKind.PR)
    draft.practices = [Practice.WALKING]
    public = a_published_route(session, owner=office, title="En ligne")
    changed = a_published_route(session, owner=office, title="Changé")
    save_text(session, changed, Language.FR, Words(title="Changé"), Signed(anne))
    waiting = a_stored_route(session, owner=office, title="En attente")
    send_for_validation(session, waiting, [Language.FR])
    trashed = a_stored_route(session, owner=office, title="Jeté")
    trash_route(session, trashed, NOW)
    public.verified_on, changed.verified_on = TODAY, TODAY - timedelta(days=366)
    session.flush()
    found = {
        "state": {state: set(titles(session, anne, DeskFilter(state=state))) for state in Standing},
        "mine": titles(session, anne, DeskFilter(mine=True)),
        "never": set(titles(session, anne, DeskFilter(never_verified=True))),
        "long ago": titles(session, anne, DeskFilter(long_ago=True)),
        "trash": titles(session, anne, DeskFilter(trash=True)),
        "kind": titles(session, anne, DeskFilter(kind=RouteKind.PR)),
        "practice": titles(session, anne, DeskFilter(practice=Practice.WALKING)),
    }
    assert found == {
        "state": {
            Standing.DRAFT: {"Ébauche", "En attente"},
            Standing.WAITING: {"En attente"},
            Standing.PUBLISHED: {"En ligne", "Changé"},
            Standing.CHANGED: {"Changé"},
            Standing.WITHDRAWN: set(),
        },
        "mine": ["Changé"],
        "never": {"Ébauche", "En attente"},
        "long ago": ["Changé"],
        "trash": ["Jeté"],
        "kind": ["Ébauche"],
        "practice": ["Ébauche"],
    }


def test_what_moved_and_translations_that_are_behind_are_to_check(
    session: Session, office: Organisation, anne: Person
) -> None:
    moved = a_stored_route(session, owner=office, title="Déplacé")
    moved.steps.append(Step(number=1, at_m=0, texts={"fr": "Partez."}, to_check=True))
    behind = a_stored_route(session, owner=office, title="En retard")
    behind.texts.append(RouteText(language=Language.EN, title="Late"))
    a_stored_route(session, owner=office, title="En ordre")
    session.flush()
    assert titles(session, anne, DeskFilter(to_check=True)) == ["Déplacé"]
    save_text(session, behind, Language.FR, Words(title="En retard", summary="Autrement."))
    asked = DeskFilter(to_check=True, sort=Sort.NAME)
    assert titles(session, anne, asked) == ["Déplacé", "En retard"]
    save_text(session, behind, Language.EN, Words(title="On time"))
    assert titles(session, anne, DeskFilter(to_check=True)) == ["Déplacé"]


def test_names_sort_without_their_accents(
    session: Session, office: Organisation, anne: Person
) -> None:
    for title in ("Zone", "Éauze", "auch", "Condom"):
        a_stored_route(session, owner=office, title=title)
    assert titles(session, anne, DeskFilter(sort=Sort.NAME)) == ["auch", "Condom", "Éauze", "Zone"]


def test_a_filter_is_read_from_its_own_address() -> None:
    asked = DeskFilter(
        text="éauze", state=Standing.CHANGED, kind=RouteKind.PR, practice=Practice.WALKING,
        owner=3, mine=True, to_check=True, sort=Sort.LENGTH,
    )  # fmt: skip
    assert DeskFilter.from_query(asked.to_query()) == asked
    assert DeskFilter().to_query() == {}
    for wrong in ({"state": "lost"}, {"sort": "luck"}, {"owner": "x"}, {"kind": "\0"}):
        with pytest.raises(FilterError):
            DeskFilter.from_query(wrong)


def test_the_list_reads_lines_of_its_page_alone(
    session: Session, office: Organisation, anne: Person
) -> None:
    for number in range(60):
        session.add(
            Route(
                kind=RouteKind.PR, practices=[Practice.WALKING], shape="loop", owner=office,
                licence="", licence_url="", redistributable=True, number=str(number),
            )
        )  # fmt: skip
    a_stored_route(session, owner=office, title="Tracé")
    session.execute(text("SET LOCAL enable_seqscan = off"))
    page = desk_page(session, DeskFilter(), anne, TODAY, Language.FR, page=2)
    assert (page.total, page.pages, len(page.rows)) == (61, 2, 11)
    first = desk_page(session, DeskFilter(), anne, TODAY, Language.FR)
    assert [row.pieces != () for row in first.rows].count(True) == 1


def test_the_page_shows_filters_with_counts_figures_and_who_changed_last(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_published_route(committing, owner=committee, title="Tour de Condom")
    anne = signed_in(Role.OFFICER, name="Anne")
    by = committing.get(Person, anne.person_id)
    save_text(committing, route, Language.FR, Words(title="Tour de Condom"), Signed(by))
    committing.commit()
    page = anne.get("/bureau/itineraires").text
    for words in ("Tour de Condom", "Anne", "1 itinéraire", "Véloroute", "jamais vérifié"):
        assert words in page
    assert 'href="/bureau/itineraires?state=changed"' in page
    assert f'href="/bureau/itineraires/{route.id}"' in page
    assert "Importer" in page
    assert anne.get("/bureau/itineraires?state=lost").status_code == 400


def test_an_empty_register_says_what_to_do_first(signed_in: SignedIn) -> None:
    page = signed_in(Role.OFFICER).get("/bureau/itineraires").text
    assert "Importez un premier fichier" in page
    assert "<ol" not in page


def test_the_spreadsheet_holds_every_page_in_the_readers_language(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    for number in range(55):
        a_stored_route(committing, owner=committee, title=f"Boucle {number:02}")
    publish_route(committing, a_stored_route(committing, owner=committee, title="=1+1"), LATER)
    committing.commit()
    anne = signed_in(Role.OFFICER)
    answer = anne.get("/bureau/itineraires.csv?sort=name")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 57
    head, first, second = rows[:3]
    assert head[:3] == ["Identifiant", "Numéro", "Titre en français"]
    assert (first[2], second[2]) == ("'=1+1", "Boucle 00")
    assert first[16] == "publié"
    assert first[-1].endswith("/fr/itineraires/1-1")
    assert second[-1] == ""
    assert "," in first[8]
    english = anne.get("/bureau/itineraires.csv?lang=en&q=boucle+07").data.decode("utf-8-sig")
    assert len(english.splitlines()) == 2


def test_a_stated_climb_goes_before_the_computed_one(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    a_stored_route(committing, owner=committee, stated={"ascent_m": 987, "descent_m": 654})
    committing.commit()
    anne = signed_in(Role.OFFICER)
    assert "987\u00a0m" in anne.get("/bureau/itineraires").text
    sheet = anne.get("/bureau/itineraires.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet), delimiter=";")
    assert (row["Montée (m)"], row["Descente (m)"]) == ("987", "654")


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@sum", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("De A à B = 3 km") == "De A à B = 3 km"


def test_a_route_without_a_line_says_what_to_do(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = add_route(
        committing,
        Route(
            kind=RouteKind.PR, practices=[], shape="loop", owner=committee,
            licence="", licence_url="", redistributable=True,
        ),
        "vide",
    )  # fmt: skip
    committing.commit()
    page = signed_in(Role.OFFICER).get(f"/bureau/itineraires/{route.id}")
    assert page.status_code == 200
    assert "n’a pas encore de tracé" in page.text
    assert "Donnez-lui un tracé" in page.text
