"""The last look at a share: no number, postcode or name of a person stands in its free text.

Categories are declared, and so are harmless; names of planning areas and owners come from the
council's files as they were typed.
"""

from collections.abc import Iterator

import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.data.shared import Shared
from sendlib.errors import ContractError
from sendlib.measures.local.catalogue import LOCAL_RESULTS, LOCAL_TABLES

FEWEST_LETTERS = 4  # of a number of a person: a shorter one can be anything
NAMES = ("forename", "surname")


def require_nobody(shared: Shared, local: LocalTables) -> None:
    """Refuse a share in which a value that names a person would stand.

    Args:
        shared: what would be written.
        local: the council's own files.

    Raises:
        ContractError: which table or result and which of its columns; never the value.
    """
    naming = _naming(local)
    for name, column, texts in _free_texts(shared):
        found = naming.intersection(texts.map(_key))
        if found:
            raise ContractError(
                f"{name}: {column} holds {len(found)} of the numbers, postcodes or names of "
                "persons, so nothing is shared; take them out of the council's files"
            )


def _key(text: object) -> str:
    return "".join(str(text).split()).casefold()


def _naming(local: LocalTables) -> set[str]:
    found: set[str] = set()
    for table in local.tables.values():
        rows, columns = table.rows, table.contract.columns
        for name, column in columns.items():
            if column.personal and column.kind in ("id", "postcode"):
                found.update(rows[name].dropna().map(_key))
        if {*NAMES} <= {*columns}:
            full = rows.dropna(subset=list(NAMES))
            for first, second in (NAMES, NAMES[::-1]):
                found.update((full[first] + full[second]).map(_key))
    return {one for one in found if len(one) >= FEWEST_LETTERS}


def _free_texts(shared: Shared) -> Iterator[tuple[str, str, pd.Series]]:
    """Yield the columns whose values are not all declared: table, column, values."""
    fields = {one.name: one.fields for one in LOCAL_TABLES}
    for name, rows in shared.tables.items():
        for field in fields[name]:
            free = rows.loc[~rows[field.name].isin([*field.categories]), field.name]
            yield name, field.name, free
    columns = {one.name: one.columns for one in LOCAL_RESULTS}
    for name, rows in shared.results.items():
        for column in columns[name]:
            yield name, column, rows[column]
