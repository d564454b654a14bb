"""A council's folder of local files to checked tables, read in place; nothing is written."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sendlib.contracts.local_files import local_files
from sendlib.data.local.actions import ACTIONS
from sendlib.data.local.actions_reading import Plans
from sendlib.data.local.governance import GOVERNANCE, long_governance
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.returns import checked, gathered
from sendlib.data.local.sen2_modules import STAND_INS
from sendlib.data.local.sources import Found, Named, named_grids
from sendlib.data.local.tables import LocalTable, LocalTables
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
        read: list[tuple[str, LocalTable]] = []
        plans = Plans((columns or {}).get(ACTIONS, {}), progress or Progress())
        for named in named_grids(folder, files, found):
            if named.name == ACTIONS:
                if plans.take(named):
                    continue
                named = replace(named, grid=plans.tidy(named.grid))
            if named.name == GOVERNANCE:
                named = replace(named, grid=long_governance(named.grid))
            table = _read(named, (columns or {}).get(named.name, {}))
            if table.rows_in or not named.is_sheet:
                read.append((named.year, table))
        current, returns = gathered(read)
        plans.add_to(current)
        tables, snapshots = checked(current, returns)
        return LocalTables(tables, found.digests, tuple(found.unknown), snapshots)


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
