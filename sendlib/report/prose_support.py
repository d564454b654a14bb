"""Numbers in the authors' words that no figure of their report supports.

A number is supported by a figure that any block shows, in words, in a table, in a chart or behind
them, of the same kind (pounds, percent, or anything counted), and that reads as the number once
rounded to the number's last digit. So a number that only a hidden figure would support is listed:
authors can use nothing but what the report shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from sendlib.report.bundles import FIGURES_MIME
from sendlib.report.cells import SVG_MIME
from sendlib.report.grids import csv_text
from sendlib.report.prose import AUTHORS, BLOCK_MIME, written_by_authors
from sendlib.report.prose_numbers import Number, numbers_in

COLUMNS = ("chapter", "line", "number", "words")
WORDS_SHOWN = 70  # characters around a number
KINDS = {"gbp": "gbp", "percent": "percent"}
ANY = "any"


@dataclass(frozen=True)
class Unsupported:
    """A number of the authors' words; `line` counts from 1 in their file, `words` are around it."""

    chapter: str
    line: int
    number: str
    words: str

    def __str__(self) -> str:
        return f"{self.chapter}, line {self.line}: {self.number}"


def unsupported_numbers(notebook: NotebookNode) -> list[Unsupported]:
    """Return the numbers in the authors' words that nothing the report shows supports, in order."""
    written = list(written_by_authors(notebook))
    if not written:
        return []
    figures = _shown(notebook)
    return [
        _listed(one.chapter, one.text, number)
        for one in written
        for number in numbers_in(one.text)
        if not _is_supported(number, figures)
    ]


def unsupported_csv(found: Iterable[Unsupported]) -> str:
    """Return the list as CSV; with no more than its header where every number is supported."""
    return csv_text(COLUMNS, [(one.chapter, one.line, one.number, one.words) for one in found])


def _listed(chapter: str, text: str, number: Number) -> Unsupported:
    before, after = text[: number.start], text[number.start :]
    half = WORDS_SHOWN // 2
    around = " ".join(f"{before[-half:]}{after[: half + len(number.text)]}".split())
    return Unsupported(chapter, before.count("\n") + 1, number.text, around)


def _is_supported(number: Number, figures: Mapping[str, set[float]]) -> bool:
    values = figures.get(number.unit, set()) | figures.get(ANY, set())
    return any(number.is_near(value) for value in values)


def _shown(notebook: NotebookNode) -> dict[str, set[float]]:
    """Return every figure that a block shows, by kind: gbp, percent, "", any."""
    found: dict[str, set[float]] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if (output.get("metadata", {}).get("report") or {}).get("origin") == AUTHORS:
                continue
            for kind, value in _of_output(output.get("data", {})):
                found.setdefault(kind, set()).add(value)
    return found


def _of_output(data: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    content = data.get(BLOCK_MIME) or {}
    for text in _texts({key: part for key, part in content.items() if key != "values"}):
        for number in numbers_in(text):
            yield number.unit, number.value
    if SVG_MIME in data:
        yield from (
            (ANY, float(cell)) for row in content["rows"] for cell in row if _is_number(cell)
        )
    bundle = data.get(FIGURES_MIME) or {"columns": (), "rows": ()}
    for cells in bundle["rows"]:
        row = dict(zip(bundle["columns"], cells, strict=True))
        kind = KINDS.get(row["unit"], "")
        yield from (
            (kind, row[name]) for name in ("value", "lower", "upper") if _is_number(row[name])
        )
        yield from (("", row[name]) for name in ("count", "denominator") if _is_number(row[name]))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell


def _texts(content: Any) -> Iterator[str]:
    """Yield every text in the content of a block."""
    match content:
        case str():
            yield content
        case dict():
            for part in content.values():
                yield from _texts(part)
        case list():
            for part in content:
                yield from _texts(part)
