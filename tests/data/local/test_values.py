import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.contracts.local_files import LocalColumn, code_sets
from sendlib.data.local.values import EMPTY, plain_number, reader

AGENCIES = code_sets()["agencies"]


def column(kind, **more):
    codes = "agencies" if kind in ("code", "codes") else None
    return LocalColumn(kind=kind, meaning="what", codes=codes, **more)


def read(kind, text, **more):
    return reader(column(kind, **more), AGENCIES)(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("£1,250.00", 1250), ("(30)", -30), ("(£1,000)", -1000), ("1 200", 1200), ("-£5", -5),
        ("£-5", -5), ("\u22123", -3), (".5", 0.5), ("5.", 5), ("1e5", 100_000), ("GBP 12", 12),
        ("12,345,678.9", 12345678.9),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text, number):
    assert plain_number(text) == number


@pytest.mark.parametrize(
    "text", ["1.2k", "1,25", "", "£", ".", "(-3)", "--3", "45%", "about 9", "nan", "inf", "9" * 400]
)
def test_what_is_no_number_is_none(text):
    assert plain_number(text) is None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("percent", "45 %", 45.0),
        ("whole", "80.0", 80),
        ("id", ' ="00123" ', "00123"),
        ("id", '=""', None),
        ("id", "\xa0A1\u200b", "A1"),
        ("text", "Na", "Na"),
        ("code", "HEALTH", "health"),
        ("code", "Social care", "social_care"),
        ("code", "social-care", "social_care"),
        ("codes", "health; Education;health", "health; education"),
        ("codes", "health, education", "health; education"),
        ("codes", "health\nOther", "health; other"),
        ("yes_no", "Y", True),
        ("yes_no", "0.0", False),
        ("postcode", "ab12cd", "AB1 2CD"),
        ("month", "June 2020", None),
        ("date", "1/2/2024", None),
    ],
)
def test_a_cell_is_read_as_its_column_says(kind, text, value):
    cell = read(kind, text)
    assert cell.rule == ""
    assert value is None or cell.value == value


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        ("whole", "80.5", "not_a_number"),
        ("money", "1.2k", "not_a_number"),
        ("code", "hospital", "not_a_code"),
        ("codes", "health; hospital", "not_a_code"),
        ("codes", "health, hospital", "not_a_code"),
        ("codes", ";", "not_a_code"),
        ("yes_no", "maybe", "not_yes_no"),
        ("postcode", "home", "not_a_code"),
        ("date", "soon", "not_a_date"),
        ("month", "soon", "not_a_date"),
        ("id", "1.23E+12", "missing_value"),
        ("id", "unknown", "missing_value"),
        ("money", "TBC", "missing_value"),
        ("text", "n/a", "missing_value"),
        ("text", "a\x00b", "unreadable_bytes"),
        ("id", "P\ufffd1", "unreadable_bytes"),
    ],
)
def test_a_cell_that_cannot_be_read_is_missing_and_names_its_rule(kind, text, rule):
    cell = read(kind, text)
    assert (cell.value, cell.rule, cell.kept) == (None, rule, False)


def test_a_code_that_reads_like_a_word_for_missing_is_the_code():
    assert reader(column("code"), {"none": "None"})("None").value == "none"
    assert reader(column("code"), {"1": "One"})("1.0").value == "1"


@pytest.mark.parametrize("text", ["", "  ", "\xa0", "\r\n"])
def test_a_blank_cell_is_missing_without_fault(text):
    assert read("money", text) == EMPTY


@pytest.mark.parametrize(("kind", "text"), [("date", "1/2/24"), ("month", "March 2-21")])
def test_a_doubtful_date_is_kept_with_a_remark(kind, text):
    cell = read(kind, text)
    assert cell.kept
    assert cell.value is not None
    assert cell.found.startswith("a year")


@pytest.mark.parametrize(
    ("text", "is_fine"), [("1", True), ("9", True), ("0.9", False), ("9.1", False)]
)
def test_bounds_are_included(text, is_fine):
    cell = read("number", text, lowest=1, highest=9)
    assert (cell.rule == "") == is_fine
    assert is_fine or (cell.rule == "out_of_range" and cell.valid)


@given(
    st.sampled_from(["id", "text", "code", "codes", "date", "month", "whole", "number", "money",
                     "percent", "yes_no", "postcode"]),
    st.text(max_size=30),
)  # fmt: skip
def test_any_text_is_a_value_a_blank_or_a_fault(kind, text):
    cell = read(kind, text)
    assert cell.value is None or not cell.rule or cell.kept
