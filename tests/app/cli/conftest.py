"""What tests of the terminal share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.cli import balise
from app.cli.importing import import_

Run = Callable[..., Result]


@pytest.fixture
def run(demo_app: Flask) -> Run:
    """Runs a command in French on the demonstration."""

    def command(*arguments: str) -> Result:
        with demo_app.app_context(), force_locale("fr"):
            return CliRunner().invoke(balise, arguments)

    return command


@pytest.fixture
def balise_import(app: Flask, committing: Session) -> Run:
    """Runs the command in French on the empty database."""

    def run(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(import_, [str(one) for one in arguments])

    return run
