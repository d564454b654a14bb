"""What runs inside a Dask worker: it hands reports to a process of sendlib's own and waits.

A worker has threads, so it may not fork; and it imports nothing of what builds reports.
"""

import asyncio
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from sendlib.errors import ClusterError

# what a new interpreter runs
HOST = "from sendlib.run.cluster_host import main; main()"
ALIKE = "from sendlib.run.alike import tell; tell()"
PROBE_SECONDS = 120
_own = threading.local()  # a host for each thread that takes tasks; there should be one


class Host:
    """A process that builds reports, as its worker sees it. key: what it was started for."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOST], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def do(self, order: bytes, tell: Callable[[int, int], None]) -> bytes | None:
        """Return how an order ended, None where the process itself did."""
        hear, say = self._process.stdout, self._process.stdin
        try:
            if hear is None or say is None:  # never: both were asked for
                return None
            say.write(order)
            say.flush()
            while True:
                kind, content = pickle.load(hear)
                if kind == "ended":
                    return bytes(content)
                tell(*content)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def build_here(key: str, order: bytes, topic: str, number: int) -> bytes | None:
    """Build a report on this worker, and return how it ended, pickled; None where a process died.

    Args:
        key: what the machine that wants it runs; a process started for another is replaced.
        order: pickled.
        topic: of Dask's events that tell how far it is.
        number: of the report.
    """
    from distributed import get_worker

    worker = get_worker()
    host: Host | None = getattr(_own, "host", None)
    if host is not None and host.key != key:
        host.end()
        host = None
    _own.host = host = host or Host(key)
    ended = host.do(order, lambda *at: worker.log_event(topic, (number, *at)))
    if ended is None:
        host.end()
        _own.host = None
    return ended


async def tell_versions(reports: tuple[str, ...]) -> dict[str, str]:
    """Return what `versions_there` does while the worker goes on with what else it does."""
    return await asyncio.to_thread(versions_there, reports)


def versions_there(reports: tuple[str, ...]) -> dict[str, str]:
    """Return what is on this worker's machine now, whatever was when the worker started.

    Raises:
        ClusterError: sendlib does not start there.
    """
    done = subprocess.run(
        [sys.executable, "-c", ALIKE, *reports], capture_output=True, text=True, check=False,
        timeout=PROBE_SECONDS,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ClusterError(f"sendlib does not start there: {last}")
    found: dict[str, Any] = json.loads(done.stdout)
    return {name: str(text) for name, text in found.items()}
