"""Tables already read, kept as Parquet under the hash of the file they came from.

A file is read once: the second time its tables come from the store in milliseconds. The key also
holds a hash of the reading code, so a changed reader reads again. A council's local files never
enter it; those of a demo council do, which are invented.
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
    import pyarrow
    from pyarrow.parquet import ParquetFile

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


def rows_with(table: "pd.DataFrame", wanted: Mapping[str, Collection[str]]) -> "pd.DataFrame":
    """Return the rows whose columns have one of the values wanted."""
    for column, values in wanted.items():
        table = table[table[column].isin(list(values))]
    return table.reset_index(drop=True)


def read_table(
    folder: Path, key: str, *, wanted: Mapping[str, Collection[str]] | None = None
) -> "pd.DataFrame":
    """Read a stored table, or the rows of it whose columns have one of the values wanted.

    Raises:
        SourceError: it is gone or damaged.
    """
    path = table_path(folder, key)
    try:
        table = _read_rows(path, wanted) if wanted else _opened(path).read(use_threads=False)
        found: pd.DataFrame = table.to_pandas(use_threads=False)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path}: a table kept from an earlier run is damaged ({error}); delete the folder "
            f"{folder} and run again"
        ) from error
    _mark_read(path)
    return found.reset_index(drop=True) if wanted else found


def _opened(path: Path, **settings: object) -> "ParquetFile":
    from pyarrow.parquet import ParquetFile

    # a single small file: neither a data set of many nor threads, which take longer to start
    return ParquetFile(path, pre_buffer=False, **settings)


def _read_rows(path: Path, wanted: Mapping[str, Collection[str]]) -> "pyarrow.Table":
    """Return the rows that are wanted, each text of the others read but once in its column."""
    import pyarrow
    from pyarrow.compute import is_in

    plain = _opened(path)
    schema = plain.schema_arrow
    kinds = pyarrow.string(), pyarrow.large_string()
    text = [field.name for field in schema if field.type in kinds]
    table = _opened(path, metadata=plain.metadata, read_dictionary=text).read(use_threads=False)
    for column, values in wanted.items():
        allowed = pyarrow.array(list(values), kinds[1])
        table = table.filter(is_in(table[column].cast(kinds[1]), allowed))
    return table.cast(schema)


def write_table(folder: Path, key: str, table: "pd.DataFrame") -> None:
    """Store a table under a key, whole or not at all.

    Raises:
        SourceError: the store cannot be written to.
    """
    with whole(table_path(folder, key)) as part:
        table.to_parquet(part, index=False, compression="zstd")


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
