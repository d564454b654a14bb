"""The workbook to fill in: one sheet per local file, with meanings, drop-downs and an example row.

Above each header stand the file's title and, over each column, what it means and what it may hold;
readers look for the header by the names in it, so that a filled-in workbook is read as it is. The
first row below the header is an example, marked by `EXAMPLE_MARK` in its first cell and never read;
some sheets have more, as prompts.
The same contracts give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from sendlib.contracts.local_files import (
    EXAMPLE_MARK,
    LocalColumn,
    LocalFile,
    code_sets,
    local_files,
)

COVER, CODE_SHEET = "Read me", "Codes"
HEADER_ROW, EXAMPLE_ROW = 4, 5
LAST_ROW = 50_000  # drop-downs and number formats reach this far
NARROWEST, WIDEST = 14, 44
MADE = datetime(2000, 1, 1)  # a clock would change the bytes
TITLE, HEAD = Font(bold=True, size=14), Font(bold=True, color="FFFFFF")
HEAD_FILL, REQUIRED_FILL = (
    PatternFill("solid", fgColor="3D4C5C"),
    PatternFill("solid", fgColor="12436D"),
)
QUIET, EXAMPLE = Font(color="4D5660"), Font(italic=True, color="4D5660")
WRAPPED = Alignment(wrap_text=True, vertical="top")
YES_NO = ("yes", "no")
FORMATS = {"date": "dd/mm/yyyy", "month": "mmmm yyyy", "id": "@", "text": "@", "postcode": "@"}
HINTS = {
    "id": "number or short name, as text",
    "text": "text",
    "code": "one of the list",
    "codes": "one or more of the sheet Codes, semicolons between",
    "date": "date, dd/mm/yyyy",
    "month": "month, such as June 2025",
    "whole": "whole number",
    "number": "number",
    "money": "amount",
    "percent": "percentage from 0 to 100, without the sign",
    "yes_no": "yes or no",
    "postcode": "postcode",
}
INTRODUCTION = (
    "One sheet for each local file. Fill in those you have and leave the others as they are.",
    "Fill in rows below the header of a sheet. The first of them is an example, in some sheets "
    f"a few are: they start with the word {EXAMPLE_MARK} and are not read. You can leave them or "
    "take them out.",
    "Columns with a blue header, “required” above it, have to be filled in: a row without one of "
    "them is left out and listed. All others may stay blank; blank means not known, never 0.",
    "Keep the headers as they are. Columns may be moved, and those you do not use taken out.",
    "The person_id is your own number of a person, the same in every sheet. Do not use a name.",
    "Once filled in, this workbook holds personal data: keep it where such data may be kept, do "
    "not send it by e-mail, and do not put it into the folder of this project. It is read where it "
    "lies, and never copied.",
    "Name its folder in the params file (local: folder), then run: sendlib check params/NAME.yml",
)


def template_workbook() -> bytes:
    """Return the workbook to fill in, as XLSX."""
    book = Workbook()
    lists = _code_names()
    _cover(book.active)
    for contract in local_files().values():
        _file_sheet(book.create_sheet(contract.name), contract, lists)
    _code_sheet(book, lists)
    book.properties.creator = "sendlib"
    book.properties.title = "Local data for sendlib"
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _code_names() -> dict[str, str]:
    """Return the name of each code set's list in the workbook, for the sets that files use."""
    used = {
        column.codes
        for contract in local_files().values()
        for column in contract.columns.values()
        if column.codes
    }
    return {name: f"codes_{name}" for name in code_sets() if name in used}


