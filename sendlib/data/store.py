"""Tables already read, kept as Parquet under the hash of the file they came from.

A file is read once: the second time its tables come from the store in milliseconds. The key also
holds a hash of the reading code, so a changed reader reads again. What is worked out for all
councils, of which a report reads some rows, is kept in Arrow's own format instead, to be mapped
into memory. A council's local files never enter it; those of a demo council do, which are invented.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sendlib.errors import SourceError

if TYPE_CHECKING:  # what only looks up a checksum does not wait for pandas
    import pandas as pd

STORE_VARIABLE = "SENDLIB_STORE"
DAY = 86_400  # seconds


def store_folder() -> Path:
    """Return where tables are kept: SENDLIB_STORE, else `.sendlib/` in the working folder."""
    return Path(os.environ.get(STORE_VARIABLE) or ".sendlib").resolve()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def package_code(*packages: str) -> str:
    """Return a hash of the modules and lists that lie in some packages, without sub-packages."""
    digest = hashlib.sha256()
    for package in packages:
        root = Path(str(files(package)))
        for path in sorted([*root.glob("*.py"), *root.glob("*.yml")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def reading_code() -> str:
    """Return a hash of the code and layouts that turn files into tables."""
    return package_code("sendlib.data", "sendlib.contracts")


def table_path(folder: Path, key: str) -> Path:
    """Return where the table of a key lies in a store."""
    return folder / "tables" / f"{key}.parquet"


def rows_path(folder: Path, key: str) -> Path:
    """Return where the table of a key lies in a store of which some rows are read at a time."""
    return folder / "tables" / f"{key}.arrow"


def rows_with(table: "pd.DataFrame", wanted: Mapping[str, Collection[str]]) -> "pd.DataFrame":
    """Return the rows whose columns have one of the values wanted."""
    for column, values in wanted.items():
        table = table[table[column].isin(list(values))]
    return table.reset_index(drop=True)


def read_table(folder: Path, key: str) -> "pd.DataFrame":
    """Read a stored table.

    Raises:
        SourceError: it is gone or damaged.
    """
    from pyarrow.parquet import ParquetFile

    path = table_path(folder, key)
    with _reading(path):
        # a single small file: neither a data set of many nor threads, which take longer to start
        file = ParquetFile(path, pre_buffer=False)
        table: pd.DataFrame = file.read(use_threads=False).to_pandas(use_threads=False)
    return table


def read_rows(
    folder: Path, key: str, wanted: Mapping[str, Collection[str]] | None = None
) -> "pd.DataFrame":
    """Read the rows of a table stored by `write_rows` whose columns have one of the values wanted.

    Raises:
        SourceError: it is gone or damaged.
    """
    import pyarrow
    from pyarrow.compute import is_in

    path = rows_path(folder, key)
    with _reading(path), pyarrow.memory_map(str(path)) as file:
        options = pyarrow.ipc.IpcReadOptions(use_threads=False)
        table = pyarrow.ipc.open_file(file, options=options).read_all()
        text = pyarrow.large_string()
        for column, values in (wanted or {}).items():
            allowed = pyarrow.array(list(values), text)
            table = table.filter(is_in(table[column].cast(text), allowed))
        plain = [
            field.with_type(text) if pyarrow.types.is_dictionary(field.type) else field
            for field in table.schema
        ]
        rows = table.cast(pyarrow.schema(plain, table.schema.metadata))
        found: pd.DataFrame = rows.to_pandas(use_threads=False)  # a copy
    return found.reset_index(drop=True)


def write_table(folder: Path, key: str, table: "pd.DataFrame") -> None:
    """Store a table under a key, whole or not at all.

    Raises:
        SourceError: the store cannot be written to.
    """
    with whole(table_path(folder, key)) as part:
        table.to_parquet(part, index=False, compression="zstd")


def write_rows(folder: Path, key: str, table: "pd.DataFrame") -> None:
    """Store a table of which only some rows are read at a time, whole or not at all.

    It is larger than a table stored by `write_table`, but of rows that are not read nothing is
    unpacked. Each text is held once; categories come back as text.

    Raises:
        SourceError: the store cannot be written to.
    """
    import pyarrow

    rows = pyarrow.Table.from_pandas(table, preserve_index=False, nthreads=1)
    for place, field in enumerate(rows.schema):
        if field.type in (pyarrow.string(), pyarrow.large_string()):
            rows = rows.set_column(place, field.name, rows[place].dictionary_encode())
    with (
        whole(rows_path(folder, key)) as part,
        pyarrow.OSFile(str(part), "wb") as file,
        pyarrow.ipc.new_file(file, rows.schema) as writer,
    ):
        writer.write_table(rows)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Tell of a file in the store that cannot be read, and note that it was."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path}: a table kept from an earlier run is damaged ({error}); delete the folder "
            f"{path.parents[1]} and run again"
        ) from error
    _mark_read(path)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path to write to that takes its final name once it is whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
            part = Path(scratch) / path.name
            yield part
            part.replace(path)
    except OSError as error:
        raise SourceError(
            f"{path.parent}: the store of tables cannot be written to ({error.strerror}); make "
            f"room there, or set {STORE_VARIABLE} to another folder"
        ) from error


def read_index(folder: Path, key: str) -> list[dict[str, str]] | None:
    """Return what a file was found to hold, None where it was not read before or is damaged."""
    path = folder / "index" / f"{key}.json"
    try:
        listed: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    _mark_read(path)
    missing = any(not table_path(folder, entry["key"]).exists() for entry in listed)
    return None if missing else listed


def write_index(folder: Path, key: str, entries: list[dict[str, str]]) -> None:
    """Store what a file was found to hold, whole or not at all."""
    with whole(folder / "index" / f"{key}.json") as part:
        part.write_text(json.dumps(entries), encoding="utf-8")


def _mark_read(path: Path) -> None:
    """Have the time of a file say when it was last read, to a day: what nobody reads may go."""
    with suppress(OSError):  # a store that can only be read
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
