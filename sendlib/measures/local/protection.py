"""The gate that local data pass: all declared tables at once, with small counts hidden.

What is hidden does not depend on which report is built, or which of its sections: a reader of one
may have the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.data.tables import Tables
from sendlib.measures.disclosure import Protection, protect_together
from sendlib.measures.disclosure_amounts import protect_amounts_together
from sendlib.measures.disclosure_tables import TOTAL, CountTable, Key, cell_key
from sendlib.measures.local import plans
from sendlib.measures.local.catalogue import LOCAL_RESULTS, LOCAL_TABLES
from sendlib.measures.local.official import Figures, official
from sendlib.measures.local.protected import Given, Protected, ProtectedTables
from sendlib.measures.local.results import (
    CONFIDENTIAL,
    LocalResult,
    ProtectedResult,
    protected_result,
)
from sendlib.measures.local.table import LocalMeasure, Part, Records
from sendlib.params.disclosure import Disclosure
from sendlib.params.model import ReportParams

ROWS_TO, LEFT_OUT_TO = 10, 5  # what numbers of rows are rounded to


@dataclass(frozen=True)
class Counted:
    """One part of a declared table with its true numbers, and which of them are hidden."""

    measure: LocalMeasure
    part: Part
    table: CountTable
    hidden: np.ndarray


@dataclass(frozen=True)
class Solved:
    """All tables of a council's local files as counted, for the gate and the private audit.

    It holds true numbers and goes to no notebook. parts: tables that are printed. beside: tables
    that are not, but bind them. known: keys of figures published elsewhere.
    """

    parts: tuple[Counted, ...]
    beside: tuple[CountTable, ...]
    known: frozenset[Key]
    hidden_count: int
    fewest_count: int

    @property
    def gap(self) -> float:
        """Share of cells by which the pattern may be larger than the smallest."""
        return (self.hidden_count - self.fewest_count) / max(self.fewest_count, 1)


def protected_local(params: ReportParams, local: LocalTables, published: Tables) -> ProtectedTables:
    """Return every declared table that the local files allow, protected together.

    Args:
        params: area, years and the rules of disclosure control.
        local: the council's own files.
        published: figures that are known from elsewhere.
    """
    return protected_with(params, local, published)[0]


def protected_with(
    params: ReportParams, local: LocalTables, published: Tables
) -> tuple[ProtectedTables, Solved]:
    """Return what `protected_local` does, and the true numbers behind it, in the same order."""
    records = records_of(params, local, published)
    solved = solve(params, local, published, records=records)
    tables: dict[str, list[pd.DataFrame]] = {}
    rules = params.disclosure
    for one in solved.parts:
        shown = _shown(one, rules.rounding)
        tables.setdefault(one.measure.name, []).append(shown)
    measures = {one.name: one for one in LOCAL_TABLES}
    own = ProtectedTables(
        tables={
            name: Protected(measures[name], pd.concat(parts, ignore_index=True))
            for name, parts in tables.items()
        },
        results=_results(records, rules),
        given=tuple(_given(name, table) for name, table in local.tables.items()),
        withheld=tuple(one.name for one in LOCAL_TABLES if rules.is_withheld(one.field_names)),
        digests=dict(local.digests),
        threshold=rules.threshold,
        rounding=rules.rounding,
        hidden_count=solved.hidden_count,
        gap=solved.gap,
    )
    return own, solved


def records_of(params: ReportParams, local: LocalTables, published: Tables) -> Records:
    """Return all that the measures of a council's local files rest on."""
    years = params.years
    return Records(
        local, years.first, years.last, params.commissioning, published, area=params.area
    )


def solve(
    params: ReportParams, local: LocalTables, published: Tables, *, records: Records | None = None
) -> Solved:
    """Count all declared tables, and choose what is hidden in them."""
    rules = params.disclosure
    records = records or records_of(params, local, published)
    found = [
        (one, part, _with_small(part.table(one.name, one.field_names), one, rules))
        for one in LOCAL_TABLES
        if _is_possible(one, local) and not rules.is_withheld(one.field_names)
        for part in one.count(records)
    ]
    names = {table.name for _, _, table in found}
    beside = _beside(records, names)
    counts = [table for one, _, table in found if one.unit == "count"]
    known = _as_counted(official(published, params.area), counts)
    money = [table for one, _, table in found if one.unit == "gbp"]
    by_counts = protect_together(
        [*counts, *beside], threshold=rules.threshold, protection=rules.protection,
        known=known,
    ) if counts else Protection({}, 0, 0, [])  # fmt: skip
    by_money = protect_amounts_together(
        money, threshold=rules.threshold, share=rules.money_percent / 100
    ) if money else Protection({}, 0, 0, [])  # fmt: skip
    hidden = {**by_counts.tables, **by_money.tables}
    return Solved(
        parts=tuple(
            Counted(one, part, table, hidden[table.name]["hidden"].to_numpy(dtype=bool))
            for one, part, table in found
        ),
        beside=tuple(beside),
        known=frozenset(known),
        hidden_count=by_counts.hidden_count + by_money.hidden_count,
        fewest_count=by_counts.fewest_count + by_money.fewest_count,
    )


