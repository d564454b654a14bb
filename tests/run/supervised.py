"""Work for processes that are watched: what goes well, and every way to go wrong."""

import gc
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from sendlib.report.typesetter import compiler
from sendlib.run.supervise import Limits, run


def square(task, report_progress):
    report_progress(task, 9)
    return task * task


def tells_much(task, report_progress):
    for cell in range(task):
        report_progress(cell, task)
        time.sleep(0.001)
    return task


def environment(task, report_progress):
    report_progress(1, 1)
    return os.environ.get(task, ""), str(Path.cwd()), os.getpid(), os.getpgid(0)


def garbage(task, report_progress):
    report_progress(task, 1)
    return gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count()


def is_ready(task, report_progress):
    report_progress(1, 1)
    layouts = sys.modules["sendlib.data.layouts"].layouts
    return task in sys.modules, layouts.cache_info().currsize


def shells(task, report_progress):
    report_progress(task, 1)
    unused = sys.modules["sendlib.run.shell"]._unused
    code = sys.modules["sendlib.data.store"].package_code
    return [one.execution_count for one in unused], code.cache_info().currsize


def typesets(task, report_progress):
    report_progress(1, 1)
    return compiler(task) is not None


def fails(task, report_progress):
    report_progress(1, 1)
    if task < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def is_killed(_task, _report_progress, *, out):
    os.kill(os.getpid(), signal.SIGKILL)
    return out


def hangs(task, report_progress):
    report_progress(3, 5)
    if task < 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
    return task


def allocates(task, report_progress):
    report_progress(1, 1)
    try:
        return len(bytearray(task))
    except MemoryError:
        return "too much"


def leaves_a_child(folder, report_progress):
    report_progress(1, 1)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (Path(folder) / f"{child.pid}.pid").touch()
    return child.pid


def waits(folder, report_progress):
    leaves_a_child(folder, report_progress)
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(600)
    return


def loaded(task, report_progress):
    report_progress(task, 1)
    found = [one for name, one in sys.modules.items() if name.split(".")[0] == "sendlib"]
    return [one.__file__ for one in found]


def main(folder):
    """Run two tasks that never end, until somebody ends this process."""
    # what runs in the background of a shell ignores it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for _ in run([folder, folder], partial(waits), workers=2, limits=Limits(seconds=600)):
        pass


if __name__ == "__main__":
    from tests.run import supervised  # what a process does has to lie in a module

    supervised.main(sys.argv[1])
