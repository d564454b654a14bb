"""Who has what of a saving: kept by each council, pooled, or part of each."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures.regional_value import RegionalPlan
from sendlib.measures.regional_weights import Weights
from sendlib.measures.value_for_money import retained_or_pooled, savings
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import money
from sendlib.views.local_value import note, origin, said, titled

BY = {
    "population": "residents aged 0 to 25", "plans": "EHC plans", "equal": "equal parts",
}  # fmt: skip
COLUMNS = ("retained_gbp", "pooled_gbp", "all_gbp")


def shares_statement(found: RegionalPlan, weights: Weights) -> Statement | Absent:
    """Say how the saving would be split, and who gains most and least by pooling it.

    Args:
        found: the plan.
        weights: what the pool is shared out by.
    """
    if float(savings(found.plan)["saving_gbp"].sum()) <= 0:
        return Absent("st-value-shares")
    kept, pooled = (_split(found, weights, percent) for percent in (100, 0))
    change = (pooled["all_gbp"] - kept["all_gbp"]).astype(float)
    change.index = kept["area"]
    order = change.sort_values(kind="stable")
    text = (
        f"As planned, each council keeps {found.plan.retained_percent:g}% of what its children "
        f"save, and the rest is pooled and shared out by {BY[weights.by]}."
    )
    if order.iloc[-1] >= 1:
        text += (
            f" If all of it were pooled, {area_name(str(order.index[-1]))} would have "
            f"{money(order.iloc[-1])} more than if each council kept its own, and "
            f"{area_name(str(order.index[0]))} {money(-order.iloc[0])} less."
        )
    return Statement(said(found, text), "st-value-shares", origin=origin(found))


def shares_table(found: RegionalPlan, weights: Weights) -> Table:
    """Return what each council has of the saving: kept, from the pool, and in all.

    Args:
        found: the plan.
        weights: what the pool is shared out by.
    """
    shares = _split(found, weights, found.plan.retained_percent)
    kept, pooled = (_split(found, weights, percent)["all_gbp"] for percent in (100, 0))
    table = shares.assign(if_kept=kept, if_pooled=pooled)
    columns = [*COLUMNS, "if_kept", "if_pooled"]
    rows = [(area_name(str(row["area"])), *(f"£{row[name]:,.2f}" for name in columns))
            for _, row in table.iterrows()]  # fmt: skip
    rows.append(("All councils", *(f"£{table[name].sum():,.2f}" for name in columns)))
    keeps = f"Each council keeps {found.plan.retained_percent:g}% of what it saves"
    return Table(
        caption=titled(found, "The saving shared out: kept by each council, and pooled"),
        label="tab-retain-or-pool",
        columns=(Column("Council"), Column("Kept", numeric=True),
                 Column("From the pool", numeric=True), Column("In all", numeric=True),
                 Column("If all were kept", numeric=True),
                 Column("If all were pooled", numeric=True)),
        rows=tuple(rows),
        notes=(f"{keeps}; the rest is pooled, and shared out by {BY[weights.by]}. Every council "
               "is taken to keep as many children close to home. Columns add up to the penny.",
               *note(found)),
        origin=origin(found),
    )  # fmt: skip


def _split(found: RegionalPlan, weights: Weights, percent: float) -> pd.DataFrame:
    plan = found.plan.model_copy(update={"retained_percent": percent})
    return retained_or_pooled(plan, earned=dict.fromkeys(weights.of, 1.0), needs=weights.of)
