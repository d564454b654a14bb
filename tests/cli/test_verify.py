import os
from pathlib import Path

import pytest

from sendlib.cli.main import main
from sendlib.data.folder import DATA_VARIABLE
from sendlib.run.verify import Compared, Verified

YORK = Path("reports/york/evidence-base")


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """Run the command line; `verified` stands for what becomes of each report."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments, verified=()):
        coming = iter(verified)
        if verified:
            monkeypatch.setattr("sendlib.cli.verify.verify", lambda *_, **__: next(coming))
        with pytest.raises(SystemExit) as stopped:
            main(["verify", *map(str, arguments)])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def test_a_report_that_is_the_same_exits_with_0(said):
    code, out, err = said(YORK, verified=[Verified(YORK, files=(Compared("report.html", "same"),))])
    assert (code, err) == (0, "")
    assert (
        out
        == "same       report.html\nreports/york/evidence-base: the same, byte for byte; 1 files\n"
    )


def test_a_report_that_is_not_the_same_exits_with_1_and_says_why(said):
    files = Compared("a.csv", "different", "row 2"), Compared("b.csv", "same")
    unlike = Verified(YORK, files=files, causes=("the code has changed",))
    same = Verified(YORK, files=(Compared("report.html", "same"),))
    code, out, err = said(YORK, YORK, verified=[unlike, same])
    assert code == 1
    assert "different  a.csv: row 2\n" in out
    assert err == (
        "reports/york/evidence-base: not the same; 1 of 2 files\n"
        "Likely cause: the code has changed\n"
    )


def test_a_report_that_cannot_be_verified_exits_with_1_and_its_faults(said):
    code, out, err = said(YORK, verified=[Verified(YORK, faults=("a.csv: missing",))])
    assert (code, out) == (1, "")
    assert err.startswith("a.csv: missing\nreports/york/evidence-base: cannot be verified")


def test_the_folder_of_data_can_be_named(said, monkeypatch, tmp_path):
    monkeypatch.setenv(DATA_VARIABLE, "")
    code, _, err = said("gone", "--data-raw", "raw")
    assert (code, os.environ[DATA_VARIABLE]) == (1, str(tmp_path / "raw"))
    assert "gone: no such folder; give the folder of a report" in err
