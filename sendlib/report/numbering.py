"""Numbers of sections, figures and tables, and the names cross-references call them by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NUMBERED_LEVELS = 2
NUMBERED_KINDS = ("figure", "table")


@dataclass
class Numbering:
    """Counts a document's parts in order.

    `numbers`: by label, 2.1 of a section and 4 of a table, empty where the part has none.
    `names`: by label, what a cross-reference without words of its own says.
    """

    numbers: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _sections: list[int] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _here: str = ""

    def add_heading(self, label: str, *, level: int, words: str) -> None:
        """Number a heading of a level from 1, unless it is too deep to have a number."""
        counts = [*self._sections, 0][:level]
        self._sections = [*counts[:-1], counts[-1] + 1]
        number = ".".join(map(str, self._sections)) if level <= NUMBERED_LEVELS else ""
        self.numbers[label] = number
        self.names[label] = f"section {number}" if number else words
        numbered = self._sections[:NUMBERED_LEVELS]
        self._here = f"section {'.'.join(map(str, numbered))}"

    def add_output(self, label: str, *, kind: str) -> None:
        """Number a figure or a table; any other block is called by the section it stands in."""
        self.names[label] = self._here or kind
        if kind in NUMBERED_KINDS:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.numbers[label] = str(self._counts[kind])
            self.names[label] = f"{kind.capitalize()} {self._counts[kind]}"


def slug(words: str, *, taken: Iterable[str]) -> str:
    """Return a label made of a heading's words that no other label equals."""
    stem = "section-" + ("-".join(re.findall(r"[a-z0-9]+", words.lower())) or "x")
    known = set(taken)
    label, count = stem, 1
    while label in known:
        count += 1
        label = f"{stem}-{count}"
    return label
