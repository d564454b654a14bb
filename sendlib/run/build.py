"""Build reports: one council or all of them, some at a time, each whole or not at all."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sendlib.run import spared  # noqa: F401  # before what it is about

# isort: split

from sendlib.data.clearing import clear_store
from sendlib.data.digests import Digests
from sendlib.data.store import sha256, store_folder
from sendlib.errors import RenderError, SendlibError
from sendlib.report.folders import restore_folder
from sendlib.run.jobs import Job
from sendlib.run.plan import FORCED, Now, Step, plan
from sendlib.run.record import BUILT, WAITING, Outcome, write_record
from sendlib.run.state import MANIFEST, Basis
from sendlib.run.supervise import Ended, Limits, run
from sendlib.run.track import TIMEOUT_SECONDS, Progress, Track
from sendlib.run.watcher import Watcher

MOST_MEMORY = 4 << 30  # bytes that one report may take
RECORD_SECONDS = 0.5  # between two notes of what became of reports
# what makes reports is loaded where they are made: the first process only has them made
HARD = 2  # times the seconds of a notebook, after which its process is ended


@dataclass(frozen=True)
class _Task:
    """A job and what its report rests on; it can be pickled."""

    job: Job
    basis: Basis | None
    why: tuple[str, ...]


Runner = Callable[..., Iterator[Ended[_Task]]]


def build(
    steps: Sequence[Step],
    *,
    out: Path,
    workers: int,
    sources: Now | None = None,
    watcher: Watcher | None = None,
    seconds: float = TIMEOUT_SECONDS,
    runner: Runner = run,
) -> list[Outcome]:
    """Build reports, once they are prepared; one that fails does not stop the others.

    One whose process was killed is tried again when the others are done, by itself, since most
    often memory was wanting. What fails for any other reason would fail again.

    Args:
        steps: what to build, and why.
        out: folder of reports; each goes to `<slug>/<report>/`.
        workers: reports built at a time.
        sources: what they are built from, which the next build compares; without it they are
            built again then.
        watcher: is told how it gets on.
        seconds: that one notebook may take.
        runner: runs tasks as `supervise.run` does, such as those of a cluster.
    """
    watcher = watcher or Watcher()
    for step in steps:
        restore_folder(step.job.folder(out))
    tasks = [
        _Task(step.job, sources.basis(step.job) if sources else None, step.reasons)
        for step in steps
    ]
    building = _Building(out, watcher, seconds, sources, runner)
    building.record([_waiting(task, out) for task in tasks], is_due=True)
    killed = building.run(tasks, workers=workers, is_last=False)
    if killed:
        building.run(killed, workers=1, is_last=True)
    if sources:
        sources.digests.save()
        built = {(one.slug, one.report) for one in building.outcomes if one.status == BUILT}
        done = [step.job for step in steps if (step.job.slug, step.job.report) in built]
        with suppress(SendlibError):  # the next build tells of it
            watcher.overtaken(plan(done, out=out, now=Now()))
        clear_store(store_folder())
    return sorted(building.outcomes, key=lambda outcome: (outcome.slug, outcome.report))


class _Building:
    """A build at work."""

    def __init__(
        self, out: Path, watcher: Watcher, seconds: float, sources: Now | None, runner: Runner
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._out, self._watcher, self._seconds, self._sources = out, watcher, seconds, sources
        self._runner = runner
        self._unwritten: list[Outcome] = []
        self._written = 0.0
        self._is_recorded = True

    def run(self, tasks: Sequence[_Task], *, workers: int, is_last: bool) -> list[_Task]:
        """Build reports, and return those to try again."""
        work = partial(_work, out=self._out, seconds=self._seconds)
        limits = Limits(seconds=HARD * self._seconds, memory=MOST_MEMORY)
        killed = []
        try:
            for ended in self._runner(
                tasks, work, workers=workers, limits=limits,
                report_progress=lambda task, *at: self._watcher.at(task.job, *at),
            ):  # fmt: skip
                if ended.result is None:
                    restore_folder(ended.task.job.folder(self._out))
                if ended.result is None and ended.is_killed and not is_last:
                    self._watcher.again(ended.task.job, ended.fault)
                    killed.append(ended.task)
                else:
                    self._end(_outcome(ended, self._out, tries=2 if is_last else 1))
        finally:
            self.record(is_due=True)
        return killed

    def record(self, outcomes: Sequence[Outcome] = (), *, is_due: bool = False) -> None:
        """Have run.json say so, soon; a fault in that is told once and stops nothing."""
        self._unwritten += outcomes
        if not self._unwritten or not (is_due or time.monotonic() - self._written > RECORD_SECONDS):
            return
        try:
            write_record(self._unwritten, self._out)
        except RenderError as error:
            if self._is_recorded:
                self._watcher.unrecorded(str(error))
            self._is_recorded = False
        else:
            self._unwritten = []
        self._written = time.monotonic()

    def _end(self, outcome: Outcome) -> None:
        if self._sources and outcome.status == BUILT:
            _note(self._out / outcome.slug / outcome.report, self._sources.digests)
        self.outcomes.append(outcome)
        self.record([outcome])
        self._watcher.ended(outcome)


def _work(task: _Task, report_progress: Progress, *, out: Path, seconds: float) -> Outcome:
    from sendlib.run.one import build_one

    outcome = build_one(task.job, out, report_progress, basis=task.basis, seconds=seconds)
    return replace(outcome, why=task.why)


def _note(folder: Path, digests: Digests) -> None:
    """Note the checksums of a report's files, so that the next build need not work them out."""
    with suppress(OSError, ValueError, KeyError):  # then it does
        content = (folder / MANIFEST).read_bytes()
        for name, digest in json.loads(content)["outputs"].items():
            digests.put(folder / name, digest)
        digests.put(folder / MANIFEST, sha256(content))


def _waiting(task: _Task, out: Path) -> Outcome:
    is_stale = task.why != FORCED and task.job.folder(out).is_dir()
    job = task.job
    return Outcome(
        job.slug, job.params.area_name, job.report, WAITING, 0.0, "", stale=is_stale, why=task.why
    )


def _outcome(ended: Ended[_Task], out: Path, *, tries: int) -> Outcome:
    if ended.result is not None:
        outcome: Outcome = ended.result
        return replace(outcome, tries=max(tries, outcome.tries))
    from sendlib.run.one import failed

    at = f"at cell {ended.cell} of {ended.cells}: " if ended.cell else ""
    outcome = failed(ended.task.job, out, error=f"{at}{ended.fault}", track=Track(cell=ended.cell))
    return replace(outcome, seconds=round(ended.seconds, 2), why=ended.task.why, tries=tries)
