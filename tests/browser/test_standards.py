"""veraPDF passes the PDF by both standards it claims: PDF/UA-1 and PDF/A-2a."""

import subprocess

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


@pytest.fixture(params=[SAMPLE, *chosen()])
def pdf_file(request, sample_folder):
    return sample_folder / "report.pdf" if request.param == SAMPLE else REPORTS / request.param


@pytest.mark.parametrize("path", [SAMPLE, *built("report.pdf")])
def test_the_structure_of_every_pdf_is_whole(sample_folder, path):
    folder = sample_folder if path == SAMPLE else (REPORTS / path).parent
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    marks = read_document(notebook).cover.marks
    assert faults_of((folder / "report.pdf").read_bytes(), marks=marks) == []


@pytest.mark.parametrize("path", [SAMPLE, *built("report.pdf")])
def test_no_page_of_any_pdf_stands_nearly_empty_or_ends_in_a_heading(sample_folder, path):
    file = sample_folder / "report.pdf" if path == SAMPLE else REPORTS / path
    assert page_faults(file.read_bytes()) == []


def verdict(pdf_checker, path):
    done = subprocess.run([*pdf_checker, str(path)], capture_output=True, text=True, check=False)
    return done.stdout or done.stderr


def test_the_pdf_keeps_both_standards(pdf_file, pdf_checker):
    assert verdict(pdf_checker, pdf_file).splitlines() == ["PASS ua1", "PASS 2a"]


def test_the_checker_would_find_a_fault(sample_folder, pdf_checker, tmp_path):
    with pikepdf.open(sample_folder / "report.pdf") as pdf:
        del pdf.Root.Lang
        del pdf.Root[Name.MarkInfo]
        pdf.save(tmp_path / "x.pdf")
    found = verdict(pdf_checker, tmp_path / "x.pdf")
    assert "FAIL ua1" in found
    assert "FAIL 2a" in found
