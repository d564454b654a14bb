"""`sendlib cluster`: what to start for a build on several machines, and whether it is well."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sendlib.cli.terminal import DONE, USERS_INPUT, app, console, errors
from sendlib.run.jobs import Job
from sendlib.run.plan import Now

MOST_NAMED = 3
TO_START = """\
On every machine, this machine included, install the same edition of sendlib with the same packages:

    python -m pip install --require-hashes -r requirements.lock
    python -m pip install --no-deps --no-build-isolation -e .

On one machine, start the scheduler; it needs little:

    dask scheduler --port 8786

On each machine that builds, start a worker for each processor, here 8. A worker builds one report
at a time, so --nthreads is 1; --death-timeout ends workers whose scheduler is gone, so that none
stay behind; and SENDLIB_STORE names a folder on the machine's own disk for published files and
tables, which its workers share:

    SENDLIB_STORE=/srv/sendlib \\
        dask worker tcp://SCHEDULER:8786 --nworkers 8 --nthreads 1 --death-timeout 60

Reckon with 1 GB of memory for a worker. Whoever reaches the scheduler can run programs on the
workers: keep its port on a network of your own, or give all three Dask's --tls options and tls://.

Check that the workers are there and are like this machine:

    sendlib cluster tcp://SCHEDULER:8786

Build. --inputs is a folder that all machines have under the same path, or an object store such as
s3://bucket/sendlib (then install s3fs everywhere); published files go there, a council's own never:

    sendlib build --all --cluster tcp://SCHEDULER:8786 --inputs /shared/sendlib

docs/running-at-scale.md says more: what is sent, what happens when a worker is lost, how many
machines so many reports need."""


@app.command("cluster")
def _cluster(
    address: Annotated[
        str, typer.Argument(metavar="[ADDRESS]", help="A scheduler to check, tcp://host:8786.")
    ] = "",
) -> int:
    """Say what to start for a build on several machines, or check what was started."""
    if not address:
        console.print(TO_START)
        return DONE
    from sendlib.run.cluster_link import check_cluster

    count, faults = check_cluster(address)
    for fault in faults:
        errors.print(fault)
    workers = "1 worker" if count == 1 else f"{count} workers"
    if faults:
        errors.print(f"{len(faults)} of {workers} unlike this machine: nothing would be built")
        return USERS_INPUT
    console.print(f"{address}: {workers}, like this machine")
    return DONE


@contextmanager
def runner_at(
    address: str, jobs: Sequence[Job], *, out: Path, sources: Now, inputs: str
) -> Iterator[Callable[..., Any]]:
    """Give what builds reports, this machine or a cluster, and say which are built here anyway.

    Raises:
        SendlibError: there is no such cluster, or it could not build them.
    """
    from sendlib.run.supervise import run

    if not address:
        yield run
        return
    from sendlib.run.cluster import stays_here
    from sendlib.run.cluster_link import cluster_at

    here = [job.params.area_name for job in jobs if stays_here(job)]
    if here:
        left = len(here) - MOST_NAMED
        more = f" and {left} more" if left > 0 else ""
        errors.print(
            f"{len(here)} of {len(jobs)} built on this machine, not the cluster, since they read "
            f"local files or need Quarto: {', '.join(here[:MOST_NAMED])}{more}"
        )
    if len(here) == len(jobs):
        yield run
        return
    with cluster_at(address, jobs, out=out, sources=sources, inputs=inputs) as cluster:
        yield cluster.run
