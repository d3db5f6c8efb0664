"""Texts: words stored by language, beside the line, with what a translation followed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.actions.revisions import Signed
from app.actions.texts import LONGEST_TITLE, save_text
from app.models import Part, RouteLine, RouteText
from app.queries.parts import is_behind, part_version
from app.queries.seen import document_at, french_followed
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language
from tests.stored import a_stored_route


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The SQL that the block sends."""
    heard: list[str] = []

    def hear(_connection, _cursor, statement, *_others):  # type: ignore[no-untyped-def]
        heard.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", hear)
    yield heard
    event.remove(connection, "before_cursor_execute", hear)


def test_saving_words_writes_nothing_of_the_line(session: Session) -> None:
    route = a_stored_route(session)
    line_id, lines = route.line_id, session.scalar(select(func.count(RouteLine.id)))
    with statements(session) as heard:
        save_text(session, route, Language.FR, Words("Autre titre"))
        save_text(session, route, Language.EN, Words("Another title"))
        session.flush()
    writes = [one for one in heard if one.lstrip().upper().startswith(("INSERT", "UPDATE"))]
    assert writes
    assert not [one for one in writes if "route_line" in one or "beside" in one]
    assert (route.line_id, session.scalar(select(func.count(RouteLine.id)))) == (line_id, lines)


def test_a_translation_is_behind_once_the_french_changes(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, Language.EN, Words("Around Condom"))
    assert not is_behind(session, route, Language.EN)
    save_text(session, route, Language.FR, Words("Tout autour de Condom"))
    assert is_behind(session, route, Language.EN)
    followed = french_followed(session, route, Language.EN)
    assert followed is not None and followed["title"] == "Autour de Condom"


def test_a_translation_older_than_the_history_follows_the_first_french(session: Session) -> None:
    route = a_stored_route(session)
    route.texts.append(RouteText(language=Language.EN, title="Around Condom"))
    save_text(session, route, Language.FR, Words("Tout autour de Condom"))
    followed = french_followed(session, route, Language.EN)
    assert followed is not None and followed["title"] == "Autour de Condom"


def test_a_translation_follows_the_french_that_its_writer_saw(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, Language.FR, Words("Un"))
    seen = part_version(session, route.id, Part.TEXT_FR)
    save_text(session, route, Language.FR, Words("Deux"))
    save_text(session, route, Language.EN, Words("One"), french_seen=seen)
    assert is_behind(session, route, Language.EN)


def test_a_translation_left_unticked_stays_behind(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, Language.EN, Words("Around"))
    save_text(session, route, Language.FR, Words("Deux"))
    save_text(session, route, Language.EN, Words("Around Condom"), is_up_to_date=False)
    assert is_behind(session, route, Language.EN)


def test_what_a_version_held_can_be_read_again(session: Session) -> None:
    route = a_stored_route(session)
    save_text(session, route, Language.FR, Words("Un"))
    save_text(session, route, Language.FR, Words("Deux"), Signed(seen=1))
    titles = [document_at(session, route, Part.TEXT_FR, number)["title"] for number in range(3)]
    assert titles == ["Autour de Condom", "Un", "Deux"]
    assert document_at(session, route, Part.TEXT_FR, 9) == {}


def test_a_title_too_long_is_refused_whole(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError, match=r"texts\.too_long"):
        save_text(session, route, Language.FR, Words("x" * (LONGEST_TITLE + 1)))
    text = route.text(Language.FR)
    assert text is not None and text.title == "Autour de Condom"
