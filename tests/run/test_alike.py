"""What has to be the same on two machines."""

import json
import platform
import subprocess
import sys
from importlib import metadata

from sendlib.run.alike import ABSENT, differences, tell, versions


def test_python_packages_code_and_notebooks_count(small_report):
    small_report()
    before = versions(["small", "gone"])
    assert before["python"] == platform.python_version()
    assert before["pandas"] == metadata.version("pandas")
    assert len(before["code of sendlib"]) == 12
    assert before["notebook gone"] == ABSENT
    small_report("# More")
    changed = differences(before, versions(["small", "gone"]))
    assert [one.rpartition(" (here")[0].rpartition(" ")[0] for one in changed] == ["notebook small"]


def test_what_differs_is_named_with_both_versions():
    here = {"python": "3.12.1", "pandas": "3.0", "code of sendlib": "aa", "scipy": "1.15"}
    there = {"python": "3.12.1", "pandas": "3.1", "code of sendlib": "bb", "numpy": "2.0"}
    assert differences(here, here) == []
    assert differences(here, there) == [
        "numpy 2.0 (here absent)",
        "pandas 3.1 (here 3.0)",
        "scipy absent (here 1.15)",
        "code of sendlib bb (here aa)",
    ]


def test_many_differences_are_counted():
    there = dict.fromkeys("abcdefgh", "1")
    assert differences({}, there)[-2:] == ["e 1 (here absent)", "3 more"]


def test_without_dask_it_counts_as_absent(monkeypatch):
    known = metadata.version

    def without(name):
        if name == "distributed":
            raise metadata.PackageNotFoundError
        return known(name)

    monkeypatch.setattr(metadata, "version", without)
    assert versions([])["distributed"] == ABSENT


def test_a_machine_tells_what_it_has(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["-c"])
    tell()
    assert json.loads(capsys.readouterr().out) == versions([])


def test_the_processes_that_hand_out_work_import_nothing_of_what_does_it():
    code = "import sys, sendlib.run.cluster_host, sendlib.run.cluster_worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "nbformat", "pydantic", "fsspec"} & set(done.stdout.split())
