"""Errors and findings in words, in the reader's language."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.figures import number, shown
from app.sentences import MESSAGES
from gis.errors import GisError
from gis.findings import Finding


def sentence(message: GisError | Finding) -> str:
    """The words of an error or a finding, numbers as the language writes them."""
    return _filled(str(MESSAGES[message.key]), message.values)


def located_sentence(finding: Finding) -> str:
    """The words of a finding, after the kilometre it is at."""
    if finding.at_m is None:
        return sentence(finding)
    return _(
        "km %(km)s : %(sentence)s",
        km=number(finding.at_m / 1000, digits=1),
        sentence=sentence(finding),
    )


def _filled(words: str, values: Mapping[str, object]) -> str:
    return words % {name: shown(name, value) for name, value in values.items()}
