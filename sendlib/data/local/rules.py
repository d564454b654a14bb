"""Validation of local files as an analyst of a local authority knows it: every rule, in order.

No fault is told twice for one cause: a rule is silent where reading found the value unreadable, a
row that is left out takes part in no further rule, and what names such a row still finds it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sendlib.data.local.linkage import packages_of_others, unlinked
from sendlib.data.local.rules_marks import Faults, Given, without
from sendlib.data.local.rules_packages import check_packages
from sendlib.data.local.rules_people import ages, same_person_twice
from sendlib.data.local.rules_rows import (
    decided_before_request,
    duplicates,
    ends_before_start,
    missing_values,
    over_capacity,
    parts_above_whole,
    shares_not_100,
)
from sendlib.data.local.rules_sen2 import check_chain
from sendlib.data.local.tables import LocalTable

# one after the other, on the rows that the ones before have left in
UNUSABLE: tuple[Callable[[LocalTable], Faults], ...] = (
    missing_values, duplicates, ends_before_start,
)  # fmt: skip
DOUBTFUL: tuple[Callable[[LocalTable], Faults], ...] = (
    shares_not_100, decided_before_request, parts_above_whole, over_capacity,
)  # fmt: skip
BETWEEN: tuple[Callable[[Given], Faults], ...] = (
    packages_of_others, check_packages, ages, same_person_twice,
)  # fmt: skip


def check_tables(tables: Mapping[str, LocalTable]) -> Mapping[str, LocalTable]:
    """Add to local tables the faults of all rules, and leave out the rows that have an error.

    Args:
        tables: the local files as read, each with the faults of reading.
    """
    usable = {name: _usable(table) for name, table in tables.items()}
    faults = [fault for table in usable.values() for rule in DOUBTFUL for fault in rule(table)]
    faults += [fault for rule in BETWEEN for fault in rule(usable)]
    faults += check_chain(usable, tables) + unlinked(usable, tables)
    return {
        name: _with_faults(table, [fault for fault in faults if fault.file == name])
        for name, table in usable.items()
    }


def _usable(table: LocalTable) -> LocalTable:
    """Return a table with the faults of its rows, but for the rows that have an error."""
    table = _with_faults(table, [])
    for rule in UNUSABLE:
        table = _with_faults(table, rule(table))
    return table


def _with_faults(table: LocalTable, faults: Faults) -> LocalTable:
    """Return a table with more faults; a row with an error among its faults is left out."""
    every = [*table.faults, *faults]
    errors = {fault.row for fault in every if fault.severity == "error" and fault.row is not None}
    return replace(
        table,
        rows=without(table, errors),
        left_out=table.left_out | (errors & set(table.rows.index)),
        faults=tuple(sorted(every, key=lambda fault: -1 if fault.row is None else fault.row)),
    )
