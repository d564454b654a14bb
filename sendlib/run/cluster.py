"""Build reports on the workers of a Dask scheduler, as `supervise.run` does on this machine.

What is sent is the job and what it rests on; workers fetch published files by content. A council's
own files never leave this machine: a report that reads any is built here.
"""

import pickle
import queue
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sendlib.data.inputs import Inputs
from sendlib.data.store import sha256
from sendlib.report.formats import QUARTO
from sendlib.run.cluster_host import Order
from sendlib.run.cluster_worker import build_here
from sendlib.run.jobs import Job, reads_published, world_of
from sendlib.run.own import reads_own_files
from sendlib.run.prose import has_own_words
from sendlib.run.returned import Returned, land, return_report
from sendlib.run.supervise import Ended, Limits, Told, Work, run

LOOK_SECONDS = 5.0  # between two looks whether there is anyone left to build
LOST_SECONDS = 120.0  # without a worker, after which nothing is waited for


class HasJob(Protocol):
    """A task that builds the report of a job."""

    @property
    def job(self) -> Job:
        """The job."""


Task = TypeVar("Task", bound=HasJob)
Heard = tuple[str, tuple[int, ...]]


def stays_here(job: Job) -> bool:
    """Say whether a report is built on this machine only.

    So is one that reads a council's own files, one with words of its authors beside the figures,
    and one that Quarto renders, which workers need not have.
    """
    shares = any(member.shared for member in getattr(job.params, "members", ()))
    own = reads_own_files(job.params) or shares or has_own_words(job.params)
    return own or job.engine == QUARTO


@dataclass(frozen=True)
class Cluster:
    """A scheduler whose workers are like this machine.

    client: of Dask. out: folder of reports. inputs: what workers fetch, None for nothing. reports:
    that are built there. versions: of all that makes them.
    """

    client: Any
    out: Path
    inputs: Inputs | None
    reports: tuple[str, ...]
    versions: Mapping[str, str]

    def run(
        self,
        tasks: Sequence[Task],
        work: Work[Task],
        *,
        workers: int,
        limits: Limits | None = None,
        report_progress: Told[Task] = lambda *_: None,
    ) -> Iterator[Ended[Task]]:
        """Build the reports of tasks on the cluster, or here, and tell how each ended.

        Args:
            tasks: what can be pickled.
            work: of a task; it builds in the folder of reports `out`, which it takes by keyword.
            workers: reports built at a time on this machine.
            limits: of each task.
            report_progress: called as tasks get on.
        """
        limits = limits or Limits()
        here = [task for task in tasks if stays_here(task.job)]
        there = [task for task in tasks if not stays_here(task.job)]
        with _Sent(self, there, work, limits) as sent:
            if here:
                yield from run(
                    here, work, workers=workers, limits=limits, report_progress=report_progress
                )
            yield from sent.ended(report_progress)


class _Sent:
    """Reports that were sent to a cluster; any that are not back when it ends are given up."""

    def __init__(self, cluster: Cluster, tasks: Sequence[Any], work: Any, limits: Limits) -> None:
        self._cluster, self._tasks, self._work, self._limits = cluster, tasks, work, limits
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._topic = f"sendlib-{uuid.uuid4().hex}"
        self._futures: dict[int, Any] = {}
        self._at: dict[int, tuple[int, int]] = {}
        # reports that read the same files have them read by the same params
        self._readers: dict[object, bytes] = {}
        self._seen = time.monotonic()  # when there was a worker

    def __enter__(self) -> "_Sent":
        client = self._cluster.client
        if self._tasks:
            client.subscribe_topic(self._topic, self._hear)
        key = sha256(repr(sorted(self._cluster.versions.items())).encode())
        for number, task in enumerate(self._tasks):
            name = f"{self._topic}-{number}-{task.job.slug}"
            order = pickle.dumps(self._order(task))
            future = client.submit(
                build_here, key, order, self._topic, number, key=name, pure=False
            )
            future.add_done_callback(partial(self._done, number))
            self._futures[number] = future
        return self

    def __exit__(self, *_: object) -> None:
        client = self._cluster.client
        if self._tasks and client.status == "running":
            client.cancel(list(self._futures.values()))
            client.unsubscribe_topic(self._topic)

    def ended(self, report_progress: Told[Any]) -> Iterator[Ended[Any]]:
        """Tell how each ended, as they end."""
        while self._futures:
            try:
                kind, at = self._heard.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                yield from self._given_up()
                continue
            number = at[0]
            if number not in self._futures:
                continue
            if kind == "cell":
                self._at[number] = (at[1], at[2])
                report_progress(self._tasks[number], at[1], at[2])
            else:
                yield self._landed(number, self._futures.pop(number))

    def _order(self, task: Any) -> Order:
        cluster, params = self._cluster, task.job.params
        content = pickle.dumps((partial(return_report, work=self._work), task))
        reads = reads_published(task.job)
        if reads:
            self._readers.setdefault(world_of(params), pickle.dumps(params))
        return Order(
            content, self._readers[world_of(params)] if reads else b"",
            cluster.inputs if reads and not params.is_demo else None,
            self._limits, cluster.reports, cluster.versions,
        )  # fmt: skip

    def _hear(self, event: tuple[float, tuple[int, int, int]]) -> None:
        self._heard.put(("cell", tuple(event[1])))

    def _done(self, number: int, _: object) -> None:
        self._heard.put(("done", (number,)))

    def _landed(self, number: int, future: Any) -> Ended[Any]:
        task = self._tasks[number]
        try:
            content = future.result()
        except Exception as error:  # Dask hands on whatever went wrong anywhere
            return self._fault(number, f"the cluster gave it up: {first_line(error)}")
        finally:
            future.release()
        if content is None:
            what = "the process that builds on its worker died, most often for want of memory"
            return self._fault(number, what, is_killed=True)
        ended: Ended[Any] = pickle.loads(content)
        result = None
        if ended.result is not None:
            returned: Returned = pickle.loads(ended.result)
            result = land(returned, task.job, self._cluster.out)
        return Ended(
            task, ended.seconds, result, ended.fault, ended.is_killed, ended.cell, ended.cells
        )

    def _fault(self, number: int, fault: str, *, is_killed: bool = False) -> Ended[Any]:
        at = self._at.get(number, (0, 0))
        return Ended(self._tasks[number], 0.0, None, fault, is_killed, *at)

    def _given_up(self) -> Iterator[Ended[Any]]:
        """End all that is left where the scheduler is gone, or has had no worker for long."""
        with suppress(OSError, RuntimeError):
            if self._cluster.client.status == "running" and self._cluster.client.nthreads():
                self._seen = time.monotonic()
        is_lost = self._cluster.client.status not in ("running", "connecting")
        is_alone = time.monotonic() - self._seen > LOST_SECONDS
        if not (is_lost or is_alone):
            return
        why = "the scheduler was lost" if is_lost else "no worker was left on the cluster"
        for number in sorted(self._futures):
            del self._futures[number]
            yield self._fault(number, f"{why}; start it again and build again")


def first_line(error: BaseException) -> str:
    """Return what an error says in a line."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
