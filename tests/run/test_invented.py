"""Shares of demo councils are made side by side before reports are built."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from sendlib.params.region import RegionParams
from sendlib.run import invented
from sendlib.run.invented import keep_invented_shares
from sendlib.run.jobs import Job
from sendlib.run.prepare import prepare_data

DEMO = RegionParams(region="Demo", members=("Demoshire", "Eskerby", "Harrowfen"))


@pytest.fixture
def pool(monkeypatch):
    """Have the codes made in this process; give how many workers there were, and what was made."""
    seen = {"workers": [], "made": [], "broken": None}

    class Pool:
        def __init__(self, workers, mp_context):
            seen["workers"].append((workers, mp_context.get_start_method()))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return False

        def submit(self, work, *given):
            future = Future()
            if seen["broken"]:
                future.set_exception(seen["broken"])
            else:
                future.set_result(work(*given))
            return future

    monkeypatch.setattr(invented, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(invented, "open_tables", lambda _: "published")
    monkeypatch.setattr(invented.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(invented, "keep_invented", lambda *given: seen["made"].append(given[1:]))
    return seen


def wanting(monkeypatch, *codes):
    monkeypatch.setattr(invented, "invented_to_make", lambda *_: list(codes))


def test_shares_that_are_not_kept_are_made_by_as_many_processes_as_there_are_cores(
    pool, monkeypatch
):
    wanting(monkeypatch, "101", "106", "109")
    keep_invented_shares(DEMO, "tables")
    assert pool["workers"] == [(2, "spawn")]
    assert pool["made"] == [("101", "published"), ("106", "published"), ("109", "published")]


@pytest.mark.parametrize("codes", [(), ("101",)])
def test_one_share_or_none_is_left_to_the_report(pool, monkeypatch, codes):
    wanting(monkeypatch, *codes)
    keep_invented_shares(DEMO, "tables")
    assert pool["workers"] == pool["made"] == []


def test_a_process_that_comes_to_nothing_is_left_to_the_report_and_a_fault_is_told(
    pool, monkeypatch
):
    wanting(monkeypatch, "101", "106")
    pool["broken"] = BrokenProcessPool()
    keep_invented_shares(DEMO, "tables")
    pool["broken"] = ValueError("a fault")
    with pytest.raises(ValueError, match="a fault"):
        keep_invented_shares(DEMO, "tables")


def test_they_are_made_for_the_report_on_a_region_alone(monkeypatch, tables):
    asked = []
    monkeypatch.setattr("sendlib.run.prepare.open_tables", lambda _: tables())
    monkeypatch.setattr(invented, "keep_invented_shares", lambda params, _: asked.append(params))
    prepare_data([Job("demo", DEMO, "improvement-progress")])
    assert asked == []
    prepare_data([Job("demo", DEMO, "regional-commissioning")])
    assert asked == [DEMO]
