"""The page and the lists of `sendlib check`: what is at fault in a council's own files, and where.

Rows are named by their numbers. Whatever stands here comes from faults, which hold no personal
value, and from counts; a percentage of few persons is not given.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup

from sendlib.data.local.completeness import ALL, THRESHOLD
from sendlib.data.local.faults import LocalFault, faults_table
from sendlib.data.local.rules_severity import RULES, title_of
from sendlib.params.document import Branding
from sendlib.report.blocks import Cell
from sendlib.report.grids import csv_text
from sendlib.report.page import dress, environment, resource

MOST_ROWS = 50  # of one rule in one file; the list of all is beside the page
Line = Mapping[Hashable, Any]
TOO_FEW, NOTHING = "too few", "-"


@dataclass(frozen=True)
class FileChecked:
    """One local file: its name and title, where it was read from, and what became of its rows."""

    name: str
    title: str
    sources: tuple[str, ...]
    rows_in: int
    left_out: int
    faults: tuple[LocalFault, ...]

    def of(self, severity: str) -> int:
        """Count the faults of a severity."""
        return sum(fault.severity == severity for fault in self.faults)


@dataclass(frozen=True)
class CheckResult:
    """What a check of one council's files found.

    completeness, linkage: tables as `data.local` makes them. unread: how many other files lie in
    the folder.
    """

    area_name: str
    is_demo: bool
    branding: Branding
    files: tuple[FileChecked, ...]
    completeness: pd.DataFrame
    linkage: pd.DataFrame
    unread: int = 0
    threshold: int = THRESHOLD

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(file.of("error") for file in self.files)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(file.of("warning") for file in self.files)


@dataclass(frozen=True)
class Group:
    """The faults of one rule in one file, of one severity."""

    rule: str
    severity: str
    faults: tuple[LocalFault, ...]

    @property
    def title(self) -> str:
        """What a reader knows the rule by."""
        return title_of(self.rule)

    @property
    def effect(self) -> str:
        """What becomes of rows at fault."""
        return RULES[self.rule].effect if self.rule in RULES else ""

    @property
    def shown(self) -> tuple[LocalFault, ...]:
        """Those of the faults that the page lists."""
        return self.faults[:MOST_ROWS]

    @property
    def columns(self) -> str:
        """The columns at fault."""
        return ", ".join(sorted({fault.column for fault in self.faults if fault.column}))

    @property
    def remedies(self) -> list[str]:
        """What to do about them, each once."""
        return list(dict.fromkeys(sentence(fault.remedy) for fault in self.faults))


def check_files(result: CheckResult) -> dict[str, bytes]:
    """Return the page, the list of faults and the completeness table by their file names."""
    return {
        "index.html": render_check(result).encode(),
        "faults.csv": faults_csv(result.files).encode(),
        "completeness.csv": completeness_csv(result.completeness).encode(),
    }


def render_check(result: CheckResult) -> str:
    """Return the page of a check: self-contained, accessible, free of personal values."""
    return (
        _environment()
        .get_template("check.html.jinja")
        .render(
            result=result,
            groups={file.name: groups(file.faults) for file in result.files},
            completeness=list(_completeness(result)),
            linkage=result.linkage.to_dict("records"),
            most_rows=MOST_ROWS,
            colours=dress(result.branding.primary, result.branding.accent),
            css=Markup(resource("report.css")),
        )
    )


def groups(faults: Iterable[LocalFault]) -> list[Group]:
    """Return the faults of a file by severity and rule, errors first, the most frequent first."""
    found: dict[tuple[str, str], list[LocalFault]] = {}
    for fault in faults:
        found.setdefault((fault.severity, fault.rule), []).append(fault)
    made = [Group(rule, severity, tuple(some)) for (severity, rule), some in found.items()]
    return sorted(made, key=lambda group: (group.severity, -len(group.faults), group.rule))


def faults_csv(files: Iterable[FileChecked]) -> str:
    """Return all faults of all files as CSV."""
    return _csv(faults_table(fault for file in files for fault in file.faults))


def completeness_csv(completeness: pd.DataFrame) -> str:
    """Return the completeness table as CSV."""
    return _csv(completeness.drop(columns="persons"))


def _csv(table: pd.DataFrame) -> str:
    rows: list[Sequence[Cell]] = [
        [_plain(cell) for cell in row] for row in table.astype(object).itertuples(index=False)
    ]
    return csv_text([*table.columns], rows)


def _plain(cell: object) -> Cell:
    if cell is pd.NA:
        return None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if isinstance(cell, str | int | float) else str(cell)


def _completeness(result: CheckResult) -> Iterable[dict[str, object]]:
    """Yield a table per file: the agencies that head its columns, and a line for each field."""
    for name, table in result.completeness.groupby("file", sort=False):
        agencies = [agency for agency in table["agency"].unique() if agency != ALL]
        lines = []
        for column, field in table.groupby("column", sort=False):
            by_agency = {str(line["agency"]): line for line in field.to_dict("records")}
            whole = by_agency[ALL]
            lines.append({
                "column": column,
                "required": bool(whole["required"]),
                "rows": _rows(whole, result.threshold),
                "cells": [
                    _percent(by_agency[agency]) if agency in by_agency else NOTHING
                    for agency in (ALL, *agencies)
                ],
            })  # fmt: skip
        yield {"file": name, "agencies": agencies, "lines": lines}


def _rows(line: Line, threshold: int) -> str:
    return f"fewer than {threshold}" if pd.isna(line["rows"]) else f"{line['rows']:,}"


def _percent(line: Line) -> str:
    """Return a percentage in which only all is 100% and only none 0%."""
    if pd.isna(line["percent"]):
        return TOO_FEW if pd.isna(line["rows"]) else NOTHING
    share = float(line["percent"])
    inside = min(max(round(share), 1), 99) if 0 < share < 100 else round(share)
    return f"{inside}%"


@cache
def _environment() -> Environment:
    made = environment()
    made.filters["sentence"] = sentence
    made.filters["amount"] = lambda count: f"{count:,}"
    made.globals["plural"] = plural
    return made


def sentence(text: str) -> str:
    """Return words as a sentence, with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def plural(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: 1 row, 2 rows."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
