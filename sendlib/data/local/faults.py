"""Faults of local files: where, what was found and how to put it right, free of personal values."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Literal

import pandas as pd

from sendlib.contracts.local_files import LocalColumn

Severity = Literal["error", "warning"]
FAULT_COLUMNS = ["file", "row", "column", "rule", "severity", "found", "expected", "remedy"]
LONGEST = 60

_KINDS = {
    "id": "a number or name",
    "text": "text",
    "code": "one of its codes",
    "codes": "a list of its codes",
    "date": "a date",
    "month": "a month",
    "whole": "a whole number",
    "number": "a number",
    "money": "an amount of money",
    "percent": "a percentage",
    "yes_no": "yes or no",
    "postcode": "a postcode",
}


# a date or a postcode that has slipped into a column of another kind may be that of a person
_OF_A_PERSON = re.compile(r"\d[/.-]\d+[/.-]\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.A | re.I)
_TELL_THEMSELVES = ("date", "month", "postcode")


@dataclass(frozen=True, slots=True)
class LocalFault:
    """One fault of a local file.

    row: as a spreadsheet numbers it, the header being row 1 unless other rows stand above; None for
    the file as a whole. column: the contract's name of it, or the file's own header where the
    contract has none; blank for the row as a whole. severity: a row with an error is left out and
    counted, one with a warning is kept. found, expected, remedy: words that hold no personal value.
    source: name of the file without its folder, and the sheet.
    """

    file: str
    row: int | None
    column: str
    rule: str
    severity: Severity
    found: str
    expected: str
    remedy: str
    source: str


def shown(value: object, column: LocalColumn, *, valid: bool = False) -> str:
    """Return a value as a fault may print it: itself, or its kind where it is personal.

    Args:
        value: as read from the file; None and missing values are “nothing”.
        column: its contract.
        valid: whether it is of the column's kind, and the fault is another one.
    """
    text = _text(value)
    if not text:
        return "nothing"
    if column.personal:
        kind = _KINDS[column.kind]
        return kind if valid else f"not {kind}, {_characters(text)}"
    if column.kind not in _TELL_THEMSELVES and _OF_A_PERSON.search(text):
        return f"not {_KINDS[column.kind]}, {_characters(text)}"
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"“{plain}”" if len(plain) <= LONGEST else f"“{plain[:LONGEST]}…”"


def expected_kind(column: LocalColumn) -> str:
    """Return what a column of a contract expects, in words."""
    return _KINDS[column.kind]


def faults_table(faults: Iterable[LocalFault]) -> pd.DataFrame:
    """Return faults as a table: file, row, column, rule, severity, found, expected, remedy."""
    names = list(LocalFault.__dataclass_fields__)
    table = pd.DataFrame([astuple(fault) for fault in faults], columns=names, dtype=object)
    return table[FAULT_COLUMNS].astype({"row": "Int64"})


def _text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, datetime.datetime):
        return f"{value:%d/%m/%Y}"
    return re.sub(r"\.0$", "", str(value)) if isinstance(value, float) else str(value)


def _characters(text: str) -> str:
    return f"{len(text)} character{'' if len(text) == 1 else 's'}"
