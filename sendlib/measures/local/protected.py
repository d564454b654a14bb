"""Tables from local files as anybody may see them: what is hidden has no number behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.results import LocalResult, ProtectedResult, Sealed
from sendlib.measures.local.table import LocalMeasure

PROTECTED_COLUMNS = ("period", "value", "percent", "reason")


class Protected(Sealed):
    """One declared table after disclosure control. It holds no number that is hidden.

    measure: which table it is. rows: a copy of its rows: `period`, the fields, `value` (a count, or
    pounds), `percent` (share of the period's total; of counts only) and `reason`: "confidential"
    where value and percent are hidden and so missing, else blank.
    """

    _measure: LocalMeasure

    def __init__(self, measure: LocalMeasure, rows: pd.DataFrame) -> None:
        shown = rows[["period", *measure.field_names, "value", "percent", "reason"]]
        self._seal(shown, hideable=("value", "percent"), _measure=measure)

    @property
    def measure(self) -> LocalMeasure:
        """Which table it is."""
        return self._measure

    @property
    def periods(self) -> list[str]:
        """Its periods, the latest last."""
        return sorted(self._rows["period"].unique())

    @property
    def latest(self) -> pd.DataFrame:
        """The rows of the latest period."""
        rows = self.rows
        return rows[rows["period"] == self.periods[-1]].reset_index(drop=True)

    def total(self, period: str) -> pd.Series:
        """Return the row of a period's total."""
        rows = self.rows
        mask = rows["period"] == period
        for name in self.measure.field_names:
            mask &= rows[name] == TOTAL
        return rows[mask].iloc[0]


@dataclass(frozen=True)
class Given:
    """A local file that was given, told without a number of few: rows and left_out are words."""

    name: str
    title: str
    rows: str
    left_out: str


@dataclass(frozen=True)
class ProtectedTables:
    """All declared tables that the files of a council allow, protected together.

    tables and results: by name. given: the local files. withheld: tables that params withhold.
    digests: sha256 of each file by its name. threshold and rounding: as they were applied.
    hidden_count: cells hidden over all tables. gap: share by which that may be above the fewest.
    """

    tables: Mapping[str, Protected] = field(default_factory=dict)
    results: Mapping[str, ProtectedResult] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    withheld: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    threshold: int = 5
    rounding: int = 0
    hidden_count: int = 0
    gap: float = 0.0

    def table(self, measure: LocalMeasure) -> Protected | None:
        """Return a table, or None where its files are not there."""
        return self.tables.get(measure.name)

    def result(self, result: LocalResult) -> ProtectedResult | None:
        """Return a result, or None where its files are not there or hold nothing for it."""
        return self.results.get(result.name)

    def has(self, name: str) -> bool:
        """Say whether a local file was given."""
        return any(one.name == name for one in self.given)
