"""Document -> DOCX to edit in Word: real headings, lists, captions, footnotes and table headers."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from sendlib.report import words
from sendlib.report.blocks import Document, Figure, Footnote
from sendlib.report.dates import time_stamp
from sendlib.report.docx_blocks import BlockWriter
from sendlib.report.docx_front import contents, cover
from sendlib.report.docx_package import empty_document, footnotes_part, stable_bytes
from sendlib.report.docx_text import Place, Writer
from sendlib.report.docx_xml import Anchors, Look, element, run, run_of
from sendlib.report.paging import kept_with_next
from sendlib.report.rasters import charts_png

PPI = 200


def render_docx(document: Document) -> bytes:
    """Return the report as DOCX; the same document gives the same bytes.

    Raises:
        RenderError: a picture cannot be made into PNG.
    """
    word = empty_document(document)
    writer = Writer(word, word.part, Anchors())
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    drawn = charts_png([figure.svg for figure in figures], ppi=PPI)
    pictures = {figure.label: png for figure, png in zip(figures, drawn, strict=True)}
    blocks = BlockWriter(writer, pictures)
    kept = kept_with_next(document.blocks)
    body = [
        made
        for block, keep in zip(document.blocks, kept, strict=True)
        for made in blocks.block(block, keep=keep)
    ]
    for first in [made for made in body if made.tag == qn("w:p")][:1]:
        WordParagraph(first, word).paragraph_format.page_break_before = True
    end = word.element.body[-1]
    for made in (*cover(document.cover, writer), *contents(document, writer), *body):
        end.addprevious(made)
    if document.footnotes:
        _write_footnotes(word, document.footnotes, writer.anchors)
    return stable_bytes(word, stamp=time_stamp(document.cover.date))


def _write_footnotes(word: WordDocument, notes: Sequence[Footnote], anchors: Anchors) -> None:
    part = footnotes_part(word)
    writer = Writer(word, part, anchors)
    for note in notes:
        mark = run_of(element("w:footnoteRef"), look=Look(style="FootnoteReference"))
        place = Place("FootnoteText", first=(mark, run(" ")))
        # the number stands in a paragraph
        leads = note.parts and isinstance(note.parts[0], words.Paragraph)
        parts = note.parts if leads else (words.Paragraph(()), *note.parts)
        children = writer.parts(parts, place)
        part.element.append(element("w:footnote", {"w:id": str(note.number)}, children))
