"""An improvement plan as a whole: its actions and all that is worked out of their reviews."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sendlib.measures import claims, progress, slippage
from sendlib.measures.embedding import TimeTo, time_to
from sendlib.measures.progress import Scale
from sendlib.params.progress import Progress


@dataclass(frozen=True)
class Improvement:
    """One or several improvement plans of one partnership, review by review.

    rows: of the local file `actions`. scale: of the ratings. options: of params.
    """

    rows: pd.DataFrame
    scale: Scale
    options: Progress

    @property
    def is_given(self) -> bool:
        """Say whether there is an action at all."""
        return len(self.rows) > 0

    @cached_property
    def told(self) -> pd.DataFrame:
        """Every review of every action, as `progress.history` has them."""
        return progress.history(self.rows, self.scale)

    @cached_property
    def actions(self) -> pd.DataFrame:
        """Every action, as `progress.register` has them."""
        return progress.register(self.rows, self.scale)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """How many actions stood at each rating at each review."""
        return progress.shares(self.told, self.scale)

    @cached_property
    def setbacks(self) -> pd.DataFrame:
        """Reviews that gave an action a worse rating than the one before."""
        return self.told[self.told["is_setback"]].reset_index(drop=True)

    @cached_property
    def standstill(self) -> pd.DataFrame:
        """Open actions not reviewed, or not changed, for long."""
        return progress.standstill(self.actions, self.told, months=self.options.stale_months)

    @cached_property
    def slippage(self) -> pd.DataFrame:
        """By how many months each action missed its due month."""
        return slippage.slippage(self.actions, self.told, self.scale)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Measures of success beside evidence and rating."""
        return claims.measures_beside_evidence(self.actions, self.told, self.scale)

    @cached_property
    def too_early(self) -> pd.DataFrame:
        """Reviews that rate an action as begun before the month in which it starts."""
        return claims.rated_before_start(self.actions, self.told, self.scale)

    def time_to(self, rating: str) -> TimeTo:
        """Return how long actions take to a rating."""
        return time_to(self.actions, self.told, self.scale, rating)

    @property
    def latest(self) -> pd.Timestamp:
        """The month of the latest review of any action."""
        month: pd.Timestamp = self.told["review"].max()
        return month


def improvement(rows: pd.DataFrame, options: Progress) -> Improvement:
    """Return the improvement plan that the rows of the local file `actions` make.

    Args:
        rows: one per review of an action.
        options: how params judge it.
    """
    return Improvement(rows, progress.scale_of(options), options)
