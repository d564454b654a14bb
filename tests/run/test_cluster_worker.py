"""What a Dask worker does itself: start the process that builds, and say what is on its machine."""

import io
import pickle
import sys
from types import SimpleNamespace

import pytest

from sendlib.errors import ClusterError
from sendlib.run import cluster_worker
from sendlib.run.cluster_worker import Host, build_here, versions_there

ECHO = """
import pickle, sys
while True:
    what = pickle.load(sys.stdin.buffer)
    if what == "die":
        break
    for said in (("cell", (1, 2)), ("ended", what)):
        pickle.dump(said, sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


@pytest.fixture
def logged(monkeypatch):
    """Let the worker's process be a small one, and give what the worker logs."""
    logged = []
    worker = SimpleNamespace(log_event=lambda topic, at: logged.append((topic, at)))
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(get_worker=lambda: worker))
    monkeypatch.setattr(cluster_worker, "HOST", ECHO)
    monkeypatch.setattr(cluster_worker, "_own", SimpleNamespace())
    yield logged
    if host := getattr(cluster_worker._own, "host", None):
        host.end()


def test_one_process_serves_one_report_after_the_other_and_progress_is_handed_on(logged):
    assert build_here("key", pickle.dumps(b"first"), "topic", 7) == b"first"
    host = cluster_worker._own.host
    assert build_here("key", pickle.dumps(b"second"), "topic", 8) == b"second"
    assert cluster_worker._own.host is host
    assert logged == [("topic", (7, 1, 2)), ("topic", (8, 1, 2))]


def test_a_machine_that_runs_other_code_gets_a_new_process(logged):
    build_here("key", pickle.dumps(b"first"), "topic", 0)
    host = cluster_worker._own.host
    assert build_here("other", pickle.dumps(b"second"), "topic", 1) == b"second"
    assert cluster_worker._own.host is not host
    assert host._process.poll() is not None
    assert len(logged) == 2


def test_a_process_that_dies_costs_its_report_and_the_next_has_a_new_one(logged):
    assert build_here("key", pickle.dumps("die"), "topic", 0) is None
    assert build_here("key", pickle.dumps(b"next"), "topic", 1) == b"next"
    assert logged == [("topic", (1, 1, 2))]


def test_a_process_without_streams_gives_no_result():
    host = object.__new__(Host)
    host._process = SimpleNamespace(stdout=None, stdin=io.BytesIO())
    assert host.do(b"", lambda *_: None) is None


def test_a_machine_where_sendlib_does_not_start_is_told_with_the_reason(monkeypatch):
    monkeypatch.setattr(cluster_worker, "ALIKE", "raise SystemExit('No module named sendlib')")
    with pytest.raises(ClusterError, match="does not start there: No module named sendlib"):
        versions_there(())
    monkeypatch.setattr(cluster_worker, "ALIKE", "raise SystemExit(3)")
    with pytest.raises(ClusterError, match="does not start there: no message"):
        versions_there(())
