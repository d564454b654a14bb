"""Comparison at a glance: every indicator on one line, and the most telling ones in words."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.catalogue import UNAVAILABLE
from sendlib.measures.compared import Compared
from sendlib.views.blocks import Column, Evidence, Statement, Table
from sendlib.views.formats import shorthand_notes, shown
from sendlib.views.shares import SIGNIFICANCE_WORDS, together
from sendlib.views.sources import source_note
from sendlib.views.statements import indicator_statement, ordinal, period_words

TREND_WORDS = {
    "increasing": "increasing",
    "decreasing": "decreasing",
    "no significant change": "no significant change",
    "not assessed": "not assessed",
}


def glance_table(compared: Sequence[Compared]) -> Table:
    """Return every indicator: value, comparators, rank, quartile, trend and significance."""
    place = compared[0].place
    columns = (
        Column("Indicator"),
        Column("Period"),
        Column(place.name, numeric=True),
        *(Column(place.label(code), numeric=True) for code in place.comparators),
        Column("Beside England"),
        Column("Rank", numeric=True),
        Column("Quartile"),
        Column("Five-year trend"),
    )
    rows = tuple(_row(one) for one in compared)
    rows += tuple(
        (
            f"{gap.subject[0].upper()}{gap.subject[1:]}", "not available",
            *["[x]"] * (1 + len(place.comparators)), "not available", "[x]", "[x]", "not available",
        )
        for gap in UNAVAILABLE
    )  # fmt: skip
    cells = [cell for row in rows for cell in row]
    return Table(
        caption=f"All indicators at a glance, {place.name}",
        label="tab-glance",
        columns=columns,
        rows=rows,
        notes=(
            "Beside England: by the test that allows for the usual spread among councils, at 95%.",
            "Rank: 1st is the highest, or the lowest where low is good. Quartile: A is the best "
            "quarter of councils, D the worst; only where high or low is good.",
            "Trend: latest five years, at 99.8%; not assessed where fewer years are published, or "
            "no counts.",
            *shorthand_notes(cells),
            source_note(pd.concat([one.values[["source"]] for one in compared])),
        ),
        evidence=together(compared),
    )


def unavailable_statement() -> Statement:
    """Name the indicators that reviews ask for and no file gives, with who publishes them."""
    parts = [f"{gap.subject} (publisher: {gap.publisher})" for gap in UNAVAILABLE]
    figures = pd.DataFrame(
        {
            "measure": [gap.measure for gap in UNAVAILABLE],
            "area_code": ENGLAND,
            "area_name": "England",
            "period": "",
            "breakdown": "Total",
            "value": float("nan"),
            "unit": ["per_1000", "percent", "percent"],
            "lower": float("nan"),
            "upper": float("nan"),
            "confidence": float("nan"),
            "count": float("nan"),
            "denominator": float("nan"),
            "status": "not_available",
            "source": "",
        }
    )
    return Statement(
        f"Not available from the files in hand: {'; '.join(parts)}.",
        "st-unavailable",
        tone="missing",
        evidence=Evidence(figures=figures),
    )


def telling_statement(compared: Sequence[Compared], position: int) -> Statement:
    """Return the statement of the nth most telling indicator, counted from 1."""
    if position > len(compared):
        return Statement(
            "No further indicator has a figure that can be ranked.", f"st-telling-{position}",
            tone="missing",
        )  # fmt: skip
    statement = indicator_statement(compared[position - 1])
    return Statement(
        statement.text, f"st-telling-{position}", statement.tone, evidence=statement.evidence
    )


def _row(one: Compared) -> tuple[str, ...]:
    row = next(
        (found for code in (ENGLAND, *one.place.comparators)
         if (found := one.at_latest(code)) is not None),
        None,
    )  # fmt: skip
    against_england = one.at_latest(ENGLAND)
    ranked = row is not None and pd.notna(row["rank"])
    banded = row is not None and isinstance(row["quartile"], str)
    return (
        one.indicator.title,
        period_words(one) if one.latest else "not available",
        shown(one.own, one.indicator),
        *(shown(one.of(code), one.indicator) for code in one.place.comparators),
        "not compared"
        if against_england is None
        else SIGNIFICANCE_WORDS[str(against_england["significance"])],
        f"{ordinal(int(row['rank']))} of {int(row['of'])}" if ranked else "[x]",  # type: ignore[index]
        str(row["quartile"]) if banded else "[z]",  # type: ignore[index]
        TREND_WORDS[one.trend.direction],
    )
