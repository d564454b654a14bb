"""Run tasks side by side, each in a process of its own that is watched and always reaped.

A task that fails, hangs, eats memory or kills its process costs that one task. Where the system can
fork safely, processes are forks of a template that has imported everything; elsewhere they start
anew, which takes longer and gives the same.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

from sendlib.errors import NotebookError

Task = TypeVar("Task")
Task_co = TypeVar("Task_co", contravariant=True)
WARM = "sendlib.run.warm"
GRACE_SECONDS = 5.0
GONE_SECONDS = 0.5  # until a process that has ended is known to have
HEAR_SECONDS = 0.2  # between two looks at how far tasks are: each cell's word need wake nobody
KILL = 9  # the signal by which a system that wants memory ends a process
# Arrow must not start a thread when it is imported, since a fork has none, nor keep memory of its
# own, of which every fork would clear more than its data need. And a task has one processor: more
# threads of its libraries only get in each other's way
ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


class Work(Protocol[Task_co]):
    """What is done with a task; it can say which of how many cells it is at."""

    def __call__(self, task: Task_co, report_progress: Callable[[int, int], None]) -> Any:
        """Do it, and return what can be pickled."""


class Told(Protocol[Task_co]):
    """What is told of a task at work: at which of how many cells it is, 0 of 0 as it begins."""

    def __call__(self, task: Task_co, cell: int, cells: int, /) -> None:
        """Take it in."""


@dataclass(frozen=True)
class Limits:
    """What one task may take: seconds, and bytes of memory (0 for any)."""

    seconds: float = 1800.0
    memory: int = 0


@dataclass(frozen=True)
class Ended(Generic[Task]):
    """How a task ended: with a result, or with the fault for which there is none.

    seconds: how long it took. cell, cells: how far its notebook was.
    """

    task: Task
    seconds: float
    result: Any = None
    fault: str = ""
    is_killed: bool = False
    cell: int = 0
    cells: int = 0


@dataclass
class _Running(Generic[Task]):
    task: Task
    process: BaseProcess
    said: Connection
    started: float
    result: Any = None
    cell: int = 0
    cells: int = 0
    is_silent: bool = False

    def hear(self, report_progress: "Told[Task]") -> None:
        """Take in what the process has said so far."""
        try:
            while not self.is_silent and self.said.poll():
                kind, content = self.said.recv()
                if kind == "cell":
                    self.cell, self.cells = content
                    report_progress(self.task, self.cell, self.cells)
                else:
                    self.result = content
        except (EOFError, OSError):
            self.is_silent = True

    def ended(self, fault: str, *, is_killed: bool = False) -> Ended[Task]:
        return Ended(
            self.task, time.monotonic() - self.started, self.result,
            "" if self.result is not None else fault, is_killed, self.cell, self.cells,
        )  # fmt: skip


def can_fork() -> bool:
    """Say whether processes here are forks of a template."""
    return isinstance(_context(), ForkServerContext)


def start_template() -> None:
    """Have the template import everything, while this process does something else."""
    if can_fork():
        with _environment(ENVIRONMENT), _without_main():
            forkserver.ensure_running()


def run(
    tasks: Sequence[Task],
    work: Work[Task],
    *,
    workers: int,
    limits: Limits | None = None,
    report_progress: Told[Task] = lambda *_: None,
) -> Iterator[Ended[Task]]:
    """Do the work of every task, and tell how each ended, as they end.

    Args:
        tasks: what can be pickled.
        work: a function at the top of a module, or a partial of one.
        workers: tasks at a time.
        limits: of each task.
        report_progress: called as tasks begin and get on.
    """
    start_template()
    limits = limits or Limits()
    waiting, running = deque(tasks), list[_Running[Task]]()
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                report_progress(waiting[0], 0, 0)
                running.append(_start(waiting.popleft(), work, limits))
            yield from _ended(running, limits, report_progress)
    finally:
        for one in running:
            _reap(one)


@contextmanager
def beside(task: Task, work: Work[Task]) -> Iterator[Callable[[], bool]]:
    """Have a process at work within; it is ended afterwards, with all that it has started.

    Args:
        task: what can be pickled.
        work: a function at the top of a module, which need not end.

    Yields:
        What says whether the process is still there.
    """
    start_template()
    one = _start(task, work, Limits())
    try:
        yield one.process.is_alive
    finally:
        _reap(one)


def _context() -> ForkServerContext | SpawnContext:
    # forks of a process that has used macOS' own libraries crash
    if sys.platform in ("win32", "darwin"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM])
    return context


def _start(task: Task, work: Work[Task], limits: Limits) -> _Running[Task]:
    context = _context()
    said, say = context.Pipe(duplex=False)
    environment = {**ENVIRONMENT, **os.environ}
    process = context.Process(
        target=_in_child, args=(say, work, task, environment, str(Path.cwd()), limits.memory)
    )
    with _environment(ENVIRONMENT), _without_main():
        _begin(process)
    say.close()
    return _Running(task, process, said, time.monotonic())


def _begin(process: BaseProcess) -> None:
    """Start a process; where the template has ended, as for want of memory, with another one."""
    try:
        process.start()
    except (EOFError, ConnectionError):
        time.sleep(GONE_SECONDS)
        try:
            process.start()
        except (EOFError, ConnectionError) as error:
            raise NotebookError(
                "the process from which those of reports are forked ended as it began, twice; what "
                "it said stands above; close other programs if memory is short"
            ) from error


def _ended(
    running: list[_Running[Task]], limits: Limits, report_progress: Told[Task]
) -> Iterator[Ended[Task]]:
    """Wait until a task ends, but not long, and tell of those that have."""
    left = min(one.started for one in running) + limits.seconds - time.monotonic()
    wait([one.process.sentinel for one in running], timeout=max(min(left, HEAR_SECONDS), 0.0))
    for one in list(running):
        one.hear(report_progress)
        late = time.monotonic() - one.started > limits.seconds
        if one.process.is_alive() and not late:
            continue
        running.remove(one)
        one.hear(report_progress)
        _reap(one)
        if late and one.result is None:
            yield one.ended(f"it took more than {limits.seconds:.0f} seconds and was stopped")
            continue
        code = one.process.exitcode or 0
        yield one.ended(_fault_of(code), is_killed=code == -KILL)


def _fault_of(code: int) -> str:
    how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with code {code}"
    return (
        f"its process {how}, most often for want of memory; close other programs, or build with "
        "--jobs 1"
    )


def _reap(one: _Running[Task]) -> None:
    """End a process and all that it has started, and close what led to it."""
    if one.process.is_alive():
        _signal_group(one.process, "SIGTERM")
        one.process.join(GRACE_SECONDS)
    # after its end as well: what a notebook started may live on in its group
    _signal_group(one.process, "SIGKILL")
    one.process.join()
    one.said.close()


def _signal_group(process: BaseProcess, name: str) -> None:
    if not hasattr(os, "killpg") or process.pid is None:
        process.terminate()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, getattr(signal, name))


def _in_child(
    say: Connection, work: Work[Task], task: Task, environment: Mapping[str, str], folder: str,
    memory: int,
) -> None:  # fmt: skip
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    # the first process decides when to stop; one that is told to stop tidies up after itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if hasattr(os, "setsid"):
        os.setsid()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory)
    say.send(("done", work(task, lambda cell, cells: say.send(("cell", (cell, cells))))))
    say.close()


def _end_with_parent() -> None:
    """End this process and its group when the first process is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        if hasattr(os, "killpg"):
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)


def _limit_memory(most: int) -> None:
    """Have a request for more memory than this fail; Windows has no such limit."""
    if most:
        with suppress(ImportError):
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (most, most))


@contextmanager
def _without_main() -> Iterator[None]:
    """Have a process begin without the program that starts it, which each would load again.

    What it is to do lies in other modules.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables for a process that starts within; those that are set by the user stay."""
    added = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
