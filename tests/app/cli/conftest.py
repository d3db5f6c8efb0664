"""What tests of the terminal share."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale

from app.cli import balise

Run = Callable[..., Result]


@pytest.fixture
def run(demo_app: Flask) -> Run:
    """Runs a command in French on the demonstration."""

    def command(*arguments: str) -> Result:
        with demo_app.app_context(), force_locale("fr"):
            return CliRunner().invoke(balise, arguments)

    return command
