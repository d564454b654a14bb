"""Checksums on record: a file is hashed again only if it may have changed since.

The record lies in the store and names files by path, so that no file of a council's own is in it.
"""

import json
import os
import time
from pathlib import Path

from sendlib.data.store import file_sha256, store_folder, whole
from sendlib.errors import SourceError

FILE = "digests.json"
# a file written just now may be written to again within the same tick of the system's clock
SETTLED_NS = 2_000_000_000


class Digests:
    """SHA-256 of files, known by size, times and place on the disk."""

    def __init__(self, store: Path | None = None) -> None:
        self._path = (store or store_folder()) / FILE
        self._known = _read(self._path)
        self._is_changed = False

    def of(self, path: Path) -> str:
        """Return the checksum of a file.

        Raises:
            OSError: it cannot be read.
        """
        name, mark = str(path.absolute()), _mark(path.stat())
        known = self._known.get(name)
        if known and known[0] == mark:
            return known[1]
        digest = file_sha256(path)
        after = path.stat()
        if _mark(after) == mark and time.time_ns() - after.st_mtime_ns > SETTLED_NS:
            self._keep(name, mark, digest)
        return digest

    def put(self, path: Path, digest: str) -> None:
        """Note the checksum of a file that was written whole and is not written to again."""
        self._keep(str(path.absolute()), _mark(path.stat()), digest)

    def save(self) -> None:
        """Write the record where it holds anything new; without room for it, hash again next time.

        Files that are gone are left out.
        """
        if not self._is_changed:
            return
        kept = {name: known for name, known in self._known.items() if Path(name).exists()}
        try:
            with whole(self._path) as part:
                part.write_text(json.dumps(kept), encoding="utf-8")
        except SourceError:
            return
        self._is_changed = False

    def _keep(self, name: str, mark: str, digest: str) -> None:
        self._known[name] = (mark, digest)
        self._is_changed = True


def _mark(status: os.stat_result) -> str:
    """Return what differs once a file was replaced or written to."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _read(path: Path) -> dict[str, tuple[str, str]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: (str(mark), str(digest)) for name, (mark, digest) in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
