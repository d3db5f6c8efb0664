"""The editors' JSON refuses what does not fit, with a sentence, and stores nothing of it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Route, RouteLine
from gis.vocabulary import Role
from tests.app.api.conftest import Script, Scripts


@pytest.fixture
def editor(script: Scripts) -> Script:
    return script(Role.OFFICER)


def test_nobody_is_let_in_without_a_token(app: Flask, route: Route) -> None:
    refused = app.test_client().get(f"/api/routes/{route.id}")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert refused.content_type == "application/problem+json"


@pytest.mark.parametrize("route_id", ["0", "2147483648", "9" * 10, "٣", "9" * 5000, "x"])
def test_an_id_that_no_route_has_is_not_found(editor: Script, route_id: str) -> None:
    assert editor.get(f"/api/routes/{route_id}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'"\\ud800"', 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"title": "a\\u0000b"}', 422),
        (b'{"title": "a", "colour": "red"}', 422),
        (b'{"title": ' + b"9" * 5000 + b"}", 400),
        (b'{"title": NaN}', 422),
        (b'{"title": "' + b"a" * 1_100_000 + b'"}', 413),
    ],
)
def test_a_body_that_does_not_fit_is_refused_with_a_sentence(
    editor: Script, route: Route, sent: bytes, status: int
) -> None:
    refused = editor.client.put(
        f"/api/routes/{route.id}/texts/fr",
        data=sent,
        content_type="application/json",
        headers={**editor.headers, "If-Match": '"0"'},
    )
    assert refused.status_code == status
    assert refused.json["detail"].endswith(".")


@pytest.mark.parametrize(
    "coordinates",
    [
        [],
        [[]],
        [[[0.3, 43.9]]],
        [[[0.3, 43.9], [0.3, 43.9]]],
        [[[0.3, 43.9], [0.3]]],
        [[[0.3, 43.9], [0.3, 91]]],
        [[[300000, 4000000], [300100, 4000100]]],
        [[[0.3, 43.9], [0.3, 1e400]]],
        [[[0.3, 43.9], [0.3, None]]],
        [[[0.3, 43.9], [0.3, 43.8, 1, 2]]],
        [[[0.3, 89.9], [0.3, 89.8]]],
        [[[0.3, 43.9], [0.3, 43.8]]] * 10_001,
        [[[0.3, 43.9]] * 500_001],
    ],
)
def test_a_line_that_is_none_is_refused(
    editor: Script, route: Route, coordinates: list[Any], committing: Session
) -> None:
    body = {"type": "MultiLineString", "coordinates": coordinates}
    refused = editor.send("PUT", f"/api/routes/{route.id}/line", body, 1)
    assert refused.status_code in (400, 422)
    assert committing.scalar(select(func.count()).select_from(RouteLine)) == 1


def test_a_height_that_no_place_has_is_unknown(editor: Script, route: Route) -> None:
    body = {"type": "MultiLineString", "coordinates": [[[0.3, 43.9], [0.3, 43.8, 1e300]]]}
    saved = editor.send("PUT", f"/api/routes/{route.id}/line", body, 1)
    assert saved.json["coordinates"] == [[[0.3, 43.9], [0.3, 43.8]]]
    assert "heights.implausible" in {one["key"] for one in saved.json["findings"]}


def test_refusals_speak_the_reader_s_language(editor: Script, route: Route) -> None:
    editor.headers["Accept-Language"] = "fr"
    refused = editor.send("PUT", f"/api/routes/{route.id}/texts/fr", {}, 0)
    assert refused.json["fields"][0] == {
        "field": "title",
        "key": "missing",
        "detail": "Ce champ manque.",
    }
