"""Contracts that end and what one owner's failure would leave without a provider."""

import pandas as pd

from sendlib.data.periods import census_day
from sendlib.measures.local.contracts import ends_by_quarter, owners_at_risk
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.place import Place
from sendlib.views.blocks import Chart, Column, Evidence, Origin, Table
from sendlib.views.formats import counted, number
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.local_result_figures import category, derived_figures

SOURCE = "Source: the council's own list of contracts."


def ends_chart(files: OpenFiles, place: Place) -> Chart | None:
    """Draw the yearly value of the lots that end in each quarter."""
    day = as_of(place)
    ends = ends_by_quarter(files.table("contracts"), as_of=day)
    if ends.empty:
        return None
    rows = [
        (str(quarter), int(lots), None if pd.isna(value) else float(value))
        for quarter, lots, value in ends.itertuples(index=False)
    ]
    texts = ["none" if not lots else f"{_lots(lots)}, {_pounds(value)}" for _, lots, value in rows]
    most = max(rows, key=lambda row: row[2] or 0.0)
    figures = derived_figures(
        [(measure, quarter[:4], f"quarter={quarter[5:]}", value, unit)
         for quarter, lots, worth in rows
         for measure, value, unit in (
             ("local_contracts_lots_ending_count", float(lots), "count"),
             ("local_contracts_value_ending_gbp", float("nan") if worth is None else worth, "gbp"),
         )],
        place, ("contracts",),
    )  # fmt: skip
    return Chart(
        svg=horizontal_bars(
            [quarter for quarter, _, _ in rows], [value for _, _, value in rows], texts=texts,
            unit="gbp", each=0.26,
        ),
        alt=f"Bar chart of the yearly value of contract lots by the quarter in which they end, "
        f"{place.name}: most in {most[0]}, {_lots(most[1])} of {_pounds(most[2])} a year.",
        caption=f"Contracts by the quarter in which they end: value a year, {place.name}",
        label="fig-contract-ends",
        columns=(("quarter", "Quarter"), ("lots", "Lots"), ("value_gbp", "Pounds a year")),
        rows=tuple(rows),
        notes=("Quarters of the calendar year, before any extension. Lots that ended before "
               f"January {day.year} are left out.", SOURCE),
        evidence=Evidence(figures=figures),
        origin=Origin(**files.origin),
    )  # fmt: skip


def risk_table(files: OpenFiles, place: Place) -> Table | None:
    """Return the lots and yearly value that would lack a provider if an owner failed."""
    day = as_of(place)
    risk = owners_at_risk(files.table("contracts"), files.table("providers"), as_of=day)
    if risk.empty:
        return None
    rows = tuple(
        (
            str(row["owner_name"]), number(row["lots_count"], unit="count"),
            number(row["providers_count"], unit="count"),
            number(row["value_gbp"], unit="gbp", places=0),
            number(row["value_percent"], unit="percent"),
        )
        for _, row in risk.iterrows()
    )  # fmt: skip
    figures = derived_figures(
        [
            (measure, str(day.year), f"owner={category(str(row['owner_name']))}", float(row[name]),
             unit)
            for _, row in risk.iterrows()
            for measure, name, unit in (
                ("local_contracts_lots_count", "lots_count", "count"),
                ("local_contracts_value_gbp", "value_gbp", "gbp"),
                ("local_contracts_value_percent", "value_percent", "percent"),
            )
        ],
        place, ("contracts", "providers"),
    )  # fmt: skip
    return Table(
        caption=f"Contract lots at risk if one owner fails, {place.name}",
        label="tab-contract-risk",
        columns=(
            Column("Owner"), Column("Lots", numeric=True), Column("Providers", numeric=True),
            Column("Value a year", numeric=True), Column("Share of value", numeric=True),
        ),
        rows=rows,
        values=tuple(tuple(row) for row in risk.itertuples(index=False)),
        notes=(
            f"Lots that run in January {day.year} or later. Without a parent owner in the list of "
            "providers, a provider counts as its own owner.", SOURCE,
        ),
        evidence=Evidence(figures=figures),
        origin=Origin(**files.origin),
    )  # fmt: skip


def as_of(place: Place) -> pd.Timestamp:
    """Return the day from which contracts count: the January count of the last year shown."""
    return census_day(place.years[1])


def _lots(lots: int) -> str:
    return counted(lots, "lot", "lots")


def _pounds(value: float | None) -> str:
    return "value not given" if value is None else number(value, unit="gbp")
