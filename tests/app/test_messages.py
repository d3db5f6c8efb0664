"""Every message key has a sentence in three languages, and every value a place in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from app.messages import located_sentence, sentence
from app.sentences import MESSAGES
from gis.errors import GisError, ReadError
from gis.findings import Finding
from gis.repairs import REPAIRS
from gis.vocabulary import Language, Severity

KEY = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z0-9]+(_[a-z0-9]+)*")
FILES = re.compile(r"\.(xml|rng|json|geojson|xsd|toml|css|js|html|zip|asc)$")


def constants() -> Iterator[list[str]]:
    """The strings of each module that may raise or find something, f-strings in parts."""
    for folder in (Path("gis"), Path("app/actions"), Path("app/queries"), Path("app/cli")):
        for path in folder.rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            found = [node.value for node in nodes if isinstance(node, ast.Constant)]
            yield [value for value in found if isinstance(value, str)]


def keys_raised_elsewhere() -> set[str]:
    """Keys that errors of the doors, and of the rooms they share, are made with."""
    return {
        node.args[0].value
        for path in Path("app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "").endswith("Error")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and KEY.fullmatch(str(node.args[0].value))
    }


def keys_in_code() -> set[str]:
    """Keys written whole, and those put together as f"file.{kind}" from words beside."""
    found = keys_raised_elsewhere()
    for strings in constants():
        found |= {word for word in strings if KEY.fullmatch(word) and not FILES.search(word)}
        prefixes = [word for word in strings if re.fullmatch(r"[a-z]+\.", word)]
        found |= {prefix + word for prefix in prefixes for word in strings} & MESSAGES.keys()
    return found


def test_every_key_that_the_code_names_has_a_sentence() -> None:
    assert sorted(keys_in_code() - MESSAGES.keys()) == []


def test_no_sentence_is_left_without_its_key() -> None:
    assert sorted(MESSAGES.keys() - keys_in_code()) == []


def test_every_repair_can_be_told_once_it_is_made() -> None:
    assert {f"mended.{name}" for name in REPAIRS} <= MESSAGES.keys()


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_a_sentence_names_the_same_values_in_each_language(app: Flask, key: str) -> None:
    names = {}
    with app.app_context():
        for language in Language:
            with force_locale(language):
                words = str(MESSAGES[key])
                names[language] = set(re.findall(r"%\((\w+)\)s", words))
                assert "%" not in re.sub(r"%\(\w+\)s|%%", "", words)
                assert words.endswith(".") or key.startswith("feed.")
    assert names[Language.FR] == names[Language.EN] == names[Language.ES]


def test_metres_are_written_as_the_language_writes_them(app: Flask) -> None:
    gap = Finding("line.gap", Severity.ERROR, at_m=12_345.6, values={"distance_m": 4889.02})
    with app.app_context(), force_locale("fr"):
        assert "4 889 m" in sentence(gap).replace("\u202f", " ").replace("\u00a0", " ")
        assert located_sentence(gap).startswith("km 12,3")


def test_an_error_without_a_sentence_still_names_itself() -> None:
    assert str(ReadError("file.empty")) == "file.empty"
    assert str(GisError("line.gap", distance_m=3)) == "line.gap (distance_m=3)"
