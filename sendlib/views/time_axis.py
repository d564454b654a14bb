"""Months along the page: an axis of dates with as few ticks as can be read."""

import pandas as pd
from matplotlib.axes import Axes

from sendlib.views.formats import MONTHS

MOST_TICKS = 7
MARGIN = 0.03  # of the time shown, at either end
_STEPS = (1, 3, 6, 12, 24, 60)  # months between ticks


def days(day: pd.Timestamp) -> float:
    """Return a day as a number, for an axis."""
    return float((day - pd.Timestamp(1970, 1, 1)).days)


def date_axis(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Put ticks at first days of months, as few as can be read, January among them."""
    span = (last.year - first.year) * 12 + last.month - first.month
    step = next((one for one in _STEPS if span / one < MOST_TICKS), _STEPS[-1])
    start = first.year * 12 + first.month - 1
    numbers = [number for number in range(start - start % step, start + span + step + 1, step)
               if number >= start]  # fmt: skip
    ticks = [pd.Timestamp(number // 12, number % 12 + 1, 1) for number in numbers]
    margin = (days(last) - days(first)) * MARGIN + 10
    axes.set_xlim(days(first) - margin, days(last) + margin)
    ticks = [tick for tick in ticks if tick <= last]
    axes.set_xticks([days(tick) for tick in ticks],
                    [f"{MONTHS[tick.month - 1][:3]} {tick.year}" for tick in ticks])  # fmt: skip
    axes.tick_params(axis="x", labelsize=8.5)
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=False)
