"""Tables of a document -> XLSX in the form of the Government Analysis Function, by gptables.

Cover, contents, notes, then one sheet a table. Text is never a formula or a link; numbers stay
numbers where that is what the report shows. The same document gives the same bytes.
"""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sendlib.report.blocks import Cell, Column, Cover, Document, Table
from sendlib.report.dates import in_words, time_stamp
from sendlib.report.grids import MISSING, MISSING_NOTE, is_missing

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
SAYS_NOTHING = re.compile(r"[^a-zA-Z0-9]*")
PLAIN_NUMBER = re.compile(r"([-\u2212+]?)(£?)(\d[\d,]*)(\.\d+)?(%?)")
GENERAL_NOTE = (
    "Tables are numbered as in the report, which describes sources, methods and limits of the "
    "figures."
)


def render_workbook(document: Document) -> bytes:
    """Return the document's tables as XLSX."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    notes = _notes(tables)
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # gptables leaves a file open on import and calls pandas in ways that pandas 4 will
        # refuse: nothing a user can act on
        warnings.simplefilter("ignore")
        import gptables

        book = gptables.produce_workbook(
            filename=buffer,
            sheets={f"Table {t.number}": gptables.GPTable(**_sheet(t)) for t in tables},
            cover=gptables.Cover(**_cover(document.cover)),
            contentsheet_label="Contents" if tables else None,
            notes_table=pd.DataFrame(notes, columns=["Note reference", "Note text"]),
            workbook_options=OPTIONS,
        )
    book.set_properties(
        {
            "title": document.cover.title,
            "author": document.cover.branding.name,
            "keywords": ", ".join(document.cover.keywords),
            "comments": " · ".join(document.cover.marks),
            "created": time_stamp(document.cover.date).replace(tzinfo=None),
        }
    )
    book.close()
    return buffer.getvalue()


def _cover(cover: Cover) -> dict[str, Any]:
    about = [
        f"Area: {cover.area_name}",
        f"Date: {in_words(cover.date)}",
        f"Version: {cover.version}" if cover.version else "",
        f"Signed off by: {cover.signed_off_by}" if cover.signed_off_by else "",
        f"Publisher: {cover.branding.name}",
    ]
    return {
        "title": literal(cover.title),
        "intro": [literal(text) for text in (*cover.marks, cover.subtitle) if text] or None,
        "about": [literal(text) for text in about if text],
        "contact": [literal(cover.contact)] if cover.contact else None,
    }


def _notes(tables: Sequence[Table]) -> list[tuple[str, str]]:
    notes = [("general", GENERAL_NOTE)]
    for table in tables:
        notes += [(key, literal(text)) for key, text in _keyed_notes(table)]
    return notes


def _keyed_notes(table: Table) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(table.notes):
        yield f"table{table.number}note{place}", text


def _sheet(table: Table) -> dict[str, Any]:
    marks = "".join(f"$${key}$$" for key in ["general", *dict(_keyed_notes(table))])
    columns, formats = [], []
    for place, column in enumerate(table.columns):
        texts = [row[place] for row in table.rows]
        values = [row[place] for row in table.values]
        cells, number_format = as_numbers(column, texts, values)
        columns.append(cells)
        if number_format:
            style = {"num_format": number_format}
            formats.append({"column": {"columns": [place], "format": style}})
    rows = list(zip(*columns, strict=True))
    has_missing = any(cell == MISSING for row in rows for cell in row)
    return {
        "table": pd.DataFrame(rows, columns=unique_titles(table.columns), dtype=object),
        "table_name": f"table_{table.number}",
        "title": literal(f"Table {table.number}: {table.caption}") + marks,
        "instructions": "This worksheet contains one table. Notes are on the notes worksheet.",
        "legend": [MISSING_NOTE] if has_missing else [],
        "index_columns": {2: table.row_header},
        "additional_formatting": formats,
    }


def literal(text: str) -> str:
    """Return text in which gptables finds neither a link nor a note, with words in it."""
    if SAYS_NOTHING.fullmatch(text):
        return MISSING
    return text.replace("](", "] (").replace("$$", "$ $")


def unique_titles(columns: Sequence[Column]) -> list[str]:
    """Return the titles of columns, a number added where one stands twice: Excel needs it."""
    titles: list[str] = []
    for column in columns:
        title, count = literal(column.title), 1
        while title in titles:
            count += 1
            title = f"{literal(column.title)} ({count})"
        titles.append(title)
    return titles


def as_numbers(
    column: Column, texts: Sequence[str], values: Sequence[Cell]
) -> tuple[list[str | float], str]:
    """Return a column's cells and number format.

    Cells are numbers if the column holds numbers and each text is the number beside it, rounded,
    with at most a pound or a percent sign; else they are the texts and the format is empty.
    """
    pairs = list(zip(texts, values, strict=True)) if values else []
    found = [PLAIN_NUMBER.fullmatch(text) for text, value in pairs if not is_missing(value)]
    patterns = {_pattern(match) for match in found if match}
    if column.format != "number" or None in found or len(patterns) != 1:
        return [literal(text) for text in texts], ""
    cells: list[str | float] = []
    for text, value in pairs:
        number = isinstance(value, int | float) and not is_missing(value)
        cells.append(value if number else literal(text))  # type: ignore[arg-type]
    return cells, patterns.pop()


def _pattern(match: re.Match[str]) -> str:
    """Return Excel's number format for a number as shown."""
    _, pound, _, decimals, percent = match.groups()
    sign = '"%"' if percent else ""
    return f"{pound}#,##0{'.' + '0' * (len(decimals) - 1) if decimals else ''}{sign}"
