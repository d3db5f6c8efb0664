"""Every endpoint declares who may use it, as docs/access.md says; the public is left alone.

The doors are tried with the rooms emptied: each view answers only that somebody came in.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import URL
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.access import Access, access_of, allow, init_access
from app.actions.sign_in import open_session, page_secret_of
from app.config import Settings
from app.headers import content_security_policy
from app.models import Organisation
from app.models.organisation import OrganisationKind
from app.signed_in import COOKIE, COOKIE_PATH, SAFE
from gis.vocabulary import Role
from tests.conftest import an_app
from tests.people import somebody, the_committee
from tests.stored import a_stored_route

TABLE = Path("docs/access.md").read_text("utf-8")
PUBLIC_PAGES = [
    "/fr/",
    "/en/",
    "/es/",
    "/fr/itineraires/gr65-via-podiensis",
    "/fr/points-de-vue",
    "/fr/accueil-velo",
    "/fr/sans-voiture",
    "/feeds/",
    "/feeds/cirkwi/circuits.xml",
    "/itineraires/gr65-via-podiensis.gpx",
    "/tiles/routes/8/128/93.mvt",
    "/tiles/places/8/128/93.mvt",
    "/tiles/communes/9/256/186.mvt",
    "/tiles/routes.json",
    "/tiles/backdrop.geojson",
    "/healthz",
    "/openapi.json",
    "/robots.txt",
]
IN, TO_SIGN_IN, REFUSED, NOT_THERE = "in", "to sign-in", "403", "404"
ASKING = {
    "nobody": (),
    "reader": (Role.READER,),
    "officer": (Role.OFFICER,),
    "validator": (Role.VALIDATOR,),
    "administrator": (Role.ADMINISTRATOR,),
    "officer elsewhere": (Role.OFFICER,),
}
WORDS = {"lang": "fr", "language": "fr", "part": "facts"}
"""What stands in an address where a number does not."""
CAME_IN = HTTPStatus.IM_A_TEAPOT
"""What no view of ours answers."""


def rows_of(columns: int) -> Iterator[list[str]]:
    """The rows of the document's tables that have so many columns, their backticks dropped."""
    for line in TABLE.splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and set(cells[0]) - set("-"):
            yield cells


def declared() -> dict[str, tuple[str, str]]:
    """Each endpoint's addresses and access, as the document says."""
    rows = (row for row in rows_of(3) if row != ["address", "endpoint", "who"])
    return {endpoint: (addresses, access) for addresses, endpoint, access in rows}


def promised() -> dict[str, dict[str, str]]:
    """By access: what each asker is answered, as the document says."""
    (_access, *askers), *rows = rows_of(1 + len(ASKING))
    assert askers == list(ASKING)
    return {access: dict(zip(askers, answers, strict=True)) for access, *answers in rows}


def address_of(rule: Rule) -> str:
    """An address as the document writes it."""
    names = re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?(\w+)>", r"<\1>", rule.rule)
    return names.replace("<lang>", "<language>")


def in_use(app: Flask) -> dict[str, tuple[str, str]]:
    """Each endpoint's addresses and access, as the program has them."""
    addresses: dict[str, list[str]] = {endpoint: [] for endpoint in app.view_functions}
    for rule in app.url_map.iter_rules():
        addresses[rule.endpoint].append(address_of(rule))
    return {
        endpoint: (" · ".join(sorted(at)), str(access_of(app, endpoint)))
        for endpoint, at in addresses.items()
    }


def test_every_endpoint_stands_in_the_table_with_what_it_declares(demo_app: Flask) -> None:
    assert declared() == in_use(demo_app)


def test_an_undeclared_endpoint_answers_nobody() -> None:
    other = Flask("other")
    init_access(other)
    other.add_url_rule("/open", "open", allow(Access.PUBLIC)(lambda: "come in"))
    other.add_url_rule("/forgotten", "forgotten", lambda: "oops")
    client = other.test_client()
    assert client.get("/open").status_code == HTTPStatus.OK
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open("/forgotten", method=method).status_code == HTTPStatus.FORBIDDEN


# Doors without rooms


class Asker:
    """Somebody, or nobody, who tries doors: with the cookie at the desk, else with a token."""

    def __init__(self, client: FlaskClient, secret: str) -> None:
        self.client = client
        self.secret = page_secret_of(secret) if secret else ""
        if secret:
            client.set_cookie(COOKIE, secret, path=COOKIE_PATH)

    def tries(self, address: str, method: str, *, with_secret: bool = True) -> Response:
        """A request of theirs, as the desk's own pages send it."""
        headers, form = {}, {}
        if self.secret and with_secret:
            if address.startswith(COOKIE_PATH):
                form = {"page_secret": self.secret} if method not in SAFE else {}
            else:
                headers = {"Authorization": f"Bearer {self.secret}"}
        return self.client.open(address, method=method, headers=headers, data=form)


