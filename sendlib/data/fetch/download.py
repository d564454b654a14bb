"""One file from a server to a `.part` beside its place, going on where an attempt broke off."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from sendlib.data.fetch.transfer import Transfer, TryAgainError

PARTIAL_CONTENT, NOT_MODIFIED, RANGE_NOT_SATISFIABLE = 206, 304, 416

Received = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Version:
    """Which file a `.part` is the beginning of, by its address and the server's marks."""

    url: str
    etag: str | None
    last_modified: str | None

    @property
    def validator(self) -> str | None:
        """The mark that If-Range can compare: a weak ETag cannot say that bytes are the same."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


def part_of(target: Path) -> Path:
    """Return where the file is kept while it arrives."""
    return target.with_name(f"{target.name}.part")


def note_of(part: Path) -> Path:
    """Return where the version of a `.part` is noted."""
    return part.with_name(f"{part.name}.json")


def discard(part: Path) -> None:
    """Remove a `.part` and its note."""
    part.unlink(missing_ok=True)
    note_of(part).unlink(missing_ok=True)


def download(
    transfer: Transfer, url: str, part: Path, *, known_etag: str | None, received: Received
) -> Version | None:
    """Download a file to `part`; return its version, or None if the server has no newer one.

    What an earlier attempt left in `part` is gone on with, if the server says that it is the
    same version (If-Range); else the file is started afresh.

    Args:
        transfer: the client.
        url: address of the file.
        part: where it is kept while it arrives.
        known_etag: the mark of the file that is in place; an unchanged one is not sent again.
        received: is told the bytes so far, and of how many if the server says it.

    Raises:
        SourceError: the server refused, or every attempt failed; the part stays to be resumed.
    """
    return transfer.retried(
        url,
        lambda: _attempt(transfer, url, part, known_etag, received),
        progress=lambda: _size(part),
    )


def _attempt(
    transfer: Transfer, url: str, part: Path, known_etag: str | None, received: Received
) -> Version | None:
    begun = _begun(part, url)
    headers = {"Accept-Encoding": "identity"}
    if begun:
        headers |= {"Range": f"bytes={_size(part)}-", "If-Range": begun.validator or ""}
    elif known_etag:
        headers["If-None-Match"] = known_etag
    with transfer.client.stream("GET", url, headers=headers) as response:
        if response.status_code == NOT_MODIFIED:
            return None
        if response.status_code == RANGE_NOT_SATISFIABLE:
            discard(part)
            raise TryAgainError("the part that was there does not fit the file")
        transfer.require_success(response)
        return _receive(response, url, part, received)


def _receive(response: httpx.Response, url: str, part: Path, received: Received) -> Version:
    start = _start(response, part)
    version = Version(url, response.headers.get("ETag"), response.headers.get("Last-Modified"))
    note_of(part).unlink(missing_ok=True)
    if not _is_packed(response):
        # what is unpacked on the way has other offsets than the server's, and starts afresh
        note_of(part).write_text(json.dumps(asdict(version)), encoding="utf-8")
    length = response.headers.get("Content-Length", "")
    total = start + int(length) if length.isdigit() and not _is_packed(response) else None
    with part.open("ab" if start else "wb") as file:
        for chunk in response.iter_bytes():
            file.write(chunk)
            received(file.tell(), total)
    return version


def _start(response: httpx.Response, part: Path) -> int:
    """Return the byte the answer begins with: 0 unless the server goes on with our part."""
    if response.status_code != PARTIAL_CONTENT:
        return 0
    size = _size(part)
    if not response.headers.get("Content-Range", "").startswith(f"bytes {size}-"):
        discard(part)
        raise TryAgainError("a range other than the one asked for")
    return size


def _is_packed(response: httpx.Response) -> bool:
    return str(response.headers.get("Content-Encoding", "identity")) != "identity"


def _begun(part: Path, url: str) -> Version | None:
    """Return the version that a part is the beginning of, if it can be gone on with."""
    try:
        version = Version(**json.loads(note_of(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return version if version.url == url and version.validator and _size(part) else None


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
