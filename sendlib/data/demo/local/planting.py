"""How faults are planted: in a row that has none yet, of a person who has none yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from sendlib.data.demo.local.lines import Cell, Line, Sheet

Fits = Callable[[dict[str, Cell]], bool]
Severity = Literal["error", "warning"]
PERSON = "person_id"


@dataclass(frozen=True)
class Planted:
    """A fault as it was planted.

    row: as a spreadsheet numbers it, None for the file as a whole. column: blank for the row as a
    whole, or the file.
    """

    file: str
    row: int | None
    column: str
    rule: str
    severity: Severity


@dataclass
class Garden:
    """The sheets in which faults are planted, and where one is already."""

    sheets: Mapping[str, Sheet]
    rng: np.random.Generator
    used: set[int] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    marks: list[tuple[str, Line | None, str, str, Severity]] = field(default_factory=list)

    def pick(self, file: str, fits: Fits = lambda _: True) -> Line:
        """Return a row that fits, none of whose faults or person's faults are planted so far."""
        lines = self.sheets[file].lines
        start = int(self.rng.integers(len(lines)))
        for line in (*lines[start:], *lines[:start]):
            person = str(line.cells.get(PERSON) or "")
            if id(line) not in self.used and person not in self.persons and fits(line.cells):
                self.take(line)
                return line
        raise LookupError(f"{file}: no row fits that has no fault yet")

    def take(self, line: Line) -> None:
        """Keep a row, and all rows of its person, from further faults."""
        self.used.add(id(line))
        if person := line.cells.get(PERSON):
            self.persons.add(str(person))

    def mark(
        self, file: str, line: Line | None, column: str, rule: str, severity: Severity
    ) -> None:
        """Note a fault that was planted; the row's number is known when all are."""
        self.marks.append((file, line, column, rule, severity))

    def planted(self) -> tuple[Planted, ...]:
        """Return all faults with the numbers of their rows."""
        found = [
            Planted(file, self._number(file, line), column, rule, severity)
            for file, line, column, rule, severity in self.marks
        ]
        return tuple(sorted(found, key=lambda one: (one.file, one.row or 0, one.column, one.rule)))

    def _number(self, file: str, line: Line | None) -> int | None:
        return None if line is None else self.sheets[file].number(line)

    def by(self, file: str, column: str) -> dict[str, list[Line]]:
        """Return the rows of a file by the text of a column."""
        found: dict[str, list[Line]] = {}
        for line in self.sheets[file].lines:
            found.setdefault(str(line.cells.get(column)), []).append(line)
        return found

    def values(self, file: str, column: str) -> set[str]:
        """Return the texts of a column."""
        return {str(line.cells.get(column)) for line in self.sheets[file].lines}

    def drop(self, file: str, lines: Iterable[Line]) -> None:
        """Take rows out of a file."""
        gone = {id(line) for line in lines}
        sheet = self.sheets[file]
        sheet.lines[:] = [line for line in sheet.lines if id(line) not in gone]


def filled(*columns: str, also: Fits = lambda _: True) -> Fits:
    """Return what tells rows in which some columns are filled, and that fit otherwise."""
    return lambda cells: all(cells.get(name) is not None for name in columns) and also(cells)
