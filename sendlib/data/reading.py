"""A published file, whatever it is called, to the tables it holds."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pandas as pd
import pyarrow.parquet

from sendlib.data import (
    allocations,
    boundaries,
    finance,
    inspections,
    lait,
    lookups,
    neighbours,
    providers,
    tribunals,
)
from sendlib.data.layouts import recognised
from sendlib.data.published import area_names, csv_columns, csv_frame, decoded, facts_from
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets, archive_members, read_sheets
from sendlib.errors import SourceError

# readers of files that are no plain table of facts; each returns None for a file that is not its
TEXTS: tuple[Callable[[str, str], list[Read] | None], ...] = (
    lait.read_dictionary,
    neighbours.read_csv,
    tribunals.read_latest,
    tribunals.read_published,
    lookups.read_csv,
    lookups.read_changes,
    finance.read_deflator,
    finance.read_payments,
)
WORKBOOKS: tuple[Callable[[Sheets, str], list[Read] | None], ...] = (
    neighbours.read_workbook,
    lookups.read_workbook,
    allocations.read_allocations,
    allocations.read_outturn,
    inspections.read_workbook,
    providers.read_section41,
    providers.read_others,
)
FRAMES: tuple[Callable[[pd.DataFrame, str], list[Read] | None], ...] = (lait.read_measures,)

ZIP_MAGIC = b"PK"
PARQUET_MAGIC = b"PAR1"
# what a file of each kind begins with
_MAGIC = {
    ".zip": ZIP_MAGIC,
    ".xlsx": ZIP_MAGIC,
    ".ods": ZIP_MAGIC,
    ".parquet": PARQUET_MAGIC,
}


def read_file(path: Path, *, source: str) -> list[Read]:
    """Return every table of a file; none where the file is of no kind that sendlib knows.

    Args:
        path: the file.
        source: its path inside data_raw, which errors and figures name.

    Raises:
        SourceError: unreadable, damaged, truncated, or an edition no reader knows.
        ContractError: its figures break a contract, as two rows for one key do.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{source}: cannot be opened ({error.strerror}); check it and its folder"
        ) from error
    return read_content(content, source)


def read_content(content: bytes, source: str) -> list[Read]:
    """Return the tables of a file's bytes; what kind it is, its bytes say."""
    suffix = PurePosixPath(source.lower()).suffix
    magic = _MAGIC.get(suffix)
    if magic and not content.startswith(magic):
        decoded(content, name=source)
        raise SourceError(f"{source}: not a {suffix[1:]} file; download it again as published")
    if content.startswith(ZIP_MAGIC):
        return _read_archive(content, source)
    if content.startswith(PARQUET_MAGIC):
        frame = _parquet(content, source=source)
        return next((found for read in FRAMES if (found := read(frame, source))), [])
    if suffix in (".geojson", ".json"):
        return boundaries.read_geojson(decoded(content, name=source), source) or []
    return _read_text(decoded(content, name=source), source) if suffix == ".csv" else []


def _read_archive(content: bytes, source: str) -> list[Read]:
    names = archive_members(content, source=source)
    sheets = read_sheets(content, source=source, members=names)
    if sheets is not None:
        return next((found for read in WORKBOOKS if (found := read(sheets, source))), [])
    tables = sorted({name for name in names if name.lower().endswith(".csv")})
    with ZipFile(BytesIO(content)) as archive:
        parts = [(f"{source}/{name}", archive.read(name)) for name in tables]
    return [read for name, part in parts for read in read_content(part, name)]


def _parquet(content: bytes, *, source: str) -> pd.DataFrame:
    try:
        table = pyarrow.parquet.read_table(BytesIO(content))
        table.validate(full=True)
        frame: pd.DataFrame = table.to_pandas()
    # a damaged file makes the library raise whatever its parts raise
    except Exception as error:
        raise SourceError(
            f"{source}: not a whole parquet file ({error}); download it again"
        ) from error
    return frame


def _read_text(text: str, source: str) -> list[Read]:
    special = next((found for read in TEXTS if (found := read(text, source))), None)
    return _read_table(text, source) if special is None else special


def _read_table(text: str, source: str) -> list[Read]:
    columns = csv_columns(text, name=source)
    folded = [column.strip().lower() for column in columns]
    second = csv_columns(text.partition("\n")[2], name=source)
    layout = recognised(columns, name=source, first_row=dict(zip(folded, second, strict=False)))
    if layout is None:
        return []
    frame = csv_frame(text, name=source)
    repeated = {column for column in columns if columns.count(column) > 1}
    return [
        Read(
            dataset=layout.dataset,
            publication=layout.publication,
            title=layout.title,
            source=source,
            table=facts_from(frame, layout, source=source),
            names=area_names(frame, layout, source=source),
            repeated_columns=tuple(sorted(repeated)),
        )
    ]
