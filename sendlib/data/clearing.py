"""Take out of the store what nothing has read for a month, such as what earlier code kept there.

The time of a file in the store says when it was last read, to a day.
"""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sendlib.data.store import DAY

MOST_DAYS = 30
MARK = "cleared"


def clear_store(folder: Path) -> None:
    """Delete from a store what was not read for a month; it looks once a day.

    What another version of sendlib reads there stays. The tables of a published file go together,
    when nothing has asked for a month what the file holds. Whatever goes can be read anew.
    """
    mark = folder / MARK
    with suppress(OSError):  # another build at work there, or no room: the next day does
        if mark.exists() and _days(mark) < 1:
            return
        mark.touch()
        for path in (folder / "index").glob("*.json"):
            _delete_old(path)
        listed = set(_listed(folder))
        tables = folder / "tables"
        for path in (*tables.glob("*.parquet"), *tables.glob("*.arrow")):
            if path.stem.removesuffix("-names") not in listed:
                _delete_old(path)


def _listed(folder: Path) -> Iterator[str]:
    """Yield the keys of all tables that published files in use hold."""
    for path in (folder / "index").glob("*.json"):
        with suppress(ValueError):  # a damaged one is written anew by who reads it
            yield from (entry["key"] for entry in json.loads(path.read_text(encoding="utf-8")))


def _delete_old(path: Path) -> None:
    if _days(path) > MOST_DAYS:
        path.unlink(missing_ok=True)


def _days(path: Path) -> float:
    """Return the days since a file was written or read."""
    return (time.time() - path.stat().st_mtime) / DAY
