"""What the tests of readers share: real files read once, and small files made on the spot."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sendlib.data.read import Read
from sendlib.data.reading import read_file


@pytest.fixture(scope="session")
def real(data_raw: Path) -> Callable[[str], list[Read]]:
    """Read a published file by its path, once for all tests."""

    @cache
    def read(path: str) -> list[Read]:
        return read_file(data_raw / path, source=path)

    return read


@pytest.fixture(scope="session")
def workbook_bytes() -> Callable[..., bytes]:
    """Make an Excel workbook of sheets, each a list of rows."""

    def made(**sheets: list[list[object]]) -> bytes:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        content = io.BytesIO()
        workbook.save(content)
        return content.getvalue()

    return made


@pytest.fixture(scope="session")
def parquet_bytes() -> Callable[[pd.DataFrame], bytes]:
    def made(table: pd.DataFrame) -> bytes:
        content = io.BytesIO()
        table.to_parquet(content, index=False)
        return content.getvalue()

    return made


@pytest.fixture(scope="session")
def zip_bytes() -> Callable[[dict[str, bytes]], bytes]:
    def made(members: dict[str, bytes]) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in members.items():
                archive.writestr(name, part)
        return content.getvalue()

    return made
