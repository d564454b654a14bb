"""The process on a worker's machine that builds reports one by one, as a build on one machine does.

A Dask worker has threads and so must not fork. It starts this process instead and writes it orders;
here the template is started that imports everything once, and each report is built in a fork of it.
The process ends when nobody can write to it any more, and what it started ends with it.
"""

import os
import pickle
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, Any

from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.inputs import Inputs, fetch_inputs
from sendlib.data.store import store_folder
from sendlib.errors import ParamsError, SendlibError
from sendlib.run.alike import differences, versions
from sendlib.run.lock import building_in
from sendlib.run.supervise import Ended, Limits, run, start_template

Progress = Callable[[int, int], None]  # that of `track`, without the notebooks it comes with
LOCK_SECONDS = 0.2  # between two looks whether files are still being read


@dataclass(frozen=True)
class Order:
    """A report to build. content: work and task, pickled; only the fork needs what they import.

    params: pickled, those whose published files have to be read first; b"" where none are read.
    inputs: published files, None where none are needed. versions: of the machine that wants it.
    """

    content: bytes
    params: bytes
    inputs: Inputs | None
    limits: Limits
    reports: tuple[str, ...]
    versions: Mapping[str, str]


Orders = queue.SimpleQueue[Order | None]


class Host:
    """Takes orders, and remembers what the machine has been found to have."""

    def __init__(self, say: IO[bytes]) -> None:
        self._say = say
        self.is_building = False
        self._versions: dict[tuple[str, ...], dict[str, str]] = {}
        self._read: set[tuple[str, bytes]] = set()

    def do(self, order: Order) -> Ended[None]:
        """Build a report; whatever goes wrong is in what is returned."""
        start = time.monotonic()
        self.is_building = True
        try:
            self._require_alike(order)
            self._have_files(order)
            (ended,) = run(
                [order.content], do_pickled, workers=1, limits=order.limits,
                report_progress=lambda _, *at: self.say("cell", at),
            )  # fmt: skip
        except SendlibError as error:
            return Ended(None, time.monotonic() - start, fault=str(error))
        finally:
            self.is_building = False
        return Ended(
            None, ended.seconds, ended.result, ended.fault, ended.is_killed, ended.cell,
            ended.cells,
        )  # fmt: skip

    def say(self, kind: str, content: Any) -> None:
        """Tell the worker."""
        pickle.dump((kind, content), self._say)
        self._say.flush()

    def _require_alike(self, order: Order) -> None:
        if order.reports not in self._versions:
            self._versions[order.reports] = versions(order.reports)
        found = differences(order.versions, self._versions[order.reports])
        if found:
            raise ParamsError(f"this worker has {', '.join(found)}: have it as where you build")

    def _have_files(self, order: Order) -> None:
        """Have published files here and read into the store, by one process at a time."""
        key = (order.inputs.key if order.inputs else "", order.params)
        if order.inputs:
            os.environ[DATA_VARIABLE] = str(fetch_inputs(order.inputs))
        if key in self._read or not order.params:
            return
        with _alone():
            (ended,) = run([order.params], read_files, workers=1, limits=order.limits)
        if ended.result != "":
            raise ParamsError(ended.result or f"published files were not read: {ended.fault}")
        self._read.add(key)


def do_pickled(task: bytes, report_progress: Progress) -> bytes:
    """Do the work of an order; its result stays pickled, which needs imports that this has."""
    work, wanted = pickle.loads(task)
    return pickle.dumps(work(wanted, report_progress))


def read_files(task: bytes, report_progress: Progress) -> str:
    """Read the published files that some params let a report read; return what is wrong with them.

    Args:
        task: the params, pickled.
        report_progress: told when it is done.
    """
    # the template has these; this process does without
    from sendlib.data.digests import Digests
    from sendlib.data.editions import editions

    digests = Digests()
    try:
        editions(pickle.loads(task), digests)
    except SendlibError as error:
        return str(error)
    digests.save()
    report_progress(1, 1)
    return ""


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other worker of this machine reads files into the store."""
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(building_in(store_folder() / "reading"))
                break
            except ParamsError:
                time.sleep(LOCK_SECONDS)
        yield


def main() -> None:
    """Take orders from standard input until it ends, and answer on standard output."""
    hear, say = _streams()
    start_template()
    host = Host(say)
    orders: Orders = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(hear, orders, host), daemon=True).start()
    while (order := orders.get()) is not None:
        host.say("ended", pickle.dumps(host.do(order)))


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the two streams from what a notebook starts: it reads nothing, and prints as errors."""
    hear, say = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return hear, say


def _hear(hear: IO[bytes], orders: Orders, host: Host) -> None:
    try:
        while True:
            orders.put(pickle.load(hear))
    except EOFError:  # the worker is gone; what builds a report sees that this process is, and ends
        if host.is_building:
            os._exit(1)
        orders.put(None)
