"""Text of a document: pieces within a line, and the parts of prose they stand in.

No text here is markup of an output format: each writer escapes what it is given.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Code:
    """Words in a fixed-width face: a column's or a file's name."""

    text: str


@dataclass(frozen=True)
class Styled:
    """Stressed words, or words that a newer edition has not or has anew."""

    style: Literal["strong", "emphasis", "removed", "added"]
    content: "Inlines"


@dataclass(frozen=True)
class Link:
    """Words that lead to a page on the web."""

    url: str
    content: "Inlines"


@dataclass(frozen=True)
class Reference:
    """Words that lead to a block of this document."""

    label: str
    content: "Inlines"


@dataclass(frozen=True)
class NoteMark:
    """The number of a footnote, where it is called; `call` counts its calls from 1."""

    number: int
    call: int


@dataclass(frozen=True)
class LineBreak:
    """A new line within a paragraph."""


Inline = Text | Code | Styled | Link | Reference | NoteMark | LineBreak
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: Inlines


@dataclass(frozen=True)
class Items:
    """A list; `start` is the first number of a numbered one."""

    ordered: bool
    start: int
    items: tuple["Parts", ...]


@dataclass(frozen=True)
class Quote:
    """Words of somebody else."""

    parts: "Parts"


@dataclass(frozen=True)
class CodeText:
    """Lines in a fixed-width face."""

    text: str


@dataclass(frozen=True)
class Definitions:
    """Terms and what they mean."""

    entries: tuple[tuple[Inlines, "Parts"], ...]


Part = Paragraph | Items | Quote | CodeText | Definitions
Parts = tuple[Part, ...]
