"""`sendlib cluster`, and what `sendlib build --cluster` says."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from sendlib.cli.cluster import runner_at
from sendlib.cli.main import main
from sendlib.errors import ClusterError
from sendlib.params.load import default_params
from sendlib.params.local import LocalData
from sendlib.run import cluster_link
from sendlib.run.jobs import Job
from sendlib.run.plan import Now
from sendlib.run.supervise import run


@pytest.fixture
def said(capsys):
    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main(["cluster", *arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def job(name, folder=""):
    params = default_params(name)
    return Job(name, params.model_copy(update={"local": LocalData(folder=folder)}))


def runner(address, jobs, tmp_path):
    with runner_at(address, jobs, out=tmp_path, sources=Now(), inputs="") as found:
        return found


def test_it_says_what_to_start_with_the_options_that_matter(said):
    code, out, err = said()
    assert (code, err) == (0, "")
    for part in ("dask scheduler --port 8786", "--nthreads 1", "--death-timeout 60",
                 "SENDLIB_STORE=", "sendlib cluster tcp://", "--inputs", "--cluster"):  # fmt: skip
        assert part in out


@pytest.mark.parametrize(
    ("count", "faults", "expected"),
    [
        (1, [], (0, "tcp://a: 1 worker, like this machine\n", "")),
        (3, ["worker b has pandas 2"],
         (1, "", "worker b has pandas 2\n1 of 3 workers unlike this machine: "
          "nothing would be built\n")),
    ],
)  # fmt: skip
def test_it_checks_what_was_started(said, monkeypatch, count, faults, expected):
    monkeypatch.setattr(cluster_link, "check_cluster", lambda _: (count, faults))
    assert said("tcp://a") == expected


def test_without_a_cluster_reports_are_built_here(tmp_path, capsys):
    assert runner("", [job("York")], tmp_path) is run
    assert capsys.readouterr().err == ""


def test_reports_that_read_local_files_are_named_and_built_here(tmp_path, monkeypatch, capsys):
    @contextmanager
    def cluster_at(address, jobs, **_):
        given.append((address, len(jobs)))
        yield SimpleNamespace(run="the cluster's")

    given = []
    monkeypatch.setattr(cluster_link, "cluster_at", cluster_at)
    own = [job(name, "own") for name in ("York", "Kent", "Leeds", "Surrey")]
    assert runner("tcp://a", own, tmp_path) is run
    assert given == []
    assert capsys.readouterr().err == (
        "4 of 4 built on this machine, not the cluster, since they read local files or need "
        "Quarto: York, Kent, Leeds and 1 more\n"
    )
    assert runner("tcp://a", [own[0], job("Medway")], tmp_path) == "the cluster's"
    assert given == [("tcp://a", 2)]
    assert capsys.readouterr().err.endswith("need Quarto: York\n")


def test_a_scheduler_that_is_not_there_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster_link, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(cluster_link, "public_inputs", lambda *_: None)
    with pytest.raises(ClusterError, match="no Dask scheduler answers there"):
        runner("tcp://127.0.0.1:1", [job("York")], tmp_path)
