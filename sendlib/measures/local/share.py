"""What the members of a region share: protected tables and results, and pools of them.

A number that is hidden comes with the range that any reader of the council's own reports could put
it in. A pool adds up ranges, so that a hidden number is never taken for 0, and what a pool tells
follows from the shares alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.shared import HIDDEN
from sendlib.data.shared import Shared
from sendlib.errors import SourceError
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.catalogue import LOCAL_RESULTS, LOCAL_TABLES
from sendlib.measures.local.protected import Protected
from sendlib.measures.local.results import LOCAL_ORIGIN, LocalResult, ProtectedResult, Sealed
from sendlib.measures.local.table import LocalMeasure

RANGE = ("lower", "upper")
FOLDER, FILE, INVENTED = "folder", "file", "invented"  # where a share comes from


class SharedTable(Sealed):
    """One declared table as a council shares it.

    measure: which it is. rows: a copy of its rows: `period`, the fields, `value` (missing where
    hidden), `lower` and `upper` (the range a reader could put it in; upper missing where nothing
    limits it) and `reason`.
    """

    _measure: LocalMeasure

    def __init__(self, measure: LocalMeasure, rows: pd.DataFrame) -> None:
        shown = rows[["period", *measure.field_names, "value", *RANGE, "reason"]]
        self._seal(shown, hideable=("value",), _measure=measure)

    @property
    def measure(self) -> LocalMeasure:
        """Which table it is."""
        return self._measure

    @property
    def periods(self) -> list[str]:
        """Its periods, the latest last."""
        return sorted(self._rows["period"].unique())

    def cell(self, period: str, **categories: str) -> pd.Series | None:
        """Return the row of some categories, totals for fields not named; None where not there."""
        rows = self._rows
        mask = rows["period"] == period
        for name in self.measure.field_names:
            mask &= rows[name] == categories.get(name, TOTAL)
        found = rows[mask]
        return None if found.empty else found.iloc[0].copy()

    def protected(self) -> Protected:
        """Return the table as the council's own reports have it, without ranges."""
        rows = self.rows
        whole = (rows[list(self.measure.field_names)] == TOTAL).all(axis=1)
        totals = rows[whole].set_index("period")["value"]
        percent = 100 * rows["value"] / rows["period"].map(totals).where(lambda one: one > 0)
        if self.measure.unit != "count":
            percent = percent * float("nan")
        return Protected(self.measure, rows.assign(percent=percent))


@dataclass(frozen=True)
class Share:
    """What one council shares.

    tables and results: by name. places: commissioned places by school year, need and phase, which
    tell of no persons. threshold: smallest count other than 0 that is shown. comes_from: `file`,
    `folder` or `invented`. digests: path and sha256 of what was read.
    """

    area_code: str
    tables: Mapping[str, SharedTable] = field(default_factory=dict)
    results: Mapping[str, ProtectedResult] = field(default_factory=dict)
    places: pd.DataFrame = field(default_factory=pd.DataFrame)
    threshold: int = 5
    rounding: int = 0
    hidden_count: int = 0
    made_with: str = ""
    comes_from: str = FILE
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The council's name."""
        return area_name(self.area_code)

    def table(self, measure: LocalMeasure) -> SharedTable | None:
        """Return a table, or None where the council has none."""
        return self.tables.get(measure.name)

    def result(self, result: LocalResult) -> ProtectedResult | None:
        """Return a result, or None where the council has none."""
        return self.results.get(result.name)

    @property
    def origin(self) -> Mapping[str, str]:
        """What a block of it says of where it comes from."""
        return dict(LOCAL_ORIGIN)


def share_from(
    shared: Shared, *, comes_from: str = FILE, digests: Mapping[str, str] | None = None
) -> Share:
    """Return what a council shares as its declared tables and results.

    Args:
        shared: as it was read.
        comes_from: `file`, `folder` or `invented`.
        digests: path and sha256 of what was read.

    Raises:
        SourceError: a table or result is not one that this version declares.
    """
    measures = {one.name: one for one in LOCAL_TABLES}
    results = {one.name: one for one in LOCAL_RESULTS}
    _require_declared(shared, measures, results)
    return Share(
        area_code=shared.area_code,
        tables={name: SharedTable(measures[name], rows) for name, rows in shared.tables.items()},
        results={
            name: ProtectedResult(results[name], rows) for name, rows in shared.results.items()
        },
        places=shared.places,
        threshold=int(shared.disclosure["threshold"]),
        rounding=int(shared.disclosure["rounding"]),
        hidden_count=int(shared.disclosure["hidden_count"]),
        made_with=shared.made_with,
        comes_from=comes_from,
        digests=dict(digests or {}),
    )


