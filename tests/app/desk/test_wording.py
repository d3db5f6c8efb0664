"""Two versions of a text: nothing of either is lost in the comparison."""

from hypothesis import given
from hypothesis import strategies as st

from app.desk.comparing.wording import LONGEST, marked

texts = st.text(alphabet="ab \n", max_size=60)


def side(before: str, after: str, kind: str) -> list[str]:
    return "".join(said for one, said in marked(before, after) if one in ("same", kind)).split()


@given(texts, texts)
def test_both_versions_can_be_read_out_of_the_comparison(before: str, after: str) -> None:
    assert side(before, after, "old") == before.split()
    assert side(before, after, "new") == after.split()


@given(texts)
def test_the_same_words_are_all_the_same(text: str) -> None:
    assert {kind for kind, _words in marked(text, text)} <= {"same"}


def test_a_sentence_added_marks_nothing_of_the_one_before() -> None:
    assert list(marked("Un pont.", "Un pont. Une tour.")) == [
        ("same", "Un pont. "),
        ("new", "Une tour."),
    ]


def test_very_long_texts_are_told_apart_as_wholes() -> None:
    text = "mot " * LONGEST
    assert [kind for kind, _words in marked(text, text + "fin")] == ["old", "new"]
