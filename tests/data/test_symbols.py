import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.contracts.tables import REASONS
from sendlib.data.symbols import SYMBOLS, parsed_values


def parsed(*cells):
    return parsed_values(pd.Series(cells, dtype=object))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0), ("1,234", 1234.0), (" 3.5 ", 3.5), ("0.00%", 0.0), ("£20", 20.0),
        ("-1.2", -1.2), ("0", 0.0), ("4.9400000000000004", 4.94), ("Yes", 1.0), ("n", 0.0),
        ("Recruiting", 0.0),
    ],
)  # fmt: skip
def test_numbers_are_read_through_separators_and_signs(cell, value):
    found = parsed(cell)
    assert found["value"].tolist() == [value]
    assert found["reason"].tolist() == [""]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("z", "not_applicable"), ("x", "unavailable"), ("c", "confidential"),
        ("~", "confidential"), ("k", "rounds_to_zero"), ("low", "rounds_to_zero"),
        ("u", "low_reliability"), ("-", "not_published"), (" .. ", "not_published"),
        ("", "not_published"), (None, "not_published"), (float("nan"), "not_published"),
        ("n/a", "not_applicable"), ("#N/A", "not_published"), ("Not returned", "unavailable"),
    ],
)  # fmt: skip
def test_a_symbol_is_a_missing_value_with_its_reason_and_never_zero(cell, reason):
    found = parsed(cell)
    assert found["value"].isna().all()
    assert found["reason"].tolist() == [reason]


def test_what_is_neither_number_nor_symbol_has_no_reason():
    found = parsed("12", "abc", "#REF!")
    assert found["value"].isna().tolist() == [False, True, True]
    assert found["reason"].isna().tolist() == [False, True, True]


def test_every_reason_is_one_of_the_contract():
    assert set(SYMBOLS.values()) <= set(REASONS)


@given(st.lists(st.sampled_from(["7", "z", "..", "-3", "1,000", "no"]), max_size=8))
def test_each_cell_is_either_a_value_or_a_reason_and_keeps_its_place(cells):
    table = pd.Series(cells, index=range(10, 10 + len(cells)), dtype=object)
    found = parsed_values(table)
    assert found.index.equals(table.index)
    assert (found["value"].notna() == (found["reason"] == "")).all()
