"""A Dask scheduler and workers on loopback, as processes of their own."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager

DASK = [sys.executable, "-m", "dask"]
WAIT_SECONDS = 60


def until(found):
    """Return what is found as soon as it is."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            if what := found():
                return what
        except (OSError, ValueError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"not found in {WAIT_SECONDS} seconds")


@contextmanager
def cluster(folder, *, workers, **environment):
    """Start a scheduler and workers; give its address, the workers' processes by name, and its own.

    Each worker has a store of its own in the folder, as if on a machine of its own.
    """
    listing, log = folder / "scheduler.json", (folder / "cluster.log").open("wb")
    base = {**os.environ, **environment}
    common = ["--scheduler-file", str(listing), "--no-dashboard"]

    def start(*arguments, **more):
        return subprocess.Popen(
            [*DASK, *arguments], env={**base, **more}, cwd=folder, stdout=log, stderr=log
        )

    scheduler = start("scheduler", *common, "--host", "127.0.0.1", "--port", "0")
    address = until(lambda: json.loads(listing.read_text("utf-8"))["address"])
    started = {
        name: start(
            "worker", *common, "--nthreads", "1", "--no-nanny", "--name", name, "--host",
            "127.0.0.1", "--death-timeout", "20", "--local-directory", str(folder / name),
            SENDLIB_STORE=str(folder / name / "store"),
        )
        for name in workers
    }  # fmt: skip
    try:
        yield address, started, scheduler
    finally:
        for process in [*started.values(), scheduler]:
            process.terminate()
            process.wait(timeout=WAIT_SECONDS)
        log.close()
