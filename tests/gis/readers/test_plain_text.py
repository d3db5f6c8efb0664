"""What a description in HTML shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.readers.plain_text import plain_text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Deux < trois,\n\n et  > un", "Deux < trois,\n\n et  > un"),
        ("Café &amp; gîte", "Café &amp; gîte"),
        ("<p>Belle <b>boucle</b></p>\n\n<p>12&nbsp;km</p>", "Belle boucle\n12\xa0km"),
        ("Un<br/>deux<BR>trois", "Un\ndeux\ntrois"),
        ("<style>td { color: red }</style>Un<script>if (a > b) {}</script> et deux", "Un\net deux"),
        ("<!-- caché -->Un", "Un"),
        ("<table border='0'><tr><td>D+</td><td>300 m</td></tr></table>", "D+\n300 m"),
    ],
)
def test_tags_go_and_lines_stay(written: str, shown: str) -> None:
    assert plain_text(written) == shown


@given(st.text(st.characters(exclude_characters="<&")))
def test_a_text_without_tags_is_left_as_it_is(text: str) -> None:
    assert plain_text(text) == text
