"""Where the notebooks of reports lie."""

import os
from pathlib import Path

from sendlib.errors import NotebookError

NOTEBOOKS_VARIABLE = "SENDLIB_NOTEBOOKS"


def notebooks_folder() -> Path:
    """Return where the notebooks lie: where SENDLIB_NOTEBOOKS says, else with this program."""
    named = os.environ.get(NOTEBOOKS_VARIABLE, "")
    return Path(named) if named else Path(__file__).parents[2] / "notebooks"


def notebook_path(report: str) -> Path:
    """Return the notebook of a report: evidence-base is notebooks/evidence_base.ipynb.

    Raises:
        NotebookError: there is no such notebook.
    """
    folder = notebooks_folder()
    path = folder / f"{report.replace('-', '_')}.ipynb"
    if path.is_file():
        return path
    if not folder.is_dir():
        raise NotebookError(
            f"{folder}: no such folder: sendlib was installed without its notebooks; install "
            "it from its own folder with `pip install -e .`"
        )
    known = sorted(found.stem.replace("_", "-") for found in folder.glob("*.ipynb"))
    raise NotebookError(
        f"there is no report {report!r}; allowed: {', '.join(known)} (those of {folder})"
    )


def not_a_notebook(path: Path, error: Exception) -> NotebookError:
    """Return the error to raise where a file cannot be read as a notebook."""
    what = (str(error).splitlines() or [""])[0]
    return NotebookError(
        f"{path.name}: cannot be read as a notebook: {type(error).__name__}: {what}; open it in "
        "JupyterLab, or take back the version before the last change"
    )
