from sendlib.data.demo.local.files import csv_content, workbook_content
from sendlib.data.demo.local.lines import Line, Sheet


def written() -> Sheet:
    lines = [
        Line({"a": "£1,250.00", "b": "x"}),
        Line({"a": "£1,250.00", "b": "x"}, loose=True),
        Line({"a": "1", "b": "x"}, fields=1),
        Line({"a": None, "b": "y"}),
    ]
    return Sheet("packages", ["a", "b"], lines, ["A title"])


def test_a_csv_has_quotes_where_needed_unless_they_are_left_out() -> None:
    text = csv_content(written(), ",").decode("utf-8-sig")
    assert text.split("\r\n") == ["A title", "a,b", '"£1,250.00",x', "£1,250.00,x", "1", ",y", ""]


def test_a_workbook_has_the_same_bytes_each_time() -> None:
    first, second = (workbook_content([written()]) for _ in range(2))
    assert first == second
    assert first.startswith(b"PK")
