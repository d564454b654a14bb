"""Figures and comparisons worked out anew from the formulas of the papers and guides.

Intervals, tests of overdispersion, trends, ranks and quartiles are written here a second time,
with statsmodels, scipy and numpy, and share no line with sendlib.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, sqrt

import numpy as np
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import proportion_confint

from tests.independent.measures import LAIT, NEET, Kind, Measure, Part
from tests.independent.published import Cells, Folder, Key, end_year, moved


@dataclass
class Figures:
    """One measure for every area and period, with what questions it."""

    measure: Measure
    count: Cells
    whole: Cells
    questioned: set[Key]
    pooled: set[Key]

    def keys(self) -> set[Key]:
        return set(self.count) if self.measure.whole is None else set(self.count) & set(self.whole)

    def value(self, key: Key) -> float | None:
        """Return the value in the measure's unit, None where it cannot be worked out."""
        count = self.count.get(key)
        if self.measure.whole is None or count is None:
            return count
        whole = self.whole.get(key)
        if whole is None or whole <= 0 or (self.measure.kind == "proportion" and count > whole):
            return None
        return self.measure.scale * count / whole

    def trusted(self, key: Key) -> float | None:
        """Return the value unless a finding questions it."""
        return None if key in self.questioned else self.value(key)

    def limits(self, key: Key) -> tuple[float, float] | None:
        """Return the 95% interval in the measure's unit."""
        if self.measure.kind not in ("proportion", "rate") or self.value(key) is None:
            return None
        count, whole = self.count[key], self.whole[key]
        assert count is not None
        assert whole is not None
        if self.measure.kind == "proportion":
            low, high = proportion_confint(count, whole, alpha=0.05, method="wilson")
            low, high = (0.0 if count == 0 else low), (1.0 if count == whole else high)
            return 100 * low, 100 * high
        low, high = poisson_limits(count)
        return self.measure.scale * low / whole, self.measure.scale * high / whole


def figures(folder: Folder, measure: Measure, findings: Iterable[Mapping[str, str]]) -> Figures:
    """Return a measure's figures, England and regions added up where they are not published."""
    whole = {} if measure.whole is None else folder.cells(measure.whole)
    found = Figures(measure, dict(folder.cells(measure.count)), dict(whole), set(), set())
    for row in findings:
        for part in (measure.count, measure.whole):
            if part is None or row["effect"] != "questioned" or row["field"] not in part.columns:
                continue
            paths = NEET if part.file == "neet" else (part.path,)
            if row["source"] in paths:
                found.questioned.add((row["area_code"], moved(row["period"], part)))
    if measure.kind != "value":
        _pool(found, folder.councils)
    return found


def _pool(found: Figures, regions: Mapping[str, str]) -> None:
    groups: dict[Key, list[Key]] = {}
    for member in found.keys():  # noqa: SIM118
        area, period = member
        if area in regions:
            for code in (regions[area], "ENG"):
                groups.setdefault((code, period), []).append(member)
    for group, members in groups.items():
        if group in found.keys():  # noqa: SIM118
            continue
        good = [
            key for key in members
            if key not in found.questioned and found.count.get(key) is not None
            and (found.measure.whole is None or found.whole.get(key) is not None)
        ]  # fmt: skip
        if len(good) < 2 or (found.measure.kind == "count" and len(good) < len(members)):
            continue
        found.pooled.add(group)
        found.count[group] = sum(found.count[key] or 0.0 for key in good)
        if found.measure.whole is not None:
            found.whole[group] = sum(found.whole[key] or 0.0 for key in good)


def poisson_limits(events: float) -> tuple[float, float]:
    """Return exact limits below ten events, Byar's from ten on."""
    if events < 10:
        lower = float(chi2.ppf(0.025, 2 * events) / 2) if events > 0 else 0.0
        return lower, float(chi2.ppf(0.975, 2 * (events + 1)) / 2)
    z = float(norm.ppf(0.975))
    above = events + 1
    lower = events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
    return lower, above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3


def transformed(value: float, kind: Kind) -> float:
    """Return a share on the arcsine scale, a rate on the root scale: variance 1 / 4n on both."""
    return asin(sqrt(value)) if kind == "proportion" else sqrt(value)


