"""The figures of an indicator over the years as points and lines, one line an area."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared

FAR = 2.0  # times the highest figure that is relied on; a questioned one above would flatten them
Floats = npt.NDArray[np.float64]


class Point(NamedTuple):
    """A figure of a year with its limits, and how it stands: relied on, doubted or beyond."""

    year: float
    value: float
    lower: float
    upper: float
    standing: str


@dataclass(frozen=True)
class Course:
    """A line with its limits, missing where it has a gap: an array each, one place a year."""

    years: Floats
    value: Floats
    lower: Floats
    upper: Floats


Points = Mapping[str, Sequence[Point]]  # by area
NO_LINE = Course(*[np.array([])] * 4)


def drawn_rows(compared: Compared) -> list[Row]:
    """Return the rows that have a value and are drawn: of a number, the council's only."""
    codes = {compared.place.area_code}
    if compared.indicator.kind != "count":
        codes |= {*compared.place.comparators, *compared.place.neighbours}
    periods = set(compared.periods)
    return [
        row
        for row in compared.rows
        if row["area_code"] in codes and row["period"] in periods and pd.notna(row["value"])
    ]


def points_of(compared: Compared, periods: Collection[str]) -> dict[str, list[Point]]:
    """Return the figures of some periods that are drawn, of each area, as they come.

    A questioned figure of the council or a comparator stands beyond the scale where it lies far
    above all that is relied on.
    """
    rows = [row for row in drawn_rows(compared) if row["period"] in periods]
    highest = _highest_relied_on(rows)
    named = {compared.place.area_code, *compared.place.comparators}
    points: dict[str, list[Point]] = {}
    for row in rows:
        code, value = row["area_code"], float(row["value"])
        standing = "relied on"
        if row["status"] == "questioned":
            standing = "beyond" if code in named and value > FAR * highest else "doubted"
        limits = float(row["lower"]), float(row["upper"])
        point = Point(float(end_year(row["period"])), value, *limits, standing)
        points.setdefault(code, []).append(point)
    return points


def is_beyond(compared: Compared, periods: Collection[str]) -> bool:
    """Say whether any figure of some periods stands beyond the scale."""
    points = points_of(compared, periods).values()
    return any(point.standing == "beyond" for known in points for point in known)


def _highest_relied_on(rows: Sequence[Row]) -> float:
    """Return the highest figure or limit that no finding questions; without any, no number."""
    relied = [row for row in rows if row["status"] != "questioned"]
    heights = [float(row[name]) for row in relied for name in ("value", "upper")]
    return max((height for height in heights if not math.isnan(height)), default=math.nan)


def courses(points: Points, compared: Compared) -> dict[str, Course]:
    """Return the line of each area that has a figure to rely on.

    Args:
        points: the figures of each area.
        compared: says where the series breaks: a missing point lies half a year before.
    """
    change = compared.indicator.break_before
    gap = [end_year(change) - 0.5] if change else []
    relied = {
        code: [point for point in known if point.standing == "relied on"]
        for code, known in points.items()
    }
    return {code: _course(known, gap) for code, known in relied.items() if known}


def _course(points: Sequence[Point], gap: Sequence[float]) -> Course:
    known = {point.year: (point.value, point.lower, point.upper) for point in points}
    years = [float(year) for year in range(int(min(known)), int(max(known)) + 1)]
    years = sorted([*years, *gap])
    missing = (np.nan, np.nan, np.nan)
    limits = np.array([known.get(year, missing) for year in years])
    return Course(np.array(years), *limits.T)
