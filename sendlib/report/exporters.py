"""Executed notebook -> report through nbconvert: `jupyter nbconvert --to sendlib-html FILE`.

Registered as plug-ins of nbconvert in pyproject.toml; the same code as a build runs behind them.
"""

from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from nbformat import NotebookNode
from traitlets import default

from sendlib.errors import RenderError
from sendlib.report.blocks import Document
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.pdf import render_pdf
from sendlib.report.placeholders import require_finished

Resources = dict[str, Any]


class ReportExporter(Exporter):
    """What both formats share: the notebook is read as a document, and checked."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[str | bytes, Resources]:
        """Return the report and nbconvert's resources.

        Raises:
            ConversionException: the notebook cannot be turned into a report; it says why.
        """
        notebook, given = super().from_notebook_node(nb, resources, **kw)
        try:
            document = read_document(notebook)
            require_finished(document)
            return self.rendered(document), given
        except RenderError as error:
            raise ConversionException(str(error)) from error

    def rendered(self, document: Document) -> str | bytes:
        """Return the document in the exporter's format."""
        raise NotImplementedError


class HtmlExporter(ReportExporter):
    """The report as one accessible HTML page."""

    export_from_notebook = "SEND report (HTML)"
    output_mimetype = "text/html"

    def rendered(self, document: Document) -> str:
        return render_html(document)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"


class PdfExporter(ReportExporter):
    """The report as PDF/UA-1 and PDF/A-2a."""

    export_from_notebook = "SEND report (PDF)"
    output_mimetype = "application/pdf"

    def rendered(self, document: Document) -> bytes:
        return render_pdf(document)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"
