"""Blocks of a document as WordprocessingML."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from sendlib.report.blocks import Block, Callout, Figure, Heading, Prose, Statement, Table
from sendlib.report.docx_tables import table_element
from sendlib.report.docx_text import Place, Writer
from sendlib.report.docx_xml import Look, field_of, paragraph, run
from sendlib.report.layout import figure_width
from sendlib.report.pictures import svg_size

TAGS = {"questioned": "Questioned figure", "missing": "No figure"}
BOLD = Look(bold=True)
STATEMENTS = {
    "plain": "Statement",
    "questioned": "StatementQuestioned",
    "missing": "StatementMissing",
}
CALLOUTS = {"info": "Callout", "warning": "CalloutWarning", "missing": "CalloutMissing"}

Elements = Iterator[BaseOxmlElement]


@dataclass(frozen=True)
class BlockWriter:
    """Turns blocks into elements; `pictures` holds the PNG of each chart by label."""

    writer: Writer
    pictures: dict[str, bytes]

    def block(self, block: Block, *, keep: bool) -> Elements:
        """Yield a block's paragraphs and tables; `keep` holds it on the page of the next."""
        anchored = self.writer.anchors.around
        match block:
            case Heading():
                words = self.writer.inlines(block.content)
                yield paragraph(f"Heading{block.level}", anchored(block.label, *words))
            case Prose():
                if block.is_anchor:
                    yield from anchored(block.label)
                yield from self.writer.parts(block.parts, Place(keep_next=keep))
            case Statement():
                yield self._statement(block, keep=keep)
            case Callout():
                style = CALLOUTS[block.tone]
                title = anchored(block.label, run(block.title, BOLD))
                yield paragraph(style, title, keep_next=True)
                yield paragraph(style, [run(block.text)])
            case Figure():
                yield self._caption("Figure", block)
                yield paragraph("Figure", [self._chart(block)], keep_next=bool(block.notes))
                yield from (paragraph("Note", [run(note)]) for note in block.notes)
            case _:
                yield self._caption("Table", block)
                yield table_element(block, self.writer)
                # something has to stand below a table
                yield from (paragraph("Note", [run(note)]) for note in block.notes or ("",))

    def _statement(self, block: Statement, *, keep: bool) -> BaseOxmlElement:
        words = self.writer.inlines(block.content)
        if tag := TAGS.get(block.tone):
            words = [run(tag, Look(style="Tag")), run(" "), *words]
        anchored = self.writer.anchors.around(block.label, *words)
        return paragraph(STATEMENTS[block.tone], anchored, keep_next=keep)

    def _caption(self, kind: str, block: Figure | Table) -> BaseOxmlElement:
        """Return a caption whose number Word counts anew when a chart or table is put in."""
        number = field_of(f"SEQ {kind} \\* ARABIC", run(str(block.number), BOLD))
        words = [run(f"{kind} ", BOLD), number, run(".", BOLD), run(f" {block.caption}")]
        return paragraph("Caption", self.writer.anchors.around(block.label, *words))

    def _chart(self, figure: Figure) -> BaseOxmlElement:
        width, height = svg_size(figure.svg)
        shown = height * figure_width(figure) / width
        return self.writer.picture(self.pictures[figure.label], alt=figure.alt, height=shown)
