"""How much more or less happens in one year than in another, beyond chance.

The variation between years is learned from the years there are; these are few, so what councils
have shown before stands beside them.
"""

from dataclasses import dataclass

import numpy as np

from sendlib.measures.simulation_rates import Numbers, Rates, level_of

# scale of the prior. Councils' new plans beside England's differed from year to year by about 0.16
# without chance (DfE, EHC plans, 2015 to 2024, robust), in which moves in and out have a part
USUAL_SPREAD = 0.1
SPREADS = np.concatenate([[0.0], np.geomspace(0.005, 0.6, 40)])


@dataclass(frozen=True)
class Years:
    """Years of one kind of event: observed over expected, as logarithms.

    ratios: by year. variances: of them, by chance alone.
    """

    ratios: Numbers
    variances: Numbers

    def draw(self, random: np.random.Generator, draws: int) -> tuple[Numbers, Numbers]:
        """Return possible levels and spreads between years, a number for each draw.

        Method: the spread from a half-Cauchy prior and the likelihood of the years, on a grid; the
            level is normal given the spread.
        """
        precision = 1 / (self.variances + np.square(SPREADS)[:, None])
        whole = precision.sum(axis=1)
        middle = (precision * self.ratios).sum(axis=1) / whole
        far = (precision * np.square(self.ratios - middle[:, None])).sum(axis=1)
        log_weight = 0.5 * (np.log(precision).sum(axis=1) - np.log(whole) - far)
        log_weight -= np.log1p(np.square(SPREADS / USUAL_SPREAD))
        weight = np.exp(log_weight - log_weight.max()) * np.gradient(SPREADS)
        chosen = random.choice(len(SPREADS), draws, p=weight / weight.sum())
        level = middle[chosen] + random.standard_normal(draws) / np.sqrt(whole[chosen])
        return level, SPREADS[chosen]


def years_of(events: Numbers, exposure: Numbers, rates: Rates, *, trend: Numbers) -> Years:
    """Return the years of one kind of event beside its rates.

    Args:
        events: of shape (years, cells).
        exposure: likewise.
        rates: fitted to them.
        trend: by year, what all councils share, as a logarithm; it is taken out.
    """
    log_rates = rates.expected()[:, None]
    seen = rates.exposure > 0
    total = rates.events.sum()
    common = level_of(log_rates[seen], rates.exposure[seen], total, of_share=rates.of_share)
    log_rates = log_rates + common
    ratios, variances = [], []
    for happened, at_risk, shared in zip(events, exposure, trend, strict=True):
        if not at_risk.any():  # a year that tells nothing
            ratios.append(0.0)
            variances.append(1e6)
            continue
        level = level_of(log_rates, at_risk, happened.sum(), of_share=rates.of_share)
        hazard = np.exp(log_rates[:, 0] + level)
        stay = np.exp(-hazard) if rates.of_share else np.ones_like(hazard)
        chance = 1 - stay if rates.of_share else hazard
        slope = max(float(at_risk @ (stay * hazard)), 0.25)
        variance = float(at_risk @ (chance * stay))
        ratios.append(float(level[0]) - shared)
        variances.append(max(variance, 0.25) / slope**2)
    return Years(np.array(ratios), np.array(variances))
