"""Words without accents or case."""

import pytest

from app.folding import ACCENTED, PLAIN, first_free, fold, slugify, without_accents


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("V82 – Véloroute de la vallée de la Baïse", "v82-veloroute-de-la-vallee-de-la-baise"),
        ("GR®65 – Via Podiensis", "gr65-via-podiensis"),
        ("Sainte-Gertrude : l’œuvre", "sainte-gertrude-l-oeuvre"),
        ("日本", "itineraire"),
    ],
)
def test_a_slug_keeps_the_words_and_drops_the_rest(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_slug_is_cut_without_a_dash_at_its_end() -> None:
    assert slugify("a" * 79 + " bcd") == "a" * 79


def test_a_search_for_gr65_finds_it_with_its_mark() -> None:
    assert fold("gr65") == fold("GR®65")


def test_a_search_for_baise_finds_baïse() -> None:
    assert fold("baise") in fold("Vallée de la BAÏSE")


@pytest.mark.parametrize(
    ("taken", "free"),
    [((), "condom"), (("condom",), "condom-2"), (("condom", "condom-2", "condom-4"), "condom-3")],
)
def test_a_name_that_is_taken_is_numbered(taken: tuple[str, ...], free: str) -> None:
    assert first_free("condom", taken) == free


def test_what_postgresql_drops_of_letters_is_what_is_dropped_here() -> None:
    assert without_accents(ACCENTED) == PLAIN
