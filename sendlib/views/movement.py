"""Stock and flow of plans: a sentence and a table."""

import numpy as np
import pandas as pd

from sendlib.measures.movement import Movement
from sendlib.views.blocks import Callout, Column, Evidence, Statement, Table, nothing
from sendlib.views.formats import QUESTIONED, counted, number, shorthand_notes


def movement_statement(movement: Movement) -> Statement:
    """Say how the number of plans got from one January to the next in the latest year."""
    if movement.rows.empty:
        return Statement(
            f"New and ceased plans of {movement.place.inside} cannot be set against its number of "
            "plans: one of the three is not published for any year shown.",
            "st-movement",
            tone="missing",
        )
    last = movement.rows.iloc[-1]
    year = int(last["period"])
    text = (
        f"Between January {year} and January {year + 1} the number of EHC plans in "
        f"{movement.place.name} went from {number(last['previous_plans_count'], unit='count')} to "
        f"{number(last['plans_count'], unit='count')}: "
        f"{counted(last['new_count'], 'was', 'were')} new{_remainder(last)}"
    )
    if not last["questioned"]:
        return Statement(text, "st-movement", evidence=_evidence(movement))
    text += (
        " A check of the published data questions one of these numbers: see “How good are the "
        "data?”."
    )
    return Statement(text, "st-movement", tone="questioned", evidence=_evidence(movement))


def _remainder(last: pd.Series) -> str:
    """Say what ceased and what the flows leave over."""
    residual = last["residual_count"]
    if pd.isna(residual):
        return "; the number that ceased is not published."
    ceased = f" and {number(last['ceased_count'], unit='count')} ceased"
    if residual == 0:
        return f"{ceased}, which explains the change in full."
    more = "more" if residual > 0 else "fewer"
    plans = counted(abs(residual), "plan", "plans")
    usual = (
        "an unusually large share beside other councils"
        if last["is_outlier"]
        else "within the usual range of councils"
    )
    return (
        f"{ceased}, which leaves {plans} {more} than the flows explain (it may be moves between "
        f"councils, and plans recorded late), {usual}."
    )


def movement_table(movement: Movement) -> Table | Callout:
    """Return plans before, new, ceased, residual and plans after, a row per year."""
    if movement.rows.empty:
        return nothing(
            "No table: stock and flow of plans",
            f"One of its parts is not published for {movement.place.name}.",
            "tab-movement",
        )
    columns = ("previous_plans_count", "new_count", "ceased_count", "residual_count", "plans_count")
    rows = tuple(
        (
            f"{row['period']} {QUESTIONED}" if row["questioned"] else str(row["period"]),
            *("[x]" if pd.isna(row[name]) else number(row[name], unit="count") for name in columns),
        )
        for _, row in movement.rows.iterrows()
    )
    return Table(
        caption=f"How the number of EHC plans moved, {movement.place.name}",
        label="tab-movement",
        columns=(
            Column("Calendar year"),
            Column("Plans in January", numeric=True),
            Column("New", numeric=True),
            Column("Ceased", numeric=True),
            Column("Not explained", numeric=True),
            Column("Plans the next January", numeric=True),
        ),
        rows=rows,
        notes=(
            "Not explained: plans the next January, less those before, less new, plus ceased. It "
            "may be moves between councils and plans recorded late.",
            *shorthand_notes(cell for row in rows for cell in row),
            f"Source: {movement.source}.",
        ),
        evidence=_evidence(movement),
    )


def _evidence(movement: Movement) -> Evidence:
    known = movement.rows.dropna(subset=["residual_count"])
    figures = pd.DataFrame(
        {
            "measure": "plans_residual_count",
            "area_code": movement.place.area_code,
            "area_name": movement.place.name,
            "period": known["period"],
            "breakdown": "Total",
            "value": known["residual_count"],
            "unit": "count",
            "lower": float("nan"),
            "upper": float("nan"),
            "confidence": float("nan"),
            "count": known["residual_count"],
            "denominator": known["previous_plans_count"],
            "status": np.where(known["questioned"], "questioned", "derived"),
            "source": movement.source,
        }
    )
    return Evidence(figures=figures)
