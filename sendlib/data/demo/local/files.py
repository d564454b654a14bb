"""The files of a demo council's folder: which local file is a CSV, which a sheet, which the XML."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font

from sendlib.data.demo.containers import BYTE_ORDER_MARK, zip_bytes
from sendlib.data.demo.local.lines import Line, Sheet, Style, sheet

README = "README.txt"
README_TEXT = """Demonstration: invented records of {name}, a council that does not exist.

Nobody in these files is a real person: numbers, names, dates of birth and postcodes are invented,
as are all providers. The files show what a council's own files can look like. They agree with the
invented public figures of the demonstration.
"""
RETURN = "sen2_plans"
RETURN_XML = f"{RETURN}.xml"
WORKBOOK = "Demo commissioning workbook.xlsx"
ACTIONS = "actions.xlsx"
_TYPED = Style(typed=True, labels=True, yes="Yes", no="No")
# the sheets of the workbook
SHEETS = (
    "providers", "places", "services", "outcomes", "contracts", "budgets", "pooled_funds",
    "workforce",
)  # fmt: skip
# the CSV files: how they are written, and what stands between their cells
CSV_FILES: Mapping[str, tuple[Style, str]] = {
    "packages": (Style(money=True, yes="Yes", no="No"), ","),
    "joint_funding": (Style(money=True, percent=True, labels=True), ";"),
    "transport": (Style(dates="%Y-%m-%d", yes="Y", no="N"), ","),
    "personal_budgets": (Style(dates="%d-%b-%Y", money=True), ";"),
    "governance": (Style(labels=True), ","),
    "priorities": (Style(), ","),
    "intentions": (Style(money=True), ","),
    "engagement": (Style(dates="%d %B %Y"), ","),
    "selfassessment": (Style(labels=True), ";"),
}
_SEN2 = Style(dates="%d/%m/%Y", yes="1", no="0")
XML_STYLE = Style(dates="%Y-%m-%d", yes="1", no="0")
_SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_TITLE = "Improvement plan, as the board has it"


def sheets(records: Mapping[str, pd.DataFrame]) -> dict[str, Sheet]:
    """Return every local file as lines, in the way that file is written."""
    found = {}
    for name, table in records.items():
        if name.startswith("sen2_"):
            found[name] = sheet(name, table, _SEN2)
        elif name in CSV_FILES:
            found[name] = sheet(name, table, CSV_FILES[name][0])
        elif name == "actions":
            found[name] = sheet(name, table, _TYPED, above=(_TITLE, ""))
        else:
            found[name] = sheet(name, table, _TYPED)
    return found


def contents(sheets: Mapping[str, Sheet], *, again: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the bytes of every file by its name, the SEN2 return as module files.

    Args:
        sheets: every local file.
        again: local files that stand in the workbook as well as in files of their own.
    """
    found = {
        f"{name}.csv": csv_content(sheets[name], delimiter)
        for name, (_, delimiter) in CSV_FILES.items()
    }
    found[WORKBOOK] = workbook_content([sheets[name] for name in (*SHEETS, *again)])
    found[ACTIONS] = workbook_content([sheets["actions"]])
    for name, given in sheets.items():
        if name.startswith("sen2_"):
            found[f"{RETURN}/{name.removeprefix('sen2_')}.csv"] = csv_content(given, ",")
    return found


def csv_content(given: Sheet, delimiter: str) -> bytes:
    """Return a sheet as a CSV file, with the mark by which Excel knows its encoding."""
    stream = io.StringIO(newline="")
    for text in (*given.above,):
        stream.write(f"{text}\r\n")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(given.columns)
    for line in given.lines:
        row = _row(given, line)
        if line.loose:
            stream.write(delimiter.join(row) + "\r\n")
        else:
            writer.writerow(row[: line.fields])
    return BYTE_ORDER_MARK + stream.getvalue().encode("utf-8", errors="surrogateescape")


def _row(given: Sheet, line: Line) -> list[str]:
    cells = (line.cells.get(column) for column in given.columns)
    return ["" if cell is None else str(cell) for cell in cells]


def workbook_content(given: Sequence[Sheet]) -> bytes:
    """Return sheets as a workbook, its time of saving taken out."""
    book = Workbook()
    book.remove(book.active)
    for one in given:
        page = book.create_sheet(one.name)
        _append(page, ([text] for text in one.above))
        page.append(one.columns)
        for cell in page[page.max_row]:
            cell.font = Font(bold=True)
        _append(page, ([line.cells.get(name) for name in one.columns] for line in one.lines))
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    core = "docProps/core.xml"
    members[core] = _SAVED_AT.sub(rb"\g<1>2025-01-01T00:00:00Z\2", members[core])
    return zip_bytes(members)


def _append(page: object, rows: Iterable[list[object]]) -> None:
    for row in rows:
        page.append(row)  # type: ignore[attr-defined]
