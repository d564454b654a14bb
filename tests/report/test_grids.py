import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.report.cells import block_of, read_outputs
from sendlib.report.grids import csv_text, download, exact, inert, shown


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_the_same(value):
    assert float(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(4.0, "4"), (0.1, "0.1"), (1e22, "1e+22"), (None, ""), (math.nan, ""), (math.inf, ""),
     (7, "7"), ("x", "x")],
)  # fmt: skip
def test_numbers_are_as_short_as_they_can_be(value, text):
    assert exact(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(4386, "4,386"), (4386.5, "4,386.5"), (3.14159, "3.14"), (0.00123, "0.0012"), (0, "0"),
     (-0.5, "-0.5"), (1200.0, "1,200"), (None, "[x]"), (math.nan, "[x]"), ("x", "x")],
)  # fmt: skip
def test_a_value_is_shown_with_two_decimals_at_most(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@x", "\tx", "|x", "%x"])
def test_a_formula_is_made_text(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.2", "+4", "-1e5", "word", "", "2 = 2"])
def test_numbers_and_words_stay_as_they_are(text):
    assert inert(text) == text


def test_csv_has_lf_line_ends_and_quotes_what_needs_it():
    text = csv_text(["a", "b"], [["x, y", 1.0], ['say "z"', None]])
    assert text == 'a,b\n"x, y",1\n"say ""z""",\n'
    assert list(csv.reader(io.StringIO(text)))[1] == ["x, y", "1"]


def test_a_download_gives_values_or_else_the_text(views):
    def block(cell):
        return block_of(next(read_outputs(cell, 1)), number=1, marks=())

    assert download(block(views.table())) == "Area,Plans\nWorcestershire,4386\nEngland,638745\n"
    assert '"4,386"' in download(block(views.table(values=[])))
    assert download(block(views.figure())).endswith("2026,\n")
