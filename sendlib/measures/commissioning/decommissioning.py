"""What has to be known before a service ends: who is left, what else there is, and by when."""

import pandas as pd

from sendlib.measures.commissioning import decisions
from sendlib.measures.commissioning.coverage import parts
from sendlib.measures.commissioning.members import MEMBER


def to_end(
    services: pd.DataFrame, intentions: pd.DataFrame, contracts: pd.DataFrame
) -> pd.DataFrame:
    """Return services that rules or intentions would end, with what the files say of each.

    Args:
        services: with what the rules point to (`decisions.decided`) and `member`.
        intentions: the local file's columns; those to decommission name a service.
        contracts: the local file's columns; the notice is that of the provider's contracts.

    Returns:
        A row per service: service_id, service, member, by_rules, by_intention (ids), served
        (caseload), others_here and others_elsewhere (services at its level that name one of its
        needs, in the same council and in others), end (of the contract), notice_months, notice_by
        (last day to give notice; missing where either is).
    """
    stopping = intentions[intentions["kind"] == decisions.DECOMMISSION]
    named = stopping.groupby(stopping["service_id"].astype(str))["intention_id"].agg(tuple)
    by_rules = services["decision"] == decisions.DECOMMISSION
    chosen = services[by_rules | services["service_id"].astype(str).isin(list(named.index))]
    notice = _notice(contracts)
    rows = []
    for _, one in chosen.iterrows():
        alike = _others(services, one)
        months = notice.get(str(one["provider_id"]), float("nan"))
        rows.append(
            (
                one["service_id"], one["service"], one[MEMBER],
                one["decision"] == decisions.DECOMMISSION,
                tuple(named.get(str(one["service_id"]), ())), one["caseload"],
                int((alike[MEMBER] == one[MEMBER]).sum()),
                int((alike[MEMBER] != one[MEMBER]).sum()), one["contract_end"], months,
                _notice_by(one["contract_end"], months),
            )
        )  # fmt: skip
    columns = ["service_id", "service", "member", "by_rules", "by_intention", "served",
               "others_here", "others_elsewhere", "end", "notice_months",
               "notice_by"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _others(services: pd.DataFrame, one: pd.Series) -> pd.DataFrame:
    own = set(parts(one["needs"]))
    shares = services["needs"].map(
        lambda needs: bool(own & set(parts(needs))) or not (own or parts(needs))
    )
    is_same = shares.astype(bool) & (services["level"] == one["level"])
    found: pd.DataFrame = services[is_same & (services["service_id"] != one["service_id"])]
    return found


def _notice(contracts: pd.DataFrame) -> dict[str, float]:
    """Return the longest notice of each provider's contracts, in months."""
    known = contracts.dropna(subset=["notice_months"])
    longest = known.groupby(known["provider_id"].astype(str))["notice_months"].max()
    return {str(provider): float(months) for provider, months in longest.items()}


def _notice_by(end: pd.Timestamp, months: float) -> pd.Timestamp:
    if pd.isna(end) or pd.isna(months):
        return pd.NaT
    return end - pd.DateOffset(months=int(months))
