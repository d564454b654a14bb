import pandas as pd
import pytest

from sendlib.measures.movement import Movement
from sendlib.views.blocks import Callout
from sendlib.views.movement import movement_statement, movement_table

COLUMNS = ["period", "previous_plans_count", "new_count", "ceased_count", "plans_count",
           "residual_count", "is_outlier", "questioned"]  # fmt: skip


@pytest.fixture
def moved(worcestershire):
    def made(*rows):
        return Movement(worcestershire, pd.DataFrame(rows, columns=COLUMNS), "a.csv; b.csv")

    return made


USUAL = ("2024", 5945.0, 1490.0, 579.0, 6970.0, 114.0, False, False)
NOT_CEASED = ("2023", 4904.0, 1.0, float("nan"), 5945.0, float("nan"), False, False)


@pytest.mark.parametrize(
    ("row", "end"),
    [
        (USUAL, "1,490 were new and 579 ceased, which leaves 114 plans more than the flows "),
        ((*USUAL[:5], -1.0, True, False), "which leaves 1 plan fewer than the flows explain "),
        ((*USUAL[:5], 0.0, False, False),
         "1,490 were new and 579 ceased, which explains the change in full."),
        (NOT_CEASED, "1 was new; the number that ceased is not published."),
        ((*USUAL[:7], True), "A check of the published data questions one of these numbers: see "
         "“How good are the data?”."),
    ],
)  # fmt: skip
def test_the_latest_year_s_flows_are_told(moved, row, end):
    shown = movement_statement(moved(row))
    assert end in shown.text
    assert shown.text.startswith("Between January 202")
    assert shown.tone == ("questioned" if row[-1] else "plain")


def test_an_unusual_residual_is_called_so(moved):
    assert "within the usual range" in movement_statement(moved(USUAL)).text
    odd = movement_statement(moved((*USUAL[:6], True, False)))
    assert odd.text.endswith("an unusually large share beside other councils.")


def test_each_year_is_a_row_with_its_marks(moved):
    table = movement_table(moved(NOT_CEASED, (*USUAL[:7], True)))
    assert table.rows == (
        ("2023", "4,904", "1", "[x]", "[x]", "5,945"),
        ("2024 [q]", "5,945", "1,490", "579", "114", "6,970"),
    )
    assert table.notes[-1] == "Source: a.csv; b.csv."
    assert {note[:3] for note in table.notes} >= {"[x]", "[q]"}
    figures = table.evidence.figures
    assert figures[["period", "value", "status"]].to_numpy().tolist() == [
        ["2024", 114.0, "questioned"]
    ]


def test_without_the_parts_nothing_can_be_set_against_each_other(moved):
    shown = movement_statement(moved())
    assert shown.tone == "missing"
    assert "one of the three is not published" in shown.text
    assert isinstance(movement_table(moved()), Callout)
