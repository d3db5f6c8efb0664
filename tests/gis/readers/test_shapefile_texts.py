"""The texts of a Shapefile in Windows-1252, said or not, and in UTF-8 cut at a column's width."""

import pytest

from gis.readers.shapefile import read_shapefile
from tests.layer_files import a_shapefile

pytestmark = pytest.mark.filterwarnings("ignore:::pyogrio")

LINE = [[(0.58, 43.64), (0.59, 43.65)]]
SPELT = "Cœur d’Armagnac – 5 €"


def name_of(text: bytes, cpg: bytes | None = None, language: int = 0) -> tuple[str, list[str]]:
    """The name read from a column of 40 bytes, and what was said; `language` is byte 29."""
    files = a_shapefile([LINE], ["§" * 10], crs="", encoding="latin-1")
    files["dbf"] = files["dbf"].replace(b"\xa7" * 10 + b" " * 30, text.ljust(40)[:40])
    files["dbf"] = files["dbf"][:29] + bytes([language]) + files["dbf"][30:]
    contents = read_shapefile(files | ({"cpg": cpg} if cpg else {}))
    return contents.tracks[0].name, [one.key for one in contents.findings]


@pytest.mark.parametrize(
    ("cpg", "language"),
    [
        *((None, language) for language in (0, 0x03, 0x57)),
        *((cpg, 0) for cpg in (b"ANSI 1252", b"ISO-8859-1", b"88591", b"System", b"windows-1252")),
        (b"ISO-8859-1", 0x64),
    ],
)
def test_what_windows_wrote_keeps_its_quotes_and_its_ligatures(
    cpg: bytes | None, language: int
) -> None:
    assert name_of(SPELT.encode("cp1252"), cpg, language) == (SPELT, [])


def test_what_is_wrongly_said_to_be_utf8_is_windows_own() -> None:
    assert name_of(SPELT.encode("cp1252"), b"UTF-8") == (SPELT, ["file.wrong_encoding"])


@pytest.mark.parametrize(("cpg", "language"), [(b"850", 0), (b"OEM 850", 0x57), (None, 0x02)])
def test_another_encoding_that_is_said_is_believed(cpg: bytes | None, language: int) -> None:
    assert name_of("Chêne brûlé".encode("cp850"), cpg, language) == ("Chêne brûlé", [])


@pytest.mark.parametrize("cpg", [b"UTF-8", None])
def test_a_letter_cut_by_the_width_of_its_column_spoils_no_other(cpg: bytes | None) -> None:
    cut = "Forêt d’Élusa et de la Gélise au né".encode()[:40]
    assert cut.endswith(b"\xc3")
    assert name_of(cut, cpg) == ("Forêt d’Élusa et de la Gélise au n", [])


def test_control_characters_of_latin_1_are_stripped() -> None:
    assert name_of(b"Ch\x81\x8d\x9d\xeane") == ("Chêne", [])
