"""balise publish and withdraw, from a terminal."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.actions.lines import trim_line
from app.cli import balise
from app.queries.sheets import Withdrawn, current_edition, route_sheet
from tests.stored import a_published_route, a_stored_route

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, committing: Session) -> Run:
    """Runs `balise …` in French on an empty database."""

    def invoke(*arguments: str) -> Result:
        with app.app_context(), force_locale("fr"):
            result = CliRunner().invoke(balise, arguments)
        committing.expire_all()
        return result

    return invoke


def test_an_edited_line_is_public_once_it_is_published_again(run: Run, committing: Session) -> None:
    route = a_published_route(committing)
    slug = route.slug
    before_m = route_sheet(committing, current_edition(committing, slug)).length_m
    trim_line(committing, route, 0, before_m - 1000)
    route.steps.clear()
    committing.commit()
    assert route_sheet(committing, current_edition(committing, slug)).length_m == before_m
    result = run("publish", slug)
    assert result.exit_code == 0, result.output
    after_m = route_sheet(committing, current_edition(committing, slug)).length_m
    assert after_m == pytest.approx(before_m - 1000, abs=1)


def test_what_blocks_is_said_and_nothing_is_published(run: Run, committing: Session) -> None:
    route = a_stored_route(committing)
    slug = route.slug
    route.practices = []
    committing.commit()
    result = run("publish", slug)
    assert result.exit_code == 1
    assert "Il manque une pratique" in result.output


def test_a_withdrawn_route_is_gone(run: Run, committing: Session) -> None:
    slug = a_published_route(committing).slug
    committing.commit()
    assert run("withdraw", slug).exit_code == 0
    with pytest.raises(Withdrawn):
        current_edition(committing, slug)
