"""Local files that tell of services, places and plans of work, not of persons.

They need no disclosure control but for the small numbers of persons that some of them give, such as
a caseload: these are taken out here, once, so that no sum of a view can hold them.
"""

from collections.abc import Mapping

import pandas as pd

from sendlib.contracts.local_files import LocalFile, local_files
from sendlib.data.local.tables import LocalTables, empty_rows
from sendlib.errors import ContractError
from sendlib.params.model import ReportParams

OPEN_ORIGIN = {"origin": "local", "protection": "not_personal"}
COUNTED = ("persons", "children")  # how the unit of a column that counts persons begins


class OpenFiles:
    """The files of a council that are not personal, with small numbers of persons missing."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        *,
        digests: Mapping[str, str] | None = None,
        left_out: Mapping[str, int] | None = None,
    ) -> None:
        """Take the tables by name, as `open_files` made them.

        Args:
            tables: by the name of their file.
            digests: sha256 of every local file that was read, by its name.
            left_out: how many rows of a file validation left out.
        """
        self._tables = dict(tables)
        self.digests = dict(digests or {})
        self._left_out = dict(left_out or {})

    def has(self, name: str) -> bool:
        """Say whether the council gave a file."""
        return _contract(name).name in self._tables

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of a file's rows, typed; none where it was not given.

        Raises:
            ContractError: the file is one of persons.
        """
        contract = _contract(name)
        given = self._tables.get(name)
        return empty_rows(contract) if given is None else given.copy()

    def left_out(self, name: str) -> int:
        """Return how many rows of a file were left out, since they have an error."""
        return self._left_out.get(_contract(name).name, 0)

    @property
    def origin(self) -> Mapping[str, str]:
        """What a block of them says of where it comes from."""
        return dict(OPEN_ORIGIN)


def open_files(params: ReportParams, local: LocalTables) -> OpenFiles:
    """Return the files that are not personal, without the small numbers of persons in them."""
    threshold = params.disclosure.threshold
    tables = {name: table for name, table in local.tables.items() if not table.contract.personal}
    return OpenFiles(
        {
            name: _without_few(table.rows, table.contract, threshold)
            for name, table in tables.items()
        },
        digests=local.digests,
        left_out={name: len(table.left_out) for name, table in tables.items()},
    )


def _contract(name: str) -> LocalFile:
    contract = local_files()[name]
    if contract.personal:
        raise ContractError(
            f"{name}: its rows are persons; build a table of it from "
            "sendlib.measures.local.protection.protected_local"
        )
    return contract


def _without_few(rows: pd.DataFrame, contract: LocalFile, threshold: int) -> pd.DataFrame:
    kept = rows.copy()
    for name, column in contract.columns.items():
        if column.unit.startswith(COUNTED):
            kept[name] = kept[name].mask(kept[name].between(1, threshold - 1))
    return kept
