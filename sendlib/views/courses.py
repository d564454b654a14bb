"""The figures of an indicator over the years as points and lines, one line an area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared

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


def points_of(rows: pd.DataFrame, beyond: pd.DataFrame) -> dict[str, list[Point]]:
    """Return the figures of each area, as they come.

    Args:
        rows: VALUE_COLUMNS and year, rows with a value only.
        beyond: those of them that no scale can hold.
    """
    numbers = rows[["year", "value", "lower", "upper"]].astype(float).to_numpy().tolist()
    doubted = np.where(rows["status"] == "questioned", "doubted", "relied on")
    standings = np.where(rows.index.isin(beyond.index), "beyond", doubted).tolist()
    points: dict[str, list[Point]] = {}
    for code, found, standing in zip(rows["area_code"], numbers, standings, strict=True):
        year, value, lower, upper = found
        points.setdefault(code, []).append(Point(year, value, lower, upper, standing))
    return points


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
