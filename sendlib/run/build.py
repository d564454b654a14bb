"""Build reports: one council or all of them, some at a time, each whole or not at all."""

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from sendlib.errors import NotebookError, RenderError, SendlibError
from sendlib.report.gate import shows_protected
from sendlib.report.outputs import write_report
from sendlib.report.prose_support import unsupported_numbers
from sendlib.run.confidential import tellable, without_folders
from sendlib.run.engine import Progress
from sendlib.run.jobs import Job
from sendlib.run.notebook import details_of, execute
from sendlib.run.own import public_params, reads_own_files
from sendlib.run.private import private_files
from sendlib.run.prose import keep_unsupported
from sendlib.run.record import Outcome, write_record
from sendlib.run.shown import shown_of
from sendlib.run.supervise import Ended, Limits, run

MOST_MEMORY = 4 << 30  # bytes that one report may take
INPUTS = "application/vnd.sendlib.inputs+json"


def build(
    jobs: Sequence[Job], *, out: Path, workers: int, report_progress: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build every job, once they are prepared; one that fails does not stop the others.

    Args:
        jobs: what to build.
        out: folder of reports; each goes to `<slug>/<report>/`.
        workers: reports built at a time.
        report_progress: called with each outcome as it comes.
    """
    outcomes = []
    limits = Limits(memory=MOST_MEMORY)
    for ended in run(jobs, partial(_work, out=out), workers=workers, limits=limits):
        outcome = _outcome(ended, out)
        report_progress(outcome)
        outcomes.append(outcome)
    write_record(outcomes, out)
    return sorted(outcomes, key=lambda outcome: (outcome.slug, outcome.report))


def _work(job: Job, report_progress: Progress, *, out: Path) -> Outcome:
    return build_one(job, out, report_progress)


def build_one(job: Job, out: Path, report_progress: Progress | None = None) -> Outcome:
    """Execute one notebook here and write its report; what goes wrong is in the outcome."""
    start = time.monotonic()
    is_own = reads_own_files(job.params)
    try:
        told = _write(job, out, report_progress)
    except SendlibError as error:
        details = details_of(error) if isinstance(error, NotebookError) and not is_own else ""
        return _failed(job, out, start, error=tellable(error, job.params), details=details)
    except Exception as error:  # a bug in one council's report must not stop the others
        # what it says may hold values of the council's own files
        said = "" if is_own else f": {error}"
        return _failed(
            job, out, start, error=f"a fault in the program: {type(error).__name__}{said}",
            details="" if is_own else traceback.format_exc(), is_bug=True,
        )  # fmt: skip
    return Outcome(
        job.slug, job.params.area_name, job.report, "built", _since(start), _now(), told=told
    )


def inputs_of(notebook: NotebookNode) -> dict[str, str]:
    """Return path and sha256 of every file an executed notebook read.

    Raises:
        NotebookError: no output of the notebook lists them.
    """
    found: dict[str, str] = {}
    is_listed = False  # a report that had nothing to read lists nothing
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            listed = output.get("data", {}).get(INPUTS)
            if listed is not None:
                is_listed = True
                found |= {str(path): str(digest) for path, digest in listed["rows"]}
    if is_listed:
        return found
    raise NotebookError("the notebook lists no inputs: it needs a cell with sources_table(...)")


def _write(job: Job, out: Path, report_progress: Progress | None) -> tuple[str, ...]:
    with _writing(job.folder(out)):  # known to be possible before the notebook takes its minute
        job.folder(out).parent.mkdir(parents=True, exist_ok=True)
    executed = without_folders(execute(job.notebook, job.params, report_progress), job.params)
    shown = shown_of(executed, job.params, job.report)
    inputs = inputs_of(executed)
    with (
        private_files(
            job.params, slug=job.slug, inputs=inputs if shows_protected(shown) else {}
        ) as private,
        _writing(job.folder(out)),
    ):
        write_report(
            shown,
            folder=job.folder(out),
            inputs=inputs,
            params=public_params(job.params),
            formats=job.formats,
            engine=job.engine,
        )
        listed = keep_unsupported(unsupported_numbers(shown), job, out)
    return (*private.told, *listed)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RenderError(
            f"{folder}: the report cannot be written there: {error.strerror}; make room, or name "
            "another folder with --out"
        ) from error


def _outcome(ended: Ended[Job], out: Path) -> Outcome:
    if ended.result is not None:
        outcome: Outcome = ended.result
        return outcome
    job = ended.task
    at = f"at cell {ended.cell} of {ended.cells}: " if ended.cell else ""
    return Outcome(
        job.slug, job.params.area_name, job.report, "failed", round(ended.seconds, 2), _now(),
        error=f"{at}{ended.fault}", stale=job.folder(out).is_dir(),
    )  # fmt: skip


def _failed(
    job: Job, out: Path, start: float, *, error: str, details: str = "", is_bug: bool = False
) -> Outcome:
    return Outcome(
        job.slug, job.params.area_name, job.report, "failed", _since(start), _now(), error=error,
        details=details, is_bug=is_bug, stale=job.folder(out).is_dir(),
    )  # fmt: skip


def _since(start: float) -> float:
    return round(time.monotonic() - start, 2)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
