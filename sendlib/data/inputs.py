"""Published files by content, in a folder or object store that several machines reach.

A file lies there under its SHA-256, so that it is put there once, whatever it is called, and known
to be the right one when it arrives. What is fetched is kept in the store, for reports to come.
"""

import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sendlib.data.store import sha256, store_folder, whole
from sendlib.errors import SourceError


@dataclass(frozen=True)
class Inputs:
    """Published files of a build. address: where they lie by content. files: sha256 by path."""

    address: str
    files: Mapping[str, str]

    @property
    def key(self) -> str:
        """What tells these files from others."""
        return sha256(json.dumps(sorted(self.files.items())).encode())[:24]


def put_inputs(inputs: Inputs, folder: Path) -> int:
    """Put those files where others fetch them that are not there yet, and return how many.

    Args:
        inputs: which files, and where they go.
        folder: of published files, where they lie here.

    Raises:
        SourceError: a file is not what it was when it was read, or the place cannot be written to.
    """
    system, root = _opened(inputs.address)
    count = 0
    for path, digest in sorted(inputs.files.items()):
        with _reached(inputs.address):
            if system.exists(f"{root}/{digest}"):
                continue
            content = (folder / path).read_bytes()
            if sha256(content) != digest:
                raise SourceError(f"{path}: was replaced while reports were prepared; build again")
            # nobody finds half a file under its name
            part = f"{root}/.{digest}-{uuid.uuid4().hex}"
            system.makedirs(root, exist_ok=True)
            system.pipe_file(part, content)
            system.mv(part, f"{root}/{digest}")
            count += 1
    return count


def fetch_inputs(inputs: Inputs) -> Path:
    """Return a folder of exactly these files, fetched as far as they are not here.

    Raises:
        SourceError: a file cannot be reached, or is not the one it should be.
    """
    store = store_folder() / "inputs"
    folder = store / "folders" / inputs.key
    if folder.is_dir():
        return folder
    held = {digest: store / "files" / digest for digest in inputs.files.values()}
    for digest, path in held.items():
        if not path.is_file():
            _fetch(inputs.address, digest, path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, digest in inputs.files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            _link(held[digest], new / name)
        with suppress(OSError):  # another process was first
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def _fetch(address: str, digest: str, path: Path) -> None:
    system, root = _opened(address)
    with _reached(address):
        content = system.cat_file(f"{root}/{digest}")
    if sha256(content) != digest:
        raise SourceError(
            f"{address}/{digest}: holds other content than its name says: damaged; delete it and "
            "build again"
        )
    with whole(path) as part:
        part.write_bytes(content)


def _link(path: Path, name: Path) -> None:
    """Give a file another name, or copy it where the disk allows no two names."""
    try:
        os.link(path, name)
    except OSError:
        shutil.copyfile(path, name)


def _opened(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the folder in it."""
    try:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(address)
    except ImportError as error:
        raise SourceError(
            f"{address}: cannot be reached without another package ({error}); install it here and "
            "where workers run, as in: pip install 'sendlib[cluster]' s3fs"
        ) from error
    except ValueError as error:
        raise SourceError(f"{address}: not an address of a folder ({error})") from error
    return system, str(root).rstrip("/")


@contextmanager
def _reached(address: str) -> Iterator[None]:
    """Tell of a place that cannot be read from or written to."""
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"{address}: a published file cannot be read or written there "
            f"({type(error).__name__}: {error}); name a folder or address with --inputs that this "
            "machine can write to and every worker can read"
        ) from error
