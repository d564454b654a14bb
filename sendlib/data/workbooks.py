"""The sheets of an Excel or OpenDocument workbook as text cells, exactly as stored."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd

from sendlib.errors import SourceError

# the name of each sheet, and its rows; every row has the width of the widest
Sheets = dict[str, list[list[str]]]

EXCEL = "xl/workbook.xml"
OPEN_DOCUMENT = "content.xml"


def archive_members(content: bytes, *, source: str) -> list[str]:
    """Return the names of the members of a zip, once every one was found undamaged.

    Raises:
        SourceError: the zip is damaged, truncated or locked with a password.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            damaged = archive.testzip()
            names = archive.namelist()
    # a damaged zip makes zipfile raise whatever its parts raise
    except Exception as error:
        raise SourceError(
            f"{source}: not a whole zip or workbook ({error}); download it again as published"
        ) from error
    if damaged:
        raise SourceError(f"{source}: its part {damaged} is damaged; download it again")
    return names


def read_sheets(content: bytes, *, source: str, members: list[str]) -> Sheets | None:
    """Return the sheets of a workbook, None where the archive is no workbook.

    Dates come as 2025-01-31, whole numbers without a point, empty cells as "".

    Raises:
        SourceError: a workbook that cannot be opened.
    """
    try:
        if EXCEL in members:
            return _excel(content)
        if OPEN_DOCUMENT in members:
            return _open_document(content)
    # the libraries raise whatever a malformed part makes them raise
    except Exception as error:
        raise SourceError(
            f"{source}: not a readable workbook ({error}); download it again"
        ) from error
    return None


def _excel(content: bytes) -> Sheets:
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return {
        sheet.title: [
            [_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True) if row
        ]
        for sheet in workbook.worksheets
    }


def _open_document(content: bytes) -> Sheets:
    frames = pd.read_excel(
        BytesIO(content), sheet_name=None, header=None, dtype=object, engine="odf", na_values=[],
        keep_default_na=False,
    )  # fmt: skip
    return {
        str(name): [[_text(cell) for cell in row] for row in frame.itertuples(index=False) if row]
        for name, frame in frames.items()
    }


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def framed(rows: list[list[str]]) -> pd.DataFrame:
    """Return rows of cells as a table, the first row its header; columns without name go.

    A column name that stands again gets its place appended: SNP, SNP_9.
    """
    header, *body = rows
    names = [
        name if header.index(name) == place else f"{name}_{place}"
        for place, name in enumerate(header)
    ]
    kept = [place for place, name in enumerate(header) if name]
    filled = [[row[place] for place in kept] for row in body if any(row)]
    return pd.DataFrame(filled, columns=[names[place] for place in kept], dtype=str)
