"""Open files of councils that commission together, added up with the council named in every row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.local_files import LocalColumn, LocalFile, local_files
from sendlib.measures.local.open_files import OpenFiles

MEMBER = "member"
ALL = "all"  # what a file of one council calls its whole area
# texts by which a row is known, told apart between councils like its numbers
NAMES = frozenset(
    {"service", "provision", "contract", "scheme", "group", "reports_to", "activity", "team"}
)


@dataclass(frozen=True)
class MemberFiles:
    """Files that are not personal: those of each council, and those of the partnership itself.

    codes: of all councils, in the order shown. members: files by code, of those that give any.
    own: of the partnership.
    """

    codes: tuple[str, ...]
    members: Mapping[str, OpenFiles] = field(default_factory=dict)
    own: OpenFiles = field(default_factory=lambda: OpenFiles({}))

    def with_file(self, name: str) -> tuple[str, ...]:
        """Return the codes of the councils that give a file with rows in it."""
        return tuple(
            code
            for code in self.codes
            if code in self.members and len(self.members[code].table(name))
        )

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a file of all councils and of the partnership.

        Returns:
            The contract's columns and `member`: three-digit code, "" for the partnership. Numbers
            and names begin with the council's name, so that none is met twice.
        """
        contract = local_files()[name]
        given = {code: self.members[code].table(name) for code in self.with_file(name)}
        parts = [_named(rows, contract, code) for code, rows in given.items()]
        if len(self.own.table(name)):
            parts.append(self.own.table(name).assign(**{MEMBER: ""}))
        if not parts:
            return self.own.table(name).assign(**{MEMBER: pd.Series(dtype="string")})
        return pd.concat(parts, ignore_index=True)

    def pooled(self) -> OpenFiles:
        """Return the files of all as if they were one council's; those nobody gave are empty."""
        names = [name for name, contract in local_files().items() if not contract.personal]
        return OpenFiles({name: self.table(name) for name in names}, digests=self.digests)

    @property
    def digests(self) -> dict[str, str]:
        """Path and sha256 of every file that was read, as inputs of a report name them."""
        found = {f"local/region/{name}": one for name, one in self.own.digests.items()}
        for code, files in self.members.items():
            found |= {f"local/{code}/{name}": one for name, one in files.digests.items()}
        return found


def _named(rows: pd.DataFrame, contract: LocalFile, code: str) -> pd.DataFrame:
    name = area_name(code)
    found = rows.assign(**{MEMBER: code})
    for column, about in contract.columns.items():
        if _tells_rows_apart(column, about):
            between = " " if about.kind == "id" else ": "
            found[column] = (name + between + rows[column]).astype("string")
        if column == "areas":
            found[column] = _areas(rows[column], name)
    return found


def _tells_rows_apart(column: str, about: LocalColumn) -> bool:
    return about.kind == "id" or column in NAMES


def _areas(areas: pd.Series, name: str) -> pd.Series:
    """Return the areas of services with the council's name; all of it is the name alone."""
    is_whole = (areas.str.casefold().str.strip() == ALL).fillna(value=False)
    parts: pd.Series = (name + ", " + areas).mask(is_whole, name)
    return parts
