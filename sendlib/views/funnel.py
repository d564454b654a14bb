"""Funnel plot: every council's value against its size, with the limits of the usual spread."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.compared import Compared
from sendlib.measures.funnel import Kind, funnel_limits
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart
from sendlib.views.evidence import evidence_of
from sendlib.views.formats import number
from sendlib.views.statements import period_words

POINTS = 60
SIZE = "Size of the group counted (denominator)"


def funnel_chart(compared: Compared) -> Chart | Callout:
    """Draw every council's latest value against its denominator, with 99.8% limits.

    The outer pair of lines allows for the usual spread among councils, the inner for chance alone.
    """
    indicator, place = compared.indicator, compared.place
    label = f"fig-funnel-{indicator.measure.replace('_', '-')}"
    points = _points(compared)
    england = compared.of(ENGLAND)
    spread = compared.spread
    if len(points) < 3 or england is None or pd.isna(england["value"]) or spread is None:
        return Callout(
            f"No funnel plot: {indicator.title}",
            "Too few councils, or no figure for England, in the years shown.",
            label,
            "missing",
        )
    kind: Kind = "proportion" if indicator.kind == "proportion" else "rate"
    sizes = np.linspace(max(1.0, points["denominator"].min()), points["denominator"].max(), POINTS)
    limits = funnel_limits(
        sizes, target=float(england["value"]) / indicator.scale, tau_squared=spread.tau_squared,
        kind=kind, levels=(0.998,),
    )  # fmt: skip
    with theme.canvas(3.7, left=0.1, bottom=0.16, right=0.97) as (figure, axes):
        for name, dash in (("plain", ":"), ("adjusted", "--")):
            for side in ("lower", "upper"):
                axes.plot(
                    sizes, limits[f"{name}_{side}"] * indicator.scale, color=theme.NATION,
                    linestyle=dash, linewidth=1.2,
                )  # fmt: skip
        axes.axhline(float(england["value"]), color=theme.NATION, linewidth=1.4)
        groups = (
            ("other", theme.PALE, 14, "o"), ("near", theme.NEIGHBOURS, 30, "s"),
            ("own", theme.AREA, 70, "D"),
        )  # fmt: skip
        for group, colour, size, marker in groups:
            rows = points[points["group"] == group]
            axes.scatter(
                rows["denominator"], rows["value"], s=size, color=colour, marker=marker, zorder=3,
                linewidths=0,
            )  # fmt: skip
        low, high = float(points["value"].min()), float(points["value"].max())
        margin = 0.06 * (high - low or 1.0)
        axes.set_ylim(max(0.0, low - margin), high + margin)
        unit = "%" if indicator.unit == "percent" else ""
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}{unit}"))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.set_xlabel(SIZE)
        sns.despine(ax=axes, left=True)
        svg = theme.svg_of(figure)
    outside = _outside(points, spread.tau_squared, compared)
    own = points[points["group"] == "own"]
    where = "is not shown, having no figure" if own.empty else f"is at {_shown(own, compared)}"
    return Chart(
        svg=svg,
        alt=(
            f"Funnel plot of {indicator.subject.rstrip(',')} in {len(points)} councils, "
            f"{period_words(compared)}. England is at "
            f"{number(float(england['value']), unit=indicator.unit)}; {outside} councils lie "
            f"outside the limits that allow for the usual spread. {place.name} {where}."
        ),
        caption=f"{indicator.title}: every council by size, {period_words(compared)}",
        label=label,
        columns=(
            ("area", "Council"), ("denominator", SIZE), ("value", "Value"),
        ),
        rows=tuple(
            (area_name(str(code)), size, value)
            for code, size, value in zip(
                points["area_code"], points["denominator"], points["value"], strict=True
            )
        ),
        notes=(
            "Diamond: the council; squares: its statistical neighbours; dots: other councils.",
            "Dotted lines: limits of chance alone; dashed lines: limits that allow for the usual "
            "spread among councils; both at 99.8%. Solid line: England.",
        ),
        evidence=evidence_of(compared),
    )  # fmt: skip


def _points(compared: Compared) -> pd.DataFrame:
    latest = compared.councils[compared.councils["period"] == compared.latest]
    known = latest[latest["value"].notna() & (latest["status"] != "questioned")]
    codes = known["area_code"]
    group = np.select(
        [codes == compared.place.area_code, codes.isin(compared.place.neighbours)],
        ["own", "near"],
        default="other",
    )
    return known.assign(group=group).reset_index(drop=True)


def _outside(points: pd.DataFrame, tau_squared: float, compared: Compared) -> int:
    england = compared.of(ENGLAND)
    target = 0.0 if england is None else float(england["value"]) / compared.indicator.scale
    kind: Kind = "proportion" if compared.indicator.kind == "proportion" else "rate"
    limits = funnel_limits(
        points["denominator"], target=target, tau_squared=tau_squared, kind=kind, levels=(0.998,)
    )
    values = points["value"].to_numpy() / compared.indicator.scale
    beyond = (values < limits["adjusted_lower"]) | (values > limits["adjusted_upper"])
    return int(beyond.sum())


def _shown(own: pd.DataFrame, compared: Compared) -> str:
    return number(float(own.iloc[0]["value"]), unit=compared.indicator.unit)
