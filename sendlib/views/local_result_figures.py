"""Protected results and what follows from protected tables, as rows of figures.csv."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.place import Place

_NOT_DIVIDING = str.maketrans({";": ",", "=": "-"})


def category(text: str) -> str:
    """Return a text as a category of a breakdown, without the signs that divide one."""
    return text.translate(_NOT_DIVIDING)


def result_figures(found: ProtectedResult, place: Place) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of a protected result: `local_<name>_<statistic>_<unit>`."""
    rows = found.rows
    name = found.result.name.replace("-", "_")
    hidden = rows["reason"] != ""
    blank = pd.Series(float("nan"), index=rows.index)
    further = [
        ";".join(f"{key}={category(str(row[key]))}" for key in found.result.columns)
        for _, row in rows.iterrows()
    ]
    whole = rows["breakdown"] == TOTAL
    breakdown = [
        extra if total and extra else ";".join(filter(None, [str(own), extra]))
        for own, total, extra in zip(rows["breakdown"], whole, further, strict=True)
    ]
    status = pd.Series("derived", index=rows.index).mask(rows["value"].isna(), "not_available")
    return rows.assign(
        measure=[
            f"local_{name}_{statistic}_{unit}"
            for statistic, unit in zip(rows["statistic"], rows["unit"], strict=True)
        ],
        area_code=place.area_code, area_name=place.name, breakdown=breakdown, count=blank,
        denominator=blank, status=status.mask(hidden, "suppressed"),
        source=source(found.result.files),
    )[FIGURE_COLUMNS].reset_index(drop=True)  # fmt: skip


def derived_figures(
    rows: Iterable[tuple[str, str, str, float, str]], place: Place, files: Sequence[str]
) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of what follows from protected tables.

    Args:
        rows: measure, period, breakdown, value (missing where it is hidden), unit.
        place: the council.
        files: local files behind them.
    """
    table = pd.DataFrame(rows, columns=["measure", "period", "breakdown", "value", "unit"])
    blank = dict.fromkeys(("lower", "upper", "confidence", "count", "denominator"), float("nan"))
    status = pd.Series("derived", index=table.index, dtype=object)
    return table.assign(
        area_code=place.area_code, area_name=place.name, **blank, source=source(files),
        status=status.mask(table["value"].isna(), "suppressed"),
    )[FIGURE_COLUMNS]  # fmt: skip


def source(files: Sequence[str]) -> str:
    """Return local files as the source of a figure."""
    return "; ".join(f"local/{name}" for name in files)
