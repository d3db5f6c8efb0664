"""Titles as pages set them."""

import pytest

from app.site.titles import without_number


@pytest.mark.parametrize(
    ("title", "number", "shown"),
    [
        ("V82 – Véloroute Vallée de la Baïse", "V82", "Véloroute Vallée de la Baïse"),
        ("GR®65 – via Podiensis", "GR®65", "Via Podiensis"),
        ("Sentier de l’Adour", "", "Sentier de l’Adour"),
        ("V82", "V82", "V82"),
        ("V820 – une autre", "V82", "V820 – une autre"),
    ],
)
def test_a_title_loses_the_number_that_stands_beside_it(
    title: str, number: str, shown: str
) -> None:
    assert without_number(title, number) == shown
