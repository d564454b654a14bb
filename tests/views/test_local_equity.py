"""Personal budgets beside their points, as read."""

import pandas as pd

from sendlib.measures.local.protected import Given, ProtectedTables
from sendlib.measures.local.results import ProtectedResult
from sendlib.params.load import from_notebook
from sendlib.views.local_equity import (
    EQUITY,
    equity_points,
    equity_statement,
    equity_table,
    model_prose,
)
from tests.measures.commissioning.drawn_files import PLACE


def given(*groups):
    rows = []
    for key, ratio, low, high in groups:
        base = {"period": "2025", "breakdown": key, "confidence": 95.0}
        hidden = "confidential" if ratio is None else ""
        rows.append(
            base
            | {
                "statistic": "held_of_model",
                "value": ratio,
                "lower": low,
                "upper": high,
                "unit": "ratio",
                "reason": hidden,
            }
        )
        rows.append(
            base
            | {
                "statistic": "pounds_a_point",
                "value": ratio and 100 * ratio,
                "lower": None,
                "upper": None,
                "unit": "gbp",
                "reason": hidden,
            }
        )
    table = pd.DataFrame(rows).astype({"value": float, "lower": float, "upper": float})
    return ProtectedTables(results={EQUITY.name: ProtectedResult(EQUITY, table)})


ALL = ("Total", 1.0, 0.9, 1.1)


def test_a_group_surely_far_from_its_points_is_told_and_put_to_those_who_decide(block):
    tables = given(ALL, ("need=PD", 1.25, 1.05, 1.45), ("age=under_5", 1.3, 0.9, 1.7))
    text = block(equity_statement(tables, PLACE))["text"]
    assert text.endswith("from what points give: Need: Physical disability (25% more).")
    (point,) = equity_points(tables)
    assert "25% more" in point.text
    assert block(equity_table(tables, PLACE))["rows"][1] == [
        "Need: Physical disability", "1.25", "1.05 to 1.45", "£125",
    ]  # fmt: skip


def test_without_such_a_group_it_is_said_so(block):
    assert "No group shown" in block(equity_statement(given(ALL), PLACE))["text"]
    assert equity_points(given(ALL)) == []


def test_what_is_hidden_has_a_mark_and_no_figure(block):
    shown = equity_table(given(ALL, ("agency=health", None, None, None)), PLACE)
    assert block(shown)["rows"][1] == ["Agency: Health", "[c]", "[c]", "[c]"]
    figures = shown.evidence.figures
    assert figures.loc[figures["status"] == "suppressed", "value"].isna().all()


def test_the_model_says_its_budget_and_limits(words):
    params = from_notebook(
        area="York",
        commissioning={"allocation": {"budget_gbp": 9000, "lowest_gbp": 50, "highest_gbp": 700}},
    )
    text = words(model_prose(params, given(ALL)))
    assert "£9,000.00 a year is shared out" in text
    assert "at least £50 and at most £700 a year" in text


def test_without_the_file_nothing_is_shown(block):
    assert block(equity_statement(ProtectedTables(), PLACE))["kind"] == "contents"
    assert equity_table(ProtectedTables(), PLACE) is None
    assert model_prose(from_notebook(area="York"), ProtectedTables()) is None
    assert equity_points(ProtectedTables()) == []


def test_a_file_without_points_is_told(block):
    told = block(
        equity_statement(
            ProtectedTables(
                given=(Given("personal_budgets", "Personal budgets", rows="about 10", left_out=""),)
            ),
            PLACE,
        )
    )["text"]
    assert "no points (column points)" in told
