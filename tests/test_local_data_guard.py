"""A file that looks like a council's own data is refused before it is committed."""

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests import local_data_guard
from tests.local_data_guard import faults, main

ROOT = Path(__file__).parents[1]


def refused(name, content=b""):
    return faults([name], lambda _: content)


def zipped(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def workbook(*header):
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(header)
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("placements.xlsx", "is a file of data (.xlsx)"),
        ("tests/data/drawn.csv", "is a file of data (.csv)"),
        ("docs/all.ZIP", "is a file of data (.ZIP)"),
        ("benchmarks/packages.csv", "is named like the local file packages"),
        ("benchmarks/joint-funding 2025.parquet", "is named like the local file joint_funding"),
        ("benchmarks/SEN2_2025.xml", "is named like the local file sen2"),
    ],
)
def test_a_file_is_refused_by_its_name(name, reason):
    (message,) = refused(name)
    assert message.startswith(f"{name}: {reason}")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"UPN,Year,Need\nA1,2025,ASD\n", "“upn”"),
        (b"Export of 1 May\n\nChild ID;Start;Cost\n", "“child id”"),
        ("\ufeffname\tDate of Birth\tcost\n".encode(), "“date of birth”"),
        (b"a|b|NHS_Number\n", "“nhs number”"),
        (b'[{"person_id": "P1", "cost": 3}]', "“person id”"),
        (b"<Message><Header><Collection>SEN2</Collection>", "SEN2 return"),
        (zipped("x.csv", "person_id,start,cost\n"), "“person id”"),
        (workbook("Surname", "Cost"), "“surname”"),
        (b"PK\x03\x04 cut off", "cannot be looked into"),
    ],
)
@pytest.mark.parametrize("name", ["benchmarks/results.json", "notes.txt", "export"])
def test_a_file_is_refused_by_what_it_holds_wherever_it_lies(name, content, reason):
    (message,) = refused(name, content)
    assert reason in message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("benchmarks/results.csv", b"rows,seconds,memory\n10000,1.2,300\n"),
        ("sendlib/data/local/rules.py", b"person_id,upn,cost"),
        ("notes.txt", b"A person_id, as the docs say, stands for one person.\n"),
        ("tests/golden/table.csv", b"need,plans,percent\nASD,10,3.5\n"),
        ("benchmarks/results.zip", zipped("a.csv", "rows,seconds,memory\n")),
    ],
)
def test_results_code_and_prose_are_let_through(name, content):
    assert refused(name, content) == []


def test_nothing_in_this_repository_looks_like_local_data():
    assert main() == 0


def test_what_is_about_to_be_committed_is_refused_with_what_to_do(tmp_path, monkeypatch, capsys):
    def git(*arguments):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    (tmp_path / "tests").mkdir()
    (tmp_path / "packages.csv").write_text("person_id,start,cost\n")
    (tmp_path / "lies about.csv").write_text("person_id,start,cost\n")
    monkeypatch.setattr(local_data_guard, "__file__", str(tmp_path / "tests" / "guard.py"))
    assert main() == 0
    git("add", "packages.csv")
    assert main() == 1
    told = capsys.readouterr().err
    assert told.startswith("packages.csv: is named like the local file packages\n")
    assert "git rm --cached" in told
    assert "lies about" not in told


def test_outside_a_checkout_nothing_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(local_data_guard, "__file__", str(tmp_path / "tests" / "guard.py"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main() == 0


def test_make_check_runs_the_guard_and_git_ignores_where_local_data_lie():
    assert "tests/local_data_guard.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in ("local/packages.xlsx", "reports/demo/check/faults.csv", "data_raw/a.zip"):
        ran = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)
        assert ran.returncode in (0, 128), name  # 128: not a checkout
    for name in ("sendlib/data/local/rules.py", "data_raw/sources.yml"):
        ran = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)
        assert ran.returncode in (1, 128), name
