"""The invented local files of a demo council: made once, and kept in the store of tables as read.

They name nobody, so that they may be kept there; a council's own files never are.
"""

import tempfile
from pathlib import Path

import pandas as pd

from sendlib.contracts.local_files import LocalFile, code_sets, local_files
from sendlib.data.demo.local.regional import write_regional
from sendlib.data.demo.local.write import write_local
from sendlib.data.local.opening import read_folder
from sendlib.data.local.tables import ROW, TYPES, LocalTable, LocalTables
from sendlib.data.store import (
    package_code,
    read_table,
    reading_code,
    sha256,
    store_folder,
    table_path,
    write_table,
)

_CODE = ("sendlib.data.demo", "sendlib.data.demo.local", "sendlib.data.local", "sendlib.params")
_BETWEEN = "\n"


def read_demo(area: str, *, faults: bool) -> LocalTables:
    """Return the local files of a demo council.

    Without faults they are read from the store, where they stay until the code that makes or reads
    them changes.

    Args:
        area: three-digit code of the demo council.
        faults: have faults planted in them, which are then made anew.
    """
    if faults:
        return _made(area, faults=True)
    store, key = store_folder(), _key(area)
    if not table_path(store, f"{key}-files").exists():
        _keep(store, key, _made(area, faults=False))
    return _kept(store, key)


def read_demo_region() -> LocalTables:
    """Return the files of a demo partnership of councils itself; they are few and made anew."""
    with tempfile.TemporaryDirectory(prefix="sendlib-") as folder:
        write_regional(Path(folder))
        return read_folder(Path(folder))


def _made(area: str, *, faults: bool) -> LocalTables:
    with tempfile.TemporaryDirectory(prefix="sendlib-") as folder:
        write_local(Path(folder), area=area, faults=faults)
        return read_folder(Path(folder))


def _key(area: str) -> str:
    code = [reading_code(), package_code(*_CODE), repr(local_files()), repr(code_sets()), area]
    return f"invented-{sha256(' '.join(code).encode())[:24]}"


def _keep(store: Path, key: str, made: LocalTables) -> None:
    """Store tables, all of whose rows are kept and without fault; the list of files last."""
    for name, table in made.tables.items():
        write_table(store, f"{key}-{name}", table.rows.reset_index())
    names = list(made.tables)
    sources = [_BETWEEN.join(made.tables[name].sources) for name in names]
    write_table(store, f"{key}-tables", pd.DataFrame({"name": names, "sources": sources}))
    digests = {"file": list(made.digests), "sha256": list(made.digests.values())}
    write_table(store, f"{key}-files", pd.DataFrame(digests))


def _kept(store: Path, key: str) -> LocalTables:
    listed, files = (read_table(store, f"{key}-{part}") for part in ("tables", "files"))
    tables = {}
    for name, sources in zip(listed["name"], listed["sources"], strict=True):
        contract = local_files()[name]
        rows = _typed(read_table(store, f"{key}-{name}"), contract)
        tables[name] = LocalTable(
            name, contract, rows, len(rows), sources=tuple(sources.split(_BETWEEN))
        )
    return LocalTables(tables, dict(zip(files["file"], files["sha256"], strict=True)))


def _typed(table: pd.DataFrame, contract: LocalFile) -> pd.DataFrame:
    kinds = {name: TYPES[column.kind] for name, column in contract.columns.items()}
    return table.set_index(ROW).astype(kinds)
