"""What the template process has ready for the forks in which reports are made."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from sendlib.run import supervise
from sendlib.run.notebooks import notebooks_folder
from tests.run import supervised

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    not supervise.can_fork(), reason="there is no template without forks"
)


def said_by(code):
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **supervise.ENVIRONMENT},
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip


def test_a_fork_looks_for_garbage_rarely_and_not_among_what_it_was_given():
    (found,) = supervise.run([1], supervised.garbage, workers=1)
    is_enabled, threshold, frozen = found.result
    assert is_enabled
    assert threshold == 300_000 > gc.get_threshold()[0]
    assert frozen > 100_000


def test_a_fork_has_loaded_what_reads_tables_and_knows_their_layouts():
    (found,) = supervise.run(["pyarrow.parquet"], supervised.is_ready, workers=1)
    assert found.result == (True, 1)


def test_a_fork_has_a_shell_in_which_nothing_was_run_and_knows_the_code_that_reads():
    (found,) = supervise.run([1], supervised.shells, workers=1)
    assert found.result == ([1], 3)


def test_what_an_evidence_base_needs_leads_to_no_fitting_of_models(notebooks):
    cells = nbformat.read(ROOT / "notebooks/evidence_base.ipynb", as_version=4).cells
    (imports,) = (cell.source for cell in cells if "import Review" in cell.source)
    notebooks(imports)
    heavy = ("scipy.stats", "scipy.optimize", "statsmodels", "seaborn", "dask")
    code = f"import sys, sendlib.run.warm; print(sorted(set(sys.modules) & set({heavy})))"
    assert said_by(code) == "[]"


def test_what_is_wrong_with_one_notebook_is_told_by_its_report_and_stops_no_other(notebooks):
    notebooks("%time import gone", "def broken(:", "import no_such_package", "import nturl2path")
    (notebooks_folder() / "other.ipynb").write_text("[]")
    code = "import sys, sendlib.run.warm; print('nturl2path' in sys.modules)"
    assert said_by(code) == "True"
