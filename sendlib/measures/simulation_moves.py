"""Where those who change their setting go: by stage of education and setting, and by need."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sendlib.measures.simulation_history import STAGES, Flags
from sendlib.measures.simulation_rates import Numbers, Whole

PRIOR_MOVES = 6.0  # moves at another stage that count as much as one's own
PRIOR_RATIO = 8.0  # moves of a need up to which it is taken to go where others do
NEVER = 1e-6


@dataclass(frozen=True)
class Destinations:
    """Moves seen, by stage, need, old and new setting.

    possible: which new settings there are for those of a stage, a year older: (stages, settings).
    """

    counts: Numbers
    possible: Flags

    def draw(self, random: np.random.Generator, draws: int) -> Numbers:
        """Return cumulative shares of destinations, (draws, stages, needs, settings, settings).

        Method: a Dirichlet distribution for each stage and old setting, drawn towards that of all
            stages, times a gamma ratio of observed to expected for each need and new setting.
        """
        by_stage = self.counts.sum(axis=1)
        overall = by_stage.sum(axis=0)
        size = overall.shape[0]
        apart = 1 - np.eye(size)
        anywhere = (overall.sum(axis=0) + 0.5) * apart
        anywhere = anywhere / np.maximum(anywhere.sum(axis=1, keepdims=True), NEVER)
        usual = (overall + PRIOR_MOVES * anywhere) * apart
        usual = usual / np.maximum(usual.sum(axis=1, keepdims=True), NEVER)
        weight = by_stage + PRIOR_MOVES * usual[None]
        expected = (
            self.counts.sum(axis=3)[..., None]
            * (weight / np.maximum(weight.sum(axis=2, keepdims=True), NEVER))[:, None]
        )
        by_need = PRIOR_RATIO + self.counts.sum(axis=(0, 2))
        ratio = random.gamma(by_need, size=(draws, *by_need.shape))
        ratio /= PRIOR_RATIO + expected.sum(axis=(0, 2))
        shares = random.gamma(np.maximum(weight, NEVER), size=(draws, *weight.shape))
        open_to = self.possible[:, None, None] * apart + NEVER**2 * apart
        both = (shares[:, :, None] * ratio[:, None, :, None] + NEVER) * open_to
        found: Numbers = np.cumsum(both, axis=-1)
        return found / np.maximum(found[..., -1:], NEVER**4)


def destinations(moved: Whole, possible: Flags) -> Destinations:
    """Return the moves of all transitions, by stage.

    Args:
        moved: as in `History`.
        possible: likewise.
    """
    by_age = moved.sum(axis=0).astype(float)
    stages = np.asarray(STAGES)
    found = np.zeros((max(STAGES) + 1, *by_age.shape[1:]))
    np.add.at(found, stages, by_age)
    reached = np.zeros((max(STAGES) + 1, possible.shape[1]), dtype=bool)
    for before, after in pairwise(STAGES):
        reached[before] |= possible[after]
    return Destinations(found, reached)


def go(
    random: np.random.Generator, movers: Whole, cumulative: Numbers
) -> tuple[Whole, Whole, Whole, Whole]:
    """Send movers to their new settings.

    Args:
        random: of the simulation.
        movers: (draws, ages, needs, settings), by old setting.
        cumulative: as `Destinations.draw` gives them.

    Returns:
        A number per mover: draw, age, need and new setting.
    """
    at = np.nonzero(movers)
    times = movers[at]
    draw, age, need, old = (np.repeat(one, times) for one in at)
    rows = cumulative[draw, np.asarray(STAGES)[age], need, old]
    new = (rows < random.random(len(draw))[:, None]).sum(axis=1)
    return draw, age, need, np.minimum(new, rows.shape[1] - 1).astype(np.int64)
