"""How an area's number of plans grows: England's latest growth, and what sets the area apart.

The public series is short, so one model serves all areas: an area's growth over the next years,
less England's, on what was known when the forecast was made. Plans include statements of special
educational needs until these ended in 2018.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.regression.linear_model import OLS
from statsmodels.robust.norms import HuberT
from statsmodels.robust.robust_linear_model import RLM
from statsmodels.tools.tools import add_constant

from sendlib.contracts.areas import ENGLAND
from sendlib.errors import ContractError

FIRST_ORIGIN = 2013  # the first January for which all that sets areas apart is published
ORIGINS = 4  # the newest of them that the model learns from
FEWEST_ROWS = 30  # with less to learn from, every area grows as England
EXACT = 1e-9  # residuals no larger are rounding
FURTHEST = 2.5  # robust standard deviations beyond which an area stands out no further

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Panel:
    """What is published of every council and England, one row an area and one column a year.

    plans: plans at the January count. new_plans: new plans in the calendar year. children:
    residents aged 0 to 17 at the middle of the year. All three hold the same areas in the same
    order, England among them; what is not published is missing.
    """

    plans: pd.DataFrame
    new_plans: pd.DataFrame
    children: pd.DataFrame

    @property
    def areas(self) -> pd.Index:
        """The areas without England."""
        return self.plans.index.drop(ENGLAND)

    @property
    def latest(self) -> int:
        """The newest January with plans for England."""
        return int(np.asarray(self.plans.loc[ENGLAND].dropna().index, dtype=int).max())

    def known_at(self, origin: int) -> "Panel":
        """Return what was published once the plans of that January were."""
        return Panel(
            self.plans.loc[:, :origin],
            self.new_plans.loc[:, : origin - 1],
            self.children.loc[:, : origin - 1],
        )


def panel_of(
    plans: Iterable[pd.DataFrame], new_plans: Iterable[pd.DataFrame], children: pd.DataFrame,
    *, councils: Iterable[str],
) -> Panel:  # fmt: skip
    """Return the panel of councils that long tables make.

    Args:
        plans: tables of area_code, period and value, those of newer releases first; a newer one
            stands wherever both have a number.
        new_plans: likewise.
        children: one such table.
        councils: codes of the councils wanted; regions and abolished councils are left out.

    Raises:
        ContractError: England is in none of the tables of plans.
    """
    rows = [ENGLAND, *councils]
    found = _wide(plans).reindex(rows)
    if found.loc[ENGLAND].isna().all():
        raise ContractError("plans: no row of England (ENG); a forecast starts from its growth")
    return Panel(found, _wide(new_plans).reindex(rows), _wide([children]).reindex(rows))


def growth(panel: Panel, *, horizon: int) -> pd.Series:
    """Return each area's expected growth in plans from the panel's latest January.

    England's growth of the latest year goes on; to it comes what a robust regression over the
    newest earlier years expects of an area with its last growth, new plans and level.

    Args:
        panel: what is known.
        horizon: years ahead.

    Returns:
        Differences of logarithms by area; NaN where the area has no plans at the latest January.

    Method: regression by Huber's M-estimator (Huber 1981), one for each horizon, on the deviations
        from England of: the last year's growth; new plans as a share of plans; the logarithm of
        plans per child. Each is drawn in at 2.5 robust standard deviations, so that an error in
        one area's numbers does not carry far. What is missing counts as England's.
    """
    origin = panel.latest
    apart = _standing_apart(panel, origin)
    weights = _learn(panel, origin, horizon)
    own = apart.fillna(0).to_numpy() @ weights[1:]
    expected = own + weights[0] + horizon * _england_growth(panel, origin)
    has_plans = panel.plans.loc[panel.areas, origin] > 0
    return pd.Series(expected, index=panel.areas).where(has_plans)


def _wide(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    found = pd.DataFrame()
    for table in tables:
        years = table["period"].astype(str).astype(int)
        one = table.assign(period=years).pivot(index="area_code", columns="period", values="value")
        one.index = one.index.astype(str)
        found = found.combine_first(one)
    return found.astype(float).sort_index(axis="columns")


def _england_growth(panel: Panel, year: int) -> float:
    plans = panel.plans.loc[ENGLAND]
    return float(np.log(plans[year] / plans[year - 1]))


def _standing_apart(panel: Panel, year: int) -> pd.DataFrame:
    """Return how each area differed from England at a January, by what was known then."""
    plans, before = _column(panel.plans, year), _column(panel.plans, year - 1)
    table = pd.DataFrame(
        {
            "growth": np.log(plans / before),
            "new": _column(panel.new_plans, year - 1) / plans,
            "level": np.log(plans / _column(panel.children, year - 1)),
        }
    )
    return (table - table.loc[ENGLAND]).loc[panel.areas].apply(_drawn_in)


def _column(table: pd.DataFrame, year: int) -> pd.Series:
    """Return the numbers of a year above 0; the others count as not published."""
    if year not in table.columns:
        return pd.Series(np.nan, index=table.index)
    return table[year].where(table[year] > 0)


def _drawn_in(values: pd.Series) -> pd.Series:
    middle = values.median()
    spread = FURTHEST * 1.4826 * (values - middle).abs().median()
    return values.clip(middle - spread, middle + spread)


def _learn(panel: Panel, origin: int, horizon: int) -> Numbers:
    """Return the constant and the weights of what sets areas apart, for one horizon."""
    newest = origin - horizon
    parts = []
    for year in range(max(FIRST_ORIGIN, newest - ORIGINS + 1), newest + 1):
        start, end = _column(panel.plans, year), _column(panel.plans, year + horizon)
        grown = np.log(end / start)
        outcome = (grown - grown[ENGLAND]).loc[panel.areas].rename("outcome")
        parts.append(pd.concat([_standing_apart(panel, year), outcome], axis="columns"))
    table = pd.concat(parts) if parts else pd.DataFrame(columns=["growth", "new", "level"])
    table = table.dropna()
    if len(table) < FEWEST_ROWS:
        return np.zeros(4)
    design = add_constant(table[["growth", "new", "level"]].to_numpy(), has_constant="add")
    telling = _independent(design)
    outcome = table["outcome"].to_numpy()
    fitted = OLS(outcome, design[:, telling]).fit()
    if np.abs(fitted.resid).max() > EXACT:  # a perfect fit leaves no scale to be robust about
        norm = HuberT(1.0)
        fitted = RLM(outcome, design[:, telling], M=norm).fit()
    weights = np.zeros(design.shape[1])
    weights[telling] = fitted.params
    return weights


def _independent(design: Numbers) -> list[int]:
    """Return the columns that say something the ones before them do not."""
    kept: list[int] = []
    for column in range(design.shape[1]):
        if np.linalg.matrix_rank(design[:, [*kept, column]], tol=1e-6) > len(kept):
            kept.append(column)
    return kept
