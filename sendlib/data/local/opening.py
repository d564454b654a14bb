"""A council's folder of local files to checked tables, read in place; nothing is written."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sendlib.contracts.local_files import local_files
from sendlib.data.local.actions import ACTIONS
from sendlib.data.local.actions_reading import Plans
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.rules import check_tables
from sendlib.data.local.sen2_modules import STAND_INS, with_persons
from sendlib.data.local.sources import Found, Named, named_grids
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.data.local.wording import Wording
from sendlib.params.progress import Progress

NO_NAMES: Mapping[str, str] = {}


def read_folder(
    folder: Path,
    *,
    files: Mapping[str, str] = NO_NAMES,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress | None = None,
) -> LocalTables:
    """Return the local files of a folder, validated.

    Args:
        folder: where they lie.
        files: local file -> its name in the folder, for those of other names.
        columns: local file -> header of the user's own -> the contract's column.
        progress: how the improvement plan is read, with its words for ratings.

    Raises:
        SourceError: the folder or a named file is absent, or a file is damaged.
    """
    with _no_search_for_cycles():
        found = Found()
        tables: dict[str, LocalTable] = {}
        plans = Plans((columns or {}).get(ACTIONS, {}), progress or Progress())
        for named in named_grids(folder, files, found):
            if named.name == ACTIONS:
                if plans.take(named):
                    continue
                named = replace(named, grid=plans.tidy(named.grid))
            own = (columns or {}).get(named.name, {})
            given = tables.get(named.name)
            table = _read(named, own)
            if named.is_sheet and not table.rows_in:
                continue
            tables[named.name] = table if given is None else _left_aside(given, table)
        plans.add_to(tables)
        checked = check_tables(with_persons(tables))
        return LocalTables(dict(sorted(checked.items())), found.digests, tuple(found.unknown))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep the collector of cycles away: it would go over all rows and faults again and again.

    Rows and faults hold no cycles, and what is no longer used goes without it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(named: Named, own: Mapping[str, str]) -> LocalTable:
    options = Options(own=own, year=named.year, stand_ins=STAND_INS.get(named.name, {}))
    return read_grid(named.grid, local_files()[named.name], source=named.source, options=options)


def _left_aside(given: LocalTable, other: LocalTable) -> LocalTable:
    """Return a table with the fault that another file or sheet of its name was not read."""
    say = Wording(given.contract, "; ".join(given.sources))
    fault = say.left_aside(f"{'; '.join(other.sources)} with {other.rows_in:,} rows")
    return replace(given, faults=(fault, *given.faults))
