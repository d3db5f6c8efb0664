"""The table of what becomes of every real file."""

from tests.realdata import realdata
from tools.outcomes import PAGE, written
from tools.tables import table_of


def test_the_page_shows_what_becomes_of_every_real_file() -> None:
    realdata(".")
    assert table_of(PAGE) == written()
