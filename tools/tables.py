"""Tables in the documentation that a command writes from the real files beside the checkout."""

from pathlib import Path

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "realdata"
_OPENING, _CLOSING = "<!-- table -->", "<!-- end of table -->"


def table_of(page: Path) -> str:
    """The table that stands in a page, between its two marks."""
    return page.read_text("utf-8").partition(_OPENING)[2].partition(_CLOSING)[0].strip()


def put_table(page: Path, table: str) -> None:
    """Replaces the table of a page."""
    before, _, rest = page.read_text("utf-8").partition(_OPENING)
    after = rest.partition(_CLOSING)[2]
    page.write_text(f"{before}{_OPENING}\n\n{table}\n\n{_CLOSING}{after}", "utf-8")
