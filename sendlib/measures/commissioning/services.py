"""What each service is used for, how long it makes wait, what it costs and what it achieves."""

import numpy as np
import pandas as pd

from sendlib.measures.intervals import proportion_interval

FEWEST_BESIDE = 3  # services of a level, without which a median says nothing


def outcome_figures(services: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return each outcome of each service in its latest period, and what one achieved costs.

    The cost of an outcome is the service's cost for each person it serves, divided by the share
    who achieved it: it takes those who were not assessed to do as well as those who were.

    Args:
        services: service_id, caseload, annual_cost_gbp.
        outcomes: service_id, measure, period, achieved, assessed, target_percent.

    Returns:
        A row per service and measure: service_id, measure, period, achieved, assessed,
        target_percent, achieved_percent with lower_percent and upper_percent (Wilson, 95%),
        outcome_cost_gbp with lower_gbp and upper_gbp; missing where the parts are.
    """
    ordered = outcomes.sort_values("period", kind="stable")
    latest = ordered.drop_duplicates(["service_id", "measure"], keep="last")
    latest = latest.sort_values(["service_id", "measure"], kind="stable").reset_index(drop=True)
    assessed = _floats(latest["assessed"])
    achieved = _floats(latest["achieved"]).where(lambda part: part <= assessed)
    share = proportion_interval(achieved, assessed.where(assessed > 0))
    each = latest["service_id"].map(unit_costs(services)).astype(float)
    return latest.assign(
        achieved_percent=100 * share["value"],
        lower_percent=100 * share["lower"],
        upper_percent=100 * share["upper"],
        outcome_cost_gbp=each / share["value"].where(share["value"] > 0),
        lower_gbp=each / share["upper"].where(share["upper"] > 0),
        upper_gbp=each / share["lower"].where(share["lower"] > 0),
    )


def unit_costs(services: pd.DataFrame) -> pd.Series:
    """Return pounds a year for each person whom a service serves now, by service_id."""
    served = _floats(services["caseload"])
    cost = services["annual_cost_gbp"].astype(float) / served.where(served > 0)
    return pd.Series(cost.to_numpy(), index=services["service_id"].astype(str))


def service_figures(services: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on which a decision about a service rests.

    Args:
        services: the local file's columns.
        outcomes: the local file's columns; those of one service are pooled by their counts.

    Returns:
        The rows of services with use_percent (caseload of capacity), unit_cost_gbp,
        level_cost_gbp (median of three or more services of the same level), cost_ratio,
        achieved_percent and target_percent (pooled by persons assessed), gap_points (achieved less
        target), outcome_cost_gbp; missing where it cannot be worked out.
    """
    capacity = _floats(services["capacity"])
    each = pd.Series(unit_costs(services).to_numpy(), index=services.index, dtype=float)
    beside = each.groupby(services["level"]).transform(
        lambda part: part.median() if part.notna().sum() >= FEWEST_BESIDE else np.nan
    )
    pooled = _pooled(outcome_figures(services, outcomes))
    known = pooled.reindex(services["service_id"].astype(str)).set_index(services.index)
    achieved = known["achieved_percent"]
    return services.assign(
        use_percent=100 * _floats(services["caseload"]) / capacity.where(capacity > 0),
        unit_cost_gbp=each,
        level_cost_gbp=beside,
        cost_ratio=each / beside,
        achieved_percent=achieved,
        target_percent=known["target_percent"],
        gap_points=achieved - known["target_percent"],
        outcome_cost_gbp=each / (achieved.where(achieved > 0) / 100),
    )


def _pooled(figures: pd.DataFrame) -> pd.DataFrame:
    """Return achieved and target in percent by service, over outcomes of which all is known."""
    whole = figures.dropna(subset=["achieved", "assessed", "target_percent", "achieved_percent"])
    assessed = _floats(whole["assessed"])
    parts = pd.DataFrame(
        {
            "achieved": _floats(whole["achieved"]),
            "assessed": assessed,
            "wanted": assessed * whole["target_percent"].astype(float) / 100,
        }
    )
    sums = parts.groupby(whole["service_id"].astype(str)).sum()
    return pd.DataFrame(
        {
            "achieved_percent": 100 * sums["achieved"] / sums["assessed"],
            "target_percent": 100 * sums["wanted"] / sums["assessed"],
        }
    )


def _floats(column: pd.Series) -> pd.Series:
    return column.astype("Float64").astype(float)
