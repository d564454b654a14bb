"""veraPDF passes the PDF by both standards it claims: PDF/UA-1 and PDF/A-2a."""

import subprocess
from pathlib import Path

import nbformat
import pikepdf
import pytest
from pikepdf import Name

from sendlib.report.document import read_document
from tests.browser.conftest import REPORTS, ROOT, SAMPLE, built
from tests.report.pdf_pages import page_faults
from tests.report.pdf_structure import faults_of

pytestmark = pytest.mark.browser


def chosen() -> list[str]:
    """Return one PDF of each kind of report, and those with params here: a run takes seconds."""
    paths = built("report.pdf")
    one_of_each_kind = {path.split("/")[-2]: path for path in reversed(paths)}.values()
    own = {path.stem for path in (ROOT / "params").glob("*.yml")}
    return sorted({*one_of_each_kind, *(path for path in paths if path.split("/")[0] in own)})


def file_of(sample_folder, path):
    return sample_folder / "report.pdf" if path == SAMPLE else REPORTS / path


@pytest.mark.parametrize("path", [SAMPLE, *built("report.pdf")])
def test_the_structure_of_every_pdf_is_whole(sample_folder, path):
    folder = sample_folder if path == SAMPLE else (REPORTS / path).parent
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    marks = read_document(notebook).cover.marks
    assert faults_of((folder / "report.pdf").read_bytes(), marks=marks) == []


@pytest.mark.parametrize("path", [SAMPLE, *built("report.pdf")])
def test_no_page_of_any_pdf_stands_nearly_empty_or_ends_in_a_heading(sample_folder, path):
    assert page_faults(file_of(sample_folder, path).read_bytes()) == []


@pytest.fixture(scope="module")
def damaged(sample_folder, tmp_path_factory):
    """A PDF that keeps neither standard."""
    file = tmp_path_factory.mktemp("damaged") / "x.pdf"
    with pikepdf.open(sample_folder / "report.pdf") as pdf:
        del pdf.Root.Lang
        del pdf.Root[Name.MarkInfo]
        pdf.save(file)
    return file


@pytest.fixture(scope="module")
def verdicts(pdf_checker, sample_folder, damaged):
    """What veraPDF says of each file; all in one go, as it takes its time to start."""
    files = [*(file_of(sample_folder, path) for path in (SAMPLE, *chosen())), damaged]
    done = subprocess.run([*pdf_checker, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = [part.partition("\n") for part in done.stdout.split("FILE ")[1:]]
    return {Path(name): verdict for name, _, verdict in said}


@pytest.mark.parametrize("path", [SAMPLE, *chosen()])
def test_the_pdf_keeps_both_standards(sample_folder, verdicts, path):
    assert verdicts[file_of(sample_folder, path)].splitlines() == ["PASS ua1", "PASS 2a"]


def test_the_checker_would_find_a_fault(damaged, verdicts):
    assert "FAIL ua1" in verdicts[damaged]
    assert "FAIL 2a" in verdicts[damaged]
