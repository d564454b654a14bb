"""From a region's values to the rows of figures.csv and comparisons.csv."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS
from sendlib.measures.regional import Regional
from sendlib.views.blocks import Evidence
from sendlib.views.evidence import figures_of
from sendlib.views.formats import counted, listed, shown

CONFIDENCE = 95.0
MOST_NAMED = 3


def regional_evidence(*found: Regional, is_expected: bool = False) -> Evidence:
    """Return the figures and comparisons of a region, its councils and England.

    Args:
        found: what is shown.
        is_expected: with what each council can expect, where that is shown too.
    """
    figures = [
        figures_of(
            pd.concat([one.compared.values, one.members], ignore_index=True),
            one.indicator,
            one.compared.place,
        )
        for one in found
    ]
    figures += [_expected(one) for one in found if is_expected]
    comparisons = [table for one in found for table in (one.compared.comparisons, one.comparisons)]
    return Evidence(
        figures=_stacked(figures, FIGURE_COLUMNS),
        comparisons=_stacked(comparisons, COMPARISON_COLUMNS),
    )


def _expected(one: Regional) -> pd.DataFrame:
    rows = one.known[one.known["area_code"].isin(one.expected.index)]
    expected = one.expected.loc[rows["area_code"]].reset_index(drop=True)
    rows = rows.reset_index(drop=True)
    return rows.assign(
        measure=one.indicator.measure.removesuffix("_per_1000") + "_expected_count",
        area_name=[area_name(str(code)) for code in rows["area_code"]],
        breakdown=one.indicator.breakdown,
        value=expected["expected"],
        lower=expected["lower"],
        upper=expected["upper"],
        unit="count",
        confidence=np.where(expected["lower"] < expected["upper"], CONFIDENCE, np.nan),
        status="derived",
    )[FIGURE_COLUMNS]


def _stacked(tables: Sequence[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    there = [table for table in tables if len(table)]
    return pd.concat(there, ignore_index=True) if there else pd.DataFrame(columns=columns)


def left_out_words(one: Regional) -> str:
    """Say which councils the sum leaves out, "" where it leaves out none."""
    if not one.missing:
        return ""
    names = listed([area_name(code) for code in one.missing])
    return f"Left out, for want of a figure to rely on: {names}."


def ends_words(one: Regional) -> tuple[str, str]:
    """Return the lowest and the highest figure with their councils, as `0.27 in York`.

    Blank where no two councils differ as shown; several that share an end are named together.
    """
    words = [shown(row, one.indicator) for _, row in one.known.iterrows()]
    if len(set(words)) < 2:
        return "", ""
    values = one.known["value"].astype(float)
    return _end(one, words[int(values.argmin())], words), _end(
        one, words[int(values.argmax())], words
    )


def _end(one: Regional, word: str, words: Sequence[str]) -> str:
    codes = [
        code for code, other in zip(one.known["area_code"], words, strict=True) if other == word
    ]
    names = [area_name(str(code)) for code in codes]
    who = listed(names) if len(names) <= MOST_NAMED else counted(len(names), "council", "councils")
    return f"{word} in {who}"
