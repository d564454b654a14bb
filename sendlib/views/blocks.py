"""What a notebook cell shows: a statement, chart, table, callout, prose or cover, with metadata.

Each shows itself to Jupyter with the data and metadata from which `sendlib.report` builds the
document; an output without them stops the build.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS

BLOCK = "application/vnd.sendlib.block+json"
FIGURES = "application/vnd.sendlib.figures+json"
COMPARISONS = "application/vnd.sendlib.comparisons+json"
FINDINGS = "application/vnd.sendlib.findings+json"
INPUTS = "application/vnd.sendlib.inputs+json"
SVG = "image/svg+xml"

Bundle = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Evidence:
    """The figures and comparisons that a block shows, for the files beside the report.

    inputs: path and sha256 of the files that were read. datasets: those that were looked for among
    the published files, which tells whether a file that comes or goes makes a difference.
    """

    figures: pd.DataFrame | None = None
    comparisons: pd.DataFrame | None = None
    findings: pd.DataFrame | None = None
    inputs: pd.DataFrame | None = None
    datasets: tuple[str, ...] = ()

    def bundle(self) -> dict[str, Any]:
        """Return the parts that are there as JSON tables by media type."""
        return self._bundle

    @cached_property
    def _bundle(self) -> dict[str, Any]:
        parts = {
            FIGURES: (self.figures, FIGURE_COLUMNS),
            COMPARISONS: (self.comparisons, COMPARISON_COLUMNS),
            FINDINGS: (self.findings, FINDING_COLUMNS),
            INPUTS: (self.inputs, ["path", "sha256"]),
        }
        bundle = {
            media: json_table(table, columns)
            for media, (table, columns) in parts.items()
            # that nothing was read is told as well
            if table is not None and (len(table) or media == INPUTS)
        }
        if INPUTS in bundle and self.datasets:
            bundle[INPUTS]["datasets"] = list(self.datasets)
        return bundle


@dataclass(frozen=True)
class Origin:
    """Where the data of a block come from: published, or local and then protected."""

    origin: str = "published"
    protection: str = ""


PUBLISHED = Origin()


def json_table(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    """Return a table as `{"columns": [...], "rows": [[...]]}`, missing cells as null."""
    if table.columns.tolist() != list(columns):
        table = table[list(columns)]
    rows = table.to_numpy(object).tolist()
    cells = [[cell if type(cell) is str else plain(cell) for cell in row] for row in rows]
    return {"columns": list(columns), "rows": cells}


def plain(cell: object) -> object:
    """Return a cell as JSON knows it: number, text, true, false or null."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return None
    item = getattr(cell, "item", None)
    return item() if callable(item) else cell


def _bundle(
    kind: str, *, label: str, content: dict[str, Any], text: str, caption: str = "", alt: str = "",
    evidence: Evidence | None = None, media: dict[str, Any] | None = None,
    origin: Origin = PUBLISHED,
) -> Bundle:  # fmt: skip
    data = {"text/plain": text, **(media or {}), BLOCK: content}
    data |= evidence.bundle() if evidence else {}
    shown = {"kind": kind, "label": label, "caption": caption, "alt": alt}
    return data, {"report": {**shown, **asdict(origin)}}


@dataclass(frozen=True)
class Statement:
    """A sentence or two that say what a figure shows. tone: plain, questioned or missing."""

    text: str
    label: str
    tone: str = "plain"
    footnotes: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    origin: Origin = PUBLISHED

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        content = {"text": self.text, "tone": self.tone, "footnotes": list(self.footnotes)}
        return _bundle(
            "statement", label=self.label, content=content, text=self.text,
            evidence=self.evidence, origin=self.origin,
        )  # fmt: skip


@dataclass(frozen=True)
class Callout:
    """A boxed remark. tone: info, warning or missing."""

    title: str
    text: str
    label: str
    tone: str = "info"
    origin: Origin = PUBLISHED

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        content = {"title": self.title, "text": self.text, "tone": self.tone}
        return _bundle(
            "callout", label=self.label, content=content, text=f"{self.title}. {self.text}",
            origin=self.origin,
        )  # fmt: skip


def nothing(title: str, text: str, label: str) -> Callout:
    """Return the box that stands where a chart, map or table has nothing to show."""
    return Callout(title, text, label, tone="missing")


@dataclass(frozen=True)
class Absent:
    """Nothing to show; a section in which every view is absent is left out of the report."""

    label: str

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return _bundle("contents", label=self.label, content={}, text="Nothing to show.")


@dataclass(frozen=True)
class Prose:
    """Generated paragraphs and a list below them."""

    label: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    origin: Origin = PUBLISHED

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        content = {"paragraphs": list(self.paragraphs), "list": list(self.items)}
        text = "\n".join([*self.paragraphs, *self.items])
        return _bundle(
            "prose", label=self.label, content=content, text=text, evidence=self.evidence,
            origin=self.origin,
        )  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """A drawn figure: SVG, the sentence that tells its finding (alt), caption, and its data."""

    svg: str
    alt: str
    caption: str
    label: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    origin: Origin = PUBLISHED

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        first = self.rows[0] if self.rows else ()
        formats = ["text" if isinstance(cell, str) else "number" for cell in first]
        content = {
            "columns": [
                {"key": key, "title": title, "format": form}
                for (key, title), form in zip(self.columns, formats, strict=False)
            ],
            "rows": [[plain(cell) for cell in row] for row in self.rows],
            "notes": list(self.notes),
        }
        return _bundle(
            "figure", label=self.label, content=content, text=self.alt, caption=self.caption,
            alt=self.alt, evidence=self.evidence, media={SVG: self.svg},
            origin=self.origin,
        )  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, and whether it holds numbers."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table as read: display strings, the raw values behind them, and notes."""

    caption: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[object, ...], ...] = ()
    notes: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    origin: Origin = PUBLISHED

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        content = {
            "columns": [
                {
                    "key": f"c{number}",
                    "title": column.title,
                    "align": "right" if column.numeric else "left",
                    "format": "number" if column.numeric else "text",
                }
                for number, column in enumerate(self.columns)
            ],
            "rows": [list(row) for row in self.rows],
            "row_header": 0,
            "values": [[plain(cell) for cell in row] for row in (self.values or self.rows)],
            "notes": list(self.notes),
        }
        lines = ["\t".join(column.title for column in self.columns)]
        lines += ["\t".join(row) for row in self.rows]
        return _bundle(
            "table", label=self.label, content=content, text="\n".join(lines),
            caption=self.caption, evidence=self.evidence, origin=self.origin,
        )  # fmt: skip


@dataclass(frozen=True)
class CoverPage:
    """The cover: what the report says about itself."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        title = f"{self.content['title']}: {self.content['area_name']}"
        return _bundle("cover", label="cover", content=self.content, text=title)
