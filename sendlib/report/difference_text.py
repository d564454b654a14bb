"""A document as plain text for a console; long tables are cut short, which is said."""

from collections.abc import Iterator

from sendlib.report.blocks import Callout, Document, Heading, Prose, Table
from sendlib.report.words import Inlines, Items, LineBreak, Paragraph, Part, Styled, Text

LONGEST_TABLE = 20  # rows
WIDEST_CELL = 48  # signs of a cell that others are aligned to


def document_text(document: Document, *, rows: int = LONGEST_TABLE) -> str:
    """Return a document of headings, prose, boxes and tables as plain text.

    Args:
        document: what to write.
        rows: of a table, at most.
    """
    cover = document.cover
    lines = [*cover.marks, cover.title, cover.subtitle]
    for block in document.blocks:
        match block:
            case Heading():
                lines += ["", f"{block.number} {_words(block.content)}"]
            case Prose(parts=parts):
                lines += [line for part in parts for line in _part(part)]
            case Callout():
                lines += [f"{block.title}: {block.text}"]
            case Table():
                lines += _table(block, rows)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(content):
            yield _words(content)
        case Items(items=items):
            yield from (f"- {line}" for item in items for inner in item for line in _part(inner))


def _words(content: Inlines) -> str:
    words = []
    for piece in content:
        match piece:
            case Text(text):
                words.append(text)
            case Styled(_, inner):
                words.append(_words(inner))
            case LineBreak():
                words.append("\n")
    return "".join(words)


def _table(table: Table, most: int) -> Iterator[str]:
    heads = [column.title for column in table.columns]
    shown = [heads, *(list(row) for row in table.rows[:most])]
    widths = [min(WIDEST_CELL, max(map(len, cells))) for cells in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    if len(table.rows) > most:
        yield f"... and {len(table.rows) - most:,} rows more: --html FILE lists all of them"
