import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from sendlib.data.tables import Tables
from sendlib.measures.compared import Compared, compare
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import place
from sendlib.params.load import default_params

# The first call of a library can take longer than the time hypothesis allows an example
settings.register_profile("measures", deadline=None, max_examples=60)
settings.load_profile("measures")

Rows = Iterator[dict[str, str]]


@pytest.fixture(scope="session")
def ehc_plans(data_raw: Path) -> Callable[..., Rows]:
    """Read a CSV of the 2025 EHC plans release with the csv module alone: all plans, one area."""

    def rows(member: str, *, area: str, year: str) -> Rows:
        path = data_raw / "ehcp" / "education-health-and-care-plans_2025.zip"
        with zipfile.ZipFile(path) as archive, archive.open(f"data/{member}") as stream:
            for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig")):
                if row["old_la_code"] == area and row["time_period"] == year:
                    yield row

    return rows


@pytest.fixture(scope="session")
def raw_rows(data_raw: Path) -> Callable[..., list[dict[str, str]]]:
    """Read the rows of a CSV that have some values, with the csv module alone."""

    def rows(path: str, **wanted: str) -> list[dict[str, str]]:
        with (data_raw / path).open(encoding="utf-8-sig", newline="") as stream:
            return [
                row
                for row in csv.DictReader(stream)
                if all(row[name] == value for name, value in wanted.items())
            ]

    return rows


@pytest.fixture(scope="session")
def lait_value(data_raw: Path) -> Callable[[str, str], float]:
    """Read one value of LAIT for Worcestershire straight from the parquet file.

    LAIT writes the year 2024/25 as such or, by its end, as 2025.
    """
    table = pd.read_parquet(data_raw / "lait" / "bds_long_0.parquet")
    own = table[table["LA Number"] == 885.0]

    def value(short: str, year: str) -> float:
        forms = (year, str(int(year[:4]) + 1))
        found = own[(own["Short Desc"] == short) & own["Years"].astype(str).isin(forms)]
        return float(found["Values"].iloc[0])

    return value


@pytest.fixture(scope="session")
def worcestershire_compared(published: Tables) -> Callable[[Indicator], Compared]:
    """Compare an indicator of Worcestershire from the published files."""
    here = place(default_params("885"), published)
    return lambda indicator: compare(indicator, published, here)
