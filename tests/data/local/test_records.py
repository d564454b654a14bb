import pytest

from sendlib.contracts.local_files import EXAMPLE_MARK
from sendlib.data.local.grids import Grid
from sendlib.data.local.headers import Header
from sendlib.data.local.records import records, row_numbers

HEAD = ["a", "b", "c"]


def header(rows=1):
    return Header(rows, {"a": 0, "b": 1, "c": 2}, 3, {}, {})


def read(*rows, delimiter=",", chunk=64, above=0):
    lines = [[""]] * above + [HEAD, *(list(row) for row in rows)]
    grid = Grid("", lines[:2], iter(lines[2:]), delimiter)
    return list(records(grid, header(above + 1), chunk=chunk))


def broken(*rows, **how):
    return {number: text for part in read(*rows, **how) for number, text in part.broken.items()}


def test_rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_are_no_data():
    (part,) = read("123", ["", " ", ""], "456", above=2)
    assert part.numbers == [4, 6]
    assert part.cells == [["1", "2", "3"], ["4", "5", "6"]]


def test_an_example_of_the_workbook_is_no_data():
    (part,) = read([f"{EXAMPLE_MARK} 1", "2", "3"], "456", delimiter="")
    assert part.numbers == [3]


def test_every_row_comes_once_whatever_the_size_of_a_part():
    parts = read(*["123"] * 100, chunk=16)
    numbers = [number for part in parts for number in part.numbers]
    assert numbers == list(range(2, 102))


def test_a_row_with_too_many_or_too_few_fields_is_broken():
    assert broken("123", "1234", "12", "1", "123") == {3: "4 fields", 4: "2 fields", 5: "1 field"}


def test_blank_fields_beyond_the_header_do_no_harm():
    assert broken(["1", "2", "3", "", " "]) == {}


def test_rows_that_excel_cut_a_block_at_a_time_are_whole():
    full, cut = ["123"] * 15, ["12"] * 16  # the first block ends with row 16
    assert broken(*full, *cut) == {}
    assert broken(*full, *cut[1:], "123") == dict.fromkeys(range(17, 32), "2 fields")
    assert broken(*full, "12") == {17: "2 fields"}


def test_rows_within_an_unclosed_quote_are_found():
    swallowed = ["1", "2", "x\r\n4,5,6\r\n7,8,9"]
    assert broken(swallowed, ["1", "2", "a\nb, c"]) == {2: "3 rows in one field"}


def test_a_sheet_has_no_broken_rows_but_cells_beside_its_header():
    (part,) = read("12345", "1", delimiter="")
    assert part.broken == {}
    assert part.beyond == {3, 4}
    assert part.cells[1] == ["1", "", ""]


@pytest.mark.parametrize(("after", "numbers"), [(0, [1, 3]), (1, [3])])
def test_rows_of_a_grid_can_be_counted(after, numbers):
    grid = Grid("", [HEAD], iter([[""], ["x"]]))
    assert row_numbers(grid, after=after) == numbers
