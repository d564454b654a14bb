"""From values to the rows of figures.csv and comparisons.csv."""

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.arrays import Row, rows_of
from sendlib.measures.compared import Compared
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.views.blocks import Evidence

FIGURE_COLUMN_INDEX = pd.Index(FIGURE_COLUMNS)

# several blocks show one indicator; each indicator's rows are made once
_SHOWN: WeakKeyDictionary[Compared, Evidence] = WeakKeyDictionary()


def evidence_of(compared: Compared) -> Evidence:
    """Return the figures of the council and its comparators, and their comparisons."""
    if compared not in _SHOWN:
        shown = {compared.place.area_code, *compared.place.comparators}
        rows = [row for row in compared.rows if row["area_code"] in shown]
        figures = _figures(rows, compared.indicator, compared.place)
        _SHOWN[compared] = Evidence(figures=figures, comparisons=compared.comparisons)
    return _SHOWN[compared]


def evidence_with_neighbours(compared: Compared) -> Evidence:
    """Return `evidence_of` and the figures of the neighbours, which the charts show as well."""
    return Evidence(
        figures=_figures(compared.rows, compared.indicator, compared.place),
        comparisons=compared.comparisons,
    )


def figures_of(values: pd.DataFrame, indicator: Indicator, place: Place) -> pd.DataFrame:
    """Return FIGURE_COLUMNS for values of one indicator.

    Args:
        values: VALUE_COLUMNS, any areas and periods.
        indicator: what they are of.
        place: names the comparators.
    """
    return _figures(rows_of(values), indicator, place)


def _figures(rows: Iterable[Row], indicator: Indicator, place: Place) -> pd.DataFrame:
    same = {
        "measure": indicator.measure, "breakdown": indicator.breakdown, "unit": indicator.unit
    }  # fmt: skip
    cells = []
    for row in rows:
        figure = {
            **row,
            **same,
            "area_name": place.label(row["area_code"]),
            "confidence": np.nan if pd.isna(row["lower"]) else 95.0,
        }
        cells.append([figure[name] for name in FIGURE_COLUMNS])
    return pd.DataFrame(cells, columns=FIGURE_COLUMN_INDEX, dtype=object)


def together(parts: Sequence[Compared]) -> Evidence:
    """Return the evidence of several indicators as one."""
    found = [evidence_of(one) for one in parts]
    return Evidence(
        figures=_stacked([one.figures for one in found]),
        comparisons=_stacked([one.comparisons for one in found]),
    )


def _stacked(tables: Sequence[pd.DataFrame | None]) -> pd.DataFrame | None:
    there = [table for table in tables if table is not None and len(table)]
    return pd.concat(there, ignore_index=True) if there else None
