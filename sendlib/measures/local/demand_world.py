"""What the projection of a council's own persons takes from published figures.

Residents by single year of age roll forward from the latest estimate: everybody a year older each
year, births as at the latest. Joining in general has a direction of its own, that of England's new
plans, and a luck of the year that all councils share.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sendlib.contracts.areas import COUNCILS, DEMO_COUNCILS, ENGLAND, is_demo
from sendlib.data.tables import Tables
from sendlib.measures.demand import panel
from sendlib.measures.growth import Panel
from sendlib.measures.projection import DRAWS, past_errors, shared_luck
from sendlib.measures.simulation_history import AGES, Future
from sendlib.measures.simulation_rates import Numbers

# England's mean yearly growth in new plans per child over so many years goes on in part, and less
# each year. Of the shares and dampings tried on all councils at every January from 2019 to 2024,
# these leave the median forecast within 1% of what came up to three years ahead.
GROWTH_YEARS = 5
KEPT, DAMPING = 0.75, 0.8
FEWEST_PLANS = 3  # Januaries of England's plans without which nothing is known of joining


@dataclass(frozen=True)
class World:
    """Published figures as the model takes them.

    estimate: residents by age, and mid_year: of which year; none where nothing is published.
    new_plans: England's per child, by calendar year, as logarithms. shock: standard deviation of
    the growth in plans in a year that all councils share.
    """

    estimate: Numbers | None
    mid_year: int
    new_plans: pd.Series
    shock: float
    councils: int

    def known_at(self, january: int) -> "World":
        """Return what was published once the plans of that January were."""
        new_plans = self.new_plans.loc[: january - 1] if len(self.new_plans) else self.new_plans
        return replace(self, new_plans=new_plans)

    @property
    def growth(self) -> tuple[float, float]:
        """Mean yearly growth of England's new plans per child, and its standard error."""
        steps = self.new_plans.diff().dropna().tail(GROWTH_YEARS)
        if len(steps) < 2:
            return 0.0, 0.0
        return float(steps.mean()), float(steps.std() / np.sqrt(len(steps)))

    def people(self, years: list[int], usual: Numbers) -> Numbers:
        """Return residents by age at 31 August of some years.

        Args:
            years: calendar years.
            usual: by age, what stands where no estimate is published.
        """
        if self.estimate is None:
            return np.tile(usual, (len(years), 1))
        return np.array([rolled(self.estimate, year - self.mid_year) for year in years])

    def trend(self, years: list[int]) -> Numbers:
        """Return the logarithm of England's joining in some years, beside the last of them."""
        known = self.new_plans.reindex(years).ffill().bfill().fillna(0.0)
        found: Numbers = (known - known.iloc[-1]).to_numpy(dtype=float)
        return found

    def future(self, people: Numbers, *, draws: int, joining_share: float) -> Future:
        """Return what is taken to come.

        Args:
            people: residents by January and age.
            draws: number of simulations, up to those of the published tier.
            joining_share: a year's joiners for each plan, which turns growth in plans to growth in
                joining.
        """
        horizon = len(people)
        shock = shared_luck(self.councils, horizon=horizon)[:, :draws]
        middle, error = self.growth
        luck = np.random.default_rng([DRAWS, horizon]).standard_normal(draws)
        damped = np.cumsum(DAMPING ** np.arange(horizon))
        trend = damped[:, None] * (KEPT * middle + error * luck)
        return Future(people, trend, shock, self.shock / max(joining_share, 0.02))


def world_of(area: str, tables: Tables | None) -> World:
    """Return the published figures of a council; without tables none."""
    nothing = World(None, 0, pd.Series(dtype=float), 0.0, 0)
    if tables is None:
        return nothing
    estimate, mid_year = _estimate(area, tables)
    codes = tuple(DEMO_COUNCILS if is_demo(area) else COUNCILS)
    found = panel(tables, codes) if len(tables.facts("caseload")) else None
    if found is None or found.plans.loc[ENGLAND].count() < FEWEST_PLANS:
        return World(estimate, mid_year, nothing.new_plans, 0.0, len(codes))
    shock = past_errors(found, horizon=1).shock
    return World(estimate, mid_year, _per_child(found), shock, len(codes))


def rolled(estimate: Numbers, years: int) -> Numbers:
    """Return residents by age some years after an estimate, or before it."""
    ages = np.clip(np.arange(AGES) - years, 0, AGES - 1)
    found: Numbers = estimate[ages]
    return found


def _estimate(area: str, tables: Tables) -> tuple[Numbers | None, int]:
    facts = tables.facts("population_ages")
    if facts.empty:
        return None, 0
    own = facts[facts["area_code"] == area]
    own = own[own["breakdown"].astype(str).isin([str(age) for age in range(AGES)])]
    if own.empty:
        return None, 0
    periods = own["period"].astype(str)
    latest = own[periods == periods.max()]
    by_age = latest.set_index(latest["breakdown"].astype(int))["value"].reindex(range(AGES))
    if by_age.isna().any():
        return None, 0
    return by_age.to_numpy(dtype=float), int(str(latest["period"].iloc[0])[:4])


def _per_child(found: Panel) -> pd.Series:
    new = found.new_plans.loc[ENGLAND].astype(float)
    children = found.children.loc[ENGLAND].astype(float).reindex(new.index).ffill().bfill()
    rate = (new / children.fillna(1.0)).dropna()
    return pd.Series(np.log(rate.to_numpy()), index=rate.index.astype(int))
