"""Budgets and pooled funds of a demo council; its high needs spend is the published one."""

import numpy as np
import pandas as pd

from sendlib.data.demo.finance import net_expenditure
from sendlib.data.demo.local.here import FINANCIAL_YEARS, LAST_DAY, Here, first_of
from sendlib.data.demo.local.services import month_end
from sendlib.data.demo.local.texts import texts
from sendlib.data.demo.rates import rates

INDEPENDENT = "Independent and non-maintained special schools"
_PLACED = ("education", "residential_education")
_GROWTH = {"health": 1.045, "social_care": 1.06, "public_health": 1.015}
_FUND_YEARS = FINANCIAL_YEARS[1:]
_DAYS = 365.25


def spent_in(packages: pd.DataFrame, costs: pd.Series, year: str) -> pd.Series:
    """Return what each package cost in a financial year: its weekly cost by the time it ran.

    Args:
        packages: start_date, end_date, weeks_a_year.
        costs: pounds a week, an index like that of packages.
        year: such as 2024-25.
    """
    first = first_of(int(year[:4]), 4)
    last = first_of(int(year[:4]) + 1, 3, 31)
    start = packages["start_date"].to_numpy("datetime64[D]")
    end = packages["end_date"].to_numpy("datetime64[D]")
    end = np.where(np.isnat(end), LAST_DAY, end)
    days = (np.minimum(end, last) - np.maximum(start, first)).astype(int) + 1
    years = np.maximum(days, 0) / _DAYS
    spent: pd.Series = costs.fillna(0.0) * packages["weeks_a_year"] * years
    return spent


def by_provider(packages: pd.DataFrame, year: str = FINANCIAL_YEARS[-1]) -> pd.Series:
    """Return what was spent with each provider in a financial year."""
    return spent_in(packages, packages["cost"], year).groupby(packages["provider_id"]).sum()


def budgets(here: Here, packages: pd.DataFrame) -> pd.DataFrame:
    """Return budget and spend of each agency's lines.

    Those of education add up to the council's published spend on high needs, and the line of
    independent schools is what their packages cost.
    """
    rng = here.rng("money")
    published = net_expenditure(here.demo)["high_needs"][here.at]
    years: list[str] = rates()["finance"]["years"]
    placed = packages[packages["package_type"].isin(_PLACED)]
    rows = []
    for number, year in enumerate(FINANCIAL_YEARS):
        total = float(published[years.index(year)])
        paid = float(np.rint(spent_in(placed, placed["weekly_cost_education_gbp"], year).sum()))
        rows.append(
            _line(rng, year, "education", INDEPENDENT, "Placements", "individual", paid, over=0.07)
        )
        lines = _shared(rng, "education", total - paid)
        rows += [_line(rng, year, "education", *line, over=0.03) for line in lines]
        for agency, spend in texts("services")["spend"].items():
            grown = spend * here.size * _GROWTH[agency] ** (number + 1 - len(FINANCIAL_YEARS))
            lines = _shared(rng, agency, float(np.rint(grown)))
            rows += [_line(rng, year, agency, *line, over=0.01) for line in lines]
    return pd.DataFrame(rows)


def _shared(
    rng: np.random.Generator, agency: str, total: float
) -> list[tuple[str, str, str, float]]:
    """Share a total between an agency's lines in whole pounds; the first takes what is left."""
    lines = texts("services")["budgets"][agency]
    weight = np.array([share for *_, share in lines]) * rng.normal(1, 0.03, len(lines))
    parts = np.rint(total * weight / weight.sum())
    parts[0] = total - parts[1:].sum()
    return [(*names, float(part)) for (*names, _), part in zip(lines, parts, strict=True)]


def _line(
    rng: np.random.Generator,
    year: str,
    agency: str,
    line: str,
    category: str,
    level: str,
    spend: float,
    *,
    over: float,
) -> dict[str, object]:
    return {
        "financial_year": year,
        "agency": agency,
        "line": line,
        "category": category,
        "level": level,
        "budget_gbp": round(spend / (1 + rng.normal(over, 0.02)), -3),
        "spend_gbp": spend,
        "is_forecast": False,
    }


def pooled_funds(here: Here) -> pd.DataFrame:
    """Return what each agency gives to each scheme, year by year."""
    rng = here.rng("money", 1)
    rows = []
    for scheme, purpose, host, months, agencies in texts("services")["pooled_funds"]:
        for number, year in enumerate(_FUND_YEARS):
            for agency, (amount, share) in agencies.items():
                given = amount * here.size * 1.03 ** (number + 1 - len(_FUND_YEARS))
                rows.append(
                    {
                        "scheme": scheme,
                        "purpose": purpose,
                        "financial_year": year,
                        "agency": agency,
                        "host": host,
                        "contribution_gbp": round(given, -2),
                        "spend_gbp": round(given * rng.normal(1.02, 0.05), 0),
                        "risk_share_percent": share,
                        "agreement_end": month_end(months),
                    }
                )
    return pd.DataFrame(rows)