def _cover(sheet: Any) -> None:
    sheet.title = COVER
    sheet.append(["Local data for a SEND evidence base and commissioning review"])
    sheet["A1"].font = TITLE
    for text in INTRODUCTION:
        sheet.append([text])
    sheet.append([])
    sheet.append(["Sheet", "What it holds", "A row is", "Holds personal data"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = HEAD, HEAD_FILL
    for contract in local_files().values():
        sheet.append([
            contract.name, contract.title, contract.row, "yes" if contract.personal else "no"
        ])  # fmt: skip
        name = sheet.cell(sheet.max_row, 1)
        name.hyperlink = f"#'{contract.name}'!A{HEADER_ROW}"
        name.style = "Hyperlink"
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = WRAPPED
    for letter, width in zip("ABCD", (76, 34, 60, 22), strict=True):
        sheet.column_dimensions[letter].width = width


def _file_sheet(sheet: Any, contract: LocalFile, lists: Mapping[str, str]) -> None:
    personal = "Holds personal data. " if contract.personal else ""
    sheet["A1"] = f"{contract.title}: each row is {contract.row}"
    sheet["A1"].font = TITLE
    for place, (name, column) in enumerate(contract.columns.items(), 1):
        letter = get_column_letter(place)
        meaning, hint = sheet.cell(2, place, _sentence(column.meaning)), sheet.cell(3, place)
        hint.value = _hint(column)
        meaning.alignment = hint.alignment = WRAPPED
        meaning.font = hint.font = QUIET
        head = sheet.cell(HEADER_ROW, place, name)
        head.font, head.fill = HEAD, REQUIRED_FILL if column.required else HEAD_FILL
        examples = [column.example, *(prompt.get(name, "") for prompt in contract.prompts)]
        for row, text in enumerate(examples, EXAMPLE_ROW):
            example = sheet.cell(row, place, text)
            if place == 1:
                example.value = f"{EXAMPLE_MARK} {text}".strip()
            example.font = EXAMPLE
            example.number_format = "@"
        sheet.column_dimensions[letter].width = min(max(len(name) + 4, NARROWEST), WIDEST)
        sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, "General")
        _drop_down(sheet, letter, column, lists)
    sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 75, 60
    sheet.freeze_panes = f"B{EXAMPLE_ROW}"
    sheet.oddFooter.center.text = f"{personal}{contract.title}"
    last = get_column_letter(len(contract.columns))
    end = EXAMPLE_ROW + len(contract.prompts) + 1
    table = Table(displayName=f"local_{contract.name}", ref=f"A{HEADER_ROW}:{last}{end}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hint(column: LocalColumn) -> str:
    """Return what a column may hold, as the row above the header says it."""
    parts = ["required" if column.required else "may be blank", HINTS[column.kind]]
    if column.unit:
        parts.append(f"in {column.unit}")
    if column.lowest is not None and column.highest is not None and column.kind != "percent":
        parts.append(f"from {column.lowest:,g} to {column.highest:,.15g}")
    if column.links:
        parts.append(f"as in the sheet {column.links.partition('.')[0]}")
    return _sentence("; ".join(parts))


def _drop_down(sheet: Any, letter: str, column: LocalColumn, lists: Mapping[str, str]) -> None:
    if column.kind == "code":
        formula = lists[str(column.codes)]
    elif column.kind == "yes_no":
        formula = f'"{",".join(YES_NO)}"'
    else:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Not in the list", "Choose one of the list, or leave it blank."
    rule.add(f"{letter}{EXAMPLE_ROW + 1}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _code_sheet(book: Workbook, lists: Mapping[str, str]) -> None:
    """Add the sheet of codes, one below the other, and a named list of each set for drop-downs."""
    sheet = book.create_sheet(CODE_SHEET)
    sheet.append(["Allowed values; files give the code, not its meaning"])
    sheet["A1"].font = TITLE
    sheet.append(["List", "Code", "Meaning"])
    rows: list[Sequence[str]] = []
    for name, reference in lists.items():
        first = len(rows) + 3
        rows += [(name, code, meaning) for code, meaning in code_sets()[name].items()]
        target = f"{CODE_SHEET}!$B${first}:$B${len(rows) + 2}"
        book.defined_names[reference] = DefinedName(reference, attr_text=target)
    for row in rows:
        sheet.append(row)
    for cell in sheet["B"]:
        cell.number_format = "@"
    table = Table(displayName="code_list", ref=f"A2:C{len(rows) + 2}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "A3"
    for letter, width in zip("ABC", (24, 26, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _timeless(content: bytes) -> bytes:
    """Return a workbook's bytes with fixed dates in place of the clock's."""
    stamp = f"{MADE:%Y-%m-%dT%H:%M:%SZ}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                clock = rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*"
                part = re.sub(clock, rb"\g<1>" + stamp.encode(), part)
            member = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            new.writestr(member, part, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
