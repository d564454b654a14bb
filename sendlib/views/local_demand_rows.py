"""What views of plans to come from the council's own persons share: rows, cells, notes."""

import pandas as pd

from sendlib.measures.local.demand import AS_SEEN
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.place import Place
from sendlib.views.blocks import Evidence
from sendlib.views.formats import number
from sendlib.views.local_result_figures import result_figures

CHAPTER = "demand"
MARK = "[c]"
BASIS = (
    "Simulated from the council's own records: rates of getting, keeping and losing a plan and of "
    "changing setting, as in the years recorded; joining also follows, in part and less each year, "
    "how England's new plans have grown."
)
MEANS = (
    "Expected numbers are means, so that parts add up to their total; intervals, of 80%, are of "
    "each number by itself and do not add up."
)
AT_AUGUST = "Ages at 31 August before the January."
FEW = f"{MARK} hidden, because it rests on few persons or would give away another that does."


def course_rows(
    found: ProtectedResult | None, breakdown: str, scenario: str = AS_SEEN
) -> pd.DataFrame:
    """Return the rows of one group in one course, by January."""
    if found is None:
        return pd.DataFrame({"value": [float("nan")]})
    rows = found.rows
    mine = rows[(rows["breakdown"] == breakdown) & (rows["scenario"] == scenario)]
    return mine.sort_values("period").reset_index(drop=True)


def evidence(found: ProtectedResult, place: Place) -> Evidence:
    """Return the figures of a result."""
    return Evidence(figures=result_figures(found, place))


def whole(value: float) -> str:
    """Return a number of plans."""
    return number(float(value), unit="count")


def span(row: pd.Series) -> str:
    """Return the interval of a row."""
    return f"{whole(row['lower'])} to {whole(row['upper'])}"


def span_or_mark(row: pd.Series) -> str:
    """Return the interval of a row, the mark of what is hidden where its value is."""
    return MARK if pd.isna(row["value"]) else span(row)


def cell(value: float) -> str:
    """Return a number of plans, the mark of what is hidden where there is none."""
    return MARK if pd.isna(value) else whole(value)


def plain(value: float) -> float | None:
    """Return the value behind a cell, None where it is hidden."""
    return None if pd.isna(value) else value


def hidden_note(cells: list[str]) -> tuple[str, ...]:
    """Return the note on hidden cells where there are any."""
    return (FEW,) if MARK in cells else ()
