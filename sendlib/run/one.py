"""One report built in this process, and what became of it: whatever goes wrong is told, not raised.

Retried is only what can pass the second time: files of a council that changed meanwhile.
"""

import tempfile
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

from sendlib.errors import NotebookError, SendlibError
from sendlib.run.confidential import tellable
from sendlib.run.jobs import Job
from sendlib.run.make import make, put_in_place, writing
from sendlib.run.notebook import NotebookStopped, details_of
from sendlib.run.own import reads_own_files
from sendlib.run.partial import keep_partial, partial_path
from sendlib.run.private import OwnFilesChanged
from sendlib.run.record import BUILT, FAILED, Outcome
from sendlib.run.state import Basis
from sendlib.run.track import TIMEOUT_SECONDS, Progress, Track

MOST_SECTIONS = 5  # whose seconds are kept


def build_one(
    job: Job,
    out: Path,
    report_progress: Progress | None = None,
    *,
    basis: Basis | None = None,
    seconds: float = TIMEOUT_SECONDS,
) -> Outcome:
    """Execute one notebook here and write its report; what goes wrong is in the outcome.

    Args:
        job: what to build.
        out: folder of reports.
        report_progress: called with the number of each cell, and how many there are.
        basis: what the report rests on, for the next build to compare.
        seconds: that the notebook may take.
    """
    start = time.monotonic()
    outcome, may_pass = _attempt(job, out, report_progress, basis, seconds)
    if may_pass:
        outcome = replace(_attempt(job, out, report_progress, basis, seconds)[0], tries=2)
    return replace(outcome, seconds=round(time.monotonic() - start, 2), ended=now())


def _attempt(
    job: Job, out: Path, report_progress: Progress | None, basis: Basis | None, seconds: float
) -> tuple[Outcome, bool]:
    """Return what became of one attempt, and whether another may pass."""
    is_own, track = reads_own_files(job.params), Track()
    try:
        with writing(job, out):  # known to be possible before the notebook takes its minute
            job.folder(out).parent.mkdir(parents=True, exist_ok=True)
        made = make(job, report_progress, seconds=seconds, track=track)
        told = put_in_place(made, job, out, basis)
    except SendlibError as error:
        details = details_of(error) if isinstance(error, NotebookError) and not is_own else ""
        at = track if isinstance(error, NotebookStopped) else None
        failed_ = failed(job, out, error=tellable(error, job.params), details=details, track=at)
        return failed_, isinstance(error, OwnFilesChanged)
    except Exception as error:  # a bug in one council's report must not stop the others
        return _unforeseen(job, out, error), False
    partial_path(job, out).unlink(missing_ok=True)
    slowest = sorted(made.sections.items(), key=lambda one: -one[1])[:MOST_SECTIONS]
    sections = {title: round(taken, 2) for title, taken in slowest}
    return (
        Outcome(
            job.slug, job.params.area_name, job.report, BUILT, 0.0, "", told=told,
            sections=sections,
        ),
        False,
    )  # fmt: skip


def _unforeseen(job: Job, out: Path, error: Exception) -> Outcome:
    """Return the outcome of a report that met a full disk on its way, or a bug."""
    if isinstance(error, OSError) and error.errno == ENOSPC:
        full = error.filename or tempfile.gettempdir()
        what = f"{full}: no room is left on the disk; make some, or name another with TMPDIR"
        return failed(job, out, error=tellable(SendlibError(what), job.params))
    is_own = reads_own_files(job.params)  # what it says may hold values of these
    what = f"a fault in the program: {type(error).__name__}{'' if is_own else f': {error}'}"
    details = "" if is_own else "".join(traceback.format_exception(error))
    return replace(failed(job, out, error=what, details=details), is_bug=True)


def failed(
    job: Job, out: Path, *, error: str, details: str = "", track: Track | None = None
) -> Outcome:
    """Return the outcome of a report that failed, its partial notebook kept.

    Args:
        job: that failed.
        out: folder of reports.
        error: what went wrong, for a user.
        details: the same for who looks into it.
        track: how far the notebook came, None where the fault is not in it.
    """
    partial = ""
    if track is not None:
        partial = keep_partial(job, out, cell=track.cell, error=error, notebook=track.notebook)
    return Outcome(
        job.slug, job.params.area_name, job.report, FAILED, 0.0, now(), error=error,
        details=details, stale=job.folder(out).is_dir(), cell=track.cell if track else 0,
        notebook=partial,
    )  # fmt: skip


def now() -> str:
    """Return the time of day, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
