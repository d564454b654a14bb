"""Whether a file arrived whole, and whether it is the registered one."""

import hashlib
import zipfile
import zlib
from pathlib import Path

from sendlib.data.register import Source
from sendlib.errors import SourceError

# Excel and OpenDocument files are zips too
ZIPPED = frozenset({".zip", ".xlsx", ".ods"})
PARQUET_MARK = b"PAR1"
WEB_PAGE_STARTS = (b"<!doctype html", b"<html")
BLOCK_BYTES = 1 << 20


def file_sha256(path: Path) -> str:
    """Return the checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_sha256(path: Path) -> str:
    """Return the checksum of what a zip holds: the same however and whenever it was packed.

    Explore Education Statistics packs some releases anew for each download.
    """
    digest = hashlib.sha256()
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            member = hashlib.sha256()
            with archive.open(name) as file:
                while block := file.read(BLOCK_BYTES):
                    member.update(block)
            digest.update(f"{name}\0{member.hexdigest()}\n".encode())
    return digest.hexdigest()


def is_registered(path: Path, source: Source) -> bool:
    """Return whether a file is the registered edition, a zip also if packed differently."""
    if file_sha256(path) == source.sha256:
        return True
    if source.content_sha256 is None or not zipfile.is_zipfile(path):
        return False
    try:
        return content_sha256(path) == source.content_sha256
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return False


def require_whole(path: Path, name: str) -> None:
    """Raise unless a file is whole, as far as its format shows it.

    Args:
        path: the file as it arrived.
        name: its name in the register, whose ending says the format.

    Raises:
        SourceError: it is empty, broken off or damaged, or a web page in the place of a file.
    """
    with path.open("rb") as file:
        start = file.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(WEB_PAGE_STARTS):
        raise SourceError("a web page came in the place of the file (a proxy or a sign-in page?)")
    if not start:
        raise SourceError("an empty file came")
    ending = Path(name).suffix
    if ending in ZIPPED:
        _require_whole_zip(path)
    if ending == ".parquet" and not path.read_bytes().endswith(PARQUET_MARK):
        raise SourceError(f"the file is broken off or damaged: {_size(path)} bytes, no Parquet end")


def _require_whole_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"the file is broken off or damaged: {_size(path)} bytes, {error}"
        ) from error
    if damaged:
        raise SourceError(f"the file is damaged: its member {damaged} fails its checksum")


def _size(path: Path) -> str:
    return f"{path.stat().st_size:,}"
