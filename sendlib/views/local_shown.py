"""Blocks of protected tables that leave their place empty where there is no table.

One box at the head of a chapter says which file is wanted; a box for every table would say so
again and again.
"""

import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Callout, Chart, Statement, Table
from sendlib.views.formats import number
from sendlib.views.local_open import lacking
from sendlib.views.local_tables import local_chart, local_statement, local_table

HIDDEN = "[c]"


def wanted(own: ProtectedTables, name: str, shows: str, label: str) -> Callout | Absent:
    """Return the box of a chapter whose local file is not there, and nothing where it is.

    Args:
        own: the protected tables.
        name: the local file.
        shows: what the chapter would show with it, as it follows “to see”.
        label: of the block.
    """
    return Absent(label) if own.has(name) else lacking([name], shows, label)


def shown_table(
    own: ProtectedTables, measure: LocalMeasure, place: Place
) -> Table | Callout | Absent:
    """Return a protected table, and nothing where there is none."""
    if own.table(measure) is None:
        return Absent(f"tab-local-{measure.name}")
    return local_table(own, measure, place)


def shown_chart(
    own: ProtectedTables, measure: LocalMeasure, place: Place
) -> Chart | Callout | Absent:
    """Return the chart of a protected table, and nothing where there is none."""
    if own.table(measure) is None:
        return Absent(f"fig-local-{measure.name}")
    return local_chart(own, measure, place)


def shown_statement(
    own: ProtectedTables, measure: LocalMeasure, place: Place
) -> Statement | Absent:
    """Return the sentence on a protected table, and nothing where there is none."""
    if own.table(measure) is None:
        return Absent(f"st-local-{measure.name}")
    return local_statement(own, measure, place)


def cell(found: Protected, period: str, **where: str) -> float:
    """Return a value of a protected table: missing where hidden, 0 where nobody is of the kind.

    Args:
        found: the table.
        period: of the row.
        where: category of each field; those not named are totals.
    """
    rows = found.rows
    mask = rows["period"] == period
    for name in found.measure.field_names:
        mask &= rows[name] == where.get(name, TOTAL)
    return float(rows.loc[mask, "value"].iloc[0]) if mask.any() else 0.0


def amount(value: float, unit: str) -> str:
    """Return a number for the cell of a table whose head names pounds, hidden ones marked."""
    if pd.isna(value):
        return HIDDEN
    return f"{value:,.0f}" if unit == "gbp" else number(value, unit=unit)


def year_words(year: str) -> str:
    """Return a financial year with a dash between its years."""
    return year.replace("-", "\N{EN DASH}")
