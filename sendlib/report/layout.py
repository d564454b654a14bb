"""What Typst is told about space on paper: widths, and which block stays with the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sendlib.report.blocks import Block, Figure, Heading, Prose, Statement, Table
from sendlib.report.markdown import plain
from sendlib.report.pictures import svg_size
from sendlib.report.words import Paragraph

# points; a figure and what is kept with it fit on half a page
FIGURE_WIDTH, FIGURE_HEIGHT, KEPT_HEIGHT = 445.0, 440.0, 300.0
SHORT_TEXT = 350
# characters of Source Sans Pro that fit the line of 17 cm, and the size at which they do (pt)
LINE_CHARACTERS, FULL_SIZE = 104.0, 9.0
SMALLEST_SIZE = 7.0
COLUMN_GAP, GAP_AFTER_NUMBERS = 2.5, 4.5
HEAD_WIDENING = 1.1  # heads are bold
COMFORTABLE = 34
NAMES_KEPT = 30.0
# a table of little text does not fill the line: its rows would be hard to follow
NARROWEST, LOOSENESS = 0.5, 1.5


@dataclass(frozen=True)
class Layout:
    """Shares of the table, one a column; the table's share of the line; size of type (pt)."""

    widths: list[float]
    width: float
    size: float


def table_layout(table: Table) -> Layout:
    """Return how wide each column is set, and in what size so that no word is broken."""
    texts = [
        [column.title, *(row[place] for row in table.rows)]
        for place, column in enumerate(table.columns)
    ]
    gaps = _gaps(table)
    least = [_longest(column) + gap for column, gap in zip(texts, gaps, strict=True)]
    wanted = [
        min(max(map(len, column[1:])), COMFORTABLE) + gap
        for column, gap in zip(texts, gaps, strict=True)
    ]
    widths = [max(pair) for pair in zip(least, wanted, strict=True)]
    size = FULL_SIZE * min(1.0, LINE_CHARACTERS / sum(widths))
    if size < FULL_SIZE - 1:
        # not all fits at a good size: text columns give way, down to their longest word; the
        # column that names the rows keeps enough to read them
        named = table.row_header
        least[named] = max(least[named], min(widths[named], NAMES_KEPT))
        widths = _narrowed(widths, least)
        size = FULL_SIZE * min(1.0, LINE_CHARACTERS / sum(widths))
    line = min(1.0, max(NARROWEST, sum(widths) * LOOSENESS / LINE_CHARACTERS))
    shares = [round(width, 2) for width in widths]
    return Layout(shares, round(line, 3), round(max(size, SMALLEST_SIZE), 2))


def _gaps(table: Table) -> list[float]:
    """Return the space beside each column: more for words that follow a column of figures."""
    rights = [column.is_right for column in table.columns]
    return [
        GAP_AFTER_NUMBERS if before and not right else COLUMN_GAP
        for before, right in zip([False, *rights], rights, strict=False)
    ]


def _longest(column: list[str]) -> float:
    """Return the length of the longest word in a column, whose first text is its head."""
    return max(HEAD_WIDENING * _longest_word(column[0]), *map(_longest_word, column[1:]))


def _longest_word(text: str) -> int:
    return max(map(len, re.split(r"[\s\-/\u2013]+", text)))


def _narrowed(widths: list[float], least: list[float]) -> list[float]:
    excess = sum(widths) - LINE_CHARACTERS * FULL_SIZE / (FULL_SIZE - 1)
    room = [width - low for width, low in zip(widths, least, strict=True)]
    share = min(1.0, excess / sum(room)) if sum(room) else 0.0
    return [width - share * spare for width, spare in zip(widths, room, strict=True)]


def figure_width(figure: Figure) -> float:
    """Return how wide a chart is set, in points: its own width if line and page allow."""
    width, height = svg_size(figure.svg)
    return width * min(1.0, FIGURE_WIDTH / width, FIGURE_HEIGHT / height)


def kept_with_next(blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block whether it stays on the page of the next.

    A heading does so by itself. A finding stays with its chart or table; the short text between a
    heading and its finding stays too, or heading and text would be left behind.
    """
    kept = [False] * len(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        block, after = blocks[place], blocks[place + 1]
        if isinstance(block, Statement):
            kept[place] = isinstance(after, Figure | Table)
        elif isinstance(block, Prose) and place and isinstance(blocks[place - 1], Heading):
            leads = isinstance(after, Figure | Table) or kept[place + 1]
            kept[place] = leads and _is_short(block) and not _is_tall(blocks[place + 1 : place + 3])
    return kept


def _is_short(prose: Prose) -> bool:
    texts = [plain(part.content) for part in prose.parts if isinstance(part, Paragraph)]
    return len(texts) == len(prose.parts) and sum(map(len, texts)) <= SHORT_TEXT


def _is_tall(blocks: Sequence[Block]) -> bool:
    figures = [block for block in blocks if isinstance(block, Figure)]
    sizes = [(figure_width(figure), svg_size(figure.svg)) for figure in figures]
    return any(height * shown / width > KEPT_HEIGHT for shown, (width, height) in sizes)
