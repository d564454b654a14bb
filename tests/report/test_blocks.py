import pytest
from pydantic import ValidationError

from sendlib.report.blocks import Statement, Table, require_width
from sendlib.report.markdown import plain


def test_a_block_cannot_be_changed():
    statement = Statement(label="st", text="A finding.")
    with pytest.raises(ValidationError, match="frozen"):
        statement.text = "Another."


def test_an_unknown_key_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs"):
        Statement(label="st", text="A finding.", colour="red")


def test_a_table_without_rows_is_refused():
    column = {"key": "a", "title": "A"}
    with pytest.raises(ValidationError, match="rows"):
        Table(label="t", number=1, caption="C", columns=[column], rows=[])


def test_a_row_of_another_width_is_named():
    with pytest.raises(ValueError, match=r"rows\[1\] has 1 cells for 2 columns"):
        require_width((("a", "b"), ("c",)), 2, "rows")


@pytest.mark.parametrize("text", ["One. Two is next.", "One only.", "One? Two. Three."])
def test_the_finding_and_the_rest_are_the_words_as_given(text):
    finding, *rest = Statement(label="st", text=text).content
    assert plain((finding, *rest)) == text
    assert plain((finding,)).split()[0].startswith("One")
