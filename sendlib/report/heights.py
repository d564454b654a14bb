"""How high blocks are on paper, in points: near enough to tell what fits together on a page.

The numbers are those of the Typst template: sizes of type, leading, and space around blocks.
"""

import math
from collections.abc import Sequence

from sendlib.report.blocks import Block, Callout, Figure, Heading, Prose, Statement, Table
from sendlib.report.layout import LINE, Layout, figure_width, table_layout
from sendlib.report.lettering import width_of
from sendlib.report.markdown import plain
from sendlib.report.pictures import svg_size
from sendlib.report.words import Paragraph, Parts

TEXT_SIZE, CAPTION_SIZE, NOTE_SIZE = 10.5, 10.0, 8.5
# from line to line, as a multiple of the size of type
PITCH, CLOSE_PITCH = 1.3, 1.16
HEADINGS = {1: 68.0, 2: 44.0}
SMALL_HEADING = 34.0
PARAGRAPH_SPACE = 10.5
STATEMENT_SPACE, CALLOUT_SPACE = 17.0, 62.0
AROUND_FIGURE, AROUND_TABLE = 24.0, 38.0
FIRST_ROWS = 3
# lines are not filled to their end
FILLED = 0.95


def height_of(block: Block) -> float:
    """Return the height of a block with the space before it."""
    match block:
        case Heading():
            return HEADINGS.get(block.level, SMALL_HEADING)
        case Prose():
            return prose_height(block.parts)
        case Statement():
            return _text(plain(block.content)) + STATEMENT_SPACE
        case Callout():
            return _text(block.text) + CALLOUT_SPACE
        case Figure():
            width, height = svg_size(block.svg)
            picture = height * figure_width(block) / width
            return picture + _caption(block) + _notes(block.notes) + AROUND_FIGURE
        case _:
            return table_height(block, table_layout(block))


def prose_height(parts: Parts) -> float:
    """Return the height of paragraphs; any other part counts as a long one."""
    return sum(
        _text(plain(part.content)) + PARAGRAPH_SPACE if isinstance(part, Paragraph) else LINE
        for part in parts
    )


def table_height(table: Table, layout: Layout) -> float:
    """Return the height of a table with caption and notes, were it not to break."""
    heads = tuple(column.title for column in table.columns)
    rows = sum(_row(row, layout) for row in (heads, *table.rows))
    return rows + _caption(table) + _notes(table.notes) + AROUND_TABLE


def beginning_height(table: Table, layout: Layout) -> float:
    """Return the height of a table's caption, header and first rows."""
    heads = tuple(column.title for column in table.columns)
    rows = sum(_row(row, layout) for row in (heads, *table.rows[:FIRST_ROWS]))
    return rows + _caption(table)


def _row(cells: Sequence[str], layout: Layout) -> float:
    room = [width - 2 * layout.padding for width in layout.widths]
    lines = max(_lines(cell, layout.size, width) for cell, width in zip(cells, room, strict=True))
    return lines * layout.size * CLOSE_PITCH + 2 * layout.padding


def _text(text: str) -> float:
    return _lines(text, TEXT_SIZE, LINE) * TEXT_SIZE * PITCH


def _caption(block: Figure | Table) -> float:
    return _lines(f"Figure 88. {block.caption}", CAPTION_SIZE, LINE) * CAPTION_SIZE * PITCH


def _notes(notes: Sequence[str]) -> float:
    return sum(_lines(note, NOTE_SIZE, LINE) * NOTE_SIZE * CLOSE_PITCH for note in notes)


def _lines(text: str, size: float, room: float) -> int:
    width = width_of(text) * size
    return 1 if width <= room else math.ceil(width / (room * FILLED))
