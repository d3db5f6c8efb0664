"""/openapi.json: the editors' JSON, told from the contracts that its endpoints obey."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue
from pydantic.json_schema import models_json_schema
from werkzeug.routing import AnyConverter, BaseConverter, Rule

from app.access import Access, access_of, allow
from app.api.registry.addresses import HIGHEST, IdConverter
from app.api.registry.answers import BothVersions, Problem
from app.api.registry.contract import Contract, Shape
from app.language import LANGUAGES, LanguageConverter

REF = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"
VERSION = {"type": "string", "pattern": r'^"[0-9]{1,9}"$', "examples": ['"3"']}
ETAG = {"ETag": {"description": "The version of the part.", "schema": {"type": "string"}}}


@allow(Access.PUBLIC)
def openapi() -> ResponseReturnValue:
    """The OpenAPI 3.1 document."""
    return jsonify(document(current_app))


def document(app: Flask) -> dict[str, Any]:
    """What every endpoint with a contract takes and answers."""
    paths: dict[str, dict[str, Any]] = {}
    shapes: set[type[Shape]] = {Problem, BothVersions}
    for rule, contract in _contracts(app):
        shapes |= {one for one in (contract.gives, contract.takes) if one}
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        address = re.sub(r"<[^>]*?(\w+)>", r"{\1}", rule.rule)
        for method in methods:
            paths.setdefault(address, {})[method.lower()] = _operation(app, rule, contract)
    ordered = sorted(shapes, key=lambda one: one.__name__)
    _, schemas = models_json_schema([(one, "validation") for one in ordered], ref_template=REF)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Balise", "version": "1"},
        "servers": [{"url": app.extensions["settings"].public_url}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _contracts(app: Flask) -> Iterator[tuple[Rule, Contract]]:
    for rule in app.url_map.iter_rules():
        if contract := getattr(app.view_functions[rule.endpoint], "contract", None):
            yield rule, contract


def _operation(app: Flask, rule: Rule, contract: Contract) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": rule.endpoint.rpartition(".")[2].removeprefix("registry_"),
        "summary": contract.summary,
        "description": f"Access: {access_of(app, rule.endpoint)}.",
        "parameters": [*_in_path(rule), *_in_query(contract), *_in_headers(contract)],
        "responses": {str(int(contract.status)): _success(contract)}
        | {str(int(status)): _refusal(status) for status in _refusals(rule, contract)},
    }
    if contract.takes:
        content = {"application/json": {"schema": _ref(contract.takes)}}
        described["requestBody"] = {"required": True, "content": content}
    if contract.takes_file:
        described["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
    return described


def _in_path(rule: Rule) -> Iterator[dict[str, Any]]:
    for name, converter in rule._converters.items():
        schema = _of_converter(converter)
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _of_converter(converter: BaseConverter) -> dict[str, Any]:
    if isinstance(converter, IdConverter):
        return {"type": "integer", "minimum": 0, "maximum": HIGHEST}
    if isinstance(converter, AnyConverter):
        return {"type": "string", "enum": sorted(converter.items)}
    assert isinstance(converter, LanguageConverter)
    return {"type": "string", "enum": list(LANGUAGES)}


def _in_query(contract: Contract) -> Iterator[dict[str, Any]]:
    if contract.asks:
        schema = contract.asks.model_json_schema()
        for name, found in schema["properties"].items():
            named = {key: value for key, value in found.items() if key != "title"}
            inlined = _inlined(named, schema.get("$defs", {}))
            required = name in schema.get("required", ())
            yield {"name": name, "in": "query", "required": required, "schema": inlined}


def _inlined(schema: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """A query's schema without references; what may be absent is never sent as null."""
    for choice in schema.get("anyOf", [schema]):
        if "$ref" in choice:
            return {key: found[choice["$ref"].rpartition("/")[2]][key] for key in ("type", "enum")}
    return schema


def _in_headers(contract: Contract) -> Iterator[dict[str, Any]]:
    if contract.writes_version:
        yield {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "The ETag of the part as it was read.",
            "schema": VERSION,
        }


def _success(contract: Contract) -> dict[str, Any]:
    headers: dict[str, Any] = dict(ETAG) if contract.tells_version else {}
    if contract.gives_location:
        headers["Location"] = {"schema": {"type": "string"}}
    content = {"application/json": {"schema": _ref(contract.gives)}}
    return {"description": "Done.", "headers": headers, "content": content}


def _refusals(rule: Rule, contract: Contract) -> set[HTTPStatus]:
    found = {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
    if rule.arguments:
        found.add(HTTPStatus.NOT_FOUND)
    if contract.takes or contract.takes_file:
        found.add(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if contract.takes:
        found.add(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if contract.takes or contract.writes_version:
        found.add(HTTPStatus.CONFLICT)
    if contract.writes_version:
        found |= {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED}
    return found


def _refusal(status: HTTPStatus) -> dict[str, Any]:
    shape = BothVersions if status == HTTPStatus.PRECONDITION_FAILED else Problem
    content = {PROBLEM: {"schema": _ref(shape)}}
    return {"description": status.phrase, "content": content}


def _ref(shape: type[Shape]) -> dict[str, str]:
    return {"$ref": REF.format(model=shape.__name__)}


def add_to(api: Blueprint) -> None:
    """The address of the document."""
    api.add_url_rule("/openapi.json", view_func=openapi)
