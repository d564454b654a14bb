import math

import pytest

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS
from sendlib.errors import RenderError
from sendlib.report.bundles import (
    COMPARISONS_MIME,
    FIGURES_MIME,
    FINDINGS_MIME,
    comparisons_csv,
    figures_csv,
    findings_csv,
)

FIGURE = {
    "measure": "plans", "area_code": "885", "area_name": "Worcestershire", "period": "2025",
    "breakdown": "Total", "value": 4386.0, "unit": "count", "lower": math.nan, "upper": None,
    "confidence": None, "count": None, "denominator": None, "status": "published",
    "source": "ehcp/a.zip/data/b.csv",
}  # fmt: skip


def notebook_of(views, *bundles, mime=FIGURES_MIME, columns=FIGURE_COLUMNS):
    cells = [
        views.shown(
            "prose", f"p{n}", {},
            data={mime: {"columns": columns, "rows": [[row[c] for c in columns] for row in rows]}},
        )
        for n, rows in enumerate(bundles)
    ]  # fmt: skip
    return views.notebook(views.cover(), "Words.", *cells)


def test_figures_are_gathered_with_lf_ends_and_missing_as_empty(views):
    text = figures_csv(notebook_of(views, [FIGURE]))
    assert text == (
        ",".join(FIGURE_COLUMNS) + "\nplans,885,Worcestershire,2025,Total,4386,count,,,,,,"
        "published,ehcp/a.zip/data/b.csv\n"
    )


def test_columns_in_another_order_are_put_in_place(views):
    shuffled = notebook_of(views, [FIGURE], columns=FIGURE_COLUMNS[::-1])
    assert figures_csv(shuffled) == figures_csv(notebook_of(views, [FIGURE]))


def test_a_figure_of_two_views_stands_once_with_what_either_knows(views):
    more = FIGURE | {"lower": 4300.25, "value": 4386.0 + 1e-10}
    text = figures_csv(notebook_of(views, [FIGURE], [more]))
    assert text.count("\n") == 2
    assert ",4386,count,4300.25," in text


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"value": 4387.0}, "value is 4386.0 in one view and 4387.0 in another"),
        ({"status": "questioned"}, "status is published in one view and questioned"),
        ({"value": "4386"}, "value is 4386.0 in one view and 4386"),
    ],
)
def test_two_figures_for_one_key_are_refused(views, change, match):
    notebook = notebook_of(views, [FIGURE], [FIGURE | change])
    key = "cell 4: measure plans, area_code 885, period 2025, breakdown Total: "
    with pytest.raises(RenderError, match=key + match):
        figures_csv(notebook)


def test_figures_with_other_columns_are_refused(views):
    notebook = notebook_of(views, [FIGURE], columns=["measure", "value"])
    with pytest.raises(RenderError, match=r"cell 3: .*columns measure, value; expected measure, a"):
        figures_csv(notebook)


def test_comparisons_have_a_row_for_each_comparator(views):
    row = dict.fromkeys(COMPARISON_COLUMNS) | {"measure": "plans", "comparator": "ENG", "rank": 57}
    rows = [row, row | {"comparator": "SN-885"}]
    notebook = notebook_of(views, rows, rows, mime=COMPARISONS_MIME, columns=COMPARISON_COLUMNS)
    assert comparisons_csv(notebook).count("\n") == 3


def test_findings_stand_once_each(views):
    row = dict.fromkeys(FINDING_COLUMNS, "x") | {"found": 3.5}
    notebook = notebook_of(views, [row, row], mime=FINDINGS_MIME, columns=FINDING_COLUMNS)
    assert findings_csv(notebook).splitlines()[1:] == ["x,x,x,x,x,3.5,x,x"]


def test_a_report_without_figures_still_has_the_columns(views):
    assert figures_csv(views.notebook(views.cover())) == ",".join(FIGURE_COLUMNS) + "\n"
