"""From values to the rows of figures.csv and comparisons.csv."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.compared import Compared
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.views.blocks import Evidence


def evidence_of(compared: Compared) -> Evidence:
    """Return the figures of the council and its comparators, and their comparisons."""
    shown = [compared.place.area_code, *compared.place.comparators]
    values = compared.values[compared.values["area_code"].isin(shown)]
    return Evidence(
        figures=figures_of(values, compared.indicator, compared.place),
        comparisons=compared.comparisons,
    )


def evidence_with_neighbours(compared: Compared) -> Evidence:
    """Return `evidence_of` and the figures of the neighbours, which the charts show as well."""
    return Evidence(
        figures=figures_of(compared.values, compared.indicator, compared.place),
        comparisons=compared.comparisons,
    )


def figures_of(values: pd.DataFrame, indicator: Indicator, place: Place) -> pd.DataFrame:
    """Return FIGURE_COLUMNS for values of one indicator.

    Args:
        values: VALUE_COLUMNS, any areas and periods.
        indicator: what they are of.
        place: names the comparators.
    """
    return values.assign(
        measure=indicator.measure,
        area_name=[place.label(str(code)) for code in values["area_code"]],
        breakdown=indicator.breakdown,
        unit=indicator.unit,
        confidence=np.where(values["lower"].notna(), 95.0, np.nan),
    )[FIGURE_COLUMNS].reset_index(drop=True)


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
