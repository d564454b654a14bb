"""Comparison at a glance: every indicator on one line, and the most telling ones in words."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import ENGLAND, ENGLAND_NAME
from sendlib.measures.catalogue import UNAVAILABLE
from sendlib.measures.compared import Compared
from sendlib.views.blocks import Column, Evidence, Statement, Table
from sendlib.views.columns import (
    RANK_NOTE,
    TEST_NOTE,
    TREND_NOTE,
    comparator_notes,
    comparator_titles,
    difference_cell,
    quartile_cell,
    rank_cell,
    trend_cell,
)  # fmt: skip
from sendlib.views.evidence import together
from sendlib.views.formats import short_when, shorthand_notes, shown
from sendlib.views.sources import publication, source_note
from sendlib.views.statements import indicator_statement


def glance_table(compared: Sequence[Compared]) -> Table:
    """Return every indicator: value, comparators, rank, quartile, trend and significance."""
    place = compared[0].place
    beside = ENGLAND in place.comparators
    columns = (
        Column("Indicator"),
        Column("When"),
        Column("Council", numeric=True),
        *(Column(name, numeric=True) for name in comparator_titles(place)),
        *([Column("Test")] if beside else []),
        Column("Rank", numeric=True),
        Column("Quartile"),
        Column("Trend"),
    )
    rows = [_row(one, beside=beside) for one in compared]
    rows += [(gap.title, *["[x]"] * (len(columns) - 1)) for gap in UNAVAILABLE]
    return Table(
        caption=f"All indicators at a glance, {place.name}",
        label="tab-glance",
        columns=columns,
        rows=tuple(rows),
        notes=(
            *comparator_notes(place),
            *([TEST_NOTE] if beside else []),
            RANK_NOTE,
            "Quartile: A is the best quarter of councils, D the worst; only where high or low is "
            "good.",
            TREND_NOTE,
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(*(one.values for one in compared)),
        ),
        evidence=together(compared),
    )


def unavailable_statement() -> Statement:
    """Name the indicators that reviews ask for and no file gives, with who publishes them."""
    parts = [f"{gap.subject} (publisher: {gap.publisher})" for gap in UNAVAILABLE]
    nothing = dict.fromkeys(
        ("value", "lower", "upper", "confidence", "count", "denominator"), float("nan")
    )
    figures = pd.DataFrame(
        [
            {
                "measure": gap.measure,
                "area_code": ENGLAND,
                "area_name": ENGLAND_NAME,
                "period": "",
                "breakdown": "Total",
                "unit": gap.unit,
                "status": "not_available",
                "source": "",
            }
            | nothing
            for gap in UNAVAILABLE
        ]
    )
    return Statement(
        f"Not available from the files in hand: {'; '.join(parts)}.",
        "st-unavailable",
        tone="missing",
        evidence=Evidence(figures=figures),
    )


def telling_statement(compared: Sequence[Compared], position: int) -> Statement:
    """Return the statement of the nth most telling indicator, counted from 1."""
    label = f"st-telling-{position}"
    if position > len(compared):
        text = "No further indicator has a figure that can be ranked."
        return Statement(text, label, tone="missing")
    statement = indicator_statement(compared[position - 1])
    text = f"{statement.text} Source: {publication(compared[position - 1].indicator)}."
    return Statement(text, label, statement.tone, evidence=statement.evidence)


def _row(one: Compared, *, beside: bool) -> tuple[str, ...]:
    return (
        one.indicator.title,
        short_when(one.latest, one.indicator) if one.latest else "[x]",
        shown(one.own, one.indicator),
        *(shown(one.of(code), one.indicator) for code in one.place.comparators),
        *([difference_cell(one)] if beside else []),
        rank_cell(one),
        quartile_cell(one),
        trend_cell(one),
    )
