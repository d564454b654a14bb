"""The user's Quarto, played by a script; with the real one where it is installed."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from sendlib.errors import RenderError
from sendlib.report import quarto_engine
from sendlib.report.document import read_document
from sendlib.report.outputs import write_report
from sendlib.report.quarto_engine import Quarto, find_quarto, render_by_quarto

REAL = shutil.which("quarto")
RENDERS = """
names = {"html": "report.html", "typst": "report.pdf", "docx": "report.docx"}
told = [sys.argv[1:], sorted(os.listdir()), os.environ["SOURCE_DATE_EPOCH"], os.getcwd()]
open(names[sys.argv[4]], "w").write(json.dumps(told))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the played Quarto is a POSIX script")


@pytest.fixture
def played(tmp_path, monkeypatch):
    """Put a script on the path that says it is Quarto and then does as told."""

    def put(version="1.10.17", does=RENDERS):
        program = tmp_path / "bin" / "quarto"
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            f"#!{sys.executable}\nimport json, os, sys\n"
            f"if sys.argv[1] == '--version':\n    print({version!r}); sys.exit()\n{does}"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))
        monkeypatch.delenv("QUARTO_PATH", raising=False)
        return program

    return put


@pytest.fixture
def document(views):
    return read_document(views.notebook(views.cover(), "# A {#a}", views.figure()))


def test_quarto_is_found_on_the_path(played):
    program = played()
    assert find_quarto() == Quarto(str(program), "1.10.17")


@pytest.mark.parametrize("part", ["", "quarto"])
def test_quarto_is_found_where_a_variable_says(played, monkeypatch, part):
    program = played()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("QUARTO_PATH", str(program.parent / part))
    assert find_quarto().program == str(program)


def test_absent_quarto_is_told_with_what_is_needed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    with pytest.raises(RenderError, match=r"no quarto on the path.*needs Quarto 1\.9 or later"):
        find_quarto()
    monkeypatch.setenv("QUARTO_PATH", "/nowhere/quarto")
    with pytest.raises(RenderError, match="QUARTO_PATH is '/nowhere/quarto', no program"):
        find_quarto()


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("1.8.27", r"is Quarto 1\.8\.27, which is too old.*1\.9 or later"),
        ("0.99", "too old"),
        ("quarto", "gives 'quarto' as its version"),
    ],
)
def test_a_quarto_too_old_is_told_with_what_is_needed(played, version, told):
    played(version)
    with pytest.raises(RenderError, match=told):
        find_quarto()


@pytest.mark.parametrize("version", ["1.9.0", "1.10.17", "2.0", "99.9.9", "1.11.0-rc.1"])
def test_later_versions_are_fine(played, version):
    played(version)
    assert find_quarto().version == version


def test_a_program_that_does_not_run_is_told(played):
    played().write_text("#!/nowhere/at/all\n")
    with pytest.raises(RenderError, match=r"quarto does not run: .*needs Quarto"):
        find_quarto()


def test_a_program_that_gives_no_answer_is_told(played, monkeypatch):
    program = played(does="import time; time.sleep(60)")
    monkeypatch.setitem(quarto_engine.SECONDS, "render", 1)
    with pytest.raises(RenderError, match="render gave no answer in 1 seconds"):
        quarto_engine._run(str(program), "render")


def test_each_format_is_rendered_in_a_folder_that_is_removed(played, document):
    played()
    made = render_by_quarto(document, {}, ["xlsx", "pdf", "html"], find_quarto())
    assert list(made) == ["report.html", "report.pdf"]
    arguments, files, stamp, folder = json.loads(made["report.pdf"])
    assert arguments == ["render", "report.qmd", "--to", "typst"]
    assert {"_quarto.yml", "report.qmd", "charts", "fonts"} <= set(files)
    assert stamp == "1782907200"  # noon of the report's date
    assert not Path(folder).exists()


@pytest.mark.parametrize("does", ["sys.exit(1)", "sys.exit(0)"])
def test_a_failure_is_told_with_the_end_of_what_quarto_said(played, document, does):
    played(
        does=f"print('first\\n' * 50 + '\\033[31mERROR\\033[39m: no font in', os.getcwd())\n{does}"
    )
    with pytest.raises(RenderError) as told:
        render_by_quarto(document, {}, ["docx"], find_quarto())
    message = str(told.value)
    assert message.startswith("Quarto 1.10.17 did not render report.docx (exit code ")
    assert "ERROR: no font in" in message
    assert message.count("first") < 20
    assert "sendlib-quarto-" not in message


def test_a_report_by_quarto_has_its_other_files_and_says_so(played, views, tmp_path):
    played()
    notebook = views.notebook(views.cover(), "# A {#a}\n\nB.", views.figure(), views.table())
    write_report(
        notebook, folder=tmp_path / "r", inputs={}, params={}, engine="quarto",
        formats=["html", "docx", "xlsx", "charts"],
    )  # fmt: skip
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text())
    assert manifest["engine"] == {"name": "quarto", "version": "1.10.17"}
    assert {"report.html", "report.docx", "tables.xlsx", "charts/fig-plans.svg"} <= set(
        manifest["outputs"]
    )
    assert "report.pdf" not in manifest["outputs"]
    assert (tmp_path / "r" / "report.html").read_text().startswith('[["render"')


def test_after_a_failure_of_quarto_the_report_before_stays(played, views, tmp_path):
    notebook = views.notebook(views.cover(), "# A {#a}\n\nB.")
    write_report(notebook, folder=tmp_path / "r", inputs={}, params={}, formats=["html"])
    before = (tmp_path / "r" / "report.html").read_bytes()
    played(does="sys.exit(1)")
    with pytest.raises(RenderError, match="did not render"):
        write_report(
            notebook, folder=tmp_path / "r", inputs={}, params={}, formats=["html"],
            engine="quarto",
        )  # fmt: skip
    assert (tmp_path / "r" / "report.html").read_bytes() == before


@pytest.mark.skipif(REAL is None, reason="Quarto is not installed")
def test_the_real_quarto_renders_the_sample_as_the_built_in_engine_does(sample):
    document = read_document(sample)
    made = render_by_quarto(document, {}, ["html", "pdf", "docx"], find_quarto())
    page = made["report.html"].decode()
    figures = [block for block in document.blocks if hasattr(block, "alt")]
    assert all(f'alt="{figure.alt}"' in page for figure in figures)
    captions = re.findall(r"Figure\s\d+\.", page.replace("&nbsp;", "\u00a0"))
    assert len(captions) >= len(figures)
    assert made["report.pdf"].startswith(b"%PDF")
    assert made["report.docx"].startswith(b"PK")
