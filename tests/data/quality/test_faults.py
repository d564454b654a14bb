import pandas as pd

from sendlib.data.quality.faults import FAULT_COLUMNS, faults, joined, no_faults
from sendlib.data.quality.grid import grid_of


def test_chosen_rows_are_faults_with_figures_as_plain_digits(drawn):
    grid = grid_of(drawn("area_code | period | plans\n885 | 2025 | 6078\n916 | 2025 | 1"),
                   dataset="new_plans")  # fmt: skip
    found = faults(
        grid, grid.rows["area_code"] == "885", field="plans", rule="jump",
        found=grid.values["plans"], expected=pd.Series([319.5, 1.0]), words="about {}", gap=2.0,
    )  # fmt: skip
    assert found[["found", "expected", "effect", "gap"]].to_numpy().tolist() == [
        ["6078", "about 319.5", "questioned", 2.0]
    ]


def test_no_faults_is_an_empty_table_of_the_same_columns():
    assert joined([]).columns.tolist() == FAULT_COLUMNS
    assert joined([no_faults(), no_faults()]).empty
