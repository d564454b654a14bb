"""A published file, whatever it is called, to the tables it holds."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from sendlib.data.layouts import recognised
from sendlib.data.published import area_names, csv_columns, csv_frame, decoded, facts_from
from sendlib.data.read import Read
from sendlib.errors import SourceError

SPECIAL: tuple[Callable[[bytes, str], list[Read] | None], ...] = ()


def read_file(path: Path, *, source: str) -> list[Read]:
    """Return every table of a file; none where the file is of no kind that sendlib knows.

    Args:
        path: the file.
        source: its path inside data_raw, which errors and figures name.

    Raises:
        SourceError: unreadable, damaged, truncated, or an edition no reader knows.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{source}: cannot be opened ({error.strerror}); check it and its folder"
        ) from error
    if path.suffix.lower() == ".zip":
        return [
            read
            for member, part in members(content, source=source)
            for read in read_part(part, member)
        ]
    return read_part(content, source)


def members(content: bytes, *, source: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each table in a release zip.

    Raises:
        SourceError: the zip is damaged or truncated.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if info.filename.lower().endswith(".csv"):
                    yield f"{source}/{info.filename}", archive.read(info)
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise SourceError(
            f"{source}: not a whole zip file ({error}); expected the release zip as published; "
            "download it again"
        ) from error


def read_part(content: bytes, source: str) -> list[Read]:
    """Return the tables of one file or zip member."""
    for special in SPECIAL:
        found = special(content, source)
        if found is not None:
            return found
    if source.lower().endswith(".csv"):
        return _read_csv(content, source)
    return []


def _read_csv(content: bytes, source: str) -> list[Read]:
    text = decoded(content, name=source)
    columns = csv_columns(text)
    folded = [column.strip().lower() for column in columns]
    first_line = csv_columns(text.partition("\n")[2])
    first_row = dict(zip(folded, first_line, strict=False))
    layout = recognised(columns, name=source, first_row=first_row)
    if layout is None:
        return []
    frame = csv_frame(text, name=source)
    return [
        Read(
            dataset=layout.dataset,
            publication=layout.publication,
            title=layout.title,
            source=source,
            table=facts_from(frame, layout, source=source),
            names=area_names(frame, layout, source=source),
            repeated_columns=tuple(
                sorted({column for column in columns if columns.count(column) > 1})
            ),
        )
    ]
