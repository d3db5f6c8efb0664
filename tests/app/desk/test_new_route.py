"""A route begun at the desk without a file: its name, then the map."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation, Route
from gis.vocabulary import Language, Practice, Role, RouteKind
from tests.app.desk.conftest import SignedIn

ASKED = {"title": "Tour du lac", "number": "PR 4", "kind": "pr", "practice": "walking"}


def test_a_route_begins_as_a_draft_of_ones_own_committee_and_leads_to_its_map(
    signed_in: SignedIn, committing: Session, committee: Organisation
) -> None:
    officer = signed_in(Role.OFFICER)
    answer = officer.post("/bureau/itineraires/nouveau", **ASKED)
    (route,) = committing.scalars(select(Route)).all()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/bureau/itineraires/{route.id}/trace"
    assert (route.number, route.kind, route.practices) == ("PR 4", RouteKind.PR, [Practice.WALKING])
    assert route.owner_id == committee.id
    assert route.text(Language.FR).title == "Tour du lac"
    assert "data-bounds" in officer.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": ""}, "Il manque un titre"),
        ({"title": "a" * 201}, "trop long"),
        ({"number": "9" * 21}, "trop long"),
        ({"kind": "motorway"}, "Ce choix n’existe pas"),
        ({"practice": "flying"}, "Ce choix n’existe pas"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_begun(
    signed_in: SignedIn, committing: Session, wrong: dict[str, str], why: str
) -> None:
    officer = signed_in(Role.OFFICER)
    answer = officer.post("/bureau/itineraires/nouveau", **{**ASKED, **wrong})
    assert answer.status_code == 422
    assert why in answer.text
    assert committing.scalars(select(Route)).all() == []
