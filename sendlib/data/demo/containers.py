"""Bytes of CSV, zip, workbook and Parquet files that are the same each time."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Cell = str | int | float | None

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# the earliest time a zip can hold, as any fixed time would do
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def rounded(values: npt.ArrayLike, places: int) -> Floats:
    """Round half away from zero, as DfE does."""
    numbers = np.asarray(values, dtype=float)
    scale = 10.0**places
    result: Floats = np.sign(numbers) * np.floor(np.abs(numbers) * scale + 0.5 + 1e-9) / scale
    return result


def percent(part: npt.ArrayLike, whole: npt.ArrayLike, places: int = 1) -> Floats:
    """Return a rounded percentage, NaN where the whole is nothing."""
    whole = np.asarray(whole, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, 100 * np.asarray(part, dtype=float) / whole, np.nan)
    return rounded(share, places)


def number(value: float, missing: str = "x") -> str:
    """Write a number as DfE does: no trailing zeros, a symbol where there is none."""
    if value != value:
        return missing
    if value == int(value):
        return str(int(value))
    return repr(round(float(value), 6))


def csv_bytes(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    mark: bool = False,
    newline: str = "\n",
) -> bytes:
    """Return a CSV in UTF-8.

    Args:
        header: column names.
        rows: cells, None for an empty one.
        mark: start with a byte order mark, as files of Explore Education Statistics do.
        newline: what ends a line.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    return (BYTE_ORDER_MARK if mark else b"") + stream.getvalue().encode("utf-8")


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of named contents, in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return stream.getvalue()


def workbook_bytes(title: str, rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet, its time of saving taken out."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = _SAVED_AT.sub(rb"\g<1>2025-01-01T00:00:00Z\2", core)
    return zip_bytes(members)


def parquet_bytes(table: pd.DataFrame, schema: pa.Schema) -> bytes:
    """Return a table as Parquet."""
    stream = io.BytesIO()
    arrow = pa.Table.from_pandas(table, schema=schema, preserve_index=False)
    pq.write_table(arrow.replace_schema_metadata(None), stream, compression="snappy")
    return stream.getvalue()
