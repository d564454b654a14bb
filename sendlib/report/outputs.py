"""Everything a build leaves for one report, written whole or not at all."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sendlib.errors import RenderError
from sendlib.report.blocks import Document
from sendlib.report.bundles import comparisons_csv, figures_csv, findings_csv
from sendlib.report.charts import render_charts
from sendlib.report.document import read_document
from sendlib.report.docx import render_docx
from sendlib.report.executed import stable_notebook
from sendlib.report.folders import replace_folder
from sendlib.report.formats import DEFAULT_FORMATS
from sendlib.report.html import render_html
from sendlib.report.manifest import BUILTIN, manifest, sha256
from sendlib.report.pdf import render_pdf
from sendlib.report.placeholders import require_finished
from sendlib.report.quarto_engine import TARGETS, find_quarto, render_by_quarto
from sendlib.report.returns import returns_of
from sendlib.report.workbook import render_workbook

# each gives its files by path inside the report's folder
FORMATS: dict[str, Callable[[Document], dict[str, bytes]]] = {
    "html": lambda document: {"report.html": render_html(document).encode()},
    "pdf": lambda document: {"report.pdf": render_pdf(document)},
    "docx": lambda document: {"report.docx": render_docx(document)},
    "xlsx": lambda document: {"tables.xlsx": render_workbook(document)},
    "charts": render_charts,
}


def write_report(notebook: NotebookNode, *, folder: Path, **settings: Any) -> Document:
    """Write the files of a report to a folder that is replaced whole, and return what they show.

    A report that stood there before stays if anything fails.

    Args:
        notebook: the executed notebook.
        folder: where the report goes, such as reports/york/evidence-base.
        settings: as `report_files` takes them.
    """
    document, contents = report_files(notebook, name=folder.name, **settings)
    replace_folder(folder, contents)
    return document


def report_files(
    notebook: NotebookNode,
    *,
    inputs: Mapping[str, str],
    params: Mapping[str, Any],
    name: str = "",
    formats: Collection[str] = DEFAULT_FORMATS,
    hidden: Mapping[str, str] | None = None,
    engine: str = BUILTIN["name"],
) -> tuple[Document, dict[str, bytes]]:
    """Return what a report shows, and its files by path inside its folder, the manifest last.

    Args:
        notebook: the executed notebook.
        inputs: sha256 of every file read, by path inside `data_raw`.
        params: the params the notebook ran with, as JSON holds them.
        name: of the report, for a notebook that does not say which it is.
        formats: of html, pdf, docx, xlsx and charts.
        hidden: words to replace in the notebook's source, such as folders of this machine.
        engine: what renders html, pdf and docx: builtin, or quarto, which has to be installed.

    Raises:
        RenderError: the notebook cannot be turned into a report, a format is unknown, or Quarto
            is wanted and absent.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise RenderError(f"formats unknown: {', '.join(unknown)}; known: {', '.join(FORMATS)}")
    document = read_document(notebook)
    require_finished(document)
    contents = {
        "figures.csv": figures_csv(notebook).encode(),
        "comparisons.csv": comparisons_csv(notebook).encode(),
        "findings.csv": findings_csv(notebook).encode(),
        "notebook.ipynb": stable_notebook(notebook, hidden=hidden or {}).encode(),
    }
    rendered_by, own = BUILTIN, [format_ for format_ in FORMATS if format_ in formats]
    if engine == "quarto":
        quarto = find_quarto()
        rendered_by = {"name": engine, "version": quarto.version}
        contents |= render_by_quarto(document, params, formats, quarto)
        own = [format_ for format_ in own if format_ not in TARGETS]
    for format_ in own:
        contents |= FORMATS[format_](document)
    if "xlsx" in formats:
        contents |= returns_of(notebook)
    hashes = {path: sha256(content) for path, content in contents.items()}
    report = str(notebook.metadata.get("sendlib", {}).get("report", name))
    made = manifest(report=report, params=params, inputs=inputs, outputs=hashes, engine=rendered_by)
    return document, {**contents, "manifest.json": made.encode()}
