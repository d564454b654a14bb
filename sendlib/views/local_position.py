"""A market position statement for providers: what is needed, of whom, and when contracts end."""

import pandas as pd

from sendlib.measures.commissioning import decisions
from sendlib.measures.commissioning.coverage import GAP
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed, money, number, small
from sendlib.views.local_coverage import found_coverage
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    month,
    named,
    need_words,
    open_table,
    origin_of,
    pounds,
    text_of,
)

FILES = ("services", "contracts", "intentions")
QUARTERS = 8
_WANTED = ("commission", "commission_differently")


def position_statement(partners: Partnership) -> Statement | Absent:
    """Tell providers what the partners mean to buy, and what ends within two years."""
    label = "st-position"
    contracts, wanted = partners.files.table("contracts"), _wanted(partners)
    if partners.services.empty and contracts.empty and wanted.empty:
        return Absent(label)
    parts = []
    value = float(wanted["annual_value_gbp"].sum(skipna=False)) if len(wanted) else 0.0
    if len(wanted):
        worth = "" if pd.isna(value) else f", worth {money(value)} a year"
        parts.append(
            f"The partners intend to buy or change "
            f"{counted(len(wanted), 'service or place', 'services and places')}{worth}."
        )
    ends = ending(partners)
    if len(ends):
        total = float(ends["annual_value_gbp"].sum(skipna=False))
        worth = "" if pd.isna(total) else f" of {money(total)} a year"
        parts.append(
            f"{counted(len(ends), 'lot', 'lots')}{worth} {'ends' if len(ends) == 1 else 'end'} in "
            f"the two years from {month(partners.as_of)}."
        )
    if not parts:
        parts.append("No intention to buy and no contract end is in the files.")
    period = str(partners.as_of.year)
    shown = [Shown("intentions_to_buy_gbp", period, "Total", value, "gbp")] if len(wanted) else []
    return Statement(
        " ".join(parts), label,
        evidence=evidence(partners, [*shown, *end_figures(partners)], FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def needed_table(partners: Partnership) -> Table | None:
    """Return what is needed by theme: intentions to buy, full services, gaps of the map."""
    label = "tab-needed"
    rows = [*_from_intentions(partners), *_from_services(partners), *_from_gaps(partners)]
    if not rows:
        return None
    return open_table(
        partners,
        caption="What providers are needed for",
        label=label,
        columns=(
            Column("What is needed"), Column("Why"), Column("Where and from when"),
            Column("Value a year", numeric=True),
        ),
        rows=rows,
        notes=(
            "From the register of intentions, from services that are full, and from gaps of the "
            "map of services. It is no invitation to tender.",
        ),
        files=FILES,
    )  # fmt: skip


def ends_table(partners: Partnership) -> Table | None:
    """Return lots that end by quarter, with their yearly value and who buys."""
    label = "tab-position-ends"
    ends = ending(partners)
    if ends.empty:
        return None
    rows = []
    for quarter in sorted(ends["quarter"].unique()):
        part = ends[ends["quarter"] == quarter]
        names = list(dict.fromkeys(part["contract"].astype(str)))
        rows.append(
            (
                quarter_words(quarter), number(float(len(part)), unit="count"),
                pounds(float(part["annual_value_gbp"].sum(skipna=False))), "; ".join(names),
            )
        )  # fmt: skip
    return open_table(
        partners,
        caption="Contracts that end, by quarter",
        label=label,
        columns=(
            Column("Quarter"), Column("Lots", numeric=True), Column("Value a year", numeric=True),
            Column("Contracts"),
        ),
        rows=rows,
        when=f"two years from {month(partners.as_of)}",
        notes=("The end in the contract, without extensions.",),
        shown=end_figures(partners),
        files=("contracts",),
    )  # fmt: skip


def _wanted(partners: Partnership) -> pd.DataFrame:
    intentions = partners.files.table("intentions")
    return intentions[intentions["kind"].isin(_WANTED)]


def ending(partners: Partnership) -> pd.DataFrame:
    """Return the lots that end within two years, each with its quarter."""
    contracts = partners.files.table("contracts")
    last = partners.as_of + pd.DateOffset(months=3 * QUARTERS)
    inside = (contracts["end_date"] > partners.as_of) & (contracts["end_date"] <= last)
    found = contracts[inside]
    return found.assign(quarter=found["end_date"].dt.to_period("Q"))


def end_figures(partners: Partnership) -> list[Shown]:
    """Return lots that end and their yearly value by quarter, as figures."""
    rows = []
    for quarter, part in ending(partners).groupby("quarter"):
        key = breakdown(quarter=str(quarter))
        period = str(partners.as_of.year)
        value = float(part["annual_value_gbp"].sum(skipna=False))
        rows.append(Shown("contract_lots_ending_count", period, key, float(len(part)), "count"))
        rows.append(Shown("contract_lots_ending_gbp", period, key, value, "gbp"))
    return rows


def quarter_words(quarter: pd.Period) -> str:
    """Return a quarter by its first and last month."""
    first, last = month(quarter.start_time), month(quarter.end_time)
    return f"{first.split()[0]} to {last}"


def _from_intentions(partners: Partnership) -> list[tuple[str, ...]]:
    services = partners.files.table("services")
    areas = dict(zip(services["service_id"], services["areas"], strict=True))
    return [
        (
            f"{row['theme']}: {row['intention']}",
            f"{named('intention_kinds', row['kind'])} ({row['intention_id']})",
            f"{_where(areas.get(row['service_id']))}; from {month(row['start_date'])}",
            pounds(row["annual_value_gbp"]),
        )
        for _, row in _wanted(partners).iterrows()
    ]


def _from_services(partners: Partnership) -> list[tuple[str, ...]]:
    services, changed = partners.services, set(_wanted(partners)["service_id"].dropna())
    full = services[
        (services["decision"] == decisions.COMMISSION) & ~services["service_id"].isin(changed)
    ]
    return [
        (
            str(row["service"]),
            f"Full: used {number(row['use_percent'], unit='percent', places=0)} of capacity",
            f"{_where(row['areas'])}; contract ends {month(row['contract_end'])}",
            pounds(row["annual_cost_gbp"]),
        )
        for _, row in full.iterrows()
    ]


def _from_gaps(partners: Partnership) -> list[tuple[str, ...]]:
    if partners.services.empty:
        return []
    found = found_coverage(partners)
    return [
        (
            f"Support at {small(named('levels', level))} level for "
            f"{listed(need_words(need) for need in part['need'])}",
            "Gap: no service names the need at this level",
            "Not decided",
            "Not decided",
        )
        for level, part in found[found["status"] == GAP].groupby("level", sort=False)
    ]


def _where(areas: object) -> str:
    words = text_of(areas, "area not given")
    return "All areas" if words.casefold() == "all" else capital(words.replace("; ", " and "))
