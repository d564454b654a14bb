"""One report: made anywhere from its job, and put in place on the machine that keeps it.

What is made are bytes, so that it can be made elsewhere; nothing here needs more than the job and
the published files. A report on a council's own files is made where these lie.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sendlib.errors import NotebookError, RenderError
from sendlib.report.folders import replace_folder
from sendlib.report.gate import shows_protected
from sendlib.report.outputs import report_files
from sendlib.report.prose_support import Unsupported, unsupported_numbers
from sendlib.run.confidential import without_folders
from sendlib.run.jobs import Job
from sendlib.run.notebook import execute
from sendlib.run.own import public_params
from sendlib.run.private import private_files
from sendlib.run.prose import keep_unsupported
from sendlib.run.shown import shown_of
from sendlib.run.state import MANIFEST, Basis, state_of, state_path, write_state
from sendlib.run.timing import seconds_by_section
from sendlib.run.track import TIMEOUT_SECONDS, Progress, Track

INPUTS = "application/vnd.sendlib.inputs+json"
RENDERING = "Writing the files"


@dataclass(frozen=True)
class Made:
    """A report that was made and is not yet in place.

    files: by path inside its folder. inputs: sha256 of every file read. datasets: that it asked
    for. is_protected: whether it shows what disclosure control protected. unsupported: numbers in
    the authors' words that no figure supports. sections: seconds by section.
    """

    files: Mapping[str, bytes]
    inputs: Mapping[str, str]
    datasets: tuple[str, ...]
    is_protected: bool
    unsupported: tuple[Unsupported, ...]
    sections: Mapping[str, float]


def make(
    job: Job,
    report_progress: Progress | None = None,
    *,
    seconds: float = TIMEOUT_SECONDS,
    track: Track | None = None,
) -> Made:
    """Execute a notebook in this process and render its report; nothing is written.

    Args:
        job: what to make.
        report_progress: called with the number of each cell, and how many there are.
        seconds: that the notebook may take.
        track: is told how far the notebook is.

    Raises:
        SendlibError: the notebook failed, or cannot be turned into a report.
    """
    track = track or Track()
    ran = execute(job.notebook, job.params, report_progress, seconds=seconds, track=track)
    ended = time.monotonic()
    executed = without_folders(ran, job.params)
    shown = shown_of(executed, job.params, job.report)
    inputs = inputs_of(executed)
    _, files = report_files(
        shown,
        name=job.report,
        inputs=inputs,
        params=public_params(job.params),
        formats=job.formats,
        engine=job.engine,
    )
    sections = seconds_by_section(executed, track.starts, ended)
    return Made(
        files,
        inputs,
        datasets_of(executed),
        shows_protected(shown),
        tuple(unsupported_numbers(shown)),
        {**sections, RENDERING: time.monotonic() - ended},
    )


def put_in_place(made: Made, job: Job, out: Path, basis: Basis | None = None) -> tuple[str, ...]:
    """Write a report that was made, whole or not at all, and what belongs beside it.

    Args:
        made: the report.
        job: that made it.
        out: folder of reports.
        basis: what it rests on, for the next build to compare; without one it is built again.

    Returns:
        Lines for the console.

    Raises:
        RenderError: it cannot be written, or the council's own files changed.
    """
    inputs = made.inputs if made.is_protected else {}
    state = state_path(job, out)
    with private_files(job.params, slug=job.slug, inputs=inputs) as private, writing(job, out):
        replace_folder(job.folder(out), made.files)
        if basis is None:
            state.unlink(missing_ok=True)  # it is not that of the new report
        else:
            manifest = made.files[MANIFEST]
            write_state(state_of(job, basis, manifest=manifest, datasets=made.datasets), state)
        listed = keep_unsupported(made.unsupported, job, out)
    return (*private.told, *listed)


@contextmanager
def writing(job: Job, out: Path) -> Iterator[None]:
    """Tell of a folder of reports that cannot be written to."""
    try:
        yield
    except OSError as error:
        raise RenderError(
            f"{job.folder(out)}: the report cannot be written there: {error.strerror}; make room, "
            "or name another folder with --out"
        ) from error


def inputs_of(notebook: NotebookNode) -> dict[str, str]:
    """Return path and sha256 of every file that an executed notebook read.

    Raises:
        NotebookError: no output of the notebook lists them.
    """
    listed = _listed(notebook)
    if not listed:
        raise NotebookError("the notebook lists no inputs: it needs a cell with sources_table(...)")
    return {str(path): str(digest) for one in listed for path, digest in one["rows"]}


def datasets_of(notebook: NotebookNode) -> tuple[str, ...]:
    """Return the datasets that an executed notebook looked for among the published files."""
    listed = _listed(notebook)
    return tuple(sorted({str(name) for one in listed for name in one.get("datasets", ())}))


def _listed(notebook: NotebookNode) -> list[dict[str, Any]]:
    """Return what outputs say was read; a report that had nothing to read says so too."""
    found = [
        output.get("data", {}).get(INPUTS)
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    ]
    return [one for one in found if one is not None]
