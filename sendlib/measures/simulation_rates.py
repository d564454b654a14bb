"""Rates of events by age, need and setting, with thin cells drawn towards their margins.

The expected rate of a cell is a product of effects: of the age, of the setting and of the need
within a stage of education, and of need and setting together. Each kind of effect has a spread of
its own, learned from the data: where there is little to learn from, effects are near none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.sparse import csr_matrix

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

STEPS = 25  # of the fit
HALVINGS = 12  # of a step that overshoots
LARGEST_STEP = 1.5  # in an effect, on the scale of logarithms
SMALLEST, LARGEST = 1e-3, 4.0  # variance of one kind of effect
# the variance of effects before any data, and how many effects it counts as: stages, needs and
# settings first, which differ much, then those beside them
PRIOR_VARIANCE = (1.0, 0.5, 0.5, 0.08, 0.08, 0.08, 0.08)
PRIOR_EFFECTS = (2.0, 2.0, 2.0, 6.0, 6.0, 6.0, 6.0)
LOWEST, HIGHEST = -18.0, 5.0  # logarithms of rates
MOST_ALIKE = 0.25  # correlation within a cell


@dataclass(frozen=True)
class Design:
    """Which effects each cell has.

    levels: of shape (kinds, cells), the place of a kind's effect among all effects; starts: where
    each kind's effects begin, and behind them their number. The first effect is common to all.
    """

    levels: Whole
    starts: tuple[int, ...]

    def matrix(self, cells: Whole) -> csr_matrix:
        """Return indicators of the effects of some cells, one row a cell."""
        kinds = len(self.levels)
        columns = self.levels[:, cells].T.ravel()
        ends = np.arange(0, kinds * len(cells) + 1, kinds)
        shape = (len(cells), self.starts[-1])
        return csr_matrix((np.ones(columns.size), columns, ends), shape=shape)


def design(stages: Sequence[int], needs: int, settings: int) -> Design:
    """Return the effects of every cell of ages x needs x settings, in that order.

    Args:
        stages: the stage of education of each age.
        needs: number of needs.
        settings: number of settings.
    """
    shape = (len(stages), needs, settings)
    age, need, setting = np.indices(shape).reshape(3, -1)
    stage = np.asarray(stages)[age]
    kinds = [
        np.zeros_like(age),
        stage,
        need,
        setting,
        age,
        stage * settings + setting,
        stage * needs + need,
        need * settings + setting,
    ]
    count = max(stages) + 1
    main = [1, count, needs, settings]
    sizes = [*main, len(stages), count * settings, count * needs, needs * settings]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    levels = np.array([kind + start for kind, start in zip(kinds, starts[:-1], strict=True)])
    return Design(levels, tuple(int(one) for one in starts))


@dataclass(frozen=True)
class Rates:
    """Effects as fitted: their mean, and the Cholesky factor of their precision.

    of_share: True for a share of those who could, whose rate is 1 - exp(-exp(effects)); False for a
    number per head of population. events and exposure: of all years, by cell. alike: correlation
    of persons within a cell beyond what the effects say, 0 to 1.
    """

    design: Design
    mean: Numbers
    factor: Numbers
    of_share: bool
    events: Numbers
    exposure: Numbers
    alike: float

    def expected(self) -> Numbers:
        """Return the logarithm of each cell's rate, in the middle."""
        found: Numbers = np.clip(self.mean[self.design.levels].sum(axis=0), LOWEST, HIGHEST)
        return found

    def draw(self, random: np.random.Generator, draws: int) -> Numbers:
        """Return possible logarithms of rates, of shape (cells, draws), each with the events seen.

        What all cells share is taken out of the draws: `simulation_years` has it.
        """
        size = len(self.mean)
        beside = solve_triangular(
            self.factor, random.standard_normal((size, draws)), lower=True, trans="T"
        )
        effects = self.mean[:, None] + beside
        log_rates = np.zeros((self.design.levels.shape[1], draws))
        for level in self.design.levels:
            log_rates += effects[level]
        np.clip(log_rates, LOWEST, HIGHEST, out=log_rates)
        seen = self.exposure > 0
        shift = level_of(
            log_rates[seen], self.exposure[seen], self.events.sum(), of_share=self.of_share
        )
        found: Numbers = np.clip(log_rates + shift, LOWEST, HIGHEST)
        return found


def fit_rates(events: Numbers, exposure: Numbers, plan: Design, *, of_share: bool) -> Rates:
    """Return the rates of events.

    Args:
        events: of shape (years, cells).
        exposure: likewise: persons who could, or population.
        plan: which effects cells have.
        of_share: True if each person of the exposure has the event or not.

    Method: penalised likelihood with normal effects; binomial with complementary log-log link for
        shares (grouped proportional hazards: Prentice and Gloeckler 1978), else Poisson with log
        link; the variance of each kind of effect by EM on its approximate posterior (Breslow and
        Clayton 1993).
    """
    total, at_risk = events.sum(axis=0), exposure.sum(axis=0)
    cells = np.flatnonzero(at_risk > 0)
    mean, factor = _fitted(total[cells], at_risk[cells], plan, cells, of_share=of_share)
    rates = Rates(plan, mean, factor, of_share, total, at_risk, 0.0)
    alike = _alike(rates) if of_share else 0.0
    return Rates(plan, mean, factor, of_share, total, at_risk, alike)


