"""An indicator of one period: the council, its comparators and its neighbours side by side."""

import numpy as np
from matplotlib.axes import Axes

from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.formats import shown
from sendlib.views.lines import style_of, wrapped
from sendlib.views.scales import write_amounts, write_names


def side_by_side(compared: Compared, period: str) -> str:
    """Return the dot chart of an indicator as SVG."""
    height = 0.75 + 0.42 * len(dots(compared, period))
    with theme.canvas(height, left=0.32, right=0.95, top=0.97, bottom=0.42 / height) as (
        figure,
        axes,
    ):
        draw_dots(axes, compared, period)
        return theme.svg_of(figure)


def dots(compared: Compared, period: str) -> list[tuple[str, Row]]:
    """Return the areas that have a value, the council first."""
    codes = [compared.place.area_code, *compared.place.comparators]
    rows = [(code, compared.of(code, period)) for code in codes]
    return [(code, row) for code, row in rows if row is not None and not np.isnan(row["value"])]


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
        if not np.isnan(row["lower"]) and code == compared.place.area_code:
            axes.hlines(position, row["lower"], row["upper"], color=colour, lw=6, alpha=0.25)
        axes.scatter([value], [position], s=52, color=colour, marker=marker, zorder=3)
        axes.annotate(
            shown(row, compared.indicator), (value, position), xytext=(0, 7),
            textcoords="offset points", ha="center", fontsize=9, color=colour,
        )  # fmt: skip
    axes.set_ylim(len(rows) - 0.5, -0.65)
    low, high = axes.get_xlim()
    if min(float(row["value"]) for _, row in rows) >= 0:
        axes.set_xlim(0, high * 1.05)
    else:
        axes.set_xlim(min(low, 0) * 1.05, max(high, 0) * 1.05 or -0.05 * low)
        axes.axvline(0, color=theme.PALE, linewidth=1)
    names = ["\n".join(wrapped(compared.place.label(code))) for code, _ in rows]
    write_names(axes.yaxis, range(len(rows)), names)
    write_amounts(axes.xaxis, compared.indicator.unit)
    axes.spines["bottom"].set_visible(False)
