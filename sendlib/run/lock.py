"""One build at a time in a folder of reports.

The lock is the system's own: it goes with the process that holds it, however that ends.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from sendlib.errors import ParamsError, RenderError

FILE = ".building"
BEYOND = 1 << 20  # a place in the file behind all that it says


@contextmanager
def building_in(out: Path) -> Iterator[None]:
    """Keep other builds out of a folder of reports, which is made if it is not there.

    Raises:
        ParamsError: another build is at work there.
        RenderError: the folder cannot be written to.
    """
    path = out / FILE
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = _taken(path)
    except OSError as error:
        raise RenderError(
            f"{out}: reports cannot be written there: {error.strerror}; name another folder "
            "with --out"
        ) from error
    try:
        yield
    finally:
        with suppress(OSError):  # Windows does not take away a file that is open
            path.unlink()
        file.close()


def _taken(path: Path) -> IO[str]:
    """Return the locked file, which is the one that lies there."""
    while True:
        file = path.open("a+", encoding="utf-8")
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            holder = _holder(file)
            file.close()
            raise ParamsError(
                f"{path.parent}: another build is at work there{holder}; wait until it has ended, "
                "or name another folder with --out"
            ) from None
        except OSError:  # a file system without locks: builds there are not kept apart
            break
        if _is_at(file, path):
            break
        file.close()  # the one who held it has just taken it away
    file.truncate(0)
    json.dump({"process": os.getpid(), "since": datetime.now().strftime("%H:%M")}, file)
    file.flush()
    return file


def _is_at(file: IO[str], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(BEYOND)  # what is locked cannot be read, and others want to know who it is
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(file: IO[str]) -> str:
    try:
        file.seek(0)
        held = json.loads(file.read())
        return f" (process {held['process']}, since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
