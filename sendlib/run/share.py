"""The share of a council put where the user wants it, whole or not at all."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sendlib.data.local.tables import open_local
from sendlib.data.shared import share_text
from sendlib.data.tables import open_tables
from sendlib.errors import ParamsError
from sendlib.measures.local.share_making import shared_of
from sendlib.params.load import load_params


@dataclass(frozen=True)
class Written:
    """A share that was written: where, and how many tables, results and hidden numbers it has."""

    path: Path
    tables: int
    results: int
    hidden_count: int


def write_share(params_file: Path, *, out: Path) -> Written:
    """Write the share of the council that a params file names, as `<slug>.json`.

    Args:
        params_file: of a council, with the folder of its own files.
        out: folder to write it to, made if it is not there.

    Raises:
        ParamsError: no files of the council's own are named, none of them gives a table, or the
            share cannot be written.
        SourceError: a file is absent or damaged.
    """
    params = load_params(params_file)
    local = open_local(params)
    if not local.tables:
        raise ParamsError(
            f"{params_file}: names no files of the council's own, so there is nothing to share; "
            "name their folder under local: folder"
        )
    shared = shared_of(params, local, open_tables(params))
    if not shared.tables and not shared.results:
        raise ParamsError(
            f"{params_file}: the files in local.folder give none of the tables that a report "
            "shows; see docs/local-data.md for those that do, such as packages and the SEN2 return"
        )
    path = out / f"{params_file.stem}.json"
    _write(path, share_text(shared))
    hidden = int(shared.disclosure["hidden_count"])
    return Written(path, len(shared.tables), len(shared.results), hidden)


def _write(path: Path, text: str) -> None:
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise ParamsError(
            f"{path}: cannot be written: {error.strerror}; name another folder with --out"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
