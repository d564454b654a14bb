"""The workbook to fill in, put where the user wants it, whole or not at all."""

import os
import tempfile
from pathlib import Path

from sendlib.data.local.template import template_workbook
from sendlib.errors import ParamsError


def write_template(path: Path) -> None:
    """Write the workbook to fill in.

    Raises:
        ParamsError: there is such a file, which may be one that was filled in, or it cannot be
            written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ParamsError(f"{path}: --to names an Excel file, such as local-data.xlsx")
    if path.exists():
        raise ParamsError(
            f"{path}: is there already, and may hold data; move it away, or name another with --to"
        )
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(template_workbook())
        part.replace(path)
    except OSError as error:
        raise ParamsError(
            f"{path}: cannot be written: {error.strerror}; name another place with --to"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
