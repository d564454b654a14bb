"""The engine gives what an ordinary kernel gives, by hand as well as in a build."""

import builtins
import re
import subprocess
import sys
from datetime import datetime

import nbformat
import papermill
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from sendlib.params.load import default_params, to_notebook
from sendlib.report.executed import stable_notebook
from sendlib.run import engine as engines
from sendlib.run.notebooks import notebook_path
from sendlib.run.shell import notebook_shell

VALUES = to_notebook(default_params("York"))
EVERY_KIND = (
    "# Words",
    "print('one'); print('two')\n'result'",
    "import sys\nprint('a', end='', file=sys.stderr)\nprint('c', file=sys.stderr)",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>shown</b>'), {'n': 1})\n1.5",
    "from sendlib.views.blocks import Statement\nStatement('It rose.', 'st-a')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('kept')",
    "display({'text/plain': 'b', 'application/json': {1: (2, 'c'), 'd': [None]}}, raw=True)",
    "import numpy as np\nimport pandas as pd\nfrom sendlib.contracts.tables import FIGURE_COLUMNS\n"
    "from sendlib.views.blocks import Evidence\n"
    "cells = ['a', 1.5, np.nan, np.int64(3), True, None, *'bcdefghi']\n"
    "figures = pd.DataFrame([cells], columns=FIGURE_COLUMNS, dtype=object)\n"
    "Statement('It fell.', 'st-b', evidence=Evidence(figures))",
    "class Picture(str):\n    def _repr_png_(self): return b'\\x89PNG'\nPicture('drawn')",
    "quiet = 3;",
    "_ = quiet; None",
    "here = %pwd\n['\\n%pwd', bool(here)]",
    'told = """\n%pwd\n!echo\n"""\ntold',
    "%%capture caught\nprint('caught')",
    "caught.stdout",
    "",
    "[In[1].splitlines()[0], Out[3], area]",
)


def executed(engine, **options):
    return papermill.execute_notebook(
        str(notebook_path("small")), None, parameters=VALUES, kernel_name="python3",
        engine_name=engine, progress_bar=False, **options,
    )  # fmt: skip


def outputs(notebook):
    return [(cell.execution_count, cell.outputs) for cell in notebook.cells if "outputs" in cell]


def test_outputs_of_every_kind_are_those_of_an_ordinary_kernel(notebooks):
    notebooks(*EVERY_KIND)
    ours, theirs = executed("sendlib"), executed(None)
    assert outputs(ours) == outputs(theirs)
    assert stable_notebook(ours, hidden={}) == stable_notebook(theirs, hidden={})


@pytest.mark.parametrize(
    "source",
    ["a = 1", "a\n", "", "\n\n1 / 0", "    b = 2\n    b", "# %pwd\nc = '%d' % 1", "!ls", "d = %pwd",
     "len?", "%%time\n1", ">>> e = 1", "f = \x001"],
)  # fmt: skip
def test_a_cell_becomes_the_python_that_ipython_makes_of_it(source):
    with notebook_shell() as shell:
        assert shell.transform_cell(source) == InteractiveShell.transform_cell(shell, source)


def test_what_python_warns_of_in_a_cell_is_told_once(recwarn):
    with notebook_shell() as shell:
        shell.transform_cell("'\\d'")
    assert not recwarn.list


def test_an_error_is_told_as_by_an_ordinary_kernel(notebooks):
    notebooks("# Words", "def f(): return {}['gone']", "f()", "never = 1")
    told = []
    for engine in ("sendlib", None):
        with pytest.raises(PapermillExecutionError) as raised:
            executed(engine)
        error = raised.value
        # the place in memory and the number of the kernel's temporary file differ by process
        plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
        told.append((error.ename, error.evalue, error.cell_index, plain))
    assert told[0] == told[1]


def test_nothing_of_one_notebook_is_there_in_the_next(notebooks):
    notebooks("secret = 7", "secret")
    executed("sendlib")
    notebooks("'secret' in globals()")
    assert executed("sendlib").cells[-1].outputs[0]["data"]["text/plain"] == "False"
    assert not hasattr(builtins, "secret")


def test_the_process_is_as_it_was_afterwards(notebooks):
    before = sys.displayhook, sys.excepthook, sys.stdout, sys.modules["__main__"]
    notebooks("1")
    executed("sendlib")
    assert (sys.displayhook, sys.excepthook, sys.stdout, sys.modules["__main__"]) == before


def test_papermill_knows_the_engine_by_hand(notebooks, tmp_path):
    notebooks("area")
    out = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "--engine", "sendlib", "-k", "python3",
               "-p", "area", "886", str(notebook_path("small")), str(out)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    last = nbformat.read(out, as_version=4).cells[-1]
    assert last.outputs[0]["data"]["text/plain"] == "886"
    noted = last.metadata.papermill
    took = datetime.fromisoformat(noted["end_time"]) - datetime.fromisoformat(noted["start_time"])
    assert 0 < noted["duration"] == took.total_seconds()
    assert noted["status"] == "completed"


def test_a_cell_may_take_any_time_where_no_alarm_can_be_set(notebooks, monkeypatch):
    notebooks("import time; time.sleep(0.4)")
    with pytest.raises(CellTimeoutError):
        executed("sendlib", execution_timeout=0.2)
    monkeypatch.setattr(engines, "HAS_ALARM", False)
    executed("sendlib", execution_timeout=0.2)


@pytest.mark.parametrize(("seconds", "saved"), [(0.0, ["1", "12", "123"]), (60.0, [])])
def test_papermill_writes_a_growing_notebook_at_times_and_the_whole_in_the_end(
    notebooks, tmp_path, monkeypatch, seconds, saved
):
    written = []
    monkeypatch.setattr(engines, "SAVE_SECONDS", seconds)
    monkeypatch.setattr(engines, "write_ipynb", lambda notebook, _: written.append(said(notebook)))
    notebooks("print(1, end='')", "print(2, end='')", "print(3, end='')")
    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        str(notebook_path("small")), str(out), engine_name="sendlib", kernel_name="python3",
        progress_bar=False,
    )  # fmt: skip
    assert [one for one in written if one] == saved
    assert said(nbformat.read(out, as_version=4)) == "123"


def said(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "".join(output["text"] for output in outputs)
