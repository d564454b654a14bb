"""A small demo council's own files: drawn once, written and read with and without faults."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from sendlib.data.demo.ees import Table
from sendlib.data.demo.generate import write_files
from sendlib.data.demo.local.here import Here, here
from sendlib.data.demo.local.planting import Planted
from sendlib.data.demo.local.records import records
from sendlib.data.demo.local.write import local_contents
from sendlib.data.demo.plans import plan_tables
from sendlib.data.demo.profiles import AREAS
from sendlib.data.local.opening import read_folder
from sendlib.data.local.tables import LocalTables

# the council of the demo with the fewest plans
SMALLEST = "121"
Records = dict[str, pd.DataFrame]
Count = Callable[..., dict[str, int]]


@dataclass(frozen=True)
class Written:
    """A folder of files, what was planted in them and what reading makes of them."""

    folder: Path
    planted: tuple[Planted, ...]
    read: LocalTables


@pytest.fixture(scope="session")
def place() -> Here:
    return here(SMALLEST)


@pytest.fixture(scope="session")
def drawn(place: Here) -> Records:
    return records(place)


@pytest.fixture(scope="session")
def clean(place: Here, drawn: Records, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(place, drawn, tmp_path_factory.mktemp("clean"), faults=False)


@pytest.fixture(scope="session")
def faulty(place: Here, drawn: Records, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(place, drawn, tmp_path_factory.mktemp("faulty"), faults=True)


def _written(place: Here, drawn: Records, folder: Path, *, faults: bool) -> Written:
    contents, planted = local_contents(place, drawn, faults=faults)
    write_files(folder, contents)
    return Written(folder, planted, read_folder(folder))


@pytest.fixture(scope="session")
def public_tables(place: Here) -> dict[str, Table]:
    return plan_tables(place.demo)


@pytest.fixture(scope="session")
def public(place: Here, public_tables: dict[str, Table]) -> Count:
    """Return the council's published counts of a field by breakdown, nobody left out."""
    at = AREAS.index(place.council.code)

    def count(dataset: str, period: str, field: str, topic: str = "") -> dict[str, int]:
        block = next(
            block
            for block in public_tables[dataset].blocks
            if block.period == period and (not topic or block.topic == topic)
        )
        counts = zip(block.labels, block.fields[field][at], strict=True)
        return {label: int(number) for label, number in counts if number > 0}

    return count
