import subprocess
import sys

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.utils.exceptions import ConversionException

from sendlib.report.document import read_document
from sendlib.report.exporters import ReportExporter
from sendlib.report.html import render_html
from sendlib.report.pdf import render_pdf


@pytest.fixture
def notebook(views):
    return views.notebook(views.cover(), "# Words {#w}\n\nSome.", views.figure(), views.table())


def test_nbconvert_knows_the_exporter_of_html(notebook):
    output, resources = get_exporter("sendlib-html")().from_notebook_node(notebook)
    assert output == render_html(read_document(notebook))
    assert resources["output_extension"] == ".html"


def test_nbconvert_knows_the_exporter_of_pdf(notebook):
    output, resources = get_exporter("sendlib-pdf")().from_notebook_node(notebook)
    assert output == render_pdf(read_document(notebook))
    assert resources["output_extension"] == ".pdf"


@pytest.mark.parametrize(
    ("text", "fault"),
    [("See [x](#nowhere).", "cell 2: the cross-reference"), ("The rate is nan.", "nan")],
)
def test_what_is_no_report_is_refused_as_nbconvert_does(views, text, fault):
    notebook = views.notebook(views.cover(), text)
    with pytest.raises(ConversionException, match=fault):
        get_exporter("sendlib-html")().from_notebook_node(notebook)


def test_the_shared_part_has_no_format_of_its_own(notebook):
    with pytest.raises(NotImplementedError):
        ReportExporter().from_notebook_node(notebook)


def test_the_command_line_of_nbconvert_writes_the_report(notebook, tmp_path):
    nbformat.write(notebook, tmp_path / "executed.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "sendlib-html", "executed.ipynb"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "executed.html").read_text(encoding="utf-8")
    assert page.strip() == render_html(read_document(notebook)).strip()
