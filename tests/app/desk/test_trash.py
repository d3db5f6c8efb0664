"""The trash: out of every list, kept whole, and out again."""

from http import HTTPStatus

import pytest
from sqlalchemy.orm import Session

from app.actions.publication import publish_route, withdraw_route
from app.actions.revisions import Signed
from app.actions.trash import trash_route, untrash_route
from app.models import Gesture, Organisation, Part
from app.queries.parts import last_revision, part_document
from gis.errors import GisError
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn
from tests.people import somebody
from tests.stored import LATER, NOW, a_published_route, a_stored_route


def test_in_and_out_keeps_everything_and_is_written_down(session: Session) -> None:
    route = a_stored_route(session)
    anne = somebody(session, route.owner, Role.OFFICER, name="Anne")
    before = [part_document(route, part) for part in Part if part != Part.PUBLICATION]
    trash_route(session, route, NOW, Signed(anne))
    assert route.trashed_at == NOW
    with pytest.raises(GisError, match=r"publish\.in_the_trash"):
        publish_route(session, route, LATER)
    with pytest.raises(GisError, match=r"trash\.already"):
        trash_route(session, route, LATER)
    untrash_route(session, route, Signed(anne))
    with pytest.raises(GisError, match=r"trash\.not_there"):
        untrash_route(session, route)
    assert before == [part_document(route, part) for part in Part if part != Part.PUBLICATION]
    last = last_revision(session, route.id, Part.PUBLICATION)
    assert last is not None
    assert (last.gesture, last.author) == (Gesture.UNTRASHED, "Anne")
    publish_route(session, route, LATER)


def test_what_the_public_sees_is_withdrawn_first(session: Session) -> None:
    route = a_published_route(session)
    with pytest.raises(GisError, match=r"trash\.published"):
        trash_route(session, route, LATER)
    withdraw_route(session, route, LATER)
    trash_route(session, route, LATER)
    assert route.trashed_at == LATER


def test_the_page_puts_in_and_takes_out(
    committing: Session, committee: Organisation, signed_in: SignedIn
) -> None:
    route = a_stored_route(committing, owner=committee, title="Vieille boucle")
    public = a_published_route(committing, owner=committee, title="En ligne")
    committing.commit()
    anne = signed_in(Role.OFFICER)
    here = f"/bureau/itineraires/{route.id}"
    assert "Mettre à la corbeille" in anne.get(here).text
    put = anne.post(f"{here}/corbeille")
    assert put.status_code == HTTPStatus.SEE_OTHER
    page = anne.get(put.location).text
    assert "C’est à la corbeille" in page
    assert f'action="{here}/corbeille/sortir"' in page
    assert "Vieille boucle" not in anne.get("/bureau/itineraires").text
    assert "Vieille boucle" not in anne.get("/bureau/itineraires.csv").text
    assert "Vieille boucle" in anne.get("/bureau/itineraires?trash=1").text
    out = anne.post(f"{here}/corbeille/sortir")
    assert "C’est sorti de la corbeille" in anne.get(out.location).text
    assert "Vieille boucle" in anne.get("/bureau/itineraires").text
    refused = anne.post(f"/bureau/itineraires/{public.id}/corbeille")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "retirez-le d’abord" in refused.text
    reader = signed_in(Role.READER)
    assert reader.post(f"{here}/corbeille").status_code == HTTPStatus.FORBIDDEN
    assert f"{here}/corbeille" not in reader.get(here).text
