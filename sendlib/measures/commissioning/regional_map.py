"""Services of several councils beside needs and outcomes: what they have alike, twice, or not.

A council that gives no services is no gap: nothing is known of it.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from sendlib.measures.commissioning.coverage import overlaps, parts
from sendlib.measures.commissioning.members import MEMBER

MATCH, PART, GAP = "match", "part", "gap"
FEWEST_RANKED = 5  # needs with children and money, without which a rank correlation says nothing


def members_of(services: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of the councils that give services, in their order."""
    return tuple(code for code in dict.fromkeys(services[MEMBER].astype(str)) if code)


def levels_covered(
    services: pd.DataFrame, *, needs: Sequence[str], levels: Sequence[str]
) -> pd.DataFrame:
    """Return in which councils each need has a service at each level.

    A service that names no need is for any need, and covers all at its level.

    Args:
        services: the local file's columns and `member`.
        needs: codes of the rows.
        levels: codes of the columns.

    Returns:
        A row per need and level, in order: need, level, with_service and without (tuples of codes),
        status: `match` (every council), `part`, `gap` (none).
    """
    members = members_of(services)
    named = [(str(row[MEMBER]), row["level"], parts(row["needs"]))
             for _, row in services.iterrows()]  # fmt: skip
    rows = []
    for need in needs:
        for level in levels:
            having = {code for code, at, own in named if at == level and (need in own or not own)}
            given = tuple(code for code in members if code in having)
            lacking = tuple(code for code in members if code not in having)
            rows.append((need, level, given, lacking, _status(given, lacking)))
    return pd.DataFrame(rows, columns=["need", "level", "with_service", "without", "status"])


def outcomes_sought(services: pd.DataFrame, *, needs: Sequence[str]) -> pd.DataFrame:
    """Return which outcomes services seek for each need, and in which councils.

    Returns:
        A row per need and outcome that some service seeks for it: need, outcome (as first
        written), service_count, with_service and without (codes), status (`match` or `part`).
    """
    members = members_of(services)
    found: dict[tuple[str, str], list[str]] = {}
    written: dict[str, str] = {}
    for _, row in services.iterrows():
        for outcome in parts(row["outcomes_sought"]):
            written.setdefault(outcome.casefold(), outcome)
            for need in parts(row["needs"]):
                found.setdefault((need, outcome.casefold()), []).append(str(row[MEMBER]))
    rows = []
    for need in needs:
        for (one, outcome), having in found.items():
            if one == need:
                given = tuple(code for code in members if code in having)
                lacking = tuple(code for code in members if code not in having)
                rows.append((need, written[outcome], len(having), given, lacking,
                             _status(given, lacking)))  # fmt: skip
    columns = ["need", "outcome", "service_count", "with_service", "without", "status"]
    return pd.DataFrame(rows, columns=columns)


def overlaps_within(services: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of services of one council that seek the same for the same children apart.

    Returns:
        The columns of `overlaps` and member.
    """
    found = [overlaps(services[services[MEMBER] == code]).assign(**{MEMBER: code})
             for code in members_of(services)]  # fmt: skip
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[MEMBER])


def alike(services: pd.DataFrame) -> pd.DataFrame:
    """Return how alike the offers of each two councils are.

    Returns:
        A row per pair: one, other (codes), shared_count (of need, level and outcome together, which
        both offer), share_percent (of those that either offers; Jaccard's index).
    """
    offers = {code: _offer(services[services[MEMBER] == code]) for code in members_of(services)}
    rows = []
    for one, other in combinations(offers, 2):
        both, either = offers[one] & offers[other], offers[one] | offers[other]
        percent = 100 * len(both) / len(either) if either else np.nan
        rows.append((one, other, len(both), percent))
    return pd.DataFrame(rows, columns=["one", "other", "shared_count", "share_percent"])


def money_by_need(services: pd.DataFrame, children: Mapping[str, float]) -> pd.DataFrame:
    """Return what services for each need cost beside the children who have it.

    The cost of a service is split evenly among the needs that it names; services for any need, and
    those without a cost, are left out.

    Args:
        services: needs, annual_cost_gbp.
        children: by code of need.

    Returns:
        A row per need with children or money: need, children, cost_gbp, per_child_gbp (missing
        without children).
    """
    cost: dict[str, float] = {}
    for _, row in services.dropna(subset=["annual_cost_gbp"]).iterrows():
        own = parts(row["needs"])
        for need in own:
            cost[need] = cost.get(need, 0.0) + float(row["annual_cost_gbp"]) / len(own)
    needs = [need for need in children if children[need] > 0 or cost.get(need)]
    found = pd.DataFrame(
        {
            "need": needs,
            "children": [float(children[need]) for need in needs],
            "cost_gbp": [cost.get(need, 0.0) for need in needs],
        }
    )
    some = found["children"].where(found["children"] > 0)
    return found.assign(per_child_gbp=found["cost_gbp"] / some)


def rank_correlation(money: pd.DataFrame) -> float:
    """Return Spearman's rank correlation of children and money among needs.

    Missing where fewer than five needs have both, or all have the same.

    Args:
        money: of `money_by_need`.
    """
    both = money[(money["children"] > 0) & (money["cost_gbp"] > 0)]
    if len(both) < FEWEST_RANKED or both[["children", "cost_gbp"]].nunique().min() < 2:
        return float("nan")
    return float(spearmanr(both["children"], both["cost_gbp"]).statistic)


def _offer(services: pd.DataFrame) -> set[tuple[str, str, str]]:
    return {
        (need, str(row["level"]), outcome.casefold())
        for _, row in services.iterrows()
        for need in parts(row["needs"])
        for outcome in parts(row["outcomes_sought"])
    }


def _status(given: tuple[str, ...], lacking: tuple[str, ...]) -> str:
    if not given:
        return GAP
    return PART if lacking else MATCH