def _is_possible(measure: LocalMeasure | LocalResult, local: LocalTables) -> bool:
    return all(local.has(name) for name in measure.files)


def _results(records: Records, rules: Disclosure) -> dict[str, ProtectedResult]:
    possible = [one for one in LOCAL_RESULTS if _is_possible(one, records.local)]
    found = {one.name: protected_result(one, records, rules) for one in possible}
    return {name: result for name, result in found.items() if len(result.rows)}


def _with_small(table: CountTable, measure: LocalMeasure, rules: Disclosure) -> CountTable:
    """Mark what is hidden besides small counts: of few persons, or below a field's threshold."""
    frame = table.counts
    threshold = rules.threshold_of(measure.field_names)
    few = (frame["persons"] > 0) & (frame["persons"] < threshold)
    if measure.unit == "gbp":
        return replace(table, counts=frame.assign(hidden=few))
    return replace(table, primary=few.to_numpy())


def _beside(records: Records, names: set[str]) -> list[CountTable]:
    """Return tables that are not printed but bind those that are."""
    pairs = (plans.PLANS_NEED_SETTING, plans.PLANS_NEED_AGE, plans.PLANS_SETTING_AGE)
    printed = [one for one in pairs if any(name.startswith(f"{one.name}, ") for name in names)]
    if len(printed) < len(pairs):
        return []
    return [
        part.table("plans-need-setting-age", ("need", "setting", "age"))
        for part in plans.unprinted(records)
    ]


def _as_counted(figures: Figures, tables: Sequence[CountTable]) -> set[Key]:
    """Return the keys of the published figures that are the tables' own.

    One that differs is of another edition, or counts otherwise: it tells nobody the table's figure,
    and a small one has to be hidden, which takes others that may be.
    """
    known = set()
    for table in tables:
        for at, count in enumerate(table.counts["count"]):
            key = key_of(table, at)
            if figures.get(key) == count:
                known.add(key)
    return known


def key_of(table: CountTable, at: int) -> Key:
    """Return the key of a row's cell."""
    row = table.counts.iloc[at]
    own = {name: str(row[name]) for name in table.dimensions}
    return cell_key(table.population, {**table.where, **own})


def _shown(one: Counted, base: int) -> pd.DataFrame:
    """Return the rows of a part with what is hidden taken out, rounded if asked for."""
    frame = one.part.counts
    is_count = one.measure.unit == "count"
    true = frame["count" if is_count else "amount"].astype(float)
    if is_count and base:
        true = (true / base + 0.5).apply(np.floor) * base
    value = true.mask(one.hidden)
    is_total = (frame[list(one.measure.field_names)] == TOTAL).all(axis=1)
    whole = float(value[is_total].iloc[0])
    percent = 100 * value / whole if is_count and whole > 0 else value * np.nan
    return frame[list(one.measure.field_names)].assign(
        period=one.part.period,
        value=value,
        percent=percent,
        reason=np.where(one.hidden, CONFIDENTIAL, ""),
    )


def _given(name: str, table: LocalTable) -> Given:
    """Tell of a file; of one about persons, numbers of rows only as they can be shown."""
    rows, left_out = table.rows_in, len(table.left_out)
    if not table.contract.personal:
        return Given(
            name, table.contract.title, f"{rows:,}", f"{left_out:,}" if left_out else "none"
        )
    about = f"about {round(rows / ROWS_TO) * ROWS_TO:,}" if rows >= ROWS_TO else "fewer than 10"
    out = f"about {round(left_out / LEFT_OUT_TO) * LEFT_OUT_TO:,}" if left_out else "none"
    few = 0 < left_out < LEFT_OUT_TO
    return Given(name, table.contract.title, about, f"fewer than {LEFT_OUT_TO}" if few else out)
