"""Protected tables of local data as tables, bars and sentences; what is hidden is told as such."""

import textwrap

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.catalogue import LOCAL_TABLES
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.results import CONFIDENTIAL
from sendlib.measures.local.table import Field, LocalMeasure
from sendlib.measures.place import Place
from sendlib.params.disclosure import FIELDS
from sendlib.views import theme
from sendlib.views.blocks import (
    Callout,
    Chart,
    Column,
    Evidence,
    Origin,
    Statement,
    Table,
    nothing,
)
from sendlib.views.formats import capital, listed, number, small, tick
from sendlib.views.local_wanting import wanting

MARK = "[c]"
LARGEST = 3
IN_JANUARY = (
    "local_plans_count", "local_packages_count", "local_complex_needs_count",
    "local_market_places_count",
)  # fmt: skip


def local_table(tables: ProtectedTables, measure: LocalMeasure, place: Place) -> Table | Callout:
    """Return a protected table as read: by period, by a second field, or with percentages."""
    found = tables.table(measure)
    label = f"tab-local-{measure.name}"
    if found is None:
        return nothing(f"No table: {measure.title}", wanting(tables, measure), label)
    if len(measure.fields) > 1:
        heads, cells = _crossed(found)
    elif len(found.periods) > 1:
        heads, cells = _by_period(found)
    else:
        heads, cells = _with_percent(found)
    if measure.unit == "gbp":
        heads = [f"{head} (£)" for head in heads]
    rows = [
        (found.measure.fields[0].label(category), *(_text(cell) for cell in line))
        for category, line in cells
    ]
    values = [
        (found.measure.fields[0].label(category), *(_number(cell) for cell in line))
        for category, line in cells
    ]
    periods = found.periods[-1:] if len(measure.fields) > 1 else found.periods
    return Table(
        caption=f"{measure.title}, {place.name}, {_span(measure, periods)}",
        label=label,
        columns=(Column(measure.fields[0].title), *(Column(head, numeric=True) for head in heads)),
        rows=tuple(rows),
        values=tuple(values),
        notes=notes(tables, measure, [cell for row in rows for cell in row], are_persons=True),
        evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )


def local_chart(tables: ProtectedTables, measure: LocalMeasure, place: Place) -> Chart | Callout:
    """Draw the latest period of a protected table of one field; what is hidden has no bar."""
    found = tables.table(measure)
    label = f"fig-local-{measure.name}"
    if found is None:
        return nothing(f"No chart: {measure.title}", wanting(tables, measure), label)
    parts = _parts(found)
    shown = parts[parts["reason"] == ""]
    if shown.empty:
        text = "Every number is hidden, so that nobody can be recognised."
        return nothing(f"No chart: {measure.title}", text, label)
    field = measure.fields[0]
    names = [field.label(category) for category in parts[field.name]]
    height = 0.6 + 0.4 * len(parts)
    top, bottom = 1 - 0.1 / height, 0.35 / height
    with theme.canvas(height, left=0.36, right=0.93, top=top, bottom=bottom) as (figure, axes):
        values = parts["value"].astype(float)
        axes.barh(range(len(parts)), values.fillna(0.0), color=theme.AREA, height=0.66)
        for at, value in enumerate(values):
            text = MARK if pd.isna(value) else number(value, unit=measure.unit)
            axes.annotate(
                text, (0 if pd.isna(value) else value, at), xytext=(3, 0),
                textcoords="offset points", va="center", fontsize=9,
            )  # fmt: skip
        axes.set_yticks(range(len(parts)), [textwrap.fill(name, 34) for name in names])
        axes.invert_yaxis()
        axes.set_xlim(0, (float(values.max()) or 1.0) * 1.14)
        axes.xaxis.set_major_formatter(FuncFormatter(tick(measure.unit)))
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        sns.despine(ax=axes, left=True, bottom=True)
        svg = theme.svg_of(figure)
    hidden = [field.label(category) for category in parts.loc[parts["reason"] != "", field.name]]
    told = f" Hidden: {listed(hidden)}." if hidden else ""
    when = _span(measure, found.periods[-1:])
    return Chart(
        svg=svg,
        alt=f"Bar chart of {small(measure.title)}, {place.name}, {when}. Largest: "
        f"{listed(_largest(found))}.{told}",
        caption=f"{measure.title}, {place.name}, {when}",
        label=label,
        columns=(("part", field.title), ("value", _unit(measure)), ("status", "Status")),
        rows=tuple(
            (name, None if pd.isna(value) else value, "hidden" if reason else "shown")
            for name, value, reason in zip(names, values, parts["reason"], strict=True)
        ),
        notes=notes(tables, measure, [MARK] if hidden else []),
        evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )


