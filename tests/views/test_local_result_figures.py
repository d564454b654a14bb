"""Results as rows of figures.csv."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult, ProtectedResult
from sendlib.views.local_result_figures import category, derived_figures, result_figures

RESULT = LocalResult("a-thing", "A thing", ("packages", "providers"), lambda _: None, ("name",))


def test_a_result_is_named_by_its_statistic_and_unit_and_hidden_ones_say_so(worcestershire):
    rows = pd.DataFrame(
        [
            row("2025", "Total", "share", 5.0, unit="percent", persons=9),
            row("2025", "need=ASD", "share", 6.0, unit="percent", persons=2),
            row("2025", "need=HI", "share", float("nan"), unit="percent", persons=9),
        ],
        columns=COLUMNS,
    ).assign(name="A; B=C", reason=["", "confidential", ""])
    figures = result_figures(ProtectedResult(RESULT, rows), worcestershire)
    assert list(figures.columns) == FIGURE_COLUMNS
    assert set(figures["measure"]) == {"local_a_thing_share_percent"}
    assert figures["breakdown"].tolist() == [
        "name=A, B-C", "need=ASD;name=A, B-C", "need=HI;name=A, B-C",
    ]  # fmt: skip
    assert figures["status"].tolist() == ["derived", "suppressed", "not_available"]
    assert figures["value"].isna().tolist() == [False, True, True]
    assert set(figures["source"]) == {"local/packages; local/providers"}


def test_what_follows_from_protected_tables_is_derived_or_suppressed(worcestershire):
    rows = [("local_x_count", "2025", "Total", value, "count") for value in (4.0, float("nan"))]
    figures = derived_figures(rows, worcestershire, ("places",))
    assert figures["status"].tolist() == ["derived", "suppressed"]
    assert category("a=b;c") == "a-b,c"
