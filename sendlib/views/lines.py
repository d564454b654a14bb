"""An indicator over time: the council's line, its comparators', and its neighbours' in grey."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sendlib.contracts.areas import ENGLAND
from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.formats import number, tick

Floats = npt.NDArray[np.float64]

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
FAR = 2.0  # times the highest figure that is relied on; a questioned one above would flatten them


@dataclass(frozen=True)
class Course:
    """A line with its limits, missing where it has a gap: an array each, one place a year."""

    years: Floats
    value: Floats
    lower: Floats
    upper: Floats


NO_LINE = Course(*[np.array([])] * 4)


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
    values = compared.values[compared.values["period"].isin(periods)]
    rows = values[values["value"].notna()].assign(year=values["period"].map(end_year))
    own = compared.place.area_code
    lines = courses(rows, compared)
    draw_neighbours(axes, [lines[code] for code in _near(compared) if code in lines])
    codes = [own]
    if compared.indicator.kind != "count":
        codes = [*reversed(compared.place.comparators), own]
    if own in lines and np.isfinite(lines[own].lower).any():
        band = lines[own]
        axes.fill_between(
            band.years, band.lower, band.upper, color=theme.BAND, alpha=0.8, linewidth=0
        )
    beyond = far_above(rows, compared)
    ends = []
    for code in codes:
        known = rows[rows["area_code"] == code]
        if known.empty:
            continue
        line = lines.get(code, NO_LINE)
        colour, dash, marker, width = style_of(code, own)
        axes.plot(
            line.years, line.value, color=colour, linestyle=dash, marker=marker,
            linewidth=width, markersize=4.5, zorder=3,
        )  # fmt: skip
        doubted = known[(known["status"] == "questioned") & ~known.index.isin(beyond.index)]
        if len(doubted):
            axes.scatter(
                doubted["year"], doubted["value"], color=colour, marker="x", s=42, zorder=4
            )
        ends.append((float(known["value"].iloc[-1]), compared.place.label(code), colour))
    shown = rows.drop(beyond.index)
    _finish(axes, compared, periods, shown[shown["area_code"].isin([*codes, *_near(compared)])])
    _mark_above(axes, compared, beyond)
    _end_labels(axes, ends)


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


def far_above(rows: pd.DataFrame, compared: Compared) -> pd.DataFrame:
    """Return the questioned figures of the council and its comparators that no scale can hold.

    Args:
        rows: VALUE_COLUMNS, rows with a value only.
        compared: says whose lines are drawn.
    """
    doubted = rows["status"] == "questioned"
    if not doubted.any():
        return rows.iloc[:0]
    relied = rows.loc[~doubted, ["value", "upper"]].astype(float).to_numpy()
    highest = np.nanmax(relied) if relied.size else np.nan
    drawn = rows["area_code"].isin([compared.place.area_code, *compared.place.comparators])
    return rows[doubted & drawn & (rows["value"] > FAR * highest)]


def _mark_above(axes: Axes, compared: Compared, beyond: pd.DataFrame) -> None:
    top = axes.get_ylim()[1]
    unit = compared.indicator.unit
    for _, row in beyond.iterrows():
        colour = style_of(str(row["area_code"]), compared.place.area_code)[0]
        axes.scatter([row["year"]], [top], color=colour, marker="x", s=42, zorder=4, clip_on=False)
        axes.annotate(
            number(row["value"], unit=unit), (row["year"], top), xytext=(6, 0),
            textcoords="offset points", va="center", color=colour, fontsize=LABEL_SIZE,
        )  # fmt: skip


def _near(compared: Compared) -> tuple[str, ...]:
    return () if compared.indicator.kind == "count" else compared.place.neighbours


def courses(rows: pd.DataFrame, compared: Compared) -> dict[str, Course]:
    """Return the line of each area that has a figure to rely on.

    Args:
        rows: VALUE_COLUMNS and year, rows with a value only.
        compared: says where the series breaks: a missing point lies half a year before.
    """
    points: dict[str, dict[float, tuple[float, float, float]]] = {}
    names = ("area_code", "status", "year", "value", "lower", "upper")
    for code, status, year, *limits in zip(*(rows[name] for name in names), strict=True):
        if status != "questioned":
            points.setdefault(code, {})[float(year)] = tuple(limits)
    change = compared.indicator.break_before
    gap = [end_year(change) - 0.5] if change else []
    return {code: _course(known, gap) for code, known in points.items()}


def _course(known: Mapping[float, tuple[float, float, float]], gap: Sequence[float]) -> Course:
    years = [float(year) for year in range(int(min(known)), int(max(known)) + 1)]
    years = sorted([*years, *gap])
    missing = (np.nan, np.nan, np.nan)
    limits = np.array([known.get(year, missing) for year in years], dtype=float)
    return Course(np.array(years), *limits.T)


def _finish(axes: Axes, compared: Compared, periods: Sequence[str], rows: pd.DataFrame) -> None:
    years = [end_year(period) for period in periods]
    step = math.ceil(len(years) / MAX_TICKS)
    axes.set_xticks(years[::-step][::-1], list(periods[::-step][::-1]))
    axes.set_xlim(years[0] - 0.15, years[-1] + 0.15)
    ends = rows[["value", "lower", "upper"]].astype(float)
    if compared.indicator.kind == "count":
        ends = ends[["value"]]
    own = rows["area_code"] == compared.place.area_code
    drawn = np.concatenate([ends["value"], ends[own].to_numpy().ravel()])
    low, high = float(np.nanmin(drawn)), float(np.nanmax(drawn))
    axes.set_ylim(*_span(low, high, unit=compared.indicator.unit))
    if low < 0:
        axes.axhline(0, color=theme.PALE, linewidth=1)
    for change in changes_in(compared, periods):
        axes.axvline(end_year(change) - 0.5, color=theme.PALE, linestyle=":", linewidth=1.2)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(tick(compared.indicator.unit)))
    sns.despine(ax=axes, left=True)


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
