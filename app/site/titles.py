"""Titles as pages set them."""

import re


def without_number(title: str, number: str) -> str:
    """The title after its number, where the number stands on a blade beside it.

    >>> without_number("V82 – Véloroute Vallée de la Baïse", "V82")
    'Véloroute Vallée de la Baïse'
    """
    shortened = re.sub(rf"^{re.escape(number)}\s*[–—:-]\s*(?=\S)", "", title) if number else title
    return shortened[:1].upper() + shortened[1:]
