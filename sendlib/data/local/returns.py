"""SEN2 returns of several years in one folder: the latest is the current one, each is a snapshot.

Each return is held together by itself, since the same person and plan stand in several of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from sendlib.data.local.headers import header_key
from sendlib.data.local.linkage import PERSONS
from sendlib.data.local.rules import check_tables
from sendlib.data.local.sen2 import MODULES, RETURN
from sendlib.data.local.sen2_modules import with_persons
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.data.local.wording import Wording

Given = dict[str, LocalTable]
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# what a folder of one return may be called, apart from its year
_FOLDERS = frozenset({"", header_key(RETURN), "sen2", "sen2return", "return"})


def year_in(name: str) -> str:
    """Return the year that the name of a file or folder tells, blank where none or several."""
    years = set(_YEAR.findall(name))
    return years.pop() if len(years) == 1 else ""


def is_return(folder: str) -> bool:
    """Say whether a folder of this name holds a SEN2 return: sen2_plans, 2024, sen2 return 2024."""
    year = year_in(folder)
    words = header_key(folder.replace(year, "")) if year else header_key(folder)
    return words in _FOLDERS and bool(year or words == header_key(RETURN))


def gathered(read: Iterable[tuple[str, LocalTable]]) -> tuple[Given, dict[str, Given]]:
    """Return the current tables, and the modules of each return where there are several years.

    The current tables are all that are no return, with the modules of the latest one. Modules that
    tell no year belong to it. Of two files of one name and year the first is read.

    Args:
        read: tables in the order of reading, each with the year of its return or a blank.
    """
    told = [(year if table.name in MODULES else "", table) for year, table in read]
    years = sorted({year for year, _ in told if year})
    latest = years[-1] if years else ""
    current: Given = {}
    returns: dict[str, Given] = {year: {} for year in years[:-1]}
    # a module that tells its year comes before one that does not
    for year, table in sorted(told, key=lambda one: len(years) > 1 and not one[0]):
        group = current if year in ("", latest) else returns[year]
        given = group.get(table.name)
        group[table.name] = table if given is None else _left_aside(given, table)
    if returns:
        returns[latest] = {name: table for name, table in current.items() if name in MODULES}
    return current, returns


def checked(current: Given, returns: Mapping[str, Given]) -> tuple[Given, dict[int, LocalTables]]:
    """Return tables with the faults of all rules: the current ones, and each return by its year."""
    earlier = {year: tables for year, tables in returns.items() if year != max(returns)}
    tables = with_persons(current)
    kept = dict(check_tables({**tables, **_with_earlier_persons(tables, earlier)}))
    if PERSONS in kept:
        kept[PERSONS] = replace(kept[PERSONS], lost=tables[PERSONS].lost)
    snapshots = {
        int(year): LocalTables(dict(sorted(check_tables(with_persons(tables)).items())))
        for year, tables in earlier.items()
    }
    if returns:
        own = {name: kept[name] for name in sorted(returns[max(returns)])}
        snapshots[int(max(returns))] = LocalTables(own)
    return dict(sorted(kept.items())), dict(sorted(snapshots.items()))


def _with_earlier_persons(tables: Given, earlier: Mapping[str, Given]) -> Given:
    """Return persons so that a link to one who stands in an earlier return alone leads somewhere.

    They go with the rows that are lost, which links alone look at.
    """
    known = [given[PERSONS].rows for given in earlier.values() if PERSONS in given]
    if PERSONS not in tables or not known:
        return {}
    table = tables[PERSONS]
    return {PERSONS: replace(table, lost=pd.concat([table.lost, *known]))}


def _left_aside(given: LocalTable, other: LocalTable) -> LocalTable:
    """Return a table with the fault that another file or sheet of its name was not read."""
    say = Wording(given.contract, "; ".join(given.sources))
    fault = say.left_aside(f"{'; '.join(other.sources)} with {other.rows_in:,} rows")
    return replace(given, faults=(fault, *given.faults))
