"""The chart and the table of one indicator: the council, its comparators, its neighbours."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared
from sendlib.views.blocks import Callout, Chart, Column, Table, nothing
from sendlib.views.courses import drawn_rows, is_beyond
from sendlib.views.dots import side_by_side
from sendlib.views.evidence import evidence_of, evidence_with_neighbours
from sendlib.views.formats import (
    QUESTIONED,
    capital,
    counted,
    listed,
    short_when,
    shorthand_notes,
    shown,
    when,
)  # fmt: skip
from sendlib.views.lines import changes_in, over_time
from sendlib.views.sources import source_note
from sendlib.views.statements import missing_sentence, period_words, value_words

MAX_TABLE_PERIODS = 7
MAX_NAMED = 6


def indicator_chart(compared: Compared) -> Chart | Callout:
    """Draw an indicator over time, or side by side where only one period is there."""
    indicator = compared.indicator
    label = f"fig-{indicator.measure.replace('_', '-')}"
    rows = drawn_rows(compared)
    periods = periods_of(rows)
    if not periods:
        return nothing(f"No chart: {indicator.title}", missing_sentence(compared), label)
    if len(periods) == 1 and indicator.kind == "count":
        return Callout(
            f"No chart: {indicator.title}",
            f"The number is published for {when(periods[0], indicator)} only; the table gives it.",
            label,
        )
    svg = over_time(compared, periods) if len(periods) > 1 else side_by_side(compared, periods[0])
    return Chart(
        svg=svg,
        alt=alt_text(compared, periods),
        caption=_caption(compared, periods),
        label=label,
        columns=(
            ("area", "Area"),
            ("period", "Period"),
            ("value", indicator.title),
            ("lower", "Lower 95% limit"),
            ("upper", "Upper 95% limit"),
        ),
        rows=tuple(
            (
                compared.place.label(row["area_code"]),
                row["period"],
                *(float(row[name]) for name in ("value", "lower", "upper")),
            )
            for row in rows
        ),
        notes=(
            _key(compared, periods, rows),
            *(f"Dotted line: {note}" for note in series_notes(compared, periods)),
        ),
        evidence=evidence_of(compared)
        if indicator.kind == "count"
        else evidence_with_neighbours(compared),
    )


def periods_of(rows: Iterable[Row]) -> list[str]:
    """Return the periods of some rows, oldest first."""
    periods = {str(row["period"]) for row in rows}
    return sorted(periods, key=lambda text: (end_year(text), text))


def alt_text(compared: Compared, periods: Sequence[str]) -> str:
    """Tell what the chart shows: the council's course and where it stands at the end."""
    own = compared.trusted
    kind = "Line chart" if len(periods) > 1 else "Dot chart"
    text = f"{kind} of {compared.indicator.subject.rstrip(',')}."
    if not own:
        text += f" There is no figure to rely on for {compared.place.name}."
    elif len(own) == 1:
        text += f" {compared.place.name}: {_at(compared, own[0])}."
    else:
        order = sorted(own, key=lambda row: float(row["value"]))
        low, high = order[0], order[-1]
        text += (
            f" {compared.place.name} went from {_at(compared, own[0])} to "
            f"{_at(compared, own[-1])}; lowest {_at(compared, low)}, highest "
            f"{_at(compared, high)}."
        )
    beside = [
        f"{compared.place.phrase(code)} {shown(row, compared.indicator)}"
        for code in compared.place.comparators
        if (row := compared.of(code)) is not None and pd.notna(row["value"])
    ]
    if beside and compared.indicator.kind != "count":
        text += f" In {period_words(compared)}: {listed(beside)}."
    return text