def local_statement(tables: ProtectedTables, measure: LocalMeasure, place: Place) -> Statement:
    """Say the total and the largest parts of a protected table, and how many are hidden."""
    found = tables.table(measure)
    label = f"st-local-{measure.name}"
    if found is None:
        return Statement(wanting(tables, measure), label, tone="missing")
    total, when = found.total(found.periods[-1]), _span(measure, found.periods[-1:])
    parts = _parts(found)
    hidden = int((parts["reason"] != "").sum())
    if total["reason"]:
        text = f"The number of {measure.noun} in {place.inside} in {when} is hidden."
    elif measure.unit == "gbp":
        amount = number(float(total["value"]), unit="gbp")
        text = f"In {when}, {measure.noun} in {place.inside} came to {amount}."
    else:
        amount = number(float(total["value"]), unit="count")
        text = f"In {when}, there were {amount} {measure.noun} in {place.inside}."
    largest = _largest(found)
    if largest:
        text += f" The largest by {small(measure.fields[0].title)}: {listed(largest)}."
    if hidden:
        are = "are" if hidden > 1 else "is"
        text += f" {capital(number(hidden, unit='count'))} of {len(parts)} parts {are} hidden."
    return Statement(
        text, label, evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def figures(found: Protected, place: Place) -> pd.DataFrame:
    """Return FIGURE_COLUMNS for a protected table: its values, and its percentages if of counts."""
    measure, rows = found.measure, found.rows
    hidden = rows["reason"] == CONFIDENTIAL
    blank = pd.Series(float("nan"), index=rows.index)
    base = {
        "area_code": place.area_code,
        "area_name": place.name,
        "period": rows["period"],
        "breakdown": [_breakdown(measure, row) for _, row in rows.iterrows()],
        "lower": blank,
        "upper": blank,
        "confidence": blank,
        "status": hidden.map({True: "suppressed", False: "derived"}),
        "source": source_of(measure),
    }
    values = pd.DataFrame(
        {**base, "measure": measure.measure, "value": rows["value"], "unit": measure.unit,
         "count": blank, "denominator": blank}
    )  # fmt: skip
    if measure.unit == "gbp":
        return values[FIGURE_COLUMNS]
    wholes = {period: found.total(period)["value"] for period in found.periods}
    percent = pd.DataFrame(
        {**base, "measure": f"local_{measure.name.replace('-', '_')}_percent",
         "value": rows["percent"], "unit": "percent", "count": rows["value"],
         "denominator": rows["period"].map(wholes).mask(hidden)}
    )  # fmt: skip
    unknown = percent["value"].isna()
    percent.loc[unknown, ["count", "denominator"]] = float("nan")
    percent.loc[unknown & ~hidden, "status"] = "not_available"
    return pd.concat([values, percent], ignore_index=True)[FIGURE_COLUMNS]


def source_of(measure: LocalMeasure) -> str:
    """Return the local files behind a table and those that share cells with it."""
    files = [name for one in LOCAL_TABLES if one.measure == measure.measure for name in one.files]
    return "; ".join(f"local/{name}" for name in dict.fromkeys(files))


def notes(
    tables: ProtectedTables, measure: LocalMeasure, cells: list[str], *, are_persons: bool = False
) -> tuple[str, ...]:
    """Return the notes under a protected table or chart.

    With `are_persons` the cells count persons, so that a small one has to be accounted for.
    """
    found = [measure.note] if measure.note else []
    if MARK in cells:
        found.append(
            f"{MARK} hidden so that nobody can be recognised: it rests on fewer than "
            f"{tables.threshold} children and young people, or would give away one that does."
        )
    if are_persons and measure.unit == "count" and _shows_few(cells, tables.threshold):
        found.append(
            f"Numbers below {tables.threshold} that stand here are those that the Department for "
            "Education publishes of this council."
        )
    if tables.rounding and measure.unit == "count":
        found.append(f"Numbers are rounded to the nearest {tables.rounding}.")
    return (*found, "Source: the council's own records.")


def _shows_few(cells: list[str], threshold: int) -> bool:
    return any(cell.isdecimal() and 0 < int(cell) < threshold for cell in cells)


def _breakdown(measure: LocalMeasure, row: pd.Series) -> str:
    own = {name: str(row[name]) for name in measure.field_names if row[name] != TOTAL}
    every = {**measure.within, **own}
    return ";".join(f"{name}={every[name]}" for name in FIELDS if name in every) or TOTAL


Lines = list[tuple[str, list[pd.Series | tuple[pd.Series]]]]


def _ordered(field: Field, rows: pd.DataFrame) -> list[str]:
    there = set(rows[field.name])
    return [one for one in [*field.categories, TOTAL] if one in there]


def _crossed(found: Protected) -> tuple[list[str], Lines]:
    rows = found.latest
    first, second = found.measure.fields
    cell = {(row[first.name], row[second.name]): row for _, row in rows.iterrows()}
    across = _ordered(second, rows)
    lines: Lines = [(one, [cell[one, other] for other in across]) for one in _ordered(first, rows)]
    return [second.label(other) for other in across], lines


def _by_period(found: Protected) -> tuple[list[str], Lines]:
    rows, field = found.rows, found.measure.fields[0]
    cell = {(row[field.name], row["period"]): row for _, row in rows.iterrows()}
    none = pd.Series({"value": 0.0, "reason": ""})  # nobody of the category in that period
    lines: Lines = [
        (one, [cell.get((one, period), none) for period in found.periods])
        for one in _ordered(field, rows)
    ]
    return [_head(found.measure, period) for period in found.periods], lines


def _with_percent(found: Protected) -> tuple[list[str], Lines]:
    rows, field = found.rows, found.measure.fields[0]
    cell = {row[field.name]: row for _, row in rows.iterrows()}
    if found.measure.unit == "gbp":
        return ["Amount"], [(one, [cell[one]]) for one in _ordered(field, rows)]
    lines: Lines = [(one, [cell[one], (cell[one],)]) for one in _ordered(field, rows)]
    return ["Number", "Percent"], lines


def _text(cell: pd.Series | tuple[pd.Series]) -> str:
    if isinstance(cell, tuple):
        row = cell[0]
        if row["reason"]:
            return MARK
        known = pd.notna(row["percent"])
        return number(float(row["percent"]), unit="percent") if known else "[x]"
    return MARK if cell["reason"] else f"{float(cell['value']):,.0f}"


def _number(cell: pd.Series | tuple[pd.Series]) -> float | None:
    value = cell[0]["percent"] if isinstance(cell, tuple) else cell["value"]
    return None if pd.isna(value) else float(value)


def _parts(found: Protected) -> pd.DataFrame:
    """Return the latest period without totals, for tables of one field, in reading order."""
    field = found.measure.fields[0]
    rows = found.latest
    for other in found.measure.fields[1:]:
        rows = rows[rows[other.name] == TOTAL]
    order = [one for one in _ordered(field, rows) if one != TOTAL]
    return rows.set_index(field.name).loc[order].reset_index()


def _largest(found: Protected) -> list[str]:
    measure, parts = found.measure, _parts(found)
    shown = parts[(parts["reason"] == "") & (parts["value"] > 0)]
    ranked = shown.sort_values("value", ascending=False, kind="stable").head(LARGEST)
    field = measure.fields[0]
    words = []
    for _, row in ranked.iterrows():
        amount = number(float(row["value"]), unit=measure.unit)
        percent = row["percent"]
        share = f", {number(float(percent), unit='percent')}" if pd.notna(percent) else ""
        words.append(f"{small(field.label(row[field.name]))} ({amount}{share})")
    return words


def _unit(measure: LocalMeasure) -> str:
    return "Pounds" if measure.unit == "gbp" else "Number"


def _head(measure: LocalMeasure, period: str) -> str:
    dash = period.replace("-", "\N{EN DASH}")
    return f"Jan {period}" if measure.measure in IN_JANUARY else dash


def _span(measure: LocalMeasure, periods: list[str]) -> str:
    first, last = periods[0].replace("-", "\N{EN DASH}"), periods[-1].replace("-", "\N{EN DASH}")
    words = first if first == last else f"{first} to {last}"
    return f"January {words}" if measure.measure in IN_JANUARY else words
