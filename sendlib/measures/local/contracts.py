"""When contracts end, and what is at risk if one owner fails: from files that tell of no person."""

import pandas as pd

OWNERS_MOST = 8
END_COLUMNS = ["quarter", "lots_count", "value_gbp"]
RISK_COLUMNS = ["owner_name", "lots_count", "providers_count", "value_gbp", "value_percent"]
REST = "All other owners"


def ends_by_quarter(contracts: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return lots and their yearly value by the quarter in which they end, quarters in order.

    Lots that have ended are left out; quarters without an end up to the last one count 0.

    Args:
        contracts: rows of the local file.
        as_of: day from which ends count.

    Returns:
        END_COLUMNS: quarter as `2025 Q2` of the calendar year; pounds a year, missing where a
        lot of the quarter has no value.
    """
    coming = contracts[contracts["end_date"] >= as_of]
    if coming.empty:
        return pd.DataFrame(columns=END_COLUMNS)
    quarter = coming["end_date"].dt.to_period("Q")
    groups = coming.groupby(quarter)["annual_value_gbp"]
    every = pd.period_range(quarter.min(), quarter.max(), freq="Q")
    lots = groups.size().reindex(every, fill_value=0)
    value = groups.apply(lambda values: values.sum(skipna=False)).reindex(every, fill_value=0.0)
    names = [f"{one.year} Q{one.quarter}" for one in every]
    return pd.DataFrame({
        "quarter": names, "lots_count": lots.to_numpy(), "value_gbp": value.to_numpy(dtype=float),
    })  # fmt: skip


def owners_at_risk(
    contracts: pd.DataFrame, providers: pd.DataFrame, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Return what would be without a provider if an owner failed, the most value first.

    Args:
        contracts: rows of the local file; lots that have ended are left out.
        providers: rows of the local file; a provider without a parent owner is its own.
        as_of: day on which the owner fails.

    Returns:
        RISK_COLUMNS: lots, providers, pounds a year and their percentage of all; the eight largest
        owners, then all others as one. Values and percentages add up to the whole.
    """
    coming = contracts[contracts["end_date"] >= as_of].dropna(subset=["annual_value_gbp"])
    if coming.empty:
        return pd.DataFrame(columns=RISK_COLUMNS)
    known = providers.drop_duplicates("provider_id").set_index("provider_id")
    owner = coming["provider_id"].map(known["parent_owner"].fillna(known["provider_name"]))
    rows = coming.assign(owner_name=owner.fillna("not recorded").astype(str))
    groups = rows.groupby("owner_name")
    value = groups["annual_value_gbp"].sum().sort_index()
    named = list(value.sort_values(ascending=False, kind="stable").index[:OWNERS_MOST])
    rows["owner_name"] = rows["owner_name"].where(rows["owner_name"].isin(named), REST)
    table = rows.groupby("owner_name").agg(
        lots_count=("lot", "size"), providers_count=("provider_id", "nunique"),
        value_gbp=("annual_value_gbp", "sum"),
    )  # fmt: skip
    order = [*named, *([REST] if REST in table.index else [])]
    table = table.loc[order].reset_index()
    total = float(table["value_gbp"].sum())
    share = 100 * table["value_gbp"] / total if total else float("nan")
    return table.assign(value_percent=share)[RISK_COLUMNS]
