"""Spending on high needs in cash and in real terms."""

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.measures.compared import Compared
from sendlib.measures.finance import REAL_HIGH_NEEDS
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Statement, Table
from sendlib.views.evidence import figures_of
from sendlib.views.formats import number, shown
from sendlib.views.sources import source_note
from sendlib.views.statements import indicator_statement, period_words


def spending_statement(spending: Compared, real: pd.DataFrame) -> Statement:
    """Say what the council spends, and how that changed in cash and at latest prices."""
    cash = indicator_statement(spending)
    if len(real) < 2 or cash.tone != "plain":
        return cash
    first, last = real.iloc[0], real.iloc[-1]
    change = 100 * (float(last["value"]) - float(first["value"])) / float(first["value"])
    direction = "more" if change >= 0 else "less"
    text = (
        f"{cash.text} At {period_words(spending, str(last['period']))} prices, "
        f"{number(float(first['value']), unit='gbp')} was spent in "
        f"{period_words(spending, str(first['period']))}, so in real terms spending is "
        f"{number(abs(change), unit='percent')} {direction}."
    )
    return Statement(text, cash.label, evidence=_evidence(spending, real))


def spending_chart(spending: Compared, real: pd.DataFrame) -> Chart | Callout:
    """Draw spending by year, in cash and at the latest year's prices."""
    own = _own(spending)
    if own.empty:
        return Callout(
            "No chart: spending on high needs",
            f"There are no figures on this for {spending.place.name} in the years shown.",
            "fig-high-needs-spend",
            "missing",
        )
    rows = [("Cash", str(row.period), float(row.value)) for row in own.itertuples()]
    rows += [("Real terms", str(row.period), float(row.value)) for row in real.itertuples()]
    data = pd.DataFrame(rows, columns=["price", "period", "value"])
    kinds = list(data["price"].unique())
    with theme.canvas(3.1, left=0.1, top=0.87) as (figure, axes):
        sns.barplot(
            data=data, x="period", y="value", hue="price", hue_order=kinds, errorbar=None,
            palette=[theme.AREA, theme.REGION][: len(kinds)], saturation=1, ax=axes, legend=False,
        )  # fmt: skip
        for container, hatch in zip(axes.containers, ("", "///"), strict=False):
            for bar in container:
                bar.set_hatch(hatch)
                bar.set_edgecolor("white")
        axes.legend(
            handles=list(axes.containers), labels=kinds, loc="lower left",
            bbox_to_anchor=(0, 1.0), ncols=2, frameon=False,
        )  # fmt: skip
        axes.set(xlabel="", ylabel="")
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"£{value / 1e6:,.0f}m"))
        sns.despine(ax=axes, left=True)
        svg = theme.svg_of(figure)
    first, last = own.iloc[0], own.iloc[-1]
    return Chart(
        svg=svg,
        alt=(
            f"Bar chart of net spending on high needs in {spending.place.name}: from "
            f"{number(float(first['value']), unit='gbp')} in {first['period']} to "
            f"{number(float(last['value']), unit='gbp')} in {last['period']}, in cash"
            + (
                f"; at {last['period']} prices the first year is "
                f"{number(float(real.iloc[0]['value']), unit='gbp')}."
                if len(real)
                else "."
            )
        ),
        caption=f"Net spending on high needs (SEND) in {spending.place.name}, cash and real terms",
        label="fig-high-needs-spend",
        columns=(("price", "Prices"), ("period", "Financial year"), ("value", "Pounds")),
        rows=tuple(rows),
        notes=("Bars with stripes are at the latest year's prices.",) if len(real) else (),
        evidence=_evidence(spending, real),
    )


def spending_table(spending: Compared, real: pd.DataFrame) -> Table | Callout:
    """Return spending by year, in cash and at the latest year's prices."""
    own = _own(spending)
    if own.empty:
        return Callout(
            "No table: spending on high needs",
            f"There are no figures on this for {spending.place.name} in the years shown.",
            "tab-high-needs-spend",
            "missing",
        )
    by_period = real.set_index("period")["value"] if len(real) else pd.Series(dtype=float)
    rows = tuple(
        (
            period_words(spending, str(row["period"])),
            shown(row, spending.indicator),
            number(float(by_period[row["period"]]), unit="gbp")
            if row["period"] in by_period.index
            else "[x]",
        )
        for _, row in own.iterrows()
    )
    return Table(
        caption=f"Net spending on high needs (SEND), {spending.place.name}",
        label="tab-high-needs-spend",
        columns=(
            Column("Financial year"), Column("Cash", numeric=True),
            Column("At latest prices", numeric=True),
        ),
        rows=rows,
        notes=(
            spending.indicator.definition,
            "Real terms by the GDP deflator of the Office for Budget Responsibility, one vintage.",
            source_note(own),
        ),
        evidence=_evidence(spending, real),
    )  # fmt: skip


def _own(spending: Compared) -> pd.DataFrame:
    rows = spending.values[
        (spending.values["area_code"] == spending.place.area_code)
        & spending.values["value"].notna()
    ]
    return rows.reset_index(drop=True)


def _evidence(spending: Compared, real: pd.DataFrame) -> Evidence:
    parts = [figures_of(_own(spending), spending.indicator, spending.place)]
    if len(real):
        parts.append(figures_of(real, REAL_HIGH_NEEDS, spending.place))
    return Evidence(figures=pd.concat(parts, ignore_index=True))