def _require_declared(
    shared: Shared, measures: Mapping[str, LocalMeasure], results: Mapping[str, LocalResult]
) -> None:
    unlike = [
        name
        for name, rows in shared.tables.items()
        if name not in measures or not {*measures[name].field_names} <= {*rows.columns}
    ]
    unlike += [
        name
        for name, rows in shared.results.items()
        if name not in results or not {*results[name].columns} <= {*rows.columns}
    ]
    if unlike:
        raise SourceError(
            f"the share of {area_name(shared.area_code)}, made with sendlib {shared.made_with}, "
            f"holds {', '.join(unlike)}, which this version of sendlib does not know as such; have "
            "it made again with the version that this report is built with"
        )


@dataclass(frozen=True)
class Shares:
    """What the members of a region share, by three-digit code in the order of members.

    members: codes of all councils of the region, with or without a share.
    """

    members: tuple[str, ...]
    shares: Mapping[str, Share] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes of the members that share nothing."""
        return tuple(code for code in self.members if code not in self.shares)

    @property
    def digests(self) -> Mapping[str, str]:
        """Path and sha256 of every file that was read for them."""
        return {path: digest for one in self.shares.values() for path, digest in
                one.digests.items()}  # fmt: skip

    @property
    def threshold(self) -> int:
        """The highest threshold of any member; 5 where nobody shares."""
        return max([one.threshold for one in self.shares.values()], default=5)

    def with_table(self, measure: LocalMeasure) -> dict[str, SharedTable]:
        """Return a table of every member that has it, by code."""
        found = {code: one.table(measure) for code, one in self.shares.items()}
        return {code: table for code, table in found.items() if table is not None}

    def period_of(self, measure: LocalMeasure) -> str:
        """Return the latest period for which most members have a table; "" where none has."""
        every = [period for one in self.with_table(measure).values() for period in one.periods]
        return max(set(every), key=lambda period: (every.count(period), period), default="")


@dataclass(frozen=True)
class Pool:
    """Tables of several councils added up for one period.

    measure: which table. rows: the fields, `lower` and `upper` (equal where every part is shown;
    upper missing where nothing limits a part) and `hidden` (how many councils' numbers are hidden
    in it). members: codes of the councils in it.
    """

    measure: LocalMeasure
    period: str
    rows: pd.DataFrame
    members: tuple[str, ...]

    def cell(self, **categories: str) -> pd.Series | None:
        """Return the row of some categories, totals for fields not named; None where not there."""
        mask = pd.Series(data=True, index=self.rows.index)
        for name in self.measure.field_names:
            mask &= self.rows[name] == categories.get(name, TOTAL)
        found = self.rows[mask]
        return None if found.empty else found.iloc[0]


def pool(shares: Shares, measure: LocalMeasure) -> Pool | None:
    """Add up a table over the members that have it; None where none has.

    A category that does not occur with a council counts 0 there: its table names every category it
    has, and has its total.
    """
    period = shares.period_of(measure)
    fields = list(measure.field_names)
    parts = {
        code: table.rows.query("period == @period")
        for code, table in shares.with_table(measure).items()
        if period in table.periods
    }
    if not parts:
        return None
    every = pd.concat(parts.values())
    hidden = (every["reason"] == HIDDEN).astype(int)
    groups = every.assign(hidden=hidden).groupby(fields, sort=False)
    rows = groups.agg(
        lower=("lower", "sum"),
        upper=("upper", lambda ends: ends.sum(skipna=False)),
        hidden=("hidden", "sum"),
    )
    return Pool(measure, period, rows.reset_index(), tuple(parts))


def rows_of(share: Share, result: LocalResult, **where: str) -> pd.DataFrame:
    """Return the latest rows of a result for a statistic or other keys; none where absent."""
    found = share.result(result)
    if found is None:
        return pd.DataFrame(columns=result.shown)
    rows = found.rows
    mask = rows["period"] == rows["period"].max()
    for name, value in where.items():
        mask &= rows[name] == value
    latest: pd.DataFrame = rows[mask].reset_index(drop=True)
    return latest


def codes_with(shares: Shares, measures: Sequence[LocalMeasure]) -> tuple[str, ...]:
    """Return the codes of the members that have every one of some tables."""
    return tuple(
        code
        for code, one in shares.shares.items()
        if all(one.table(measure) is not None for measure in measures)
    )
