import io
import time
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from sendlib.data.demo.containers import (
    csv_bytes,
    number,
    parquet_bytes,
    percent,
    rounded,
    workbook_bytes,
    zip_bytes,
)


@pytest.mark.parametrize(
    ("value", "places", "result"), [(0.25, 1, 0.3), (-0.25, 1, -0.3), (2.5, 0, 3)]
)
def test_halves_are_rounded_away_from_zero(value: float, places: int, result: float) -> None:
    assert rounded(value, places) == pytest.approx(result)


def test_a_percentage_of_nothing_is_missing() -> None:
    assert percent([1, 0], [8, 0]).tolist()[0] == 12.5
    assert np.isnan(percent([1, 0], [8, 0])[1])


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (12.5, "12.5"), (1234567.0, "1234567"), (float("nan"), "x")]
)
def test_numbers_are_written_without_trailing_zeros(value: float, text: str) -> None:
    assert number(value) == text


def test_a_csv_can_begin_with_a_byte_order_mark() -> None:
    assert csv_bytes(["a"], [["1"], [None]], mark=True, newline="\r\n") == (
        b'\xef\xbb\xbfa\r\n1\r\n""\r\n'
    )
    assert csv_bytes(["a"], [["1"]]) == b"a\n1\n"


def test_zips_and_workbooks_hold_no_time_of_writing() -> None:
    rows = [("a", "b"), (1, "x")]
    first = workbook_bytes("Sheet", rows)
    time.sleep(1.1)
    assert workbook_bytes("Sheet", rows) == first
    sheet = openpyxl.load_workbook(io.BytesIO(first))["Sheet"]
    assert list(sheet.iter_rows(values_only=True)) == rows
    with zipfile.ZipFile(io.BytesIO(zip_bytes({"b.txt": b"1", "a.txt": b"2"}))) as archive:
        assert archive.namelist() == ["b.txt", "a.txt"]
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_parquet_keeps_the_schema() -> None:
    schema = pa.schema([("a", pa.string()), ("b", pa.float64())])
    content = parquet_bytes(pd.DataFrame({"a": ["x", None], "b": [1.0, 2.0]}), schema)
    table = pd.read_parquet(io.BytesIO(content))
    assert table["b"].tolist() == [1.0, 2.0]
    assert table["a"].isna().tolist() == [False, True]
