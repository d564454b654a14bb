"""The health share of joint funding: where it is missing, and what parity would give.

Parity is not law: it is what health pays on average where the agencies agreed on its share for
needs of the same rated complexity.
"""

import pandas as pd

RATINGS = ("low", "medium", "high")
DECIDED = ("agreed", "part_agreed", "refused")


def with_parity(requests: pd.DataFrame) -> pd.DataFrame:
    """Return requests with whether health's share is missing, and what parity would give.

    Args:
        requests: a row per request: `decision`, `health_need` (low, medium, high),
            `health_share_percent` (missing where nobody recorded it) and `yearly_gbp`, the cost
            that is shared.

    Returns:
        Those decided and rated, with `is_missing` (no share, or one of nothing, for needs rated
        medium or high; no share recorded for those rated low), `agreed_percent` (the mean share of
        the same rating, weighted by cost, where one was recorded and is above 0; missing where
        there is none) and `parity_gbp` (a year; 0 where nothing is missing).
    """
    rated = requests["health_need"].isin(RATINGS)
    rows = requests[requests["decision"].isin(DECIDED) & rated]
    share = rows["health_share_percent"].astype(float)
    needs_health = rows["health_need"].isin(("medium", "high"))
    is_missing = share.isna() | ((share == 0) & needs_health)
    agreed = _agreed(rows.assign(health_share_percent=share))
    percent = rows["health_need"].astype(object).map(agreed).astype(float)
    parity = rows["yearly_gbp"].astype(float) * percent / 100
    return rows.assign(
        is_missing=is_missing, agreed_percent=percent, parity_gbp=parity.where(is_missing, 0.0)
    )


def _agreed(rows: pd.DataFrame) -> pd.Series:
    """Return the mean share by rating, weighted by cost, where health pays a share."""
    paying = rows[(rows["health_share_percent"] > 0) & (rows["yearly_gbp"] > 0)]
    weighted = paying["health_share_percent"] * paying["yearly_gbp"]
    rating = paying["health_need"].astype(object)
    return weighted.groupby(rating).sum() / paying["yearly_gbp"].groupby(rating).sum()
