"""Whole numbers, as addresses and forms write them."""

import re

MOST_DIGITS = 9
"""Any number of so many digits is one that a column of whole numbers holds."""


def number_of(typed: str) -> int | None:
    """The number that digits write; None where they are none, or more than a column holds."""
    return int(typed) if re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", typed) else None
