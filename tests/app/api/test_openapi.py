"""/openapi.json tells what the editors' JSON does: schemathesis reads it and tries everything."""

import os
import re
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis import BaseSchema, Case, GenerationMode, HookContext
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.engine.recorder import CheckNode
from sqlalchemy.orm import Session

from app.access import Access, access_of
from app.actions.publication import publish_route
from app.actions.steps import set_steps
from app.models import Organisation, Part, Route
from app.queries.parts import part_version
from gis.vocabulary import Language, Role
from tests.app.api.conftest import Script, Scripts
from tests.stored import NOW, a_stored_route

EXAMPLES = int(os.environ.get("BALISE_TEST_EXAMPLES", "6"))
"""Of each operation; a long run takes some hundreds."""
ANSWERED = ("2xx", "404")
REFUSED = ("412", "422")
"""By the state of the register, not by the form of what was sent."""
MALFORMED = ("400", "401", "404", "405", "413", "415", "422", "428")
PATH = {"language": "fr", "part": "facts", "number": "1"}
PARTS = {
    "facts": Part.FACTS,
    "steps": Part.STEPS,
    "line": Part.LINE,
    "drawing": Part.LINE,
    "split": Part.LINE,
    "publication": Part.PUBLICATION,
    "validation": Part.PUBLICATION,
}


@pytest.fixture
def route(committing: Session, owner: Organisation) -> Route:
    """A published route with an instruction."""
    found = a_stored_route(committing, owner=owner)
    set_steps(committing, found, [(0.0, {Language.FR: "Partez."})])
    publish_route(committing, found, NOW)
    committing.commit()
    return found


@pytest.fixture
def editor(script: Scripts) -> Script:
    """Somebody who may do all of it."""
    return script(Role.OFFICER, Role.VALIDATOR)


def test_every_address_of_the_editors_is_told(app: Flask) -> None:
    told = app.test_client().get("/openapi.json").json["paths"]
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/api/routes", "/api/drawing")):
            address = re.sub(r"<[^>]*?(\w+)>", r"{\1}", rule.rule)
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            assert {method.lower() for method in methods} <= told[address].keys()
            assert access_of(app, rule.endpoint) != Access.PUBLIC


def test_the_document_needs_no_cookie_and_no_token(app: Flask) -> None:
    answer = app.test_client().get("/openapi.json")
    assert answer.status_code == 200
    assert answer.json["openapi"] == "3.1.0"
    assert "Set-Cookie" not in answer.headers


def test_no_address_of_the_editors_answers_without_a_token(app: Flask, route: Route) -> None:
    client = app.test_client()
    for address, methods in client.get("/openapi.json").json["paths"].items():
        filled = re.sub(
            r"{(\w+)}", lambda name: {**PATH, "route_id": str(route.id)}[name[1]], address
        )
        for method in methods:
            assert client.open(filled, method=method).status_code == 401, (method, filled)


def test_whatever_is_sent_is_answered_as_told(
    app: Flask, committing: Session, editor: Script, route: Route
) -> None:
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "headers": {**editor.headers, "Accept-Encoding": "identity"},
            "continue-on-failure": True,
            "generation": {"max-examples": EXAMPLES, "database": "none"},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": [*ANSWERED, *REFUSED]},
                "negative_data_rejection": {"expected-statuses": [*MALFORMED, *REFUSED]},
                "missing_required_header": {"expected-statuses": [*MALFORMED]},
                "ignored_auth": {"enabled": False},  # it cannot call an application in memory
            },
            "phases": {"stateful": {"enabled": False}},
        }
    )
    told = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)
    route_id = route.id

    @schemathesis.hook
    def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
        _aim(case, committing, route_id)

    try:
        calls, failures = _run(told)
    finally:
        schemathesis.hooks.unregister(before_call)
    assert failures[:20] == []
    assert calls > 900


def _run(told: BaseSchema) -> tuple[int, list[str]]:
    """How many calls were made, and what each check that failed says."""
    calls, failures = 0, []
    for event in from_schema(told).execute():
        if isinstance(event, NonFatalError | FatalError):
            failures.append(str(event))
        if isinstance(event, ScenarioFinished):
            calls += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                failures += [_in_words(check) for check in checks if check.failure_info]
    return calls, failures


def _in_words(check: CheckNode) -> str:
    assert check.failure_info is not None
    return f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample[:1000]}"


def _aim(case: Case, committing: Session, route_id: int) -> None:
    """Has what is valid meet the route that is there, and half of it the version that it has."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    if "route_id" in case.path_parameters:
        case.path_parameters["route_id"] = route_id
    if "If-Match" in case.headers and len(str(case.body)) % 2:
        committing.rollback()
        language = case.path_parameters.get("language", Language.FR)
        last = case.path.rstrip("/").rpartition("/")[2]
        part = PARTS.get(last) or Part(case.path_parameters.get("part", f"text.{language}"))
        case.headers["If-Match"] = f'"{part_version(committing, route_id, part)}"'
