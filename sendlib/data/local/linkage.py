"""Links between local files: rows that repeat a number which the other file does not hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sendlib.contracts.local_files import LocalFile
from sendlib.data.local.faults import shown
from sendlib.data.local.rules_marks import (
    Faults,
    Given,
    among,
    every_row,
    is_usable,
    label,
    looked_up,
    mark,
)
from sendlib.data.local.tables import LocalTable

RETURN, PERSONS, PERSON = "sen2_", "sen2_persons", "person_id"
COSTS_OF = ("joint_funding", "package_id")  # a decision on money, which is nobody's without package
LINKAGE_COLUMNS = ["file", "column", "other_file", "rows", "blank", "linked", "unlinked"]
LINK_RULES = ("unlinked", "cost_without_placement")


@dataclass(frozen=True)
class Link:
    """A column of one local file that repeats a column of another."""

    file: str
    column: str
    other: str
    other_column: str


def links_between(given: Mapping[str, LocalTable]) -> Iterator[Link]:
    """Yield the links between files that a council gave, persons first in the order of files."""
    for name, table in given.items():
        for link in links_of(table.contract):
            if link.other in given:
                yield Link(name, link.column, link.other, link.other_column)


def links_of(contract: LocalFile) -> Iterator[Link]:
    """Yield the links of a local file: those its contract names, and persons to the SEN2 return."""
    for name, column in contract.columns.items():
        if column.links:
            yield Link(contract.name, name, *column.links.split("."))
        elif name == PERSON and not contract.name.startswith(RETURN):  # modules link by records
            yield Link(contract.name, name, PERSONS, PERSON)


def unlinked(given: Given, everything: Given) -> Faults:
    """Return a fault for every row that repeats a number which the other file does not hold.

    Args:
        given: the tables with the rows that can be used.
        everything: the same with the rows that cannot: a row left out of the other file has its
            own fault, and is not told again in every row that names it; nor is a whole file.
    """
    faults: Faults = []
    for link in links_between(given):
        table, other = given[link.file], everything[link.other]
        values = table.rows[link.column]
        if not is_usable(other):
            continue
        known = every_row(other)[link.other_column]
        lost = values[values.notna() & ~among(values, known)]
        is_cost = (link.file, link.column) == COSTS_OF
        faults += mark(
            table, lost.index, column=link.column,
            rule="cost_without_placement" if is_cost else "unlinked",
            found=[shown(value, table.contract.columns[link.column], valid=True) for value in lost],
            expected=f"a {label(link.other_column)} of {link.other}",
            remedy=f"Correct the number, or add its row to {link.other}.",
        )  # fmt: skip
    return faults


def packages_of_others(given: Given) -> Faults:
    """Return a fault for every joint funding row whose package is another person's."""
    if not {"joint_funding", "packages"} <= set(given):
        return []
    table = given["joint_funding"]
    packages = given["packages"].rows.drop_duplicates("package_id")
    holders = packages.dropna(subset=["package_id"]).set_index("package_id")["person_id"]
    holder = looked_up(table.rows["package_id"], holders)
    differs = (holder != table.rows["person_id"]).fillna(False).astype(bool)
    return mark(
        table, table.rows.index[differs & holder.notna()], column="package_id", rule="unlinked",
        found="a package of another person",
        expected="a package of the person of the row",
        remedy="Correct the number of the package or of the person.",
    )  # fmt: skip


def linkage(given: Given) -> pd.DataFrame:
    """Return how the rows kept link to other files, a row for each link between files given.

    Returns:
        file, column, other_file; rows (kept), and of these blank, linked and unlinked.
    """
    rows = []
    for link in links_between(given):
        table = given[link.file]
        values = table.rows[link.column]
        at_fault = {
            fault.row
            for fault in table.faults
            if fault.column == link.column and fault.rule in LINK_RULES
        }
        lost = int((values.notna() & values.index.isin(list(at_fault))).sum())
        blank = int(values.isna().sum())
        kept = len(table.rows)
        rows.append((link.file, link.column, link.other, kept, blank, kept - blank - lost, lost))
    return pd.DataFrame(rows, columns=LINKAGE_COLUMNS)
