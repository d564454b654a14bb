"""One notebook run through papermill on one params file."""

import tempfile
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from sendlib.errors import NotebookError
from sendlib.params.load import to_notebook
from sendlib.params.model import ReportParams

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TIMEOUT_SECONDS = 900
# sockets in the file system: with TCP, kernels that start together now and then take one port
TRANSPORT = Config({"KernelManager": {"transport": "ipc"}})


def notebook_path(report: str) -> Path:
    """Return the notebook of a report: evidence-base is notebooks/evidence_base.ipynb.

    Raises:
        NotebookError: there is no such notebook.
    """
    path = NOTEBOOKS / f"{report.replace('-', '_')}.ipynb"
    if not path.is_file():
        known = sorted(found.stem.replace("_", "-") for found in NOTEBOOKS.glob("*.ipynb"))
        raise NotebookError(
            f"there is no notebook for the report {report}; found: {', '.join(known) or 'none'} "
            f"in {NOTEBOOKS}"
        )
    return path


def execute(report: str, params: ReportParams) -> NotebookNode:
    """Run a report's notebook and return it executed.

    papermill only warns about a parameter that the notebook does not know, and the report would go
    out with the default area's figures; so names are compared first.

    Raises:
        NotebookError: names differ, a cell failed, or the kernel died; it says which cell.
    """
    path = notebook_path(report)
    values = to_notebook(params)
    _require_same_names(path, values)
    with tempfile.TemporaryDirectory(prefix="sendlib-") as scratch:
        output = Path(scratch) / "executed.ipynb"
        try:
            papermill.execute_notebook(
                str(path),
                str(output),
                parameters=values,
                kernel_name="python3",
                progress_bar=False,
                log_output=False,
                execution_timeout=TIMEOUT_SECONDS,
                config=TRANSPORT,
            )
        except PapermillExecutionError as error:
            raise NotebookError(
                f"{path.name}, cell {error.cell_index + 1}: {error.ename}: {error.evalue}"
            ) from error
        return nbformat.read(output, as_version=4)


def _require_same_names(path: Path, values: dict[str, Any]) -> None:
    known = set(papermill.inspect_notebook(str(path)))
    if known != set(values):
        raise NotebookError(
            f"{path.name}: its parameters cell holds {', '.join(sorted(known))}; the params model "
            f"has {', '.join(sorted(values))}; make them the same"
        )
