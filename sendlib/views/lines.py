"""An indicator over time: the council's line, its comparators', and its neighbours' in grey."""

import math
import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from sendlib.contracts.areas import ENGLAND
from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.courses import NO_LINE, Course, Points, courses, points_of
from sendlib.views.formats import number
from sendlib.views.scales import write_amounts, write_names

STYLES = {
    "area": (theme.AREA, "-", "o", 2.4),
    "SN": (theme.NEIGHBOURS, ":", "s", 1.8),
    "region": (theme.REGION, "-.", "^", 1.8),
    "ENG": (theme.NATION, "--", "D", 1.8),
    "OWN": (theme.OWN_LIST, (0, (1, 1)), "v", 1.8),
}
HEIGHT = 2.75
TOP, BOTTOM = 0.96, 0.11
MAX_TICKS = 8
LABEL_WIDTH = 24  # characters
LABEL_SIZE = 9.5  # points
LINE_HEIGHT = 11.5  # points


def style_of(code: str, area_code: str) -> tuple[str, object, str, float]:
    """Return colour, dash, marker and width of an area's line."""
    if code == area_code:
        return STYLES["area"]
    if code == ENGLAND:
        return STYLES["ENG"]
    return STYLES.get(code.split("-")[0], STYLES["region"])


def over_time(compared: Compared, periods: Sequence[str]) -> str:
    """Return the line chart of an indicator as SVG."""
    with theme.canvas(HEIGHT, right=0.72, bottom=BOTTOM, top=TOP, left=0.1) as (figure, axes):
        draw_lines(axes, compared, periods)
        return theme.svg_of(figure)


def draw_lines(axes: Axes, compared: Compared, periods: Sequence[str]) -> None:
    """Draw an indicator's course; a number alone is drawn without comparators.

    A year without a figure is a gap in the line, and so is a break in the series. Figures that a
    finding questions are crosses beside the line, or at the upper edge with their value where they
    lie far above all that is relied on.
    """
    points = points_of(compared, periods)
    own = compared.place.area_code
    lines = courses(points, compared)
    draw_neighbours(axes, [lines[code] for code in _near(compared) if code in lines])
    codes = [own]
    if compared.indicator.kind != "count":
        codes = [*reversed(compared.place.comparators), own]
    codes = [code for code in codes if code in points]
    if own in lines and np.isfinite(lines[own].lower).any():
        band = lines[own]
        axes.fill_between(
            band.years, band.lower, band.upper, color=theme.BAND, alpha=0.8, linewidth=0
        )
    for code in codes:
        line = lines.get(code, NO_LINE)
        colour, dash, marker, width = style_of(code, own)
        axes.plot(
            line.years, line.value, color=colour, linestyle=dash, marker=marker,
            linewidth=width, markersize=4.5, zorder=3,
        )  # fmt: skip
        crosses = [point for point in points[code] if point.standing == "doubted"]
        if crosses:
            years, heights = [point.year for point in crosses], [point.value for point in crosses]
            axes.scatter(years, heights, color=colour, marker="x", s=42, zorder=4)
    shown = {code: points[code] for code in [*codes, *_near(compared)] if code in points}
    _finish(axes, compared, periods, shown)
    _mark_above(axes, compared, {code: points[code] for code in codes})
    _end_labels(axes, [
        (points[code][-1].value, compared.place.label(code), style_of(code, own)[0])
        for code in codes
    ])  # fmt: skip


def draw_neighbours(axes: Axes, lines: Sequence[Course]) -> None:
    """Draw thin grey lines, gaps and all, that lie behind the others."""
    if not lines:
        return
    points = [np.column_stack([line.years, line.value]) for line in lines]
    drawn = LineCollection(
        points, colors=theme.FAINT, linewidths=0.8, zorder=1, capstyle="projecting",
        joinstyle="round",
    )  # fmt: skip
    axes.add_collection(drawn, autolim=False)


