"""The English and Spanish catalogues say all that the French source says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.config import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
PARTED = re.compile(r"\S [:;!?»]|« ")
"""An ordinary space where French writes a no-break one."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    template = tmp_path_factory.mktemp("messages") / "messages.pot"
    command = ["babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", "-k", "_l"]
    subprocess.run(
        [sys.executable, "-m", *command, "-o", str(template), "app"], cwd=ROOT, check=True
    )
    return read(template)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def as_tuple(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sentence_is_translated_and_keeps_its_values(source: Catalog, language: str) -> None:
    catalogue = read(ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po")
    for message in source:
        if not message.id:
            continue
        translated = catalogue.get(message.id)
        assert translated is not None and all(as_tuple(translated.string)), message.id
        assert not translated.fuzzy, message.id
        wanted = set(PLACEHOLDER.findall(as_tuple(message.id)[-1]))
        found = set(PLACEHOLDER.findall(as_tuple(translated.string)[-1]))
        assert found == wanted, message.id


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_is_kept_that_nothing_says_any_more(source: Catalog, language: str) -> None:
    catalogue = read(ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po")
    assert [one.id for one in catalogue if one.id and one.id not in source] == []


def test_french_signs_are_never_parted_from_their_word_at_the_end_of_a_line(
    source: Catalog,
) -> None:
    french = [words for message in source for words in as_tuple(message.id)]
    assert [words for words in french if PARTED.search(words)] == []
