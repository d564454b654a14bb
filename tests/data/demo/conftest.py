"""The demo's data folder, written once for all its tests, and its files as text."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from sendlib.data.demo.generate import generate
from sendlib.data.demo.plans import PATH
from sendlib.data.demo.world import World, world
from sendlib.data.inventory import Inventory, inventory
from sendlib.data.tables import Tables, load_tables

Published = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def demo_world() -> World:
    return world(20250101)


@pytest.fixture(scope="session")
def demo_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data_raw"
    generate(folder)
    return folder


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def demo_inventory(demo_raw: Path, demo_store: Path) -> Inventory:
    return inventory(demo_raw, store=demo_store)


@pytest.fixture(scope="session")
def demo_tables(demo_raw: Path, demo_store: Path, demo_inventory: Inventory) -> Tables:
    assert demo_inventory.faults == ()
    return load_tables(demo_raw, store=demo_store)


@pytest.fixture(scope="session")
def published(demo_raw: Path) -> Published:
    """Read a CSV of the folder as text; a table of the release by its name alone."""

    @cache
    def read(name: str) -> pd.DataFrame:
        if "/" in name:
            content = (demo_raw / name).read_bytes()
        else:
            with zipfile.ZipFile(demo_raw / PATH) as archive:
                content = archive.read(f"data/{name}.csv")
        return pd.read_csv(
            io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )

    return read
