"""Blocks that leave their place empty."""

import math

from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.views.blocks import Absent, Callout, Chart, Statement, Table
from sendlib.views.local_shown import (
    amount,
    cell,
    shown_chart,
    shown_statement,
    shown_table,
    wanted,
    year_words,
)
from tests.views.drawn_local import NOTHING, own, table

FOUND = table(PACKAGES_NEED, ("2025", "ASD", 30), ("2025", "PD", None), ("2025", "Total", 40))


def test_a_table_that_is_there_is_shown_and_else_nothing(worcestershire):
    there, kinds = own(FOUND), (Table, Chart, Statement)
    for view, kind in zip((shown_table, shown_chart, shown_statement), kinds, strict=True):
        assert isinstance(view(there, PACKAGES_NEED, worcestershire), kind)
        assert isinstance(view(NOTHING, PACKAGES_NEED, worcestershire), Absent)


def test_a_box_says_what_a_file_would_show():
    box = wanted(NOTHING, "packages", "what is bought", "box-a")
    assert isinstance(box, Callout)
    assert box.text.startswith("To see what is bought, give “Placement and care packages”")
    assert isinstance(wanted(own(), "packages", "what is bought", "box-a"), Absent)


def test_a_cell_is_missing_where_hidden_and_0_where_nobody_is_of_its_kind():
    assert cell(FOUND, "2025") == 40
    assert cell(FOUND, "2025", need="ASD") == 30
    assert math.isnan(cell(FOUND, "2025", need="PD"))
    assert cell(FOUND, "2025", need="SLCN") == 0


def test_amounts_leave_the_pound_to_the_head():
    assert amount(1234.5, "gbp") == "1,234"
    assert amount(12.34, "percent") == "12.3%"
    assert amount(float("nan"), "count") == "[c]"
    assert year_words("2024-25") == "2024\N{EN DASH}25"
