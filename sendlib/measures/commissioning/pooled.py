"""Pooled and aligned funds: who gives what, who hosts, who bears an overspend, when it ends."""

from dataclasses import dataclass

import pandas as pd

SHARES = 100.0
_DAYS_IN_MONTH = 30.4375


@dataclass(frozen=True)
class Scheme:
    """One scheme in one financial year.

    contributions: pounds by agency, the largest first. risk_shares: percent of an overspend by
    agency, of those that give one. end: last day of the agreement, None if not given.
    end_months: months to it, below 0 once it has passed.
    """

    name: str
    purpose: str
    host: str
    year: str
    contributions: dict[str, float]
    spend_gbp: float
    risk_shares: dict[str, float]
    end: pd.Timestamp | None
    end_months: float

    @property
    def contribution_gbp(self) -> float:
        """What all agencies give, in pounds."""
        return round(sum(self.contributions.values()), 2)

    @property
    def is_risk_whole(self) -> bool:
        """Whether the shares of an overspend are given by all, and add up to 100."""
        given = self.risk_shares.keys() == self.contributions.keys()
        return given and abs(sum(self.risk_shares.values()) - SHARES) < 0.05


def schemes(funds: pd.DataFrame, *, year: str, as_of: pd.Timestamp) -> list[Scheme]:
    """Return the schemes of one financial year, the largest first.

    Args:
        funds: the local file's columns, a row per scheme, year and agency.
        year: financial year.
        as_of: day from which months to the end are counted.
    """
    rows = funds[funds["financial_year"] == year]
    found = [_scheme(str(name), part, year, as_of) for name, part in rows.groupby("scheme")]
    return sorted(found, key=lambda one: (-one.contribution_gbp, one.name))


def _scheme(name: str, rows: pd.DataFrame, year: str, as_of: pd.Timestamp) -> Scheme:
    rows = rows.sort_values("contribution_gbp", ascending=False, kind="stable")
    ends = rows["agreement_end"].dropna()
    end = ends.min() if len(ends) else None
    shares = rows.dropna(subset=["risk_share_percent"])
    return Scheme(
        name=name,
        purpose=str(rows["purpose"].iloc[0]),
        host=next(iter(rows["host"].dropna().astype(str)), ""),
        year=year,
        contributions=_by_agency(rows, "contribution_gbp"),
        spend_gbp=round(float(rows["spend_gbp"].sum(skipna=False)), 2),
        risk_shares=_by_agency(shares, "risk_share_percent"),
        end=end,
        end_months=float("nan") if end is None else (end - as_of).days / _DAYS_IN_MONTH,
    )


def _by_agency(rows: pd.DataFrame, column: str) -> dict[str, float]:
    return {
        str(agency): float(value)
        for agency, value in zip(rows["agency"], rows[column], strict=True)
    }
