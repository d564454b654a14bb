"""Reports built by the workers of a scheduler on loopback, where one of them is lost."""

import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sendlib.data.store import file_sha256
from sendlib.errors import ClusterError
from sendlib.params.load import default_params, to_notebook
from sendlib.params.local import LocalData
from sendlib.params.region import Member, RegionParams
from sendlib.run import cluster as sending
from sendlib.run import cluster_link
from sendlib.run.build import build
from sendlib.run.cluster import stays_here
from sendlib.run.cluster_link import check_cluster, cluster_at, public_inputs
from sendlib.run.jobs import Job
from sendlib.run.plan import Now, Step, plan
from sendlib.run.watcher import Watcher
from tests.run.clustered import cluster, until
from tests.run.conftest import COVER, SOURCES

DEFLATOR = "financial_year,index_2024_25_100,status\n2024-25,100,outturn\n"
# what its worker can read is shown, so that it is compared with what can be read here
CELL = """
import os
import time
from pathlib import Path
from sendlib.data.folder import data_folder
from sendlib.views.blocks import Prose
marks = Path({marks!r})
(marks / f"{{area}}-{{os.getpid()}}").touch()
is_first = len(list(marks.glob(f"{{area}}-*"))) == 1
time.sleep(60 if is_first and area == "816" and (marks / "slow").exists() else 0)
failing = {{}}["failing"] if (marks / f"fail-{{area}}").exists() else None
Prose("p", tuple(path.read_text() for path in sorted(data_folder().glob("*.csv"))))
"""


def job(slug, **changes):
    params = default_params(slug.title())
    return Job(slug, params.model_copy(update=changes), "small", ("html",))


