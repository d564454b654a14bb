"""Processes that are watched: one that goes wrong costs its own task, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver
from pathlib import Path

import pytest

from sendlib.run import supervise
from sendlib.run.supervise import Limits, run
from tests.run import supervised

ROOT = Path(__file__).parents[2]


def ended(tasks, work, *, workers=2, **limits):
    found = list(run(tasks, work, workers=workers, limits=Limits(**limits)))
    return sorted(found, key=lambda one: str(one.task))


def is_running(pid):
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_every_task_ends_with_its_result_and_how_far_it_was():
    found = ended([1, 2, 3], supervised.square)
    assert [(one.task, one.result, one.cell, one.cells) for one in found] == [
        (1, 1, 1, 9), (2, 4, 2, 9), (3, 9, 3, 9),
    ]  # fmt: skip
    assert [one.fault for one in found] == ["", "", ""]


def test_the_program_that_starts_processes_is_not_loaded_in_them(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "from sendlib.run import supervise; from tests.run import supervised; print('begun')\n"
        "print([one.result for one in supervise.run([2, 3], supervised.square, workers=2)])"
    )
    said = subprocess.run(
        [sys.executable, program], env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.split("\n", 1)[0] == "begun"
    assert said.count("begun") == 1
    assert {*said.splitlines()[1].strip("[]").split(", ")} == {"4", "9"}


def test_what_tasks_tell_is_heard_in_order_without_waking_the_first_process_each_time(monkeypatch):
    woken, told = [], []
    waited = supervise.wait
    monkeypatch.setattr(supervise, "wait", lambda *a, **k: woken.append(1) or waited(*a, **k))
    cells = 300
    (found,) = run(
        [cells], supervised.tells_much, workers=1,
        report_progress=lambda _, cell, of: told.append((cell, of)),
    )  # fmt: skip
    assert found.result == cells
    assert told == [(0, 0), *((cell, cells) for cell in range(cells))]
    assert len(woken) < cells / 5


def test_a_task_has_the_environment_and_folder_of_now_and_a_process_and_group_of_its_own(
    monkeypatch, tmp_path
):
    ended([1], supervised.square)  # the template stands by now
    monkeypatch.setenv("SENDLIB_STORE", "given since")
    monkeypatch.chdir(tmp_path)
    names = ["OMP_NUM_THREADS", "SENDLIB_STORE"]
    threads, store = ended(names, supervised.environment)
    assert store.result[:2] == ("given since", str(tmp_path))
    assert threads.result[0] == "1"
    pids = {one.result[2] for one in (threads, store)}
    assert len(pids) == 2
    assert {one.result[3] for one in (threads, store)} == pids
    assert "OMP_NUM_THREADS" not in os.environ


def test_a_process_that_is_killed_costs_its_task_alone():
    dead, one, two = ended([-1, 1, 2], supervised.fails)
    assert dead.fault.startswith("its process was killed (SIGKILL), most often for want of memory")
    assert dead.is_killed
    assert (dead.result, one.result, two.result) == (None, 1, 2)


def test_one_that_never_ends_is_stopped_even_if_it_ignores_being_told(monkeypatch):
    monkeypatch.setattr(supervise, "GRACE_SECONDS", 0.2)
    late, well = ended([-1, 1], supervised.hangs, seconds=2)
    assert late.fault == "it took more than 2 seconds and was stopped"
    assert (late.cell, late.cells) == (3, 5)
    assert not late.is_killed
    assert well.result == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are Linux's")
def test_a_request_for_too_much_memory_fails_in_the_task_itself():
    found = ended([8 << 30, 1 << 20], supervised.allocates, memory=2 << 30)
    assert {one.result for one in found} == {"too much", 1 << 20}


def test_what_a_task_started_goes_with_it(tmp_path):
    (found,) = ended([str(tmp_path)], supervised.leaves_a_child)
    assert until(lambda: not is_running(found.result))


def test_tasks_stop_when_nobody_waits_for_them(tmp_path):
    running = run([str(tmp_path)], supervised.waits, workers=1, limits=Limits(seconds=1))
    (found,) = list(running)
    assert "more than 1 seconds" in found.fault
    pids = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert len(pids) == 2
    assert until(lambda: not any(map(is_running, pids)))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_left_when_the_first_process_ends(tmp_path, how):
    first = subprocess.Popen(
        [sys.executable, supervised.__file__, str(tmp_path)], start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert until(lambda: len(list(tmp_path.glob("*.pid"))) == 4, seconds=120)
    pids = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert all(map(is_running, pids))
    first.send_signal(how)
    first.wait(timeout=60)
    assert until(lambda: not any(map(is_running, pids)))


def test_the_template_has_no_thread_beside_its_first():
    """A fork has one thread; locks that others held would stay locked for ever."""
    code = (
        "import os, sendlib.run.warm, sys; "
        "print(len(os.listdir('/proc/self/task')), 'pyarrow' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **supervise.ENVIRONMENT},
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.split() == ["1", "True"]


def test_a_template_that_ended_is_followed_by_another():
    ended([1], supervised.square)
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)
    assert [one.result for one in ended([2, 3], supervised.square)] == [4, 9]


def test_one_that_always_ends_is_told():
    code = (
        "from sendlib.errors import NotebookError; from sendlib.run import supervise\n"
        "from tests.run import supervised\n"
        "supervise.WARM = 'tests.run.ends'\n"
        "try: list(supervise.run([1], supervised.square, workers=1))\n"
        "except NotebookError as error: print(error)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "ended as it began, twice" in said


def test_no_temporary_file_is_left(tmp_path):
    code = (
        "from sendlib.run import supervise; from tests.run import supervised\n"
        "ended = supervise.run(['report.typ'], supervised.typesets, workers=1)\n"
        "print([one.result for one in ended])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)},
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.strip() == "[True]"
    assert until(lambda: not list(tmp_path.iterdir()))


def test_elsewhere_processes_start_anew(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    supervise.start_template()
    (found,) = ended([3], supervised.square)
    assert found.result == 9
