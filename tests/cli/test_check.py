"""`sendlib check` on a council's own files: what it prints and how it exits."""

from pathlib import Path

import pytest

from sendlib.cli.main import main
from sendlib.run.check import Checked
from sendlib.run.check_local import LocalCheck, Told

COUNTED = (
    "3 tables in 2 files read, no fault. Quality of the data: 0 figures questioned, 0 notes.\n"
)
WARNING = Told("packages", "Overlapping placements", "warning", 1200)
ERROR = Told("packages", "Value missing", "error", 2)


@pytest.fixture
def said(capsys, monkeypatch):
    """Run `sendlib check` with what is found in local files; give code, output and messages."""

    def ran(*found, faults=(), arguments=()):
        monkeypatch.setattr("sendlib.cli.check.check", lambda _: Checked(faults, (), 3, 2))

        def local(paths, **options):
            ran.asked = (paths, options)
            return list(found)

        monkeypatch.setattr("sendlib.cli.check.check_local", local)
        with pytest.raises(SystemExit) as stopped:
            main(["check", *arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def test_warnings_are_counted_by_file_and_rule_and_exit_well(said):
    found = LocalCheck("york", Path("reports/york/check"), 2, 4905, 0, (WARNING,))
    assert said(found) == (
        0,
        "york: packages: warning: Overlapping placements: 1,200\n"
        "york: 2 local files, 4,905 rows, 0 left out; see reports/york/check/index.html\n"
        + COUNTED,
        "",
    )


def test_errors_go_where_messages_go_and_exit_with_1(said):
    found = LocalCheck("york", Path("reports/york/check"), 1, 9, 2, (ERROR, WARNING))
    code, out, err = said(found)
    assert code == 1
    assert err == "york: packages: error: Value missing: 2\n"
    assert "york: 1 local file, 9 rows, 2 left out" in out


def test_files_that_cannot_be_read_are_a_fault(said):
    code, out, err = said(LocalCheck("york", fault="local.folder: no folder own"))
    assert (code, out, err) == (1, COUNTED, "york: local.folder: no folder own\n")


def test_faults_of_published_files_are_told_as_before(said):
    assert said(faults=("a.csv: truncated",)) == (1, "", "a.csv: truncated\n")


def test_where_pages_go_and_faults_of_the_demo_are_asked_for(said):
    said(arguments=["params/demo.yml", "--out", "mine", "--demo-faults"])
    assert said.asked == ([Path("params/demo.yml")], {"out": Path("mine"), "demo_faults": True})
    said()
    assert said.asked == ([], {"out": Path("reports"), "demo_faults": False})
