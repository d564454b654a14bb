"""Spending on high needs in cash and in real terms."""

import pandas as pd

from sendlib.measures.change import percent_change
from sendlib.measures.compared import Compared
from sendlib.measures.finance import REAL_HIGH_NEEDS
from sendlib.views import theme
from sendlib.views.bars import paired_bars
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Statement, Table, nothing
from sendlib.views.evidence import figures_of
from sendlib.views.formats import number, shorthand_notes, shown
from sendlib.views.scales import write_amounts, write_names
from sendlib.views.sources import source_note
from sendlib.views.statements import indicator_statement, missing_sentence, period_words

CASH, REAL = "Cash", "At latest prices"


def spending_statement(spending: Compared, real: pd.DataFrame) -> Statement:
    """Say what the council spends, and how that changed in cash and at latest prices."""
    cash = indicator_statement(spending)
    trusted = real[real["status"] != "questioned"] if len(real) else real
    if len(trusted) < 2 or cash.tone != "plain":
        return Statement(cash.text, cash.label, cash.tone, evidence=_evidence(spending, real))
    first, last = trusted.iloc[0], trusted.iloc[-1]
    text = (
        f"{cash.text} At {period_words(spending, str(last['period']))} prices, "
        f"{_pounds(first)} was spent in {period_words(spending, str(first['period']))}"
        f"{_in_real_terms(float(first['value']), float(last['value']))}."
    )
    return Statement(text, cash.label, evidence=_evidence(spending, real))


def _in_real_terms(old: float, new: float) -> str:
    """Say the change in real terms; "" where a percentage would mislead."""
    if old <= 0:
        return ""
    change = float(percent_change([new], [old]).iloc[0])
    percent = number(abs(change), unit="percent")
    if percent == "0.0%":
        return ", so in real terms spending is the same"
    return f", so in real terms spending is {percent} {'more' if change > 0 else 'less'}"


def spending_chart(spending: Compared, real: pd.DataFrame) -> Chart | Callout:
    """Draw spending by year, in cash and at the latest year's prices."""
    own = spending.known(spending.place.area_code)
    label = "fig-high-needs-spend"
    if own.empty:
        return nothing("No chart: spending on high needs", missing_sentence(spending), label)
    rows = _bars(own, CASH) + _bars(real, REAL)
    with theme.canvas(3.1, left=0.1, top=0.87) as (figure, axes):
        colours = {CASH: theme.AREA, REAL: theme.REGION}
        bars = [(period, price, value) for price, period, value in rows]
        periods, _ = paired_bars(axes, bars, colours=colours)
        if min(value for _, _, value in rows) < 0:
            axes.axhline(0, color=theme.NATION, linewidth=1)
        write_names(axes.xaxis, range(len(periods)), periods)
        write_amounts(axes.yaxis, "gbp")
        svg = theme.svg_of(figure)
    first, last = own.iloc[0], own.iloc[-1]
    latest = period_words(spending, str(last["period"]))
    ending = f"; at {latest} prices the first year is {_pounds(real.iloc[0])}" if len(real) else ""
    course = (
        f"{_pounds(last)} in {latest}"
        if len(own) == 1
        else f"from {_pounds(first)} in {period_words(spending, str(first['period']))} to "
        f"{_pounds(last)} in {latest}, in cash{ending}"
    )
    doubted = bool((own["status"] == "questioned").any())
    return Chart(
        svg=svg,
        alt=f"Bar chart of net spending on high needs in {spending.place.inside}: {course}.",
        caption=f"Net spending on high needs (SEND) in {spending.place.inside}, cash and real terms"
        if len(real)
        else f"Net spending on high needs (SEND) in {spending.place.inside}, cash",
        label=label,
        columns=(("price", "Prices"), ("period", "Financial year"), ("value", "Pounds")),
        rows=tuple(rows),
        notes=(
            *(["Bars with stripes are at the latest year's prices."] if len(real) else []),
            *(["The table marks figures that a check of the data questions."] if doubted else []),
        ),
        evidence=_evidence(spending, real),
    )


def spending_table(spending: Compared, real: pd.DataFrame) -> Table | Callout:
    """Return spending by year, in cash and at the latest year's prices."""
    own = spending.known(spending.place.area_code)
    label = "tab-high-needs-spend"
    if own.empty:
        return nothing("No table: spending on high needs", missing_sentence(spending), label)
    at_latest = {str(row["period"]): row for _, row in real.iterrows()}
    rows = tuple(
        (
            period_words(spending, str(row["period"])),
            shown(row, spending.indicator),
            shown(at_latest.get(str(row["period"])), REAL_HIGH_NEEDS),
        )
        for _, row in own.iterrows()
    )
    return Table(
        caption=f"Net spending on high needs (SEND), {spending.place.name}",
        label=label,
        columns=(
            Column("Financial year"), Column(CASH, numeric=True), Column(REAL, numeric=True),
        ),
        rows=rows,
        notes=(
            spending.indicator.definition,
            "Real terms by the GDP deflator of the Office for Budget Responsibility, one vintage.",
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(own),
        ),
        evidence=_evidence(spending, real),
    )  # fmt: skip


def _bars(rows: pd.DataFrame, price: str) -> list[tuple[str, str, float]]:
    return [(price, str(row["period"]), float(row["value"])) for _, row in rows.iterrows()]


def _pounds(row: pd.Series) -> str:
    return number(float(row["value"]), unit="gbp")


def _evidence(spending: Compared, real: pd.DataFrame) -> Evidence:
    own = spending.values[spending.values["area_code"] == spending.place.area_code]
    parts = [figures_of(own, spending.indicator, spending.place)]
    if len(real):
        parts.append(figures_of(real, REAL_HIGH_NEEDS, spending.place))
    return Evidence(figures=pd.concat(parts, ignore_index=True))
