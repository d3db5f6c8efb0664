"""Whole numbers: what a column holds, and nothing else."""

import pytest

from app.digits import number_of


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(typed: str, number: int) -> None:
    assert number_of(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "1.0", " 1", "1\n", "٣", "²", "9999999999", "x"])
def test_anything_else_is_none(typed: str) -> None:
    assert number_of(typed) is None
