"""An indicator of one period: the council, its comparators and its neighbours side by side."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.formats import shown, tick
from sendlib.views.lines import style_of, wrapped


def side_by_side(compared: Compared, period: str) -> str:
    """Return the dot chart of an indicator as SVG."""
    height = 0.75 + 0.42 * len(dots(compared, period))
    with theme.canvas(height, left=0.32, right=0.95, top=0.97, bottom=0.42 / height) as (
        figure,
        axes,
    ):
        draw_dots(axes, compared, period)
        return theme.svg_of(figure)


def dots(compared: Compared, period: str) -> list[tuple[str, pd.Series]]:
    """Return the areas that have a value, the council first."""
    codes = [compared.place.area_code, *compared.place.comparators]
    rows = [(code, compared.of(code, period)) for code in codes]
    return [(code, row) for code, row in rows if row is not None and pd.notna(row["value"])]


def draw_dots(axes: Axes, compared: Compared, period: str) -> None:
    """Draw a dot per area, the council's with its interval, the neighbours' in grey behind."""
    rows = dots(compared, period)
    values = compared.values
    near = values[
        values["area_code"].isin(compared.place.neighbours)
        & (values["period"] == period)
        & values["value"].notna()
        & (values["status"] != "questioned")
    ]["value"].astype(float)
    for position, (code, row) in enumerate(rows):
        value = float(row["value"])
        colour, _, marker, _ = style_of(code, compared.place.area_code)
        if row["status"] == "questioned":
            marker = "x"
        if code.startswith("SN-"):
            axes.scatter(near, np.full(len(near), position), s=16, color=theme.FAINT, zorder=2)
        if pd.notna(row["lower"]) and code == compared.place.area_code:
            axes.hlines(position, row["lower"], row["upper"], color=colour, lw=6, alpha=0.25)
        axes.scatter([value], [position], s=52, color=colour, marker=marker, zorder=3)
        axes.annotate(
            shown(row, compared.indicator), (value, position), xytext=(0, 7),
            textcoords="offset points", ha="center", fontsize=9, color=colour,
        )  # fmt: skip
    names = ["\n".join(wrapped(compared.place.label(code))) for code, _ in rows]
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(len(rows) - 0.5, -0.65)
    low, high = axes.get_xlim()
    if min(float(row["value"]) for _, row in rows) >= 0:
        axes.set_xlim(0, high * 1.05)
    else:
        axes.set_xlim(min(low, 0) * 1.05, max(high, 0) * 1.05 or -0.05 * low)
        axes.axvline(0, color=theme.PALE, linewidth=1)
    axes.xaxis.set_major_formatter(FuncFormatter(tick(compared.indicator.unit)))
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=False)
    sns.despine(ax=axes, left=True, bottom=True)