@pytest.fixture(scope="module")
def empty(migrated_url: URL, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, each of its views answering only that somebody came in."""
    app = an_app(migrated_url, tmp_path_factory.mktemp("access"))
    for endpoint in app.view_functions:
        access = access_of(app, endpoint)
        assert access is not None, endpoint
        app.view_functions[endpoint] = allow(access)(lambda **_arguments: ("", CAME_IN))
    return app


@pytest.fixture
def askers(empty: Flask, committing: Session) -> dict[str, Asker]:
    """Who tries the doors: all but the last belong to the committee that owns the route."""
    committee = the_committee(committing)
    elsewhere = Organisation(key="ot", name="OT", kind=OrganisationKind.TOURIST_OFFICE)
    secrets = {}
    for name, roles in ASKING.items():
        if roles:
            organisation = elsewhere if name == "officer elsewhere" else committee
            person = somebody(committing, organisation, *roles, name=name)
            secrets[name] = open_session(committing, person, datetime.now(UTC)).secret
    committing.commit()
    return {name: Asker(empty.test_client(), secrets.get(name, "")) for name in ASKING}


@pytest.fixture
def route_id(committing: Session, askers: dict[str, Asker]) -> int:
    """A route of the committee."""
    route = a_stored_route(committing, owner=the_committee(committing))
    committing.commit()
    return route.id


def doors(app: Flask, route_id: int) -> Iterator[tuple[str, str, str]]:
    """Every endpoint, an address of it, and each method that it takes.

    Where two endpoints share an address, one of them answers OPTIONS for both.
    """
    answering = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, "1") | {"route_id": str(route_id)}
        values |= {name: word for name, word in WORDS.items() if name in rule.arguments}
        part = rule.build({name: values[name] for name in rule.arguments})
        assert part is not None, rule
        for method in sorted(rule.methods or ()):
            endpoint, _values = answering.match(part[1], method)
            assert endpoint == rule.endpoint or method == "OPTIONS", (part[1], method)
            yield endpoint, part[1], method


def answered(answer: Response) -> str:
    """How a door was answered, in the words of the document."""
    if answer.status_code in (CAME_IN, HTTPStatus.OK):
        return IN
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        return TO_SIGN_IN
    if answer.status_code == HTTPStatus.SEE_OTHER:
        assert answer.headers["Location"].startswith("/bureau/connexion")
        return TO_SIGN_IN
    return str(answer.status_code)


@pytest.mark.parametrize("name", ASKING)
def test_each_door_opens_to_whom_the_table_says(
    empty: Flask, askers: dict[str, Asker], route_id: int, name: str
) -> None:
    expected, found = {}, {}
    answers = promised()
    for endpoint, address, method in doors(empty, route_id):
        door = f"{method} {address}"
        expected[door] = answers[str(access_of(empty, endpoint))][name]
        found[door] = answered(askers[name].tries(address, method))
    assert found == expected


def test_no_unsafe_door_of_the_desk_opens_without_the_pages_secret(
    empty: Flask, askers: dict[str, Asker], route_id: int
) -> None:
    closed = [
        askers[name].tries(address, method, with_secret=False).status_code
        for endpoint, address, method in doors(empty, route_id)
        for name in ASKING
        if name != "nobody" and access_of(empty, endpoint) != Access.PUBLIC
        if address.startswith(COOKIE_PATH) and method not in SAFE
    ]
    assert closed
    assert set(closed) == {HTTPStatus.FORBIDDEN}


def test_nobody_comes_to_a_route_that_is_not_there(
    empty: Flask, askers: dict[str, Asker], route_id: int
) -> None:
    for endpoint, address, method in doors(empty, route_id + 1):
        if str(access_of(empty, endpoint)).endswith("_route"):
            answer = askers["administrator"].tries(address, method)
            assert answer.status_code == HTTPStatus.NOT_FOUND, (method, address)


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_no_route_has_a_number_that_no_table_holds(askers: dict[str, Asker], number: int) -> None:
    answer = askers["administrator"].tries(f"/bureau/itineraires/{number}", "GET")
    assert answer.status_code == HTTPStatus.NOT_FOUND


# The public


def each_public_address(app: Flask) -> Iterator[str]:
    for endpoint, address, method in doors(app, 1):
        if method == "GET" and access_of(app, endpoint) == Access.PUBLIC:
            yield address


def test_nothing_public_sets_a_cookie_whatever_it_answers(demo_app: Flask) -> None:
    client = demo_app.test_client()
    setting = [
        one for one in each_public_address(demo_app) if "Set-Cookie" in client.get(one).headers
    ]
    assert setting == []


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_no_public_answer_sets_a_cookie_or_names_another_host(demo_app: Flask, path: str) -> None:
    answer = demo_app.test_client().get(path)
    assert answer.status_code == HTTPStatus.OK
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "unsafe" not in policy


def test_the_policy_names_the_configured_base_map_and_no_other() -> None:
    tiles = "https://carte.example/{z}/{x}/{y}.png?cle=1"
    policy = content_security_policy(Settings(basemap_tiles=tiles))
    assert policy.count("https://") == 2
    assert "img-src 'self' data: https://carte.example;" in policy
