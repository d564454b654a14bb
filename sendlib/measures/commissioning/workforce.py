"""Posts and who fills them: vacancies, turnover, persons served for each post that is filled."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.commissioning.coverage import parts

SUMMED = ("established_fte", "in_post_fte", "leavers_fte", "agency_staff_fte", "annual_cost_gbp")


def counted_on(workforce: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the days on which posts were counted, the latest last."""
    return sorted(workforce["date"].dropna().unique())


def staffing(workforce: pd.DataFrame, *, by: Sequence[str], date: pd.Timestamp) -> pd.DataFrame:
    """Return posts on one day by agency, team or role.

    A sum of which one part is not known is missing; persons served by different staff may be the
    same, so that their sum is work to do and no number of persons.

    Args:
        workforce: the local file's columns.
        by: columns to group by.
        date: day of the count.

    Returns:
        A row per group, in the file's order: the columns of `by`, established_fte, in_post_fte,
        leavers_fte, agency_staff_fte, caseload, annual_cost_gbp, vacancy_percent (posts not filled
        of those funded), turnover_percent (leavers of twelve months, of posts filled),
        caseload_per_fte (of posts filled), cost_per_fte_gbp.
    """
    rows = workforce[workforce["date"] == date]
    numbers = rows[[*SUMMED, "caseload"]].astype("Float64").astype(float)
    keys = [rows[name].astype(str) for name in by]
    found = numbers.groupby(keys, sort=False).sum(skipna=False)
    return _with_rates(found.reset_index())


def staffing_by_need(
    workforce: pd.DataFrame, *, needs: Sequence[str], date: pd.Timestamp
) -> pd.DataFrame:
    """Return posts on one day of staff who work with each need.

    Staff who work with several needs count in each, so that rows do not add up.

    Returns:
        A row per need that any staff name: need, and the columns of `staffing`.
    """
    named = [set(parts(text)) for text in workforce["needs"]]
    found = []
    for need in needs:
        own = workforce[[need in one for one in named]]
        if (own["date"] == date).any():
            found.append(staffing(own.assign(need=need), by=["need"], date=date))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def _with_rates(found: pd.DataFrame) -> pd.DataFrame:
    funded, filled = found["established_fte"], found["in_post_fte"]
    some = filled.where(filled > 0)
    return found.assign(
        vacancy_percent=100 * (funded - filled) / funded.where(funded > 0),
        turnover_percent=100 * found["leavers_fte"] / some,
        caseload_per_fte=found["caseload"] / some,
        cost_per_fte_gbp=found["annual_cost_gbp"] / some,
    )
