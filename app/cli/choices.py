"""Options that take one word of a closed list."""

from enum import StrEnum

import click


def choice_of(words: type[StrEnum]) -> click.Choice[str]:
    """The values of a list (click would offer an enumeration by its names)."""
    return click.Choice([word.value for word in words])
