"""Errors at the desk: they keep its head, say whom to ask, and lead back."""

import pytest
from flask import Flask

from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import words

LIST = 'class="button" href="/bureau/itineraires"'


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/bureau/rien", 404),
        ("/bureau/itineraires/999999", 404),
        ("/bureau/itineraires/99999999999999999999", 404),
        ("/bureau/personnes", 403),
    ],
)
def test_an_error_leads_back_to_the_list_of_the_desk(
    signed_in: SignedIn, address: str, status: int
) -> None:
    answer = signed_in(Role.READER).get(address)
    assert answer.status_code == status
    assert LIST in answer.get_data(as_text=True)
    assert "Se déconnecter" in words(answer)
    assert ("la personne qui administre le bureau" in words(answer)) == (status == 403)


def test_who_is_not_signed_in_reads_the_error_of_the_site(app: Flask) -> None:
    answer = app.test_client().get("/bureau/rien")
    assert answer.status_code == 404
    assert "Se déconnecter" not in words(answer)
