"""Where the published files lie: the user's folder, or the demo's, which is made when needed."""

import os
from pathlib import Path

from sendlib.data.store import package_code, store_folder

DATA_VARIABLE = "SENDLIB_DATA_RAW"
DEFAULT_FOLDER = Path("data_raw")
NO_DATA = {"sources.yml", "README.md"}


def data_folder(*, demo: bool = False) -> Path:
    """Return the folder of published files.

    Args:
        demo: give the invented files of the demo instead, made in the store the first time.
    """
    if not demo:
        return Path(os.environ.get(DATA_VARIABLE) or DEFAULT_FOLDER)
    folder = store_folder() / f"demo-{package_code('sendlib.data.demo', 'sendlib.contracts')}"
    if not folder.is_dir():
        from sendlib.data.demo.generate import generate

        generate(folder)
    return folder


def published_files(folder: Path) -> list[Path]:
    """Return the files of a data folder that may hold tables, in order; none where it is absent."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.name not in NO_DATA and not path.name.startswith(".") and path.is_file()
    ]
