"""A council's folder of local files to checked tables, read in place; nothing is written."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sendlib.contracts.local_files import local_files
from sendlib.data.demo.local.write import write_local
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.rules import check_tables
from sendlib.data.local.sen2_modules import STAND_INS, with_persons
from sendlib.data.local.sources import Found, Named, named_grids
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.data.local.wording import Wording

NO_NAMES: Mapping[str, str] = {}


def read_folder(
    folder: Path,
    *,
    files: Mapping[str, str] = NO_NAMES,
    columns: Mapping[str, Mapping[str, str]] | None = None,
) -> LocalTables:
    """Return the local files of a folder, validated.

    Args:
        folder: where they lie.
        files: local file -> its name in the folder, for those of other names.
        columns: local file -> header of the user's own -> the contract's column.

    Raises:
        SourceError: the folder or a named file is absent, or a file is damaged.
    """
    found = Found()
    tables: dict[str, LocalTable] = {}
    for named in named_grids(folder, files, found):
        own = (columns or {}).get(named.name, {})
        given = tables.get(named.name)
        table = _read(named, own)
        if named.is_sheet and not table.rows_in:
            continue
        tables[named.name] = table if given is None else _left_aside(given, table)
    checked = check_tables(with_persons(tables))
    return LocalTables(dict(sorted(checked.items())), found.digests, tuple(found.unknown))


def read_demo(area: str, *, faults: bool) -> LocalTables:
    """Return the local files of a demo council, which are invented and kept nowhere.

    Args:
        area: three-digit code of the demo council.
        faults: have faults planted in them.
    """
    with tempfile.TemporaryDirectory(prefix="sendlib-") as folder:
        write_local(Path(folder), area=area, faults=faults)
        return read_folder(Path(folder))


def _read(named: Named, own: Mapping[str, str]) -> LocalTable:
    options = Options(own=own, year=named.year, stand_ins=STAND_INS.get(named.name, {}))
    return read_grid(named.grid, local_files()[named.name], source=named.source, options=options)


def _left_aside(given: LocalTable, other: LocalTable) -> LocalTable:
    """Return a table with the fault that another file or sheet of its name was not read."""
    say = Wording(given.contract, "; ".join(given.sources))
    fault = say.left_aside(f"{'; '.join(other.sources)} with {other.rows_in:,} rows")
    return replace(given, faults=(fault, *given.faults))
