"""What a person costs with everything in, from protected tables."""

import pandas as pd

from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.views.local_all_in import ALL_IN, PLACED, all_in_statement, all_in_table
from tests.measures.commissioning.drawn_files import PLACE


def protected(measure, rows):
    fields = measure.field_names
    table = pd.DataFrame(rows, columns=[*fields, "value"]).assign(period="2025", percent=None)
    table["reason"] = ["confidential" if pd.isna(value) else "" for value in table["value"]]
    return Protected(measure, table.astype({"value": float, "percent": float}))


def given(day=10.0):
    persons = protected(PLACED, [("day", day), ("residential_38", 5.0), ("Total", 15.0)])
    costs = protected(
        ALL_IN,
        [
            (place, part, value)
            for place, values in (
                ("day", (1000.0, 200.0, None, 1500.0)), ("residential_38", (0.0, 50.0, 0.0, 50.0)),
                ("Total", (1000.0, 250.0, 300.0, 1550.0)),
            )
            for part, value in zip(("education", "care", "travel", "Total"), values, strict=True)
        ],
    )  # fmt: skip
    return ProtectedTables({PLACED.name: persons, ALL_IN.name: costs})


def test_a_mean_is_the_sum_by_the_number_and_hidden_where_one_is(block):
    rows = block(all_in_table(given(), PLACE))["rows"]
    assert rows[1][1:] == ["10", "£100", "£20", "[c]", "£150"]
    assert rows[-1][1:] == ["15", "£67", "£17", "£20", "£103"]
    assert block(all_in_table(given(None), PLACE))["rows"][1][1:] == ["[c]"] * 5


def test_the_statement_names_the_dearest_place(block):
    text = block(all_in_statement(given(), PLACE))["text"]
    assert "cost £103 a year on average" in text
    assert text.endswith("The dearest: day, £150.")


def test_hidden_means_have_no_figure():
    figures = all_in_table(given(), PLACE).evidence.figures
    means = figures[figures["measure"] == "local_all_in_unit_cost_gbp"]
    hidden = means[means["status"] == "suppressed"]
    assert len(hidden) == 1
    assert hidden[["value", "count", "denominator"]].isna().all(axis=None)


def test_without_packages_nothing_is_shown(block):
    assert block(all_in_statement(ProtectedTables(), PLACE))["kind"] == "contents"
    assert all_in_table(ProtectedTables(), PLACE) is None
