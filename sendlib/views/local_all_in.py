"""What a place or package costs for each person with everything in, from protected tables."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.catalogue import declared
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import money, small
from sendlib.views.local_tables import MARK, figures, notes

PLACED, ALL_IN = declared("all-in-persons"), declared("all-in-cost")


def all_in_statement(tables: ProtectedTables, place: Place) -> Statement | Absent:
    """Say what somebody with a package costs in a year with everything in, by kind of place."""
    label = "st-all-in"
    placed, costs = tables.table(PLACED), tables.table(ALL_IN)
    if placed is None or costs is None:
        return Absent(label)
    means = _means(placed, costs)
    whole = means.get((TOTAL, TOTAL), float("nan"))
    period = placed.periods[-1]
    if pd.isna(whole):
        text = f"What somebody with a package costs in a year, January {period}, is hidden."
    else:
        text = (
            f"In January {period}, somebody with a package in {place.inside} cost "
            f"{money(whole, places=0)} a year on average, with education, health, care, travel and "
            "personal budgets in."
        )
        dear = {one: means.get((one, TOTAL)) for one in _categories(placed) if one != TOTAL}
        known = {one: value for one, value in dear.items() if value is not None and value == value}
        if known:
            top = max(known, key=lambda one: known[one])
            name = small(placed.measure.fields[0].label(top))
            text += f" The dearest: {name}, {money(known[top], places=0)}."
    return Statement(
        text, label, evidence=Evidence(figures=_figures(placed, costs, place)),
        origin=Origin(**costs.origin),
    )  # fmt: skip


def all_in_table(tables: ProtectedTables, place: Place) -> Table | None:
    """Return the mean cost of a person by place and part of the cost."""
    label = "tab-all-in"
    placed, costs = tables.table(PLACED), tables.table(ALL_IN)
    if placed is None or costs is None:
        return None
    means, counts = _means(placed, costs), _counts(placed)
    parts = [*costs.measure.fields[1].categories, TOTAL]
    rows, values = [], []
    for one in _categories(placed):
        cells = [means.get((one, part), 0.0) for part in parts]
        rows.append(
            (
                placed.measure.fields[0].label(one),
                MARK if pd.isna(counts[one]) else f"{counts[one]:,.0f}",
                *(MARK if pd.isna(cell) else money(cell, places=0) for cell in cells),
            )
        )
        values.append((rows[-1][0], *(None if pd.isna(n) else n for n in (counts[one], *cells))))
    when = f"January {placed.periods[-1]}"
    heads = [costs.measure.fields[1].label(part) for part in parts]
    return Table(
        caption=f"Cost a person and year with everything in, {place.name}, {when}",
        label=label,
        columns=(
            Column("Where they are placed"), Column("Persons", numeric=True),
            *(Column(head, numeric=True) for head in heads),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            "Sums of the costs by the number of persons; somebody with several packages stands in "
            "the first row that fits.",
            *notes(tables, ALL_IN, [cell for row in rows for cell in row]),
        ),
        evidence=Evidence(figures=_figures(placed, costs, place)),
        origin=Origin(**costs.origin),
    )  # fmt: skip


def _categories(placed: Protected) -> list[str]:
    there = set(placed.latest[placed.measure.fields[0].name])
    return [one for one in [*placed.measure.fields[0].categories, TOTAL] if one in there]


def _counts(placed: Protected) -> dict[str, float]:
    rows = placed.latest
    return dict(zip(rows[placed.measure.fields[0].name], rows["value"].astype(float), strict=True))


def _means(placed: Protected, costs: Protected) -> dict[tuple[str, str], float]:
    """Return pounds a person by place and part; missing where the sum or the number is hidden."""
    counts = _counts(placed)
    found = {}
    for _, row in costs.latest.iterrows():
        one, part = (str(row[field.name]) for field in costs.measure.fields)
        count = counts.get(one, float("nan"))
        found[one, part] = float(row["value"]) / count if count else float("nan")
    return found


def _figures(placed: Protected, costs: Protected, place: Place) -> pd.DataFrame:
    sums = figures(costs, place)
    latest = sums[sums["period"] == costs.periods[-1]].reset_index(drop=True)
    rows = costs.latest
    means, counts = _means(placed, costs), _counts(placed)
    keys = [tuple(str(row[one.name]) for one in costs.measure.fields) for _, row in rows.iterrows()]
    value = pd.Series([means[key[0], key[1]] for key in keys], index=latest.index, dtype=float)
    persons = pd.Series([counts.get(key[0]) for key in keys], index=latest.index, dtype=float)
    each = latest.assign(
        measure="local_all_in_unit_cost_gbp",
        value=value,
        count=latest["value"].mask(value.isna()),
        denominator=persons.mask(value.isna()),
        status=value.isna().map({True: "suppressed", False: "derived"}),
    )
    parts = [figures(placed, place), sums, each]
    return pd.concat(parts, ignore_index=True)[FIGURE_COLUMNS]
