"""All published tables of a data folder, found by content, read once, handed out by name."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pandas as pd

from sendlib.contracts.published import TABLE_KEYS
from sendlib.contracts.tables import FACT_KEYS, FINDING_COLUMNS
from sendlib.data.folder import data_folder
from sendlib.data.inventory import inventory
from sendlib.data.lait import dated
from sendlib.data.periods import end_year
from sendlib.data.quality.codes import code_findings, schema_findings
from sendlib.data.quality.findings import find_faults
from sendlib.data.quality.payments import payment_findings
from sendlib.data.register import DEFAULT_REGISTER, load_register
from sendlib.data.store import (
    package_code,
    read_rows,
    read_table,
    rows_path,
    rows_with,
    sha256,
    store_folder,
    table_path,
    write_rows,
    write_table,
)
from sendlib.errors import SourceError
from sendlib.params.document import LATEST
from sendlib.params.region import AnyParams

DOUBT_KEYS = ["source", "area_code", "period", "field"]
READ_WITH = {"lait": "lait_dictionary"}  # what a dataset cannot be read without


@dataclass
class Tables:
    """The published tables a report reads, each loaded when first asked for.

    A dataset that several files hold (three years of one dashboard, two releases of one table) is
    one table: the newest file's rows come first, and an older file adds only keys it lacks.
    """

    found: pd.DataFrame
    store: Path
    _loaded: dict[str, pd.DataFrame] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _edition: str = ""
    _findings: pd.DataFrame | None = None
    _doubted: dict[tuple[str, str], list[tuple[str, str]]] | None = None
    _cells: dict[str, dict[tuple[str, ...], pd.DataFrame]] = field(default_factory=dict)

    def has(self, dataset: str) -> bool:
        """Say whether any file holds a dataset."""
        return bool((self.found["dataset"] == dataset).any())

    def facts(self, dataset: str) -> pd.DataFrame:
        """Return the facts of a dataset, no rows where no file holds it."""
        return self._table(dataset, keys=FACT_KEYS)

    def table(self, dataset: str) -> pd.DataFrame:
        """Return a dataset that is not facts, as its reader left it; empty where absent."""
        return self._table(dataset, keys=TABLE_KEYS.get(dataset))

    def names(self) -> pd.DataFrame:
        """Return every pairing of area code and name that the files publish."""
        parts = [
            read_table(self.store, f"{key}-names")
            for key in self.found["key"]
            if (self.store / "tables" / f"{key}-names.parquet").exists()
        ]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def all_facts(self) -> Mapping[str, pd.DataFrame]:
        """Return every dataset that is facts."""
        names = self.found.loc[self.found["first"] != "", "dataset"].unique()
        tables = {str(name): self.facts(str(name)) for name in names}
        return {name: table for name, table in tables.items() if "field" in table.columns}

    def files_of(self, dataset: str) -> pd.DataFrame:
        """Return the inventory rows of a dataset, newest first."""
        rows = self.found[self.found["dataset"] == dataset]
        order = rows["last"].map(lambda text: end_year(text) if text else 0)
        return rows.assign(order=order).sort_values(["order", "source"], ascending=[False, True])

    def cells(self, dataset: str, topic: str, fields: Iterable[str]) -> pd.DataFrame:
        """Return the facts of some fields in one breakdown topic; empty where there are none."""
        if dataset not in self._cells:
            facts = self.facts(dataset)
            keys = ["breakdown_topic", "field"]
            groups = facts.groupby(keys, observed=True) if len(facts) else ()
            self._cells[dataset] = {tuple(map(str, name)): group for name, group in groups}
        known = self._cells[dataset]
        parts = [known[topic, name] for name in fields if (topic, name) in known]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def doubted(self, cells: pd.DataFrame) -> pd.Series:
        """Say which cells a finding calls questioned, by source, area, period and field."""
        doubts = self._doubts()
        sources = [str(source) for source in cells["source"].unique()]
        fields = [str(name) for name in cells["field"].unique()]
        near = {
            (area, period, name)
            for source in sources
            for name in fields
            for area, period in doubts.get((source, name), ())
        }
        if not near:
            return pd.Series(False, index=cells.index)
        keys = zip(cells["area_code"], cells["period"], cells["field"], strict=True)
        return pd.Series([key in near for key in keys], index=cells.index)

    def _doubts(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """Return area and period of every questioned figure, by source and field."""
        if self._doubted is None:
            found = self.findings()
            doubts = found[found["effect"] == "questioned"]
            self._doubted = {
                (str(source), str(name)): list(zip(rows["area_code"], rows["period"], strict=True))
                for (source, name), rows in doubts.groupby(["source", "field"])
            }
        return self._doubted

    def used(self) -> pd.DataFrame:
        """Return the inventory rows of every table that was asked for."""
        return self.found[self.found["dataset"].isin(self.asked())].reset_index(drop=True)

    def asked(self) -> tuple[str, ...]:
        """Return the datasets that were asked for, also those that no file holds."""
        asked = self._asked | set(self._loaded)
        asked |= {other for dataset, other in READ_WITH.items() if dataset in asked}
        return tuple(sorted(asked))

    def read(self) -> pd.DataFrame:
        """Return file and sha256 of all that was read: asked for, or a finding is about it."""
        faulty = {
            str(path)
            for source in self.findings()["source"].unique()
            for path in (source, *PurePosixPath(str(source)).parents)
        }
        is_read = self.found["dataset"].isin(self.asked()) | self.found["file"].isin(faulty)
        files = self.found.loc[is_read, ["file", "sha256"]]
        return files.drop_duplicates("file").sort_values("file", ignore_index=True)

    def kept(
        self,
        name: str,
        datasets: Iterable[str],
        work_out: Callable[[], pd.DataFrame],
        *,
        wanted: Mapping[str, Collection[str]] | None = None,
    ) -> pd.DataFrame:
        """Return a table that follows from these files alone, worked out only the first time.

        It is kept in the store until a file or the code of data or measures changes.

        Args:
            name: tells it from every other such table.
            datasets: what it is made from; they count as used.
            work_out: makes it.
            wanted: values by column; rows with others are not read.
        """
        if self.found.empty:  # tables that no file stands behind
            return rows_with(work_out(), wanted or {})
        return read_rows(self.store, self.keep(name, datasets, work_out), wanted)

    def keep(self, name: str, datasets: Iterable[str], work_out: Callable[[], pd.DataFrame]) -> str:
        """Put a table that follows from files into the store for `kept`, and return its key."""
        self._asked |= set(datasets)
        if not self._edition:
            keys = " ".join(sorted(self.found["key"]))
            self._edition = sha256(f"{keys} {measuring_code()}".encode())[:24]
        key = f"kept-{self._edition}-{sha256(name.encode())[:24]}"
        if not rows_path(self.store, key).exists():
            write_rows(self.store, key, work_out())
        return key

    def findings(self) -> pd.DataFrame:
        """Return the faults found in the data, one row per source, area, period and field.

        They are found once for the files there are, and kept in the store.
        """
        if self._findings is None:
            keys = " ".join(sorted(self.found["key"]))
            key = f"findings-{sha256(keys.encode())[:16]}-{doubting_code()}"
            if not table_path(self.store, key).exists():
                # a fresh object, so that only what measures ask for counts as used
                write_table(self.store, key, _found_faults(Tables(self.found, self.store)))
            self._findings = read_table(self.store, key).astype(object)
        return self._findings

    def _table(self, dataset: str, *, keys: list[str] | None) -> pd.DataFrame:
        if dataset not in self._loaded:
            parts = [read_table(self.store, key) for key in self.files_of(dataset)["key"]]
            table = _combined(parts, keys=keys)
            lait = dataset == "lait"
            self._loaded[dataset] = dated(table, self.table("lait_dictionary")) if lait else table
        return self._loaded[dataset]


def measuring_code() -> str:
    """Return a hash of the code that works out what is kept beside tables."""
    return package_code("sendlib.data.quality", "sendlib.measures")


def doubting_code() -> str:
    """Return a hash of the code that finds faults in the data."""
    return package_code("sendlib.data.quality")


def _found_faults(tables: Tables) -> pd.DataFrame:
    names = tables.names()
    parts = [
        find_faults(tables.all_facts()),
        *([code_findings(names)] if len(names) else []),
        schema_findings(tables.found),
        payment_findings(tables.table("provider_payments")),
    ]
    empty = pd.DataFrame(columns=FINDING_COLUMNS, dtype=str)
    found = pd.concat([empty, *(part.astype(str) for part in parts)], ignore_index=True)
    return found.drop_duplicates(DOUBT_KEYS, ignore_index=True).sort_values(
        DOUBT_KEYS, ignore_index=True
    )


def _combined(parts: list[pd.DataFrame], *, keys: list[str] | None) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame()
    if len(parts) == 1:
        return parts[0]
    both = pd.concat(
        [part.astype(dict.fromkeys(part.select_dtypes("category"), object)) for part in parts],
        ignore_index=True,
    )
    if keys is None:
        return both.drop_duplicates(ignore_index=True)
    return both.drop_duplicates(keys, ignore_index=True)


def load_tables(
    data_raw: Path, *, store: Path | None = None, pins: Mapping[str, str] | None = None
) -> Tables:
    """Return the tables of a data folder, ready to be asked for.

    Args:
        data_raw: folder of files as published.
        store: where read tables are kept; `store_folder()` by default.
        pins: publication to edition, its last year: later files of it are left out.

    Raises:
        SourceError: the folder is absent, files are unreadable or of unknown edition, or a pinned
            edition is not there. All faults at once.
    """
    folder = store or store_folder()
    listed = inventory(data_raw, store=folder)
    if listed.faults:
        raise SourceError("\n".join(listed.faults))
    if listed.tables.empty:
        raise SourceError(
            f"{data_raw}: no published file that sendlib knows; run “sendlib fetch”, or copy the "
            "files named in data_raw/sources.yml there"
        )
    return Tables(found=_pinned(listed.tables, dict(pins or {})), store=folder)


def _pinned(found: pd.DataFrame, pins: dict[str, str]) -> pd.DataFrame:
    release = _release_years(found) if pins else pd.Series(0, index=found.index)
    keep = pd.Series(True, index=found.index)
    for publication, edition in pins.items():
        rows = found["publication"] == publication
        editions = sorted(release[rows & (release > 0)].unique())
        if int(edition) not in editions:
            raise SourceError(
                f"sources.{publication}: edition {edition} is not in the data folder; "
                f"found: {', '.join(map(str, editions)) or 'none'}"
            )
        keep &= ~rows | (release <= int(edition))
    return found[keep].reset_index(drop=True)


def _release_years(found: pd.DataFrame) -> pd.Series:
    """Return the last year of each table's file; the register's where its tables have none.

    0 stands for a file without time that the register does not know.
    """
    year = found["last"].map(lambda text: end_year(text) if text else 0)
    release = year.groupby(found["file"]).transform("max")
    if (release == 0).any() and DEFAULT_REGISTER.is_file():
        register = load_register()
        for row in found.index[release == 0]:
            source = register.by_sha256(str(found.at[row, "sha256"]))
            years = re.findall(r"\d{4}", source.edition) if source else []
            release[row] = max(map(int, years), default=0)
    return release


def open_tables(params: AnyParams) -> Tables:
    """Return the tables a report on some params reads: the data folder's, or the demo's."""
    pins = {
        publication: edition
        for publication, edition in params.sources.model_dump().items()
        if edition != LATEST
    }
    return load_tables(data_folder(demo=params.is_demo), pins=pins)
