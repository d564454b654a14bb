"""The process on a worker's machine: what it takes on, and what it refuses."""

import io
import pickle
from functools import partial

import pytest

from sendlib.data.inputs import Inputs
from sendlib.params.load import default_params
from sendlib.run.alike import versions
from sendlib.run.cluster_host import Host, Order, do_pickled, read_files
from sendlib.run.supervise import Ended, Limits
from tests.run.supervised import square

PARAMS = pickle.dumps(default_params("York"))


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SENDLIB_DATA_RAW", str(tmp_path / "raw"))


def order(**changes):
    usual = {
        "content": pickle.dumps((square, 3)), "params": b"", "inputs": None, "limits": Limits(),
        "reports": (), "versions": versions(()),
    }  # fmt: skip
    return Order(**(usual | changes))


def test_work_is_done_and_its_progress_and_result_can_be_read_elsewhere():
    said = io.BytesIO()
    host = Host(said)
    ended = host.do(order())
    assert (pickle.loads(ended.result), ended.fault, host.is_building) == (9, "", False)
    said.seek(0)
    assert [pickle.load(said), pickle.load(said)] == [("cell", (0, 0)), ("cell", (3, 9))]


def test_an_order_of_a_machine_with_other_packages_is_refused():
    ended = Host(io.BytesIO()).do(order(versions={**versions(()), "pandas": "2.9"}))
    assert ended.fault.startswith("this worker has pandas ")
    assert ended.fault.endswith(" (here 2.9): have it as where you build")
    assert ended.result is None


def test_files_that_cannot_be_fetched_are_told(tmp_path):
    inputs = Inputs(str(tmp_path / "gone"), {"plans.csv": "0" * 64})
    ended = Host(io.BytesIO()).do(order(inputs=inputs))
    assert "gone: a published file cannot be read or written there" in ended.fault


def test_files_are_read_once_before_the_first_report(tmp_path, monkeypatch):
    calls = []

    def ran(tasks, work, **_):
        calls.append((tasks, work))
        yield Ended(tasks[0], 0.1, next(answers))

    monkeypatch.setattr("sendlib.run.cluster_host.run", ran)
    host, answers = Host(io.BytesIO()), iter(["plans.csv: damaged", "", b"one", b"two"])
    assert host.do(order(params=PARAMS)).fault == "plans.csv: damaged"
    assert host.do(order(params=PARAMS)).result == b"one"
    assert host.do(order(params=PARAMS)).result == b"two"
    assert [work for _, work in calls] == [read_files, read_files, do_pickled, do_pickled]
    assert not (tmp_path / "store" / "reading" / ".building").exists()


def test_reading_that_dies_is_told(monkeypatch):
    dead = partial(Ended, seconds=0.1, result=None, fault="its process was killed")
    monkeypatch.setattr(
        "sendlib.run.cluster_host.run", lambda tasks, *_, **__: iter([dead(tasks[0])])
    )
    ended = Host(io.BytesIO()).do(order(params=PARAMS))
    assert ended.fault == "published files were not read: its process was killed"


def test_reading_says_what_is_wrong_with_the_files(tmp_path):
    done = []
    assert "raw: no such folder" in read_files(PARAMS, lambda *at: done.append(at))
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "deflator.csv").write_text(
        "financial_year,index_2024_25_100,status\n2024-25,100,outturn\n"
    )
    assert read_files(PARAMS, lambda *at: done.append(at)) == ""
    assert done == [(1, 1)]
    assert list((tmp_path / "store" / "editions").iterdir())