def indicator_table(compared: Compared) -> Table | Callout:
    """Return the figures behind the chart: a row per area, a column per period."""
    indicator = compared.indicator
    label = f"tab-{indicator.measure.replace('_', '-')}"
    periods = compared.periods[-MAX_TABLE_PERIODS:]
    if not periods:
        return nothing(f"No table: {indicator.title}", missing_sentence(compared), label)
    rows, values = [], []
    for code in (compared.place.area_code, *compared.place.comparators):
        found = [compared.of(code, period) for period in periods]
        if all(row is None for row in found) and code != compared.place.area_code:
            continue
        name = compared.place.label(code)
        rows.append((name, *(shown(row, indicator) for row in found)))
        values.append((name, *(None if row is None else row["value"] for row in found)))
    return Table(
        caption=_caption(compared, periods),
        label=label,
        columns=(
            Column("Area"),
            *(Column(short_when(period, indicator), numeric=True) for period in periods),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            *([indicator.definition] if indicator.definition else []),
            *(capital(note) for note in series_notes(compared, periods)),
            *shorthand_notes(cell for row in rows for cell in row),
            *group_notes(compared),
            source_note(compared.values),
        ),
        evidence=evidence_of(compared),
    )


def _at(compared: Compared, row: Row) -> str:
    return f"{value_words(compared, row)} in {period_words(compared, str(row['period']))}"


def _caption(compared: Compared, periods: Sequence[str]) -> str:
    ends = dict.fromkeys(period_words(compared, period) for period in (periods[0], periods[-1]))
    return f"{compared.indicator.title}, {' to '.join(ends)}"


def _key(compared: Compared, periods: Sequence[str], rows: Sequence[Row]) -> str:
    """Say what the marks of a chart stand for."""
    lines = len(periods) > 1
    parts = [f"{'Thick line' if lines else 'Top dot'}: {compared.place.name}"]
    own = (row for row in rows if row["area_code"] == compared.place.area_code)
    if any(pd.notna(row["lower"]) for row in own):
        parts.append(f"{'shaded band' if lines else 'bar'}: its 95% confidence interval")
    near = {row["area_code"] for row in rows} & set(compared.place.neighbours)
    if near:
        neighbours = counted(len(near), "statistical neighbour", "statistical neighbours")
        parts.append(f"{'thin grey lines' if lines else 'grey dots'}: its {neighbours}")
    doubted = {row["area_code"] for row in rows if row["status"] == "questioned"}
    if doubted - set(compared.place.neighbours):
        parts.append("crosses: figures that a check of the data questions")
    if lines and doubted and is_beyond(compared, periods):
        parts.append("a cross at the upper edge: its figure lies far above the chart")
    return "; ".join(parts) + "."


def series_notes(compared: Compared, periods: Sequence[str]) -> list[str]:
    """Say where the series breaks or is collected in another way within the periods shown."""
    indicator = compared.indicator
    notes = {
        indicator.break_before: "figures before and after are not alike, and no line or trend "
        "crosses the change.",
        indicator.collected_anew: "figures come from records of each person, before that from "
        "totals sent by councils; part of a change across may come from this.",
    }
    return [
        f"from {when(period, indicator)} on, {notes[period]}"
        for period in changes_in(compared, periods)
    ]


def group_notes(compared: Compared) -> list[str]:
    """Say which councils groups and ranks leave out, and which group has no figure."""
    place, indicator = compared.place, compared.indicator
    notes = []
    if indicator.kind == "count" and place.neighbours:
        notes.append("Statistical neighbours: the average number.")
    if compared.without_figure and place.neighbours:
        notes.append(
            "The average of statistical neighbours leaves out those without a figure to rely on: "
            f"{_named(compared, compared.without_figure)}."
        )
    if place.own and indicator.kind == "value":
        notes.append(
            f"{place.own_name}: no figure, since the publication gives no counts to add up."
        )
    if compared.left_out and indicator.kind != "count":
        notes.append(
            f"Left out of ranks and averages, their figure being marked {QUESTIONED}: "
            f"{_named(compared, compared.left_out)}. England and the regions are as published, "
            "with those figures in them."
        )
    return notes


def _named(compared: Compared, codes: Sequence[str]) -> str:
    if len(codes) > MAX_NAMED:
        return f"{len(codes)} councils"
    return listed(compared.place.label(code) for code in codes)
