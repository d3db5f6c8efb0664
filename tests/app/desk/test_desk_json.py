"""The JSON that the desk's own pages ask for: odd requests are refused, none breaks the server."""

import io
from http import HTTPStatus

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models import Organisation
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.importing import several
from tests.stored import a_stored_route

TRACK = several(1)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.integers(0, len(TRACK)).map(lambda length: TRACK[:length]),
    st.tuples(st.integers(0, len(TRACK) - 1), st.binary(max_size=4)).map(
        lambda change: TRACK[: change[0]] + change[1] + TRACK[change[0] + 1 :]
    ),
)
NUMBERS = st.one_of(st.integers(0, 2**70), st.text("0123456789-+.aé%", min_size=1, max_size=12))
ODD = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_no_file_breaks_what_takes_files(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)

    @ODD
    @given(CONTENTS, st.text(max_size=30), st.sampled_from(("files", "file", "")))
    def send(content: bytes, name: str, field: str) -> None:
        answer = anne.client.post(
            "/bureau/imports",
            data={"page_secret": anne.page_secret, field: (io.BytesIO(content), name)},
            headers={"Accept": "application/json"},
        )
        assert answer.status_code in (HTTPStatus.CREATED, HTTPStatus.UNPROCESSABLE_ENTITY)
        assert answer.json is not None
        assert set(answer.json) == {"addresses", "refused"}

    send()


def test_no_number_breaks_the_lines_of_a_history(
    signed_in: SignedIn, committing: Session, committee: Organisation
) -> None:
    route = a_stored_route(committing, owner=committee)
    committing.commit()
    anne = signed_in(Role.OFFICER)
    address = f"/bureau/itineraires/{route.id}/traces"
    assert anne.get(f"{address}/{route.line_id}.geojson").status_code == HTTPStatus.OK

    @ODD
    @given(NUMBERS, NUMBERS)
    def ask(route_number: object, line_number: object) -> None:
        for odd in (
            f"{address}/{line_number}.geojson",
            f"/bureau/itineraires/{route_number}/traces/{line_number}.geojson",
        ):
            assert anne.get(odd).status_code < HTTPStatus.INTERNAL_SERVER_ERROR

    ask()
