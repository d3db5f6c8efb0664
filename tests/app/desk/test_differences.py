"""Differences between two versions, row by row and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from app.desk.comparing.differences import changed_rows, differences

ROWS = st.lists(st.sampled_from(["Condom, km 1", "Éauze, km 9", "Vic, km 12", "Nogaro"])).map(tuple)


def side(rows: object, kinds: tuple[str, str]) -> list[str]:
    said = ("".join(words for kind, words in row if kind in kinds) for row in rows)  # type: ignore[attr-defined]
    return [words for words in said if words]


@given(ROWS, ROWS)
def test_the_rows_that_differ_are_all_that_turns_one_version_into_the_other(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    rows = changed_rows(before, after)
    gone, come = side(rows, ("same", "old")), side(rows, ("same", "new"))
    kept = list(before)
    for row in gone:
        kept.remove(row)
    assert sorted(kept + come) == sorted(after)


def test_only_fields_that_differ_are_given_in_the_order_of_the_later_version() -> None:
    before = {"title": ("Condom",), "summary": ("Une boucle.",), "advice": ("De l’eau.",)}
    after = {"summary": ("Une boucle.",), "access": ("Par la D931.",), "title": ("Lectoure",)}
    found = differences(before, after)
    assert [one.field for one in found] == ["access", "title", "advice"]
    assert found[1].rows == ((("old", "Condom"), ("new", "Lectoure")),)
