"""The last look at a document's words: nothing that a program left there may reach a reader."""

import re
from collections.abc import Iterator

from sendlib.errors import RenderError
from sendlib.report.blocks import Block, Callout, Document, Figure, Heading, Prose, Statement
from sendlib.report.grids import is_missing
from sendlib.report.markdown import plain
from sendlib.report.words import CodeText, Items, Paragraph, Part, Parts, Quote

LEFTOVER = re.compile(
    r"(?<!\w)(nan|NaN|NaT|None|null|[-+]?inf|<NA>)(?!\w)|\{[A-Za-z_][\w.]*(?:![rsa])?(?::[^{}]*)?\}"
)


def require_finished(document: Document) -> None:
    """Refuse a document with a bare nan, None, null, inf or {placeholder} in any of its words.

    Raises:
        RenderError: every such place, by the block's label.
    """
    faults = [
        f"{label}: {found.group(0)!r} in {_around(text, found)!r}"
        for label, text in _texts(document)
        if (found := LEFTOVER.search(text))
    ]
    if faults:
        raise RenderError("the report holds words a program left behind:\n" + "\n".join(faults))


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 30) : found.end() + 30]


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    cover = document.cover
    for text in (cover.title, cover.subtitle, cover.area_name, cover.status_mark, cover.version):
        yield "cover", text
    for text in (cover.protective_mark, cover.contact, cover.signed_off_by, cover.branding.name):
        yield "cover", text
    for text in cover.keywords:
        yield "cover", text
    for block in document.blocks:
        for text in _of_block(block):
            yield block.label, text
    for note in document.footnotes:
        for text in _of_parts(note.parts):
            yield f"footnote {note.number}", text


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading(content=content):
            yield plain(content)
        case Prose(parts=parts):
            yield from _of_parts(parts)
        case Statement(text=text):
            yield text
        case Callout(title=title, text=text):
            yield from (title, text)
        case _:
            yield block.caption
            yield from block.notes
            yield from (column.title for column in block.columns)
            if isinstance(block, Figure):
                yield block.alt
            yield from (str(cell) for row in block.rows for cell in row if not is_missing(cell))


def _of_parts(parts: Parts) -> Iterator[str]:
    for part in parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(content):
            yield plain(content)
        case Items(items=items):
            for item in items:
                yield from _of_parts(item)
        case Quote():  # somebody's own words, which no program left there
            return
        case CodeText(text):
            yield text
        case _:
            for term, about in part.entries:
                yield plain(term)
                yield from _of_parts(about)
