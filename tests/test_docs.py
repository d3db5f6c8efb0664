"""The documents: every setting, command and address stands in them, every path they name exists."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.cli import balise
from app.config import Settings

ACCESS = Path("docs/access.md")
GUIDE = Path("docs/administration.md")
DOCUMENTS = [Path("README.md"), Path("CONTRIBUTING.md"), *sorted(Path("docs").rglob("*.md"))]
ROOTS = ("app", "gis", "docs", "data", "tests", "tools", "bench", "migrations")


def test_every_setting_is_in_the_guide_with_its_default() -> None:
    guide = GUIDE.read_text("utf-8")
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `BALISE_{name.upper()}` \| (.*?) \| (.+) \|$", guide, re.MULTILINE)
        assert row, name
        assert field.description
        default = str(field.default).removeprefix(f"{Path.cwd()}/")
        assert default in row[1] or not default


def test_the_guide_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"`BALISE_([A-Z_]+)`", GUIDE.read_text("utf-8")))
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_command_is_in_the_guide() -> None:
    rows = re.findall(r"^\| `balise .*?\|", GUIDE.read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"`balise ([a-z-]+)", " ".join(rows)))
    assert named == set(balise.commands)


def test_every_address_is_in_a_guide(demo_app: Flask) -> None:
    guide = GUIDE.read_text("utf-8") + ACCESS.read_text("utf-8")
    for rule in demo_app.url_map.iter_rules():
        address = re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?(\w+)>", r"<\1>", rule.rule)
        address = address.replace("<lang>", "<language>")
        assert f"`{address}`" in guide, rule.rule


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    missing = [link for link in links if not (document.parent / link).exists()]
    named = re.findall(rf"`((?:{'|'.join(ROOTS)})/[\w./-]+)`", text)
    missing += [path for path in named if not any(Path().glob(f"{path}*"))]
    assert missing == []


def test_the_changelog_begins_with_the_present_version() -> None:
    version = re.search(r'^version = "(.+)"$', Path("pyproject.toml").read_text(), re.MULTILINE)
    newest = re.search(r"^## (\S+?)[,\s]", Path("CHANGELOG.md").read_text(), re.MULTILINE)
    assert version and newest
    assert newest[1] == version[1]


def test_no_text_is_translated_inside_an_f_string() -> None:
    """Extraction does not look there, so it would stay French for ever."""
    found = [
        str(path)
        for path in Path("app").rglob("*.py")
        if re.search(r'f"[^"\n]*\{_\(', path.read_text("utf-8"))
    ]
    assert found == []