def _mark_above(axes: Axes, compared: Compared, points: Points) -> None:
    top = axes.get_ylim()[1]
    unit = compared.indicator.unit
    for code, known in points.items():
        colour = style_of(code, compared.place.area_code)[0]
        for point in known:
            if point.standing != "beyond":
                continue
            axes.scatter(
                [point.year], [top], color=colour, marker="x", s=42, zorder=4, clip_on=False
            )
            axes.annotate(
                number(point.value, unit=unit), (point.year, top), xytext=(6, 0),
                textcoords="offset points", va="center", color=colour, fontsize=LABEL_SIZE,
            )  # fmt: skip


def _near(compared: Compared) -> tuple[str, ...]:
    return () if compared.indicator.kind == "count" else compared.place.neighbours


def _finish(axes: Axes, compared: Compared, periods: Sequence[str], points: Points) -> None:
    years = [end_year(period) for period in periods]
    axes.set_xlim(years[0] - 0.15, years[-1] + 0.15)
    low, high = _ends(compared, points)
    axes.set_ylim(*_span(low, high, unit=compared.indicator.unit))
    if low < 0:
        axes.axhline(0, color=theme.PALE, linewidth=1)
    for change in changes_in(compared, periods):
        axes.axvline(end_year(change) - 0.5, color=theme.PALE, linestyle=":", linewidth=1.2)
    step = math.ceil(len(years) / MAX_TICKS)
    write_names(axes.xaxis, years[::-step][::-1], periods[::-step][::-1])
    write_amounts(axes.yaxis, compared.indicator.unit, most=5)


def _ends(compared: Compared, points: Points) -> tuple[float, float]:
    """Return the lowest and highest of all that is drawn, the council's limits among them."""
    heights: list[float] = []
    for code, known in points.items():
        limits = code == compared.place.area_code and compared.indicator.kind != "count"
        for point in known:
            if point.standing != "beyond":
                heights += point[1:4] if limits else [point.value]
    return float(np.nanmin(heights)), float(np.nanmax(heights))


def _span(low: float, high: float, *, unit: str) -> tuple[float, float]:
    """Return the ends of the vertical axis: from 0, unless there is something below it."""
    margin = 0.08 * ((high - min(low, 0)) or 1.0)
    top = high + margin
    if unit == "percent" and high <= 100:
        top = min(top, 104.0)
    return (low - margin if low < 0 else 0.0), (max(top, margin) if low < 0 else top)


def changes_in(compared: Compared, periods: Sequence[str]) -> list[str]:
    """Return the periods shown at which the series breaks or is collected in another way."""
    indicator = compared.indicator
    wanted = [period for period in (indicator.break_before, indicator.collected_anew) if period]
    first, last = end_year(periods[0]), end_year(periods[-1])
    return [period for period in wanted if first < end_year(period) <= last]


def _end_labels(axes: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's name at its end, pushed apart so that none overlaps."""
    low, high = axes.get_ylim()
    per_point = (high - low) / (HEIGHT * (TOP - BOTTOM) * 72)
    labels = [(value, wrapped(name), colour) for value, name, colour in sorted(ends)]
    sizes = [per_point * LINE_HEIGHT * len(lines) for _, lines, _ in labels]
    heights = spread_out([value for value, _, _ in labels], sizes, top=high)
    for height, (_, lines, colour) in zip(heights, labels, strict=True):
        axes.text(
            1.015, height, "\n".join(lines), transform=axes.get_yaxis_transform(), color=colour,
            va="center", ha="left", fontsize=LABEL_SIZE, linespacing=0.95, clip_on=False,
        )  # fmt: skip


def spread_out(centres: Sequence[float], sizes: Sequence[float], *, top: float) -> list[float]:
    """Return centres moved as little upwards as keeps them apart, then down from a top.

    Args:
        centres: where labels would stand, lowest first.
        sizes: their heights.
        top: where the upper edge of the highest may be.
    """
    placed: list[float] = []
    for centre, size in zip(centres, sizes, strict=True):
        gap = (sizes[len(placed) - 1] + size) / 2 if placed else 0.0
        placed.append(max(centre, placed[-1] + gap) if placed else centre)
    ceiling = top
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], ceiling - sizes[place] / 2)
        ceiling = placed[place] - sizes[place] / 2
    return placed


def wrapped(name: str) -> list[str]:
    """Return a name in lines that fit beside a chart."""
    return textwrap.wrap(name, LABEL_WIDTH)
