"""Workbooks of returns: one sheet a table, in the shape of the form, and a sheet of assumptions."""

import io
import re
import zipfile
from collections.abc import Sequence

from nbformat import NotebookNode
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sendlib.errors import RenderError
from sendlib.measures.returns.sheets import Sheet

RETURNS_MIME = "application/vnd.sendlib.returns+json"
ASSUMPTIONS = "Assumptions"
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_NAME = re.compile(r"[a-z0-9-]+\.xlsx")
_WIDEST = 60


def workbook(title: str, sheets: Sequence[Sheet], assumptions: Sequence[str]) -> bytes:
    """Return a workbook; the same sheets give the same bytes.

    Args:
        title: of the return, with council and years.
        sheets: its tables.
        assumptions: what stands on the first sheet, a line each.
    """
    book = Workbook()
    first = book.active
    if isinstance(first, Worksheet):
        _fill_assumptions(first, title, assumptions)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.properties.title = title
    book.properties.creator = "sendlib"
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def returns_of(notebook: NotebookNode) -> dict[str, bytes]:
    """Return the workbooks that an executed notebook hands over, by path in the report's folder.

    Raises:
        RenderError: a workbook's name is no plain file name.
    """
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            for name, given in output.get("data", {}).get(RETURNS_MIME, {}).items():
                if not _NAME.fullmatch(name):
                    raise RenderError(f"return {name}: a file name such as scap.xlsx is expected")
                sheets = [
                    Sheet(
                        one["name"], one["title"], tuple(one["heads"]),
                        tuple(tuple(row) for row in one["rows"]), tuple(one["notes"]),
                    )
                    for one in given["sheets"]
                ]  # fmt: skip
                content = workbook(given["title"], sheets, given["assumptions"])
                found[f"returns/{name}"] = content
    return found


def _fill_assumptions(sheet: Worksheet, title: str, lines: Sequence[str]) -> None:
    sheet.title = ASSUMPTIONS
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    for line in lines:
        sheet.append([_literal(line)])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append([f"{sheet.name}: {sheet.title}"])
    page["A1"].font = Font(bold=True, size=12)
    page.append(["This worksheet contains one table."])
    page.append(list(sheet.heads))
    for cell in page[3]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in sheet.rows:
        page.append([_literal(cell) if isinstance(cell, str) else cell for cell in row])
    for note in sheet.notes:
        page.append([_literal(note)])
    for at, head in enumerate(sheet.heads):
        longest = max([len(str(row[at])) for row in sheet.rows] or [0])
        letter = get_column_letter(at + 1)
        page.column_dimensions[letter].width = min(max(longest, len(head) / 2, 8) + 2, _WIDEST)
    page.freeze_panes = "B4"


def _literal(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text


def _timeless(content: bytes) -> bytes:
    """Take the time of saving out of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = _SAVED_AT.sub(rb"\g<1>2025-01-01T00:00:00Z\2", core)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            info = zipfile.ZipInfo(name, date_time=_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, member)
    return stream.getvalue()
