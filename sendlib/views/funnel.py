"""Funnel plot: every council's value against its size, with the limits of the usual spread."""

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.arrays import Values
from sendlib.measures.compared import Compared
from sendlib.measures.comparisons import kind_of
from sendlib.measures.funnel import Overdispersion, funnel_limits
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Evidence, nothing
from sendlib.views.evidence import evidence_of, figures_of
from sendlib.views.formats import counted, shown
from sendlib.views.scales import write_amounts
from sendlib.views.statements import period_words

POINTS = 80
FEWEST = 3
LEVEL = 0.998
BELOW = 21  # points from the axis to its title
SIZE = "Size of the group counted (denominator)"
# group, colour, area in points, marker, what a reader calls it
MARKS = (
    ("other", theme.PALE, 14, "o", "dots: other councils"),
    ("near", theme.NEIGHBOURS, 30, "s", "squares: its statistical neighbours"),
    ("own", theme.AREA, 70, "D", "Diamond: {name}"),
)


def funnel_chart(compared: Compared) -> Chart | Callout:
    """Draw every council's latest value against its denominator, with 99.8% limits.

    The outer pair of lines allows for the usual spread among councils, the inner for chance alone.
    """
    indicator, place = compared.indicator, compared.place
    label = f"fig-funnel-{indicator.measure.replace('_', '-')}"
    points = funnel_points(compared)
    england, spread = compared.of(ENGLAND), compared.spread
    if (
        len(points) < FEWEST
        or spread is None
        or england is None
        or pd.isna(england["value"])
        or england["status"] == "questioned"
    ):
        return nothing(
            f"No funnel plot: {indicator.title}",
            "A funnel plot needs the counts of several councils, and a figure for England among "
            "the comparators.",
            label,
        )
    with theme.canvas(3.7, left=0.1, bottom=0.16, right=0.97) as (figure, axes):
        draw_funnel(axes, compared, points, spread)
        svg = theme.svg_of(figure)
    beyond = _outside(points, compared, spread)
    outside = counted(beyond, "council lies", "councils lie") if beyond else "no council lies"
    own = points[points["group"] == "own"]
    where = (
        "is not shown, having no figure to rely on"
        if own.empty
        else f"is at {shown(own.iloc[0], indicator)}"
    )
    there = set(points["group"])
    marks = [words.format(name=place.name) for name, *_, words in MARKS[::-1] if name in there]
    return Chart(
        svg=svg,
        alt=(
            f"Funnel plot of {indicator.subject.rstrip(',')} in {len(points)} councils, "
            f"{period_words(compared)}. England is at {shown(england, indicator)}; {outside} "
            f"outside the limits that allow for the usual spread. {place.name} {where}."
        ),
        caption=f"{indicator.title}: every council by size, {period_words(compared)}",
        label=label,
        columns=(("area", "Council"), ("denominator", SIZE), ("value", indicator.title)),
        rows=tuple(
            (area_name(str(code)), float(size), float(value))
            for code, size, value in points[["area_code", "denominator", "value"]].itertuples(
                index=False
            )
        ),
        notes=(
            f"{'; '.join(marks)}.",
            "Dotted lines: limits of chance alone; dashed lines: limits that allow for the usual "
            "spread among councils; both at 99.8%. Solid line: England.",
        ),
        evidence=Evidence(
            figures=pd.concat(
                [figures_of(points, indicator, place), evidence_of(compared).figures]
            ).drop_duplicates(["area_code", "period"], ignore_index=True),
            comparisons=compared.comparisons,
        ),
    )


def draw_funnel(
    axes: Axes, compared: Compared, points: pd.DataFrame, spread: Overdispersion
) -> None:
    """Draw the limits, England's line and a mark per council."""
    scale = compared.indicator.scale
    smallest, largest = max(1.0, points["denominator"].min()), points["denominator"].max()
    sizes = np.geomspace(smallest, largest, POINTS)
    limits = _limits(sizes, compared, spread)
    for name, dash in (("plain", ":"), ("adjusted", "--")):
        for side in ("lower", "upper"):
            axes.plot(
                sizes, limits[f"{name}_{side}"] * scale, color=theme.NATION, linestyle=dash,
                linewidth=1.2,
            )  # fmt: skip
    axes.axhline(spread.target * scale, color=theme.NATION, linewidth=1.4)
    for group, colour, size, marker, _ in MARKS:
        rows = points[points["group"] == group]
        axes.scatter(
            rows["denominator"], rows["value"], s=size, color=colour, marker=marker, zorder=3,
            linewidths=0,
        )  # fmt: skip
    low, high = float(points["value"].min()), float(points["value"].max())
    margin = 0.06 * (high - low or 1.0)
    axes.set_ylim(max(0.0, low - margin), high + margin)
    write_amounts(axes.yaxis, compared.indicator.unit)
    write_amounts(axes.xaxis, "count", lines=False)
    axes.annotate(
        SIZE, (0.5, 0), xytext=(0, -BELOW), xycoords="axes fraction", textcoords="offset points",
        va="top", ha="center", color=rcParams["axes.labelcolor"],
    )  # fmt: skip


def funnel_points(compared: Compared) -> pd.DataFrame:
    """Return the councils with a figure to rely on at the latest period, and their group."""
    latest = compared.councils[compared.councils["period"] == compared.latest]
    known = latest[latest["value"].notna() & (latest["status"] != "questioned")]
    codes = known["area_code"]
    group = np.select(
        [codes == compared.place.area_code, codes.isin(compared.place.neighbours)],
        ["own", "near"],
        default="other",
    )
    return known.assign(group=group).reset_index(drop=True)


def _limits(sizes: Values, compared: Compared, spread: Overdispersion) -> pd.DataFrame:
    return funnel_limits(
        sizes, target=spread.target, tau_squared=spread.tau_squared,
        kind=kind_of(compared.indicator), levels=(LEVEL,),
    )  # fmt: skip


def _outside(points: pd.DataFrame, compared: Compared, spread: Overdispersion) -> int:
    limits = _limits(points["denominator"], compared, spread)
    values = points["value"].to_numpy() / compared.indicator.scale
    beyond = (values < limits["adjusted_lower"]) | (values > limits["adjusted_upper"])
    return int(beyond.sum())
