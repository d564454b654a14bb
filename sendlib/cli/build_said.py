"""What `sendlib build` says: bars on a terminal, plain lines in a log, JSON for programs."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from sendlib.cli.terminal import console, errors
from sendlib.run.jobs import Job
from sendlib.run.plan import Plan
from sendlib.run.record import BUILT, FAILED, FILE, Outcome
from sendlib.run.watcher import Watcher

MOST_NAMED = 3  # reports by name behind one reason
MOST_SECTIONS = 3
SLOW = 0.1  # seconds: what is quicker is not worth a word


class Said(Watcher):
    """What is said to people."""

    def __init__(self, out: Path) -> None:
        self._out, self._start = out, time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
            TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
            console=errors, transient=True, disable=not errors.is_terminal,
        )  # fmt: skip
        self._total: TaskID | None = None
        self._working: dict[tuple[str, str], TaskID] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Show bars on a terminal, within."""
        with self._bars:
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Say that files are read, within."""
        task = self._bars.add_task("Reading the published files", total=None)
        try:
            yield
        finally:
            self._bars.remove_task(task)

    def plan(self, planned: Plan) -> None:
        """Say what will be built, and why."""
        count, total = len(planned.steps), len(planned.steps) + len(planned.current)
        by_reason = planned.by_reason()
        if not count:
            reports = "1 report is" if total == 1 else f"all {total} reports are"
            console.print(f"Nothing to build: {reports} up to date.")
        elif len(by_reason) == 1:
            (reasons,) = by_reason
            console.print(f"{count} of {total} to build: {'; '.join(reasons)}")
        else:
            console.print(f"{count} of {total} to build:")
            for reasons, jobs in by_reason.items():
                console.print(f"  {len(jobs)}: {'; '.join(reasons)} ({_names(jobs)})")

    def begin(self, count: int) -> None:
        """Say that reports are being built."""
        self._start = time.monotonic()
        self._total = self._bars.add_task("Building", total=count)

    def at(self, job: Job, cell: int, cells: int) -> None:
        """Show how far a report is."""
        key = (job.slug, job.report)
        if key not in self._working:
            self._working[key] = self._bars.add_task(f"  {job.params.area_name}", total=None)
        self._bars.update(self._working[key], completed=cell, total=cells or None)

    def again(self, job: Job, why: str) -> None:
        """Say why a report is built a second time."""
        self._forget((job.slug, job.report))
        errors.print(
            f"{job.params.area_name}: {why}; tried again by itself when the others are done"
        )

    def ended(self, outcome: Outcome) -> None:
        """Say what became of a report."""
        self._forget((outcome.slug, outcome.report))
        if self._total is not None:
            self._bars.advance(self._total)
        self._tell(outcome)

    def unrecorded(self, why: str) -> None:
        """Say that run.json does not hold what became of the reports."""
        errors.print(why)

    def summary(self, outcomes: Sequence[Outcome]) -> None:
        """Say how it went, and which sections took longest."""
        failed = sum(outcome.status == FAILED for outcome in outcomes)
        built = [outcome for outcome in outcomes if outcome.status == BUILT]
        if failed:
            what = f"{failed} of {len(outcomes)} reports failed"
            errors.print(f"{what}; {self._out / FILE} has the details.")
        if len(outcomes) > 1:
            seconds = time.monotonic() - self._start
            console.print(f"{len(built)} of {len(outcomes)} reports built in {_duration(seconds)}.")
        slowest = slowest_sections(built)
        if slowest:
            what = "Slowest sections" + (", median of all reports" if len(built) > 1 else "")
            listed = ", ".join(f"{title} {seconds:.1f} s" for title, seconds in slowest)
            console.print(f"{what}: {listed}.")

    def overtaken(self, planned: Plan) -> None:
        """Say which reports are not up to date, now that they are built."""
        for reasons, jobs in planned.by_reason().items():
            count, total = len(jobs), len(planned.steps) + len(planned.current)
            errors.print(
                f"{count} of {total} reports are out of date already: {'; '.join(reasons)}; "
                "build again"
            )

    def details(self, outcome: Outcome) -> None:
        """Say all there is on a fault of the program."""
        errors.print(outcome.details)

    def _tell(self, outcome: Outcome) -> None:
        if outcome.status == BUILT:
            where = self._out / outcome.slug / outcome.report
            again = ", at the second try" if outcome.tries > 1 else ""
            console.print(f"{outcome.area}: {where} ({outcome.seconds:.0f} s{again})")
            for line in outcome.told:
                errors.print(f"{outcome.area}: {line}")
            return
        stale = "; the earlier report stays in place" if outcome.stale else ""
        errors.print(f"{outcome.area}: failed{stale}: {outcome.error}")
        if outcome.notebook:
            path = self._out / outcome.notebook
            errors.print(f"{outcome.area}: as far as it came: jupyter lab {path}")

    def _forget(self, key: tuple[str, str]) -> None:
        if key in self._working:
            self._bars.remove_task(self._working.pop(key))


class SaidInJson(Said):
    """What is said to programs: a line of JSON for each thing that happens."""

    def plan(self, planned: Plan) -> None:
        """Say what will be built, and why."""
        self._say(
            "plan",
            reports=len(planned.steps) + len(planned.current),
            to_build=[
                {"slug": one.job.slug, "report": one.job.report, "why": one.reasons}
                for one in planned.steps
            ],
        )

    def again(self, job: Job, why: str) -> None:
        """Say why a report is built a second time."""
        self._forget((job.slug, job.report))
        self._say("again", slug=job.slug, report=job.report, why=why)

    def unrecorded(self, why: str) -> None:
        """Say that run.json does not hold what became of the reports."""
        self._say("unrecorded", why=why)

    def summary(self, outcomes: Sequence[Outcome]) -> None:
        """Say how it went, and which sections took longest."""
        built = [outcome for outcome in outcomes if outcome.status == BUILT]
        self._say(
            "end",
            built=len(built),
            failed=len(outcomes) - len(built),
            seconds=round(time.monotonic() - self._start, 2),
            slowest=dict(slowest_sections(built)),
        )

    def overtaken(self, planned: Plan) -> None:
        """Say which reports are not up to date, now that they are built."""
        for step in planned.steps:
            self._say("overtaken", slug=step.job.slug, report=step.job.report, why=step.reasons)

    def details(self, outcome: Outcome) -> None:
        """Say nothing: the outcome has been told whole."""

    def _tell(self, outcome: Outcome) -> None:
        told = {key: value for key, value in asdict(outcome).items() if key != "told"}
        self._say("report", **told)
        for line in outcome.told:  # not for a log: it may name few persons
            errors.print(f"{outcome.area}: {line}")

    def _say(self, event: str, **content: object) -> None:
        console.print(json.dumps({"event": event, **content}, ensure_ascii=False))


def said_by(out: Path, *, as_json: bool) -> Said:
    """Return who tells of a build."""
    return SaidInJson(out) if as_json else Said(out)


def slowest_sections(built: Sequence[Outcome]) -> list[tuple[str, float]]:
    """Return the sections that took longest, with the median seconds of a report."""
    taken: dict[str, list[float]] = {}
    for outcome in built:
        for title, seconds in outcome.sections.items():
            taken.setdefault(title, []).append(seconds)
    found = [(title, round(median(seconds), 2)) for title, seconds in taken.items()]
    slow = [one for one in found if one[1] >= SLOW]
    return sorted(slow, key=lambda one: (-one[1], one[0]))[:MOST_SECTIONS]


def _names(jobs: Sequence[Job]) -> str:
    named = ", ".join(job.slug for job in jobs[:MOST_NAMED])
    left = len(jobs) - MOST_NAMED
    return f"{named} and {left} more" if left > 0 else named


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
