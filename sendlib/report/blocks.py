"""What a report is made of, in whatever format: an ordered list of blocks and the text in them.

Text from Markdown is a tuple of inline pieces (`words`); text from a view is a plain string.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from sendlib.report.colours import checked_colour
from sendlib.report.pictures import checked_logo, checked_svg
from sendlib.report.pointers import References, referring
from sendlib.report.words import Inlines, NoteMark, Parts, Styled, Text

Cell = str | int | float | None
SENTENCE_END = re.compile(r"[.!?](?= [A-Z])")


@dataclass(frozen=True)
class Heading:
    """A heading; `number` is its place in the document, such as 2.1, and empty below level 2."""

    label: str
    level: int
    number: str
    content: Inlines


@dataclass(frozen=True)
class Prose:
    """Running text; `label` says where it comes from, and is an anchor if a view gave it."""

    label: str
    parts: Parts
    is_anchor: bool = False


@dataclass(frozen=True)
class Footnote:
    """A footnote, numbered in the order of first call; `calls` is how often it is called."""

    number: int
    calls: int
    parts: Parts


class Model(BaseModel):
    """Content given by a view: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Branding(Model):
    """Name, colours (`#rrggbb`) and logo (data URI) of the council that publishes."""

    name: str
    primary: Annotated[str, AfterValidator(checked_colour)]
    accent: Annotated[str, AfterValidator(checked_colour)]
    logo: Annotated[str, AfterValidator(checked_logo)] | None = None


class Cover(Model):
    """Title and standing of the document; `date` (ISO) is also the time stamp of every file."""

    title: str = Field(min_length=1)
    subtitle: str
    area_name: str
    status_mark: str
    protective_mark: str
    version: str
    date: str = Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$")
    contact: str
    signed_off_by: str
    branding: Branding
    is_demo: bool
    keywords: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page has to carry, each once: demonstration, draft, protective mark."""
        demo = "Demonstration: invented data" if self.is_demo else ""
        return tuple(dict.fromkeys(filter(None, (demo, self.status_mark, self.protective_mark))))


class Statement(Model):
    """A finding in one sentence or two; `marks` are its footnotes, numbered by the document."""

    label: str
    text: str = Field(min_length=1)
    tone: Literal["plain", "questioned", "missing"] = "plain"
    marks: tuple[NoteMark, ...] = ()

    @property
    def content(self) -> Inlines:
        """The words as they are set: the first sentence, which is the finding, in strong type."""
        found = SENTENCE_END.search(self.text)
        if self.tone == "missing":
            return (Text(self.text), *self.marks)
        end = found.end() if found else len(self.text)
        first = Styled("strong", (Text(self.text[:end].rstrip()),))
        rest = (Text(self.text[end:]),) if self.text[end:] else ()
        return (first, *rest, *self.marks)


class Callout(Model):
    """A boxed remark beside the text."""

    label: str
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    tone: Literal["info", "warning", "missing"] = "info"


class Column(Model):
    """A column of a table; `format` says whether it is sorted as text or by number."""

    key: str
    title: str = Field(min_length=1)
    align: Literal["left", "right"] | None = None
    format: Literal["text", "number"] = "text"

    @property
    def is_right(self) -> bool:
        """Whether the column is set flush right: as it says, else where it holds numbers."""
        return self.align == "right" if self.align else self.format == "number"


class Gridded(Model):
    """What a figure and a table share: columns, and rows as wide as there are columns."""

    label: str
    number: int
    caption: str = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)
    notes: tuple[str, ...] = ()


class Figure(Gridded):
    """A chart: the picture as SVG, its alt text, and the values drawn in it."""

    alt: str = Field(min_length=1)
    svg: Annotated[str, AfterValidator(checked_svg)]
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def rows_fit(self) -> "Figure":
        """Refuse rows that are not as wide as the columns."""
        require_width(self.rows, len(self.columns), "rows")
        return self


class Table(Gridded):
    """A table as read (`rows`, text) and as computed (`values`); `highlight` lists bold rows.

    references: words in its text that lead to another block, with the label of that block.
    """

    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)
    row_header: int = Field(default=0, ge=0)
    values: tuple[tuple[Cell, ...], ...] = ()
    highlight: tuple[int, ...] = ()
    references: References = ()

    def words(self, cell: str) -> Inlines:
        """Return a cell's text, the words that lead to another block among it as references."""
        return referring(cell, self.references)

    @model_validator(mode="after")
    def rows_fit(self) -> "Table":
        """Refuse rows, values or a row header that do not fit the columns."""
        width = len(self.columns)
        require_width(self.rows, width, "rows")
        require_width(self.values, width, "values")
        if self.values and len(self.values) != len(self.rows):
            raise ValueError(f"{len(self.values)} rows of values beside {len(self.rows)} rows")
        if self.row_header >= width:
            raise ValueError(f"row_header {self.row_header} beside {width} columns, from 0")
        return self


def require_width(rows: tuple[tuple[Cell, ...], ...], width: int, name: str) -> None:
    """Refuse a grid that has a row wider or narrower than its columns."""
    for position, row in enumerate(rows):
        if len(row) != width:
            raise ValueError(f"{name}[{position}] has {len(row)} cells for {width} columns")


Block = Heading | Prose | Statement | Callout | Figure | Table


@dataclass(frozen=True)
class Document:
    """A report before it is set in any format."""

    cover: Cover
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    language: str
