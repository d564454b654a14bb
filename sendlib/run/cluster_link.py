"""A Dask scheduler, found to be there and to have workers that are like this machine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sendlib.data.folder import data_folder
from sendlib.data.inputs import Inputs, put_inputs
from sendlib.errors import ClusterError
from sendlib.run.alike import differences, versions
from sendlib.run.cluster import Cluster, first_line, stays_here
from sendlib.run.cluster_worker import tell_versions
from sendlib.run.jobs import Job
from sendlib.run.own import local_blocks
from sendlib.run.plan import Now

ANSWER_SECONDS = 10  # for a scheduler to answer


@contextmanager
def cluster_at(
    address: str, jobs: Sequence[Job], *, out: Path, sources: Now, inputs: str = ""
) -> Iterator[Cluster]:
    """Give a cluster whose workers are like this machine and can fetch what they need.

    Args:
        address: of the scheduler, such as tcp://host:8786.
        jobs: reports to build, some of them perhaps on this machine.
        out: folder of reports.
        sources: what reports are built from.
        inputs: folder or address to which published files are put, and from which workers fetch.

    Raises:
        ClusterError: no scheduler or no worker is there, or workers differ from this machine; or
            nothing says where workers fetch published files.
        SourceError: these cannot be put there.
    """
    there = [job for job in jobs if not stays_here(job)]
    reports = tuple(sorted({job.notebook for job in there}))
    here = versions(reports)
    published = public_inputs(there, sources, inputs)
    _require_apart(published, jobs)
    with _connected(address) as client:
        faults = unlike(client, reports, here)
        if faults:
            raise ClusterError(
                "\n".join(faults) + "\nInstall there what runs here, and start the workers again"
            )
        if published:
            put_inputs(published, data_folder())
        yield Cluster(client, out, published, reports, here)


def public_inputs(jobs: Sequence[Job], sources: Now, address: str) -> Inputs | None:
    """Return the published files that reports on real councils read, None where there are none.

    The invented files of the demo are made by the workers themselves.

    Raises:
        ClusterError: there are some, and no address.
    """
    found = [sources.editions(job) for job in jobs if not job.params.is_demo]
    files = {path: edition.sha256 for one in found if one for path, edition in one.files.items()}
    if not files:
        return None
    if not address:
        raise ClusterError(
            "--cluster needs --inputs: a folder or address, such as s3://bucket/sendlib, to which "
            "this machine puts published files and from which every worker fetches them"
        )
    return Inputs(address, files)


def _require_apart(inputs: Inputs | None, jobs: Sequence[Job]) -> None:
    """See that no file to be sent lies among a council's own."""
    own = [Path(local.folder) for job in jobs for local in local_blocks(job.params) if local.folder]
    folder = data_folder().resolve()
    for path in inputs.files if inputs else ():
        if any(one.resolve() in (folder / path).resolve().parents for one in own):
            raise ClusterError(
                f"{path}: lies in the folder of published files, and in one that a params file "
                "names as a council's own: nothing was sent; keep the two apart"
            )


def check_cluster(address: str) -> tuple[int, list[str]]:
    """Return how many workers a scheduler has, and what is wrong with them.

    Raises:
        ClusterError: no scheduler or no worker is there.
    """
    with _connected(address) as client:
        return len(client.nthreads()), unlike(client, (), versions(()))


def unlike(client: Any, reports: tuple[str, ...], here: Mapping[str, str]) -> list[str]:
    """Return a line for each worker that would not make the reports that this machine makes."""
    found: Mapping[str, Any] = client.run(tell_versions, reports, on_error="return")
    faults = []
    for worker, there in sorted(found.items()):
        if isinstance(there, Exception):
            faults.append(f"worker {worker}: {first_line(there)}")
        elif differing := differences(here, there):
            faults.append(f"worker {worker} has {', '.join(differing)}")
    return faults


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    client_of = _client_class()
    try:
        client = client_of(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there ({first_line(error)}); `sendlib cluster` "
            "says what to start"
        ) from error
    try:
        if not client.nthreads():
            raise ClusterError(
                f"{address}: the scheduler has no workers; `sendlib cluster` says how to start some"
            )
        yield client
    finally:
        client.close()


def _client_class() -> Callable[..., Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--cluster needs Dask: install it here and where workers run with "
            "pip install 'sendlib[cluster]'"
        ) from error
    return Client
