"""Faults that reading finds, in words: what was found, what is expected, how to put it right."""

import re
from collections.abc import Iterable, Mapping, Set

from sendlib.contracts.local_files import LocalColumn, LocalFile, code_sets
from sendlib.data.local.faults import LocalFault, Severity, expected_kind, shown
from sendlib.data.local.headers import Header, header_key, spreadsheet_letters
from sendlib.data.local.values import Cell

_REMEDIES = {
    "missing_value": "fill it in; leave it blank where it is not known",
    "not_a_date": "write it as day/month/year, such as 31/03/2024",
    "not_a_number": "write it in digits, such as 1250.50",
    "not_a_code": "write one of them",
    "not_yes_no": "write yes or no",
    "out_of_range": "check it against its source",
    "unreadable_bytes": "type it again, and save the file as UTF-8",
}
_MOST_CODES = 15
_LONGEST_HEADER = 60
# a date, a number, an address: what no header holds and a row of values does
_VALUE = re.compile(r"\d{3}|@|\d[/.-]\d", re.ASCII)


class Wording:
    """Words the faults of one file; `source` is its name and sheet, `year` decides on codes."""

    def __init__(self, contract: LocalFile, source: str, year: str = "") -> None:
        self.contract = contract
        self.source = source
        self.year = year
        self.expected: dict[tuple[str, str], str] = {}

    def cell(self, row: int, name: str, cell: Cell, text: str) -> LocalFault:
        """Return the fault of one cell, an error where the row needs a value and has none."""
        column = self.contract.columns[name]
        is_lost = column.required and not cell.kept
        rule = cell.rule or "missing_value"
        found = cell.found or shown(text.strip(), column, valid=cell.valid)
        remedy = "fill it in" if rule == "missing_value" and is_lost else _REMEDIES[rule]
        key = name, rule
        if key not in self.expected:
            self.expected[key] = expected(column, rule, self.year)
        severity: Severity = "error" if is_lost else "warning"
        return self._fault(row, name, rule, severity, found, self.expected[key], remedy)

    def broken_row(self, row: int, found: str) -> LocalFault:
        """Return the fault of a row whose fields are not those of the header."""
        return self._fault(
            row, "", "short_row", "error", found, "a field for each column",
            "put text that holds the delimiter in quotes, and close every quote",
        )  # fmt: skip

    def missing_columns(self, names: Iterable[str], *, is_header: bool) -> list[LocalFault]:
        """Return the faults of required columns that are not there."""
        found = "no such column" if is_header else "no row that names a column"
        remedy = "add the column, or name yours in the params file, under local: columns"
        return [
            self._fault(None, name, "missing_column", "error", found,
                        f"a column {name}, {self.contract.columns[name].meaning}", remedy)
            for name in names
        ]  # fmt: skip

    def unknown_columns(
        self, header: Header, *, beyond: Set[int] = frozenset()
    ) -> list[LocalFault]:
        """Return the faults of columns that no contract has, of those without header as well.

        Headers are named only if none of them looks like a value: a header run together with the
        first row would tell of a person.
        """
        texts = header.unknown
        tells = len(texts) > len(header.places) or any(map(_VALUE.search, texts.values()))
        blank = {place: "" for place in sorted(beyond) if place not in texts}
        return [
            self._fault(
                None,
                "" if tells or not text else _plain(text),
                "unknown_column", "warning",
                f"column {spreadsheet_letters(place)}" + ("" if text else ", without a header"),
                "a column of this file, as sendlib template lists them",
                "it is not read; if it is one of these, name it in the params file, under local: "
                "columns",
            )
            for place, text in (dict(texts) | blank).items()
        ]  # fmt: skip

    def repeated_columns(self, header: Header) -> list[LocalFault]:
        """Return the faults of columns that stand twice."""
        return [
            self._fault(
                None, name, "duplicate_column", "warning",
                f"again in column {spreadsheet_letters(place)}", "once",
                f"column {spreadsheet_letters(header.places[name])} is read; take the other out",
            )
            for place, name in header.repeated.items()
        ]  # fmt: skip

    def own_columns(self, own: Mapping[str, str], header: Header) -> list[LocalFault]:
        """Return the faults of headers that params name and the file lacks."""
        return [
            self._fault(
                None, column, "unknown_column", "warning", "no such header",
                f"the header “{text}”, as the params file names it",
                "correct it in the params file, under local: columns",
            )
            for text, column in own.items()
            if column not in header.places
        ]  # fmt: skip

    def left_aside(self, what: str) -> LocalFault:
        """Return the fault of a second file or sheet of the same name that is not read."""
        return self._fault(
            None, "", "in_two_files_different", "warning", f"{what} as well, which is not read",
            "one file or sheet",
            "put all rows into one, or name it in the params file, under local: files",
        )  # fmt: skip

    def _fault(
        self, row: int | None, column: str, rule: str, severity: Severity, found: str,
        expected: str, remedy: str,
    ) -> LocalFault:  # fmt: skip
        return LocalFault(
            self.contract.name, row, column, rule, severity, found, expected, remedy, self.source
        )


def column_codes(column: LocalColumn, year: str) -> Mapping[str, str]:
    """Return the codes of a column in the return of a year, the latest where no year is known."""
    name = column.editions.get(year, column.codes)
    return code_sets()[name] if name else {}


def expected(column: LocalColumn, rule: str, year: str = "") -> str:
    """Return what a column expects: its kind, its codes in a year, or its bounds."""
    if rule == "out_of_range":
        unit = f" {column.unit}" if column.unit else ""
        bounds = [("at least", column.lowest), ("at most", column.highest)]
        return " and ".join(
            f"{word} {bound:,.10g}{unit}" for word, bound in bounds if bound is not None
        )
    if column.codes:
        codes = list(column_codes(column, year))
        more = f" … ({len(codes)} in all)" if len(codes) > _MOST_CODES else ""
        kind = "one of: " if column.kind == "code" else "some of: "
        return kind + ", ".join(codes[:_MOST_CODES]) + more
    return expected_kind(column)


def _plain(text: str) -> str:
    words = " ".join(word for word in text.split() if header_key(word) or word.isprintable())
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    return plain if len(plain) <= _LONGEST_HEADER else f"{plain[:_LONGEST_HEADER]}…"
