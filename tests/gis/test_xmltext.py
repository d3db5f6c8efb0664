"""Text inside XML survives whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gis.xmltext import attribute, character_data, encoded, printable


@pytest.mark.parametrize(
    "text", ["", "Éauze", "a & b", "]]>", "]]]>]]>", "]]\x00>", "<a>", "a\tb\nc"]
)
def test_a_parser_reads_back_what_xml_allows(text: str) -> None:
    root = etree.fromstring(encoded(f"<t>{character_data(text)}</t>"))
    assert (root.text or "") == printable(text)


@given(st.text())
def test_any_text_at_all_is_well_formed(text: str) -> None:
    markup = f'<t a="{attribute(text)}">{character_data(text)}</t>'
    root = etree.fromstring(encoded(markup))
    assert root.get("a") == printable(text)
    assert (root.text or "") == printable(text)


def test_plain_text_is_left_as_it_is() -> None:
    assert character_data("L'Isle-Jourdain « gare »") == "L'Isle-Jourdain « gare »"
