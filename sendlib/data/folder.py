"""Where the published files lie: the user's folder, or the demo's, which is made when needed."""

import os
from pathlib import Path

from sendlib.data.store import package_code, store_folder

DATA_VARIABLE = "SENDLIB_DATA_RAW"
DEFAULT_FOLDER = Path("data_raw")


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
