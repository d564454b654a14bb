import pytest

from sendlib.run.first_difference import first_difference

HEADS = b"measure,area_code,period,breakdown,value\n"
FIRST = HEADS + b"plans,816,2024,Total,7\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            FIRST + b"plans,816,2025,Total,8\n",
            FIRST + b"plans,816,2025,Total,9\n",
            "row 3 (plans, 816, 2025, Total), column value: “8”, built anew “9”",
        ),
        (FIRST, HEADS, "row 2 (plans, 816, 2024, Total) is not in the one built anew"),
        (HEADS, FIRST, "row 2 (plans, 816, 2024, Total) is not in the report"),
        (b"a,b\n", b"a,c\n", "row 1: “a,b”, built anew “a,c”"),
        (b"", b"a,c\n", "row 1 (a, c) is not in the report"),
        (b"a\n1,2\n", b"a\n1\n", "row 2: “1,2”, built anew “1”"),
        (b"a\n" + b"x" * 99, b"a\ny", "row 2 (" + "x" * 99 + "), column a: “" + "x" * 60 + "…”"),
        (FIRST.replace(b"\n", b"\r\n"), FIRST, "the same rows, written otherwise"),
        (b"\xff\xfe", FIRST, "it is no CSV file any more; 2 bytes, built anew "),
    ],
)
def test_of_a_table_the_first_row_and_column_that_differ_are_told(old, new, told):
    assert first_difference("figures.csv", old, new).startswith(told)


def test_of_any_other_file_the_sizes_are_told_and_where_to_look():
    told = first_difference("report.pdf", b"x" * 1234, b"")
    assert told.startswith("1,234 bytes, built anew 0; ")
    assert "`sendlib diff`" in told
