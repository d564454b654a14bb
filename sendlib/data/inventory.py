"""What lies in a data folder: every file read once into the store, and listed."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sendlib.data.digests import Digests
from sendlib.data.folder import published_files
from sendlib.data.periods import end_year
from sendlib.data.reading import read_file
from sendlib.data.register import DEFAULT_REGISTER, load_register
from sendlib.data.store import (
    read_index,
    reading_code,
    sha256,
    store_folder,
    write_index,
    write_table,
)
from sendlib.errors import ContractError, SourceError

INVENTORY_COLUMNS = [
    "dataset", "publication", "title", "source", "file", "sha256", "key", "first", "last",
    "repeated_columns",
]  # fmt: skip


@dataclass(frozen=True)
class Inventory:
    """What lies in a data folder.

    tables: one row per table found (INVENTORY_COLUMNS); first and last are its periods, "" for
    tables without periods. faults: files that could not be read, message each. unknown: files of
    no kind that sendlib knows, by path inside the folder.
    """

    tables: pd.DataFrame
    faults: tuple[str, ...]
    unknown: tuple[str, ...]


def inventory(data_raw: Path, *, store: Path | None = None) -> Inventory:
    """Read every file of a data folder that was not read before, and list what they hold.

    Raises:
        SourceError: the folder is not there.
    """
    if not data_raw.is_dir():
        raise SourceError(
            f"{data_raw}: no such folder; give the folder of published files with --data-raw, "
            "or run “sendlib fetch”"
        )
    folder = store or store_folder()
    rows: list[dict[str, str]] = []
    faults: list[str] = []
    unknown: list[str] = []
    digests = Digests(folder)
    for path in published_files(data_raw):
        source = path.relative_to(data_raw).as_posix()
        try:
            found = _stored(path, source=source, store=folder, digests=digests)
        except (SourceError, ContractError) as error:
            faults.append(str(error))
            continue
        rows.extend(found)
        if not found:
            unknown.append(source)
    digests.save()
    changed = _registered(unknown)
    faults.extend(
        f"{source}: the register (data_raw/sources.yml) lists this file, but its columns are of "
        "no kind that sendlib knows: changed or damaged; download it again"
        for source in changed
    )
    return Inventory(
        tables=pd.DataFrame(rows, columns=INVENTORY_COLUMNS, dtype=str),
        faults=tuple(faults),
        unknown=tuple(source for source in unknown if source not in changed),
    )


def _registered(sources: list[str]) -> set[str]:
    """Return those of some files that the project's register lists."""
    if not sources or not DEFAULT_REGISTER.is_file():
        return set()
    return {source.path for source in load_register().sources} & set(sources)


def _stored(path: Path, *, source: str, store: Path, digests: Digests) -> list[dict[str, str]]:
    """Return the inventory rows of one file, reading it into the store if it is new there."""
    digest = _digest(path, source, digests)
    key = f"{digest}-{reading_code()}"
    # the path is part of the tables (their source), so a moved file is read again
    named = f"{key}-{sha256(source.encode())[:12]}"
    known = read_index(store, named)
    if known is not None:
        return known
    entries = []
    tables = read_file(path, source=source)
    if _digest(path, source, digests) != digest:
        raise SourceError(f"{source}: was replaced while it was read; run again")
    for number, read in enumerate(tables):
        table_key = f"{named}-{number}"
        write_table(store, table_key, read.table)
        if read.names is not None:
            write_table(store, f"{table_key}-names", read.names)
        periods = _periods(read.table)
        entries.append(
            {
                "dataset": read.dataset,
                "publication": read.publication,
                "title": read.title,
                "source": read.source,
                "file": source,
                "sha256": digest,
                "key": table_key,
                "first": periods[0],
                "last": periods[1],
                "repeated_columns": ", ".join(read.repeated_columns),
            }
        )
    write_index(store, named, entries)
    return entries


def _digest(path: Path, source: str, digests: Digests) -> str:
    try:
        return digests.of(path)
    except OSError as error:
        raise SourceError(f"{source}: cannot be opened ({error.strerror}); check it") from error


def _periods(table: pd.DataFrame) -> tuple[str, str]:
    if "period" not in table.columns or table.empty:
        return "", ""
    periods = sorted(map(str, table["period"].dropna().unique()))
    return periods[0], max(periods, key=end_year)
