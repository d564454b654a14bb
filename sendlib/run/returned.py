"""A report that was built on another machine: sent back whole, and put in place here."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sendlib.errors import RenderError
from sendlib.report.folders import replace_folder
from sendlib.run.jobs import Job
from sendlib.run.make import writing
from sendlib.run.one import failed
from sendlib.run.partial import partial_path
from sendlib.run.record import BUILT, Outcome
from sendlib.run.state import state_path
from sendlib.run.track import Progress


@dataclass(frozen=True)
class Returned:
    """What became of a report, and every file of it by path inside the folder of reports."""

    outcome: Outcome
    files: Mapping[str, bytes]


def return_report(
    task: Any, report_progress: Progress, *, work: Callable[..., Outcome]
) -> Returned:
    """Build a report in a folder that goes when it is done, and return it.

    Args:
        task: what the work takes.
        report_progress: called with the number of each cell, and how many there are.
        work: builds it in the folder of reports `out`.
    """
    with tempfile.TemporaryDirectory(prefix="sendlib-") as folder:
        out = Path(folder)
        outcome = work(task, report_progress, out=out)
        files = {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }
    return Returned(outcome, files)


def land(returned: Returned, job: Job, out: Path) -> Outcome:
    """Put a report that came back in its place, in one step, and return what became of it.

    One that failed leaves the earlier report where it is.
    """
    outcome, folder = returned.outcome, job.folder(out)
    is_built = outcome.status == BUILT
    try:
        with writing(job, out):
            if is_built:
                replace_folder(folder, _inside(returned.files, folder.relative_to(out)))
            for path in (state_path(job, out), partial_path(job, out)):
                _beside(path, returned.files.get(path.relative_to(out).as_posix()), is_built)
    except RenderError as error:
        return failed(job, out, error=str(error))
    return replace(outcome, stale=not is_built and folder.is_dir())


def _inside(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    start = f"{folder.as_posix()}/"
    return {
        name.removeprefix(start): content
        for name, content in files.items()
        if name.startswith(start)
    }


def _beside(path: Path, content: bytes | None, is_built: bool) -> None:
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        part.replace(path)
    elif is_built:  # what is there belongs to an earlier report
        path.unlink(missing_ok=True)