def tau_squared(shown: Figures, period: str, councils: Iterable[str]) -> float:
    """Return the variance among councils beyond chance (Spiegelhalter 2005)."""
    target = shown.value(("ENG", period))
    if target is None:
        return 0.0
    kind, centre = shown.measure.kind, transformed(target / shown.measure.scale, shown.measure.kind)
    scores, weights = [], []
    for area in councils:
        key = (area, period)
        value = shown.trusted(key)
        if value is None:
            continue
        size = shown.whole[key]
        assert size is not None
        scores.append((transformed(value / shown.measure.scale, kind) - centre) * 2 * sqrt(size))
        weights.append(4 * size)
    if len(scores) < 2:
        return 0.0
    drawn_in = np.clip(scores, *np.quantile(scores, [0.1, 0.9]))
    areas = len(scores)
    excess = areas * float(np.mean(drawn_in**2)) - (areas - 1)
    weight = np.array(weights, dtype=float)
    moments = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, excess / moments)


def z_scores(shown: Figures, key: Key, comparator: float, tau2: float) -> tuple[float, float]:
    """Return the plain and the adjusted z of a figure against a comparator's value."""
    value, size = shown.value(key), shown.whole[key]
    assert value is not None
    assert size is not None
    scale, kind = shown.measure.scale, shown.measure.kind
    gap = transformed(value / scale, kind) - transformed(comparator / scale, kind)
    return gap / sqrt(1 / (4 * size)), gap / sqrt(1 / (4 * size) + tau2)


def side(z: float) -> str:
    """Return what a two-sided test at 95% says."""
    limit = float(norm.ppf(0.975))
    return "higher" if z > limit else "lower" if z < -limit else "similar"


def beside(limits: tuple[float, float], comparator: float) -> str:
    """Return on which side of a comparator an interval lies; touching is similar."""
    return "higher" if limits[0] > comparator else "lower" if limits[1] < comparator else "similar"


def trend(shown: Figures, area: str, last: int) -> str:
    """Return the direction over the five years up to the last one (Fingertips)."""
    if shown.measure.kind not in ("proportion", "rate"):
        return "not assessed"
    years = {end_year(key[1]): key for key in shown.keys() if key[0] == area}  # noqa: SIM118
    points = []
    for year in range(last - 4, last + 1):
        key = years.get(year)
        limits = shown.limits(key) if key and key not in shown.questioned else None
        if key is None or limits is None or limits[0] == limits[1]:
            return "not assessed"
        se = (limits[1] - limits[0]) / (2 * float(norm.ppf(0.975)))
        points.append((float(year), float(shown.value(key) or 0.0), se))
    slope, variance = _slope(points)
    held = all(
        np.sign(_slope(points[:out] + points[out + 1 :])[0]) == np.sign(slope) for out in range(5)
    )
    if slope**2 / variance <= float(chi2.ppf(0.998, 1)) or not held:
        return "no significant change"
    return "increasing" if slope > 0 else "decreasing"


def _slope(points: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    x, y, se = (np.array(column) for column in zip(*points, strict=True))
    weight = 1 / se**2
    centre = (weight * x).sum() / weight.sum()
    spread = (weight * (x - centre) ** 2).sum()
    return float((weight * (x - centre) * y).sum() / spread), float(1 / spread)


def standing(values: Mapping[str, float], area: str, end: str | None) -> tuple[int, int, str]:
    """Return rank, number ranked and quartile band of an area, "" where neither end is better."""
    own = values[area]
    better = [value for value in values.values() if (value < own if end == "low" else value > own)]
    if end is None:
        return len(better) + 1, len(values), ""
    cuts = [float(cut) for cut in np.quantile(list(values.values()), [0.25, 0.5, 0.75])]
    quarter = sum(own > cut for cut in cuts)
    return len(better) + 1, len(values), ("ABCD" if end == "low" else "DCBA")[quarter]


def better_end(folder: Folder, measure: Measure) -> str | None:
    """Return which end is better: the LAIT dictionary's word, the measure's own elsewhere."""
    if measure.count.file != LAIT:
        return measure.polarity
    words = {folder.dictionary[code]["Polarity"] for code in measure.count.columns}
    return {"High": "high", "Low": "low"}.get(words.pop())


def part(file: str, column: str) -> Part:
    """Return one column of a file as a part."""
    return Part(file, (column,))


CEASED = part("ceased_plans", "total_ceased")
DEFLATOR = "finance/gdp_deflator_obr_november_2025.csv"
