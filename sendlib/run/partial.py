"""The notebook of a report that failed, as far as it came, for who wants to see what is wrong.

A notebook on a council's own files is never kept: its outputs may hold anything of theirs.
"""

from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from papermill.parameterize import parameterize_notebook

from sendlib.errors import NotebookError
from sendlib.params.load import to_notebook
from sendlib.run.jobs import Job
from sendlib.run.notebook import read_notebook
from sendlib.run.notebooks import notebook_path
from sendlib.run.own import reads_own_files
from sendlib.run.track import INJECTED

SUFFIX = "-failed.ipynb"
PAPERMILLS = "papermill-error-cell-tag"  # its own marks, for which ours stand


def partial_path(job: Job, out: Path) -> Path:
    """Return where the partial notebook of a report goes: beside its folder."""
    return out / job.slug / f"{job.report}{SUFFIX}"


def keep_partial(
    job: Job, out: Path, *, cell: int, error: str, notebook: NotebookNode | None = None
) -> str:
    """Write the notebook of a report that failed, with a mark before the cell it failed at.

    Args:
        job: that failed.
        out: folder of reports.
        cell: where it failed, from 1; 0 for no cell.
        error: what went wrong.
        notebook: with the outputs so far; None where they went with their process, and then it is
            ready to run but for them.

    Returns:
        Its path inside the folder of reports; "" where there is none to keep, or no room for it.
    """
    if reads_own_files(job.params):
        return ""
    path = partial_path(job, out)
    part = path.with_name(f".{path.name}.part")
    try:
        kept = _marked(_plain(job) if notebook is None else notebook, cell, error)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(nbformat.writes(kept), encoding="utf-8")  # type: ignore[no-untyped-call]
        part.replace(path)
    except (OSError, ValueError, NotebookError):
        part.unlink(missing_ok=True)
        return ""
    return path.relative_to(out).as_posix()


def _plain(job: Job) -> NotebookNode:
    """Return the notebook with the values of the job, not run."""
    filled: NotebookNode = parameterize_notebook(
        read_notebook(notebook_path(job.notebook)),
        to_notebook(job.params),
        kernel_name="python3",
        language="python",
    )
    return filled


def _marked(notebook: NotebookNode, cell: int, error: str) -> NotebookNode:
    kept = deepcopy(notebook)
    kept.cells = [one for one in kept.cells if PAPERMILLS not in one.metadata.get("tags", ())]
    own = [
        place
        for place, one in enumerate(kept.cells)
        if INJECTED not in one.metadata.get("tags", ())
    ]
    if 0 < cell <= len(own):
        told = " ".join(error.split())
        text = (
            f"**The build failed at the next cell.** {told}\n\nTo go on from here, run all cells "
            "above, then the next."
        )
        mark = new_markdown_cell(text)  # type: ignore[no-untyped-call]
        kept.cells.insert(own[cell - 1], mark)
    return kept
