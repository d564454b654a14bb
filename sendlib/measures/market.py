"""A council's published payments as a market: its cost centres, suppliers and months.

The file names suppliers, not who owns them, so every concentration is the least there can be.
"""

from dataclasses import dataclass

import pandas as pd

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.periods import financial_of_month
from sendlib.data.tables import Tables
from sendlib.measures.concentration import COLUMNS, FULL, concentration
from sendlib.measures.place import Place

DATASET = "provider_payments"
LARGEST = 10  # suppliers shown by name: the others are many and small
MONTHS_IN_YEAR = 12
SUPPLIER_COLUMNS = [
    "supplier", "markets_count", "months_count", "spend_gbp", "spend_percent", "cumulative_percent",
]  # fmt: skip


@dataclass(frozen=True)
class Payments:
    """Payments of one council in the latest financial year that its file holds.

    period: the financial year. months: those with a payment, in order. markets: a row per cost
    centre, as `concentration` gives it. whole: that of all cost centres together. suppliers: all of
    them, the largest first (SUPPLIER_COLUMNS). monthly: month and spend_gbp, months without a
    payment included. findings: of the file and year. source: the file.
    """

    place: Place
    period: str
    months: tuple[str, ...]
    markets: pd.DataFrame
    whole: pd.Series
    suppliers: pd.DataFrame
    monthly: pd.DataFrame
    findings: pd.DataFrame
    source: str

    @property
    def is_whole_year(self) -> bool:
        """Whether every month of the year has payments."""
        return len(self.months) == MONTHS_IN_YEAR

    @property
    def largest(self) -> pd.DataFrame:
        """The suppliers that are shown by name."""
        return self.suppliers[self.suppliers["spend_gbp"] > 0].head(LARGEST)


def payments_of(tables: Tables, place: Place) -> Payments | None:
    """Return the published payments of a council, None where no file holds any.

    Args:
        tables: the published tables.
        place: the council.
    """
    paid = tables.table(DATASET)
    if paid.empty or not (paid["area_code"] == place.area_code).any():
        return None
    own = paid[paid["area_code"] == place.area_code]
    own = own.assign(period=own["month"].map(financial_of_month))
    period = str(own["period"].max())
    year = own[own["period"] == period].rename(columns={"supplier": "owner"})
    found = tables.findings()
    about = found["source"].isin(year["source"].unique()) & (found["period"] == period)
    return Payments(
        place=place,
        period=period,
        months=tuple(sorted(year["month"].unique())),
        markets=concentration(year, by=["cost_centre"]),
        whole=concentration(year)[list(COLUMNS)].iloc[0],
        suppliers=_suppliers(year),
        monthly=_monthly(year, period),
        findings=found.loc[about, FINDING_COLUMNS].reset_index(drop=True),
        source="; ".join(sorted(year["source"].unique())),
    )


def _suppliers(paid: pd.DataFrame) -> pd.DataFrame:
    groups = paid.groupby("owner")
    table = groups.agg(
        markets_count=("cost_centre", "nunique"),
        months_count=("month", "nunique"),
        spend_gbp=("amount_gbp", "sum"),
    ).reset_index(names="supplier")
    table = table.sort_values(["spend_gbp", "supplier"], ascending=[False, True], ignore_index=True)
    total = table["spend_gbp"].clip(lower=0).sum()
    percent = FULL * table["spend_gbp"].clip(lower=0) / total
    return table.assign(spend_percent=percent, cumulative_percent=percent.cumsum())[
        SUPPLIER_COLUMNS
    ]


def _monthly(paid: pd.DataFrame, period: str) -> pd.DataFrame:
    start = pd.Period(f"{period[:4]}-04", freq="M")
    every = [str(start + step) for step in range(MONTHS_IN_YEAR)]
    spend = paid.groupby("month")["amount_gbp"].sum().reindex(every)
    return spend.rename("spend_gbp").rename_axis("month").reset_index()
