"""Executed notebook -> document: blocks in order, numbered, their cross-references resolved.

All Markdown cells are joined into one text with a place kept for each output, and parsed once, so
footnotes and references work across cells. Every fault names its cell, counted from 1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.tree import SyntaxTreeNode
from nbformat import NotebookNode

from sendlib.errors import RenderError
from sendlib.report.blocks import Block, Cover, Document, Footnote, Heading, Prose
from sendlib.report.cells import Output, block_of, cover_of
from sendlib.report.gate import require_protected
from sendlib.report.joined import Joined, join_cells
from sendlib.report.markdown import (
    MarkdownFault,
    Notes,
    Scope,
    inlines_of,
    linked,
    parse,
    parts_of,
)
from sendlib.report.numbering import Numbering, slug
from sendlib.report.prose import require_references
from sendlib.report.words import Paragraph

HEADING_LABEL = re.compile(r"\s*\{#([^}]*)\}\s*$")
LABEL = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Piece:
    """A top-level piece of the document: Markdown, or the output whose place it keeps."""

    cell: int
    node: SyntaxTreeNode
    output: Output | None = None
    label: str = ""

    @property
    def kind(self) -> str:
        """The output's kind, else `heading` or `text`."""
        if self.output:
            return self.output.meta.kind
        return "heading" if self.node.type == "heading" else "text"

    @property
    def level(self) -> int:
        """A heading's level as written, 1 for `#`."""
        return int(self.node.tag[1:])

    @property
    def words(self) -> str:
        """A heading as written, without its label."""
        return HEADING_LABEL.sub("", self.node.children[0].content)


def read_document(notebook: NotebookNode) -> Document:
    """Return the document an executed notebook holds.

    Raises:
        RenderError: an output without report metadata, a dead reference, a skipped heading level,
            an empty alt text, a repeated label and the like; it names the cell. Likewise what is
            built from local data and did not pass disclosure control.
    """
    require_protected(notebook)
    require_references(notebook)
    joined = join_cells(notebook)
    tree = parse(joined.text)
    pieces = _labelled(list(_pieces(tree, joined)))
    cover = _cover(pieces)
    top = next((piece.level for piece in pieces if piece.kind == "heading"), 1)
    _require_levels(pieces, top=top)
    numbering = _numbering(pieces, top=top)
    scope = Scope(names=numbering.names, notes=Notes())
    blocks = tuple(
        _block(piece, numbering, scope, top=top)
        for piece in pieces
        if piece.kind not in ("cover", "contents")
    )
    return Document(
        cover=cover,
        blocks=blocks,
        footnotes=tuple(_footnotes(tree, joined, scope)),
        language=notebook.metadata.get("sendlib", {}).get("language", "en-GB"),
    )


def _pieces(tree: SyntaxTreeNode, joined: Joined) -> Iterator[Piece]:
    seen = 0
    for node in tree.children:
        if node.type == "footnote_block":
            continue
        output = joined.output_at(node)
        seen += output is not None
        yield Piece(joined.cell_of(node), node, output, output.meta.label if output else "")
    if seen < len(joined.outputs):
        raise RenderError(
            f"cell {joined.outputs[seen].cell}: Markdown above it swallows its output; "
            "close the list, quotation or ``` that is left open there"
        )


def _labelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Give every heading the label written after it, or one made of its words."""
    cells: dict[str, int] = {}
    given = [replace(piece, label=piece.label or _written_label(piece)) for piece in pieces]
    for piece in given:
        if piece.label in cells:
            raise RenderError(
                f"cell {piece.cell}: the label {piece.label} is that of cell {cells[piece.label]}; "
                "give one of them another"
            )
        if piece.label:
            cells[piece.label] = piece.cell
    labelled = []
    for piece in given:
        made = slug(piece.words, taken=cells) if piece.kind == "heading" else ""
        labelled.append(replace(piece, label=piece.label or made))
        cells.setdefault(labelled[-1].label, piece.cell)
    return labelled


def _written_label(piece: Piece) -> str:
    if piece.kind != "heading":
        return ""
    if not piece.words.strip():
        raise RenderError(f"cell {piece.cell}: a heading without words")
    found = HEADING_LABEL.search(piece.node.children[0].content)
    if found and not LABEL.fullmatch(found.group(1)):
        raise RenderError(
            f"cell {piece.cell}: the heading's label {found.group(1)!r}: expected small letters, "
            "digits and hyphens, a letter first"
        )
    return found.group(1) if found else ""


def _cover(pieces: Sequence[Piece]) -> Cover:
    covers = [piece.output for piece in pieces if piece.output and piece.kind == "cover"]
    if len(covers) != 1:
        cells = ", ".join(f"cell {output.cell}" for output in covers) or "none"
        raise RenderError(f"a report has exactly one cover; found: {cells}")
    return cover_of(covers[0])


def _require_levels(pieces: Sequence[Piece], *, top: int) -> None:
    """Refuse a heading more than one level below the one before it, or above the first."""
    last = top
    for heading in (piece for piece in pieces if piece.kind == "heading"):
        if not top <= heading.level <= last + 1:
            expected = " or ".join("#" * level for level in range(top, last + 2))
            raise RenderError(
                f"cell {heading.cell}: the heading {heading.words!r} is of level "
                f"{'#' * heading.level}; expected {expected}"
            )
        last = heading.level


def _numbering(pieces: Sequence[Piece], *, top: int) -> Numbering:
    numbering = Numbering()
    for piece in pieces:
        if piece.kind == "heading":
            numbering.add_heading(piece.label, level=piece.level - top + 1, words=piece.words)
        elif piece.output and piece.kind not in ("cover", "contents"):
            numbering.add_output(piece.label, kind=piece.kind)
    return numbering


def _block(piece: Piece, numbering: Numbering, scope: Scope, *, top: int) -> Block:
    number = numbering.numbers.get(piece.label, "")
    if piece.output:
        marks = tuple(scope.notes.mark(text) for text in piece.output.footnotes)
        return block_of(piece.output, number=int(number or 0), marks=marks, names=numbering.names)
    try:
        if piece.kind == "heading":
            content = inlines_of(piece.node.children[0].children, scope, ending=HEADING_LABEL)
            return Heading(piece.label, piece.level - top + 1, number, content)
        return Prose(f"text of cell {piece.cell}", parts_of([piece.node], scope))
    except MarkdownFault as fault:
        raise RenderError(f"cell {piece.cell}: {fault}") from fault


def _footnotes(tree: SyntaxTreeNode, joined: Joined, scope: Scope) -> Iterator[Footnote]:
    """Yield the footnotes in the order of their first call, those of statements among them."""
    written = {
        note.meta["id"]: note
        for block in tree.children
        if block.type == "footnote_block"
        for note in block.children
    }
    joined.require_notes_called({str(note.meta["label"]) for note in written.values()})
    inner = Scope(names=scope.names, notes=Notes())
    for key, number in scope.notes.numbers.items():
        if isinstance(key, str):
            yield Footnote(number, scope.notes.calls[number], (Paragraph(linked(key)),))
            continue
        note = written[key]
        try:
            parts = parts_of(note.children, inner)
        except MarkdownFault as fault:
            raise RenderError(f"footnote [^{note.meta['label']}]: {fault}") from fault
        if inner.notes.numbers:
            raise RenderError(f"footnote [^{note.meta['label']}] calls a footnote itself")
        yield Footnote(number, scope.notes.calls[number], parts)
