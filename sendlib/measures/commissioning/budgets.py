"""Budgets and spend of the agencies: sums to the penny, the difference, and real terms."""

import pandas as pd

from sendlib.measures.change import real_terms

PENCE = 100


def years_of(budgets: pd.DataFrame) -> list[str]:
    """Return the financial years that a file of budgets or funds has, the latest last."""
    return sorted(str(year) for year in budgets["financial_year"].dropna().unique())


def budget_against_spend(budgets: pd.DataFrame, *, by: str, year: str) -> pd.DataFrame:
    """Return budget and spend of one year by agency, category, level or line.

    The spend of a group of which one line has none is missing, not smaller.

    Args:
        budgets: financial_year, the column `by`, budget_gbp, spend_gbp.
        by: column to sum by; lines where it is blank are one group, "".
        year: financial year.

    Returns:
        A row per group, the largest budget first: `by`, budget_gbp, spend_gbp, over_gbp (spend
        less budget), over_percent (of budget; missing where that is 0).
    """
    rows = budgets[budgets["financial_year"] == year]
    groups = rows[by].astype(object).where(rows[by].notna(), "")
    pence = pd.DataFrame(
        {name: (rows[name] * PENCE).round() for name in ("budget_gbp", "spend_gbp")}
    )
    found = pence.groupby(groups.rename(by)).sum(skipna=False) / PENCE
    over = found["spend_gbp"] - found["budget_gbp"]
    base = found["budget_gbp"].where(found["budget_gbp"] != 0)
    found = found.assign(over_gbp=over.round(2), over_percent=100 * over / base)
    order = found.sort_values("budget_gbp", ascending=False, kind="stable")
    return order.reset_index()


def totals(found: pd.DataFrame) -> pd.Series:
    """Return the sums of `budget_against_spend` over its groups: budget, spend, over, percent."""
    sums = found[["budget_gbp", "spend_gbp"]].sum(skipna=False).round(2)
    over = round(sums["spend_gbp"] - sums["budget_gbp"], 2)
    percent = 100 * over / sums["budget_gbp"] if sums["budget_gbp"] else float("nan")
    return pd.Series({**sums, "over_gbp": over, "over_percent": percent})


def spend_over_years(
    budgets: pd.DataFrame, *, by: str, deflator: pd.Series, years: int = 5
) -> pd.DataFrame:
    """Return spend by group and year, in cash and at the prices of the latest year.

    Args:
        budgets: financial_year, the column `by`, budget_gbp, spend_gbp.
        by: column to sum by.
        deflator: price index by financial year.
        years: how many of the latest years.

    Returns:
        A row per group and year: `by`, financial_year, spend_gbp, real_gbp (missing where the
        deflator lacks the year).
    """
    shown = years_of(budgets)[-years:]
    parts = [
        budget_against_spend(budgets, by=by, year=year).assign(financial_year=year)
        for year in shown
    ]
    found = pd.concat(parts, ignore_index=True)[[by, "financial_year", "spend_gbp"]]
    known = found["financial_year"].isin(deflator.index)
    real = pd.Series(float("nan"), index=found.index)
    if shown[-1] in deflator.index:
        real[known] = real_terms(
            found.loc[known, "spend_gbp"], found.loc[known, "financial_year"],
            deflator=deflator, base=shown[-1],
        )  # fmt: skip
    return found.assign(real_gbp=real)