def put_notebook(folder, *cells):
    values = to_notebook(default_params("York"))
    source = "\n".join(f"{key} = {value!r}" for key, value in values.items())
    made = new_notebook(
        cells=[
            new_code_cell(source, metadata={"tags": ["parameters"]}),
            new_code_cell(COVER.strip()),
            new_markdown_cell("# Sources {#sources}"),
            *(new_code_cell(cell.strip()) for cell in cells),
            new_code_cell(SOURCES.strip()),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    )
    folder.mkdir()
    nbformat.write(made, folder / "small.ipynb")


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """A scheduler with two workers, all of them with the same notebooks."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "marks").mkdir()
    put_notebook(folder / "notebooks", CELL.format(marks=str(folder / "marks")))
    (folder / "raw").mkdir()
    (folder / "raw" / "deflator.csv").write_text(DEFLATOR)
    (folder / "raw" / "notes.txt").write_text("of no kind that sendlib knows\n")
    environment = {"SENDLIB_NOTEBOOKS": str(folder / "notebooks"), "SENDLIB_DATA_RAW": "none"}
    with cluster(folder, workers=("one", "two"), **environment) as (address, workers, scheduler):
        yield SimpleNamespace(
            folder=folder, address=address, workers=workers, scheduler=scheduler,
            marks=folder / "marks",
        )  # fmt: skip


@pytest.fixture
def world(started, monkeypatch):
    monkeypatch.setenv("SENDLIB_NOTEBOOKS", str(started.folder / "notebooks"))
    monkeypatch.setenv("SENDLIB_DATA_RAW", str(started.folder / "raw"))
    monkeypatch.setenv("SENDLIB_STORE", str(started.folder / "store"))
    return started


def joined(address, count):
    try:
        return check_cluster(address) == (count, [])
    except ClusterError:
        return False


def built(world, jobs, out, *, watcher=None):
    """Build on the cluster, as the command does."""
    sources = Now()
    steps = [Step(one, ("asked for",)) for one in jobs]
    inputs = str(world.folder / "inputs")
    with cluster_at(world.address, jobs, out=out, sources=sources, inputs=inputs) as there:
        return build(steps, out=out, workers=1, sources=sources, watcher=watcher, runner=there.run)


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def parents(pid):
    found = []
    while pid > 1:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8")
        pid = int(text.rpartition(")")[2].split()[1])
        found.append(pid)
    return found


def is_running(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


class Cells(Watcher):
    def __init__(self):
        self.seen = {}

    def at(self, job, cell, cells):
        self.seen.setdefault(job.slug, []).append((cell, cells))


def test_reports_of_a_cluster_that_loses_a_worker_are_those_of_one_machine(world):
    out, here = world.folder / "out", world.folder / "here"
    jobs = [job("york"), job("leeds"), job("kent", local=LocalData(folder="own files"))]
    until(lambda: joined(world.address, 2))
    (world.marks / "slow").touch()
    lost = []

    def lose_a_worker():
        mark = until(lambda: next(world.marks.glob("816-*"), None))
        pid = int(mark.name.partition("-")[2])
        above = parents(pid)
        (name,) = [name for name, one in world.workers.items() if one.pid in above]
        lost.extend([pid, *above[: above.index(world.workers[name].pid)]])
        world.workers[name].send_signal(signal.SIGKILL)

    losing = threading.Thread(target=lose_a_worker)
    losing.start()
    watcher = Cells()
    outcomes = built(world, jobs, out, watcher=watcher)
    losing.join()
    assert [(one.slug, one.status, one.error) for one in outcomes] == [
        ("kent", "built", ""), ("leeds", "built", ""), ("york", "built", ""),
    ]  # fmt: skip
    assert len(list(world.marks.glob("816-*"))) == 2
    assert len(lost) == 3  # a fork, its template, and the process that the worker started
    assert until(lambda: not any(map(is_running, lost)))
    assert watcher.seen["york"][-1] == (5, 5)
    # the one on a council's own files was not sent anywhere
    kent = next(world.marks.glob("886-*")).name.partition("-")[2]
    assert int(kent) not in lost
    digest = file_sha256(world.folder / "raw" / "deflator.csv")
    assert [path.name for path in (world.folder / "inputs").iterdir()] == [digest]
    (world.marks / "slow").unlink()
    sources = Now()
    alone = build([Step(one, ("asked for",)) for one in jobs], out=here, workers=1, sources=sources)
    assert {one.status for one in alone} == {"built"}
    assert files_in(out) == files_in(here)
    assert plan(jobs, out=out, now=Now()).steps == ()


def test_one_that_fails_there_leaves_the_earlier_report_and_says_where(world):
    out = world.folder / "out"
    before = files_in(out / "leeds")
    mark = world.marks / "fail-383"
    mark.touch()
    (outcome,) = built(world, [job("leeds")], out)
    mark.unlink()
    assert (outcome.status, outcome.stale, outcome.cell) == ("failed", True, 4)
    assert outcome.error == "small.ipynb, cell 4: KeyError: 'failing'"
    partial = files_in(out / "leeds").pop("small-failed.ipynb")
    assert b"The build failed at the next cell" in partial
    assert {**files_in(out / "leeds"), "small-failed.ipynb": b""} == {
        **before, "small-failed.ipynb": b"",
    }  # fmt: skip


def test_workers_that_would_make_another_report_are_refused_before_anything_is_sent(
    world, monkeypatch, tmp_path
):
    put_notebook(tmp_path / "notebooks", "1")
    monkeypatch.setenv("SENDLIB_NOTEBOOKS", str(tmp_path / "notebooks"))
    sent = len(list(world.marks.iterdir()))
    with pytest.raises(ClusterError, match=r"(?s)has notebook small \w+ \(here \w+\)\nInstall th"):
        built(world, [job("york")], tmp_path / "out")
    assert len(list(world.marks.iterdir())) == sent


def test_what_is_left_ends_when_no_worker_and_then_no_scheduler_is_there(
    world, monkeypatch, tmp_path
):
    monkeypatch.setattr(sending, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(sending, "LOST_SECONDS", 0.3)
    monkeypatch.setattr(cluster_link, "ANSWER_SECONDS", 1)
    sources, steps = Now(), [Step(job("york"), ("asked for",))]
    with cluster_at(
        world.address, [job("york")], out=tmp_path, sources=sources, inputs=str(tmp_path / "in")
    ) as there:
        for worker in world.workers.values():
            worker.kill()
            worker.wait()
        (outcome,) = build(steps, out=tmp_path, workers=1, sources=sources, runner=there.run)
    assert outcome.error == "no worker was left on the cluster; start it again and build again"
    with pytest.raises(ClusterError, match="no workers; `sendlib cluster` says how"):
        check_cluster(world.address)
    world.scheduler.kill()
    world.scheduler.wait()
    with pytest.raises(ClusterError, match=r"no Dask scheduler answers there \("):
        check_cluster(world.address)


def test_a_report_that_reads_a_local_file_or_needs_quarto_is_built_here_only(york):
    assert not stays_here(york)
    local = LocalData(folder="own files")
    assert stays_here(replace(york, params=york.params.model_copy(update={"local": local})))
    assert stays_here(replace(york, engine="quarto"))
    members = (Member(area="816"), Member(area="815", shared="york.json"))
    region = RegionParams(region="Two", members=members)
    assert stays_here(replace(york, params=region))
    assert not stays_here(replace(york, params=RegionParams(region="Two", members=("816", "815"))))


@pytest.mark.usefixtures("world")
def test_published_files_need_a_place_that_workers_reach_and_invented_ones_none():
    demo = Job("demo", default_params("Demoshire"), "small", ("html",))
    assert public_inputs([demo], Now(), "") is None
    with pytest.raises(ClusterError, match="--cluster needs --inputs: a folder or address"):
        public_inputs([job("york")], Now(), "")
    assert list(public_inputs([job("york")], Now(), "there").files) == ["deflator.csv"]


def test_a_published_file_among_a_councils_own_is_sent_nowhere(world, tmp_path):
    own = job("kent", local=LocalData(folder=str(world.folder)))
    with (
        pytest.raises(ClusterError, match=r"deflator.csv: lies in .* nothing was sent; keep the t"),
        cluster_at("tcp://127.0.0.1:1", [own, job("york")], out=tmp_path, sources=Now(),
                   inputs=str(tmp_path / "in")),
    ):  # fmt: skip
        pass
    assert not (tmp_path / "in").exists()


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'sendlib\[cluster\]'"):
        check_cluster("tcp://127.0.0.1:1")
