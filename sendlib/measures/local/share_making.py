"""Makes shares: from a council's own records, from the file it gave, or from invented records.

Whichever way, what comes out is the same: records go through disclosure control and through the
form of the file before anything is made of them.
"""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from sendlib.contracts.shared import PLACES_COLUMNS, TABLE_COLUMNS
from sendlib.data.local.tables import LocalTables, open_local
from sendlib.data.shared import Shared, read_share, share_of_text, share_text
from sendlib.data.store import (
    file_sha256,
    package_code,
    read_table,
    reading_code,
    sha256,
    store_folder,
    table_path,
    write_table,
)
from sendlib.data.tables import Tables
from sendlib.measures.local.open_files import open_files
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.protection import Solved, protected_with
from sendlib.measures.local.ranges import ranges
from sendlib.measures.local.share import FILE, FOLDER, INVENTED, Share, Shares, share_from
from sendlib.measures.local.share_persons import require_nobody
from sendlib.measures.local.sufficiency import places_with_groups
from sendlib.params.model import ReportParams
from sendlib.params.region import Member, RegionParams

INPUT = "local"  # how the path of a local file begins among the inputs of a report
_CODE = (
    "sendlib.measures", "sendlib.measures.local", "sendlib.data.demo", "sendlib.data.demo.local",
    "sendlib.data.local", "sendlib.params",
)  # fmt: skip


def shared_of(params: ReportParams, local: LocalTables, published: Tables) -> Shared:
    """Return what a council shares of its own records: what its own reports show, and no more.

    Args:
        params: of the council.
        local: its own files.
        published: figures that are known from elsewhere.

    Raises:
        ContractError: a value that names a person would stand in it.
    """
    own, solved = protected_with(params, local, published)
    rules = params.disclosure
    shared = Shared(
        area_code=params.area,
        made_with=version("sendlib"),
        edition={
            "first_year": params.years.first,
            "last_year": params.years.last,
            "document_version": params.document.version,
            "document_date": str(params.document.date or ""),
        },
        disclosure={
            **rules.model_dump(mode="json"), "hidden_count": own.hidden_count, "gap": own.gap,
        },
        inputs=tuple(sorted(set(local.digests.values()))),
        tables=_tables(own, solved, params),
        results={name: found.rows for name, found in own.results.items()},
        places=_places(open_files(params, local).table("places")),
    )  # fmt: skip
    require_nobody(shared, local)
    return shared


def share_made(params: ReportParams, local: LocalTables, published: Tables, **given: str) -> Share:
    """Return the share of a council's own records, by way of the form it would be written in."""
    text = share_text(shared_of(params, local, published))
    digests = {f"{INPUT}/{params.area}/{name}": one for name, one in local.digests.items()}
    return _from_text(text, params.area, comes_from=given.get("comes_from", FOLDER),
                      digests=digests)  # fmt: skip


def regional_shares(params: RegionParams, published: Tables) -> Shares:
    """Return what the members of a region share, of those that give anything.

    Args:
        params: of the region; a member gives the file of its share or the folder of its own files,
            and a demo council that gives neither has invented ones.
        published: the published tables that the report reads.

    Raises:
        SourceError: a share was changed, is of another version or council; a folder or file is
            absent or damaged.
    """
    found = {member.area: _of_member(params, member, published) for member in params.members}
    return Shares(params.codes, {code: one for code, one in found.items() if one is not None})


def invented_to_make(params: RegionParams, published: Tables) -> list[str]:
    """Return the codes of demo members whose invented share is not kept yet."""
    if not params.is_demo:
        return []
    bare = [one for one in params.members if not (one.shared or one.local.folder)]
    store = store_folder()
    return [
        one.area
        for one in bare
        if not table_path(store, _key(params.of_member(one), published)).exists()
    ]


def keep_invented(params: RegionParams, area: str, published: Tables) -> None:
    """Make the share of one demo member and keep it in the store."""
    member = next(one for one in params.members if one.area == area)
    _invented(params.of_member(member), published)


def _of_member(params: RegionParams, member: Member, published: Tables) -> Share | None:
    if member.shared:
        path = Path(member.shared)
        shared = read_share(path, area=member.area)
        digests = {f"{INPUT}/{member.area}/{path.name}": file_sha256(path)}
        return share_from(shared, comes_from=FILE, digests=digests)
    own = params.of_member(member)
    if member.local.folder:
        return share_made(own, open_local(own), published)
    return _invented(own, published) if own.is_demo else None


def _invented(params: ReportParams, published: Tables) -> Share:
    """Return the share of a demo council, which is kept in the store: it tells of nobody."""
    store, key = store_folder(), _key(params, published)
    if not table_path(store, key).exists():
        local = open_local(params)
        text = share_text(shared_of(params, local, published))
        digests = {f"{INPUT}/{params.area}/{name}": one for name, one in local.digests.items()}
        kept = pd.DataFrame({"path": ["", *digests], "text": [text, *digests.values()]})
        write_table(store, key, kept)
    kept = read_table(store, key)
    digests = dict(zip(kept["path"][1:], kept["text"][1:], strict=True))
    return _from_text(kept["text"].iloc[0], params.area, comes_from=INVENTED, digests=digests)


def _key(params: ReportParams, published: Tables) -> str:
    code = [
        reading_code(), package_code(*_CODE), version("sendlib"), params.model_dump_json(),
        *sorted(published.found["sha256"].astype(str).unique()),
    ]  # fmt: skip
    return f"invented-share-{sha256(' '.join(code).encode())[:24]}"


def _from_text(text: str, area: str, *, comes_from: str, digests: Mapping[str, str]) -> Share:
    shared = share_of_text(text, name=f"the share of {area}", area=area)
    return share_from(shared, comes_from=comes_from, digests=digests)


def _tables(own: ProtectedTables, solved: Solved, params: ReportParams) -> dict[str, pd.DataFrame]:
    limits = ranges(solved, params.disclosure)
    by_name: dict[str, list[pd.DataFrame]] = {}
    for one in solved.parts:
        by_name.setdefault(one.measure.name, []).append(limits[one.table.name])
    return {name: _with_range(found.rows, by_name[name]) for name, found in own.tables.items()}


def _with_range(rows: pd.DataFrame, limits: list[pd.DataFrame]) -> pd.DataFrame:
    both = pd.concat(limits, ignore_index=True)
    keys = [name for name in rows.columns if name not in ("value", "percent", "reason")]
    return rows.assign(lower=both["lower"], upper=both["upper"])[[*keys, *TABLE_COLUMNS]]


def _places(places: pd.DataFrame) -> pd.DataFrame:
    """Return commissioned places by school year, need and phase."""
    rows = places_with_groups(places.dropna(subset=["school_year", "places"]))
    sums = rows.groupby(["school_year", "need", "phase"])["places"].sum().astype(float)
    return sums.reset_index()[list(PLACES_COLUMNS)]
