"""What holds for every page of the desk: nothing inline, nothing kept by anybody's cache."""

import re
from http import HTTPStatus

import pytest
from flask import Flask
from lxml import html as lxml_html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.actions.photos import NewPhoto, add_photos
from app.actions.revisions import Signed
from app.actions.texts import save_text
from app.actions.variants import add_variant
from app.models import Organisation, Person, Revision
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, Role, VariantKind
from tests.app.desk.conftest import SignedIn
from tests.app.desk.importing import dropped, several
from tests.builders import a_line
from tests.staged import a_staged_route

FEWEST_PAGES = 20


@pytest.fixture
def answers(
    app: Flask, committing: Session, committee: Organisation, signed_in: SignedIn
) -> list[TestResponse]:
    """Every page of the desk that is there, about a route with content and a file that waits."""
    anne = signed_in(Role.OFFICER, Role.VALIDATOR, Role.ADMINISTRATOR)
    by = Signed(committing.get_one(Person, anne.person_id))
    route = a_staged_route(committing, owner=committee)
    save_text(committing, route, Language.FR, Words("<b>Gras</b>", departure="Condom"), by)
    add_photos(committing, route, [NewPhoto("e" * 64, 1200, 800)], by)
    names = {Language.FR: "Moulin"}
    add_variant(committing, route, VariantKind.VARIANT, names, a_line(), "moulin.gpx", by)
    committing.commit()
    address = dropped(anne, several(1))
    revision = committing.scalar(select(Revision.id).where(Revision.part == "text.fr").limit(1))
    values = {
        "route_id": route.id,
        "revision_id": revision,
        "upload_id": address.rsplit("/", 1)[1],
        "language": "fr",
        "line_id": route.line_id,
        "person_id": anne.person_id,
        "organisation_id": committee.id,
        "place_id": route.stages[0].end_place_id,
    }
    adapter = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    addresses = [
        adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for rule in rules
        if "GET" in (rule.methods or ()) and rule.arguments <= set(values)
    ]
    return [anne.get(one, buffered=True) for one in addresses]


def test_nothing_is_inline_and_nothing_is_cached(answers: list[TestResponse]) -> None:
    pages = [one for one in answers if one.status_code == HTTPStatus.OK]
    assert not [one for one in answers if one.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR]
    for answer in pages:
        where = answer.request.path
        assert "no-store" in answer.headers["Cache-Control"], where
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, where
        assert re.search(r"(default|script)-src 'self'", policy), where
        if answer.mimetype == "text/html":
            _has_nothing_inline(answer.text, where)
    shown = [one for one in pages if one.mimetype == "text/html"]
    assert len(shown) >= FEWEST_PAGES


def _has_nothing_inline(text: str, where: str) -> None:
    page = lxml_html.fromstring(text)
    scripts = page.xpath("//script[not(@src)][not(@type='application/json')]")
    handlers = page.xpath(
        "//@*[starts-with(name(), 'on')] | //@style | //@*[starts-with(., 'javascript:')]"
    )
    assert (scripts, page.xpath("//style"), handlers) == ([], [], []), where