def level_of(
    log_rates: Numbers, exposure: Numbers, events: float | np.floating, *, of_share: bool
) -> Numbers:
    """Return what has to be added to logarithms of rates for them to expect the events.

    Args:
        log_rates: of shape (cells, draws).
        exposure: by cell.
        events: how many there were; none counts as half of one.
        of_share: as in `fit_rates`.

    Returns:
        A number for each draw.
    """
    wanted = max(float(events), 0.5)
    level = np.zeros(log_rates.shape[1])
    for _ in range(4 if of_share else 1):
        hazard = np.exp(np.minimum(log_rates + level, HIGHEST))
        if of_share:
            stay = np.exp(-hazard)
            expected = exposure @ (1 - stay)
            slope = exposure @ (stay * hazard)
            level = level + np.clip((wanted - expected) / np.maximum(slope, 1e-12), -2, 2)
        else:
            level = level + np.log(wanted / np.maximum(exposure @ hazard, 1e-12))
    return level


def _fitted(
    events: Numbers, exposure: Numbers, plan: Design, cells: Whole, *, of_share: bool
) -> tuple[Numbers, Numbers]:
    matrix = plan.matrix(cells)
    size = plan.starts[-1]
    start = np.log((events.sum() + 0.5) / (exposure.sum() + 1.0))
    centre = np.zeros(size)
    centre[0] = start
    mean = centre.copy()
    variances = np.array(PRIOR_VARIANCE)
    widths = np.diff(plan.starts)[1:]
    factor = np.eye(size)
    for _ in range(STEPS):
        penalty = np.concatenate([[1.0], np.repeat(1 / variances, widths)])
        score, weight = _slopes(matrix @ mean, events, exposure, of_share=of_share)
        precision = (matrix.T @ matrix.multiply(weight[:, None])).toarray()
        precision[np.diag_indices(size)] += penalty
        gradient = matrix.T @ score - penalty * (mean - centre)
        factor, low = cho_factor(precision, lower=True)
        step = np.clip(cho_solve((factor, low), gradient), -LARGEST_STEP, LARGEST_STEP)

        def likely(mean: Numbers, penalty: Numbers = penalty) -> float:
            far = 0.5 * float(penalty @ np.square(mean - centre))
            return _likelihood(matrix @ mean, events, exposure, of_share=of_share) - far

        mean = _climbed(mean, step, likely)
        spread = np.square(solve_triangular(factor, np.eye(size), lower=True)).sum(axis=0)
        for kind, (first, end) in enumerate(zip(plan.starts[1:-1], plan.starts[2:], strict=True)):
            before = PRIOR_EFFECTS[kind]
            found = np.square(mean[first:end]).sum() + spread[first:end].sum()
            share = (found + before * PRIOR_VARIANCE[kind]) / (end - first + before)
            variances[kind] = np.clip(share, SMALLEST, LARGEST)
    return mean, np.tril(factor)


def _climbed(mean: Numbers, step: Numbers, likely: Callable[[Numbers], float]) -> Numbers:
    """Take a step, or as much of it as makes the data likelier."""
    best = likely(mean)
    for part in np.power(0.5, range(HALVINGS)):
        tried = mean + part * step
        if likely(tried) >= best:
            further: Numbers = tried
            return further
    return mean


def _likelihood(log_rates: Numbers, events: Numbers, exposure: Numbers, *, of_share: bool) -> float:
    hazard = np.exp(np.clip(log_rates, LOWEST, HIGHEST))
    if not of_share:
        return float(events @ log_rates - exposure @ hazard)
    chance = np.clip(-np.expm1(-hazard), 1e-12, 1.0)
    return float(events @ np.log(chance) - (exposure - events) @ hazard)


def _slopes(
    log_rates: Numbers, events: Numbers, exposure: Numbers, *, of_share: bool
) -> tuple[Numbers, Numbers]:
    """Return the first derivative of the likelihood and its expected second one, by cell."""
    hazard = np.exp(np.clip(log_rates, LOWEST, HIGHEST))
    if not of_share:
        return events - exposure * hazard, exposure * hazard
    chance = np.clip(-np.expm1(-hazard), 1e-12, 1 - 1e-9)
    slope = (1 - chance) * hazard
    inverse = slope / (chance * (1 - chance))
    return (events - exposure * chance) * inverse, exposure * slope * inverse


def _alike(rates: Rates) -> float:
    """Return how alike persons of a cell are beyond its rate, by the method of moments."""
    chance = -np.expm1(-np.exp(rates.expected()))
    several = rates.exposure >= 2
    total, at_risk = rates.events[several], rates.exposure[several]
    chance = chance[several]
    variance = chance * (1 - chance)
    excess = np.square(total - at_risk * chance) - at_risk * variance
    pairs = (at_risk * (at_risk - 1) * variance).sum()
    return float(np.clip(excess.sum() / pairs, 0.0, MOST_ALIKE)) if pairs > 0 else 0.0
