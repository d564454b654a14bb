import json

import numpy as np
import pandas as pd
import pytest

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS
from sendlib.views.blocks import (
    BLOCK,
    COMPARISONS,
    FIGURES,
    Callout,
    Chart,
    Column,
    CoverPage,
    Evidence,
    Prose,
    Statement,
    Table,
    json_table,
    nothing,
    plain,
)

FIGURE = pd.DataFrame([dict.fromkeys(FIGURE_COLUMNS, "x") | {"value": np.float64(1.5)}])


@pytest.mark.parametrize(
    ("cell", "json_cell"),
    [
        (None, None), (pd.NA, None), (float("nan"), None), (np.float64("nan"), None),
        (np.int64(3), 3), (1.5, 1.5), ("text", "text"), (True, True),
    ],
)  # fmt: skip
def test_cells_are_what_json_knows(cell, json_cell):
    assert plain(cell) == json_cell
    json.dumps(plain(cell), allow_nan=False)


def test_evidence_travels_with_a_block_and_is_left_out_where_empty():
    shown = Statement("A.", "st-a", evidence=Evidence(figures=FIGURE))
    data, metadata = shown._repr_mimebundle_()
    assert data[FIGURES]["columns"] == FIGURE_COLUMNS
    assert data[FIGURES]["rows"][0][FIGURE_COLUMNS.index("value")] == 1.5
    assert COMPARISONS not in data
    empty = Evidence(comparisons=pd.DataFrame(columns=COMPARISON_COLUMNS))
    assert list(Statement("A.", "st-a", evidence=empty)._repr_mimebundle_()[0]) == [
        "text/plain", BLOCK,
    ]  # fmt: skip
    assert metadata["report"] == {
        "kind": "statement", "label": "st-a", "caption": "", "alt": "", "origin": "published",
        "protection": "",
    }  # fmt: skip
    assert json_table(FIGURE, ["measure"]) == {"columns": ["measure"], "rows": [["x"]]}


@pytest.mark.parametrize(
    ("shown", "kind", "text"),
    [
        (Statement("One.", "a", "missing"), "statement", "One."),
        (Callout("T", "One.", "a"), "callout", "T. One."),
        (nothing("T", "One.", "a"), "callout", "T. One."),
        (Prose("a", ("One.",), ("two",)), "prose", "One.\ntwo"),
        (Chart("<svg/>", "Alt.", "C", "a", (("k", "K"),), ((1.0,),)), "figure", "Alt."),
        (Table("C", "a", (Column("K"),), (("v",),)), "table", "K\nv"),
        (CoverPage({"title": "T", "area_name": "York"}), "cover", "T: York"),
    ],
)
def test_every_block_says_its_kind_and_reads_as_plain_text(shown, kind, text):
    data, metadata = shown._repr_mimebundle_(include=None, exclude=None)
    assert metadata["report"]["kind"] == kind
    assert data["text/plain"] == text
    json.dumps(data, allow_nan=False)


def test_a_chart_gives_its_data_with_their_formats():
    chart = Chart("<svg/>", "Alt.", "C", "a", (("n", "Name"), ("v", "Value")),
                  (("x", float("nan")), ("y", 2.0)), ("Note.",))  # fmt: skip
    data, _ = chart._repr_mimebundle_()
    assert data["image/svg+xml"] == "<svg/>"
    assert "<svg/>" not in str(data[BLOCK])  # once is enough
    assert [column["format"] for column in data[BLOCK]["columns"]] == ["text", "number"]
    assert data[BLOCK]["rows"] == [["x", None], ["y", 2.0]]
    bare = Chart("<svg/>", "Alt.", "C", "a", (("n", "Name"),), ())._repr_mimebundle_()[0]
    assert bare[BLOCK]["rows"] == []


def test_a_table_gives_raw_values_beside_what_is_shown():
    columns = (Column("Area"), Column("2025", numeric=True))
    table = Table("C", "a", columns, (("York", "5.0%"),), (("York", 5.04),))
    content = table._repr_mimebundle_()[0][BLOCK]
    assert [column["align"] for column in content["columns"]] == ["left", "right"]
    assert (content["rows"], content["values"]) == ([["York", "5.0%"]], [["York", 5.04]])
    assert content["row_header"] == 0


def test_what_is_missing_is_marked_so(block):
    assert block(nothing("No chart", "Because.", "fig-a"))["tone"] == "missing"
