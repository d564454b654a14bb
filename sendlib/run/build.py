"""Build reports: one council or all of them, some at a time, each whole or not at all."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import active_children, get_context
from pathlib import Path

from nbformat import NotebookNode

from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.store import STORE_VARIABLE, store_folder
from sendlib.errors import NotebookError, RenderError, SendlibError
from sendlib.report.outputs import write_report
from sendlib.run.confidential import (
    public_params,
    reads_own_files,
    tellable,
    without_folders,
)
from sendlib.run.jobs import Job
from sendlib.run.notebook import details_of, execute
from sendlib.run.private import private_files
from sendlib.run.record import Outcome, write_record
from sendlib.run.sections import left_out, without_sections

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
    one_by_one = min(workers, len(jobs)) == 1
    coming = (
        (build_one(job, out) for job in jobs) if one_by_one else _side_by_side(jobs, out, workers)
    )
    for outcome in coming:
        report_progress(outcome)
        outcomes.append(outcome)
    write_record(outcomes, out)
    return sorted(outcomes, key=lambda outcome: (outcome.slug, outcome.report))


def build_one(job: Job, out: Path) -> Outcome:
    """Execute one notebook and write its report; what goes wrong is in the outcome."""
    start = time.monotonic()
    is_own = reads_own_files(job.params)
    try:
        told = _write(job, out)
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
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            listed = output.get("data", {}).get(INPUTS) or {"rows": ()}
            found |= {str(path): str(digest) for path, digest in listed["rows"]}
    if found:
        return found
    raise NotebookError("the notebook lists no inputs: it needs a cell with sources_table(...)")


def _write(job: Job, out: Path) -> tuple[str, ...]:
    with _writing(job.folder(out)):  # known to be possible before the notebook takes its minute
        job.folder(out).parent.mkdir(parents=True, exist_ok=True)
    executed = without_folders(execute(job.report, job.params), job.params)
    shown = without_sections(executed, left_out(job.params.report))
    inputs = inputs_of(executed)
    with (
        private_files(job.params, slug=job.slug, inputs=inputs) as private,
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
    return tuple(private.told)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RenderError(
            f"{folder}: the report cannot be written there: {error.strerror}; make room, or name "
            "another folder with --out"
        ) from error


def _side_by_side(jobs: Sequence[Job], out: Path, workers: int) -> Iterator[Outcome]:
    environment = {STORE_VARIABLE: str(store_folder())} | {
        name: os.environ[name] for name in (DATA_VARIABLE,) if name in os.environ
    }
    # spawned, not forked: papermill and Arrow run threads
    pool = ProcessPoolExecutor(
        min(workers, len(jobs)),
        mp_context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(environment,),
    )
    try:
        started = time.monotonic()
        futures = {pool.submit(build_one, job, out): job for job in jobs}
        for future in as_completed(futures):
            yield _outcome(future, futures[future], out, started)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()
        raise
    pool.shutdown()


def _start_worker(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    # the first process decides when to stop; a worker told to stop tidies up after itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def _outcome(future: "Future[Outcome]", job: Job, out: Path, start: float) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return _failed(
            job, out, start,
            error="a worker process died, most often for want of memory; close other programs, "
            "or build with --jobs 1",
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
