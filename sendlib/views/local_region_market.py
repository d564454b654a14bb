"""A market statement for providers of a region: what councils mean to buy, and what ends when."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures.commissioning.members import MEMBER
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.regional_offer import themes
from sendlib.views.blocks import Absent, Column, Table
from sendlib.views.formats import capital, listed, number
from sendlib.views.local_open import Shown, breakdown, month, named, open_table, pounds
from sendlib.views.local_position import end_figures, ending, quarter_words
from sendlib.views.working_together import some

LARGEST = 3  # contracts named for a quarter


def themes_table(partners: Partnership) -> Table | Absent:
    """Return what the councils mean to buy or change, by theme: for providers."""
    found = themes(partners.files.table("intentions"))
    if found.empty:
        return Absent("tab-regional-themes")
    return open_table(
        partners,
        caption="What the councils mean to buy or change, by theme",
        label="tab-regional-themes",
        columns=(
            Column("Theme"), Column("Councils"), Column("Intentions", numeric=True),
            Column("Kind"), Column("From"), Column("Value a year", numeric=True),
        ),
        rows=[
            (
                row["theme"], _councils(row["members"]), str(row["intention_count"]),
                capital(listed(named("intention_kinds", one).lower() for one in row["kinds"])),
                month(row["first"]), _value(row),
            )
            for _, row in found.iterrows()
        ],
        notes=(
            "From the councils' registers of intentions; it is no invitation to tender. A value "
            "“and more”: some intentions have none yet.",
        ),
        shown=[Shown("intentions_to_buy_gbp", str(partners.as_of.year),
                     breakdown(theme=row["theme"]), float(row["value_gbp"]), "gbp")
               for _, row in found.iterrows()],
        files=("intentions",),
    )  # fmt: skip


def ends_table(partners: Partnership) -> Table | Absent:
    """Return lots that end by quarter: how many of which council, and the largest contracts."""
    ends = ending(partners)
    if ends.empty:
        return Absent("tab-region-ends")
    return open_table(
        partners,
        caption="Contracts of the councils that end, by quarter",
        label="tab-region-ends",
        columns=(Column("Quarter"), Column("Lots", numeric=True),
                 Column("Value a year", numeric=True), Column("By council"),
                 Column("The largest")),
        rows=[
            (quarter_words(quarter), number(float(len(own)), unit="count"),
             pounds(float(own["annual_value_gbp"].sum(skipna=False))), _by_council(own),
             _largest(own))
            for quarter in sorted(ends["quarter"].unique())
            for own in [ends[ends["quarter"] == quarter]]
        ],
        when=f"two years from {month(partners.as_of)}",
        notes=("The end in the contract, without extensions.",),
        shown=end_figures(partners),
        files=("contracts",),
    )  # fmt: skip


def _by_council(own: pd.DataFrame) -> str:
    counts = own[MEMBER].astype(str).value_counts(sort=False)
    return listed(f"{area_name(str(code)) if code else 'the partnership'} {count}"
                  for code, count in counts.items())  # fmt: skip


def _largest(own: pd.DataFrame) -> str:
    sums = own.groupby(own["contract"].astype(str))["annual_value_gbp"].sum()
    order = sums[sums > 0].sort_values(ascending=False, kind="stable").head(LARGEST)
    return "; ".join(f"{name} ({pounds(value)})" for name, value in order.items()) or "[x]"


def _councils(codes: Sequence[str]) -> str:
    return some([area_name(code) if code else "the partnership" for code in codes])


def _value(row: pd.Series) -> str:
    if row["unvalued_count"] == row["intention_count"]:
        return "[x]"
    text = pounds(row["value_gbp"])
    return f"{text} and more" if row["unvalued_count"] else text
