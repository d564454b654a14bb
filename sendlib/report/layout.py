"""What Typst is told of a table or chart on paper: widths and sizes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sendlib.report.blocks import Figure, Table
from sendlib.report.lettering import width_of
from sendlib.report.pictures import svg_size

# points
LINE = 481.9
FIGURE_WIDTH, FIGURE_HEIGHT = 445.0, 350.0
FULL_SIZE, GOOD_SIZE, SMALLEST_SIZE = 9.0, 8.0, 7.0
# space at either side of a cell, and what stands between figures and words to their right
PADDING, STANDING_OFF = 4.0, 8.0
TIGHT_PADDING, TIGHT_OFF = 3.0, 3.0
# ems
COMFORTABLE, NAMES_KEPT = 16.0, 13.0
SLACK = 1.01
STEP = 0.25
# a head has no more lines than this if the line has room
HEAD_LINES = 2
# how much more a cell of many lines counts than several of few
HEIGHT_POWER = 4
# characters; a text so short, such as 24 of 153, stays on one line
SHORT_TEXT = 14
# a table of little text does not fill the line: its rows would be hard to follow
NARROWEST, LOOSENESS = 0.5, 1.5
BREAKS = re.compile(r"\s+|(?<=[\-/\u2013_])")

Widths = list[float]


class Measure(Protocol):
    """Says how wide a text is, in ems."""

    def __call__(self, text: str, *, bold: bool) -> float: ...


@dataclass(frozen=True)
class Layout:
    """How a table is set: its columns' widths, size of type and padding, in points.

    `width` is the table's share of the line. `breaks_words` is set where a word is wider than its
    column can be.
    """

    widths: Widths
    width: float
    size: float
    padding: float
    standing_off: float
    breaks_words: bool = False


def table_layout(table: Table) -> Layout:
    """Return how wide each column is set, and in what size so that no word is broken."""
    least = [_column_width(table, place, _longest_unit) for place in range(len(table.columns))]
    whole = [_column_width(table, place, width_of) for place in range(len(table.columns))]
    wanted = [max(low, min(all_, COMFORTABLE)) for low, all_ in zip(least, whole, strict=True)]
    padding, off = PADDING, STANDING_OFF
    size, widths = _size_of(wanted, _room(table, padding, off)), wanted
    if size < GOOD_SIZE:
        # not all fits at a good size: text columns give way, down to their longest word; the
        # column that names the rows keeps enough to read them
        named = table.row_header
        least[named] = max(least[named], min(wanted[named], NAMES_KEPT))
        if _size_of(least, _room(table, padding, off)) < GOOD_SIZE:
            padding, off = TIGHT_PADDING, TIGHT_OFF
        widths, size = least, min(GOOD_SIZE, _size_of(least, _room(table, padding, off)))
    texts = _texts(table)
    most = [
        max(width, SLACK * head / HEAD_LINES) for width, head in zip(whole, texts[0], strict=True)
    ]
    widths = _widened(widths, most, texts, _room(table, padding, off) / size)
    needed = [size * width for width in widths]
    extra = _spaces(table, padding, off)
    columns = [width + space for width, space in zip(needed, extra, strict=True)]
    line = min(LINE, max(NARROWEST * LINE, sum(columns) * LOOSENESS))
    shown = max(size, SMALLEST_SIZE)
    scale = line / sum(columns)
    return Layout(
        widths=[round(column * scale, 2) for column in columns],
        width=round(line / LINE, 3),
        size=round(shown, 2),
        padding=padding,
        standing_off=off,
        breaks_words=shown > size,
    )


def _column_width(table: Table, place: int, measure: Measure) -> float:
    """Return the width of the widest text of a column; a long head is set by words."""
    cells = [
        measure(row[place], bold=line in table.highlight) for line, row in enumerate(table.rows)
    ]
    of_head = _longest_word if measure is _longest_unit else _longest_unit
    return SLACK * max(of_head(table.columns[place].title, bold=True), *cells)


def _longest_unit(text: str, *, bold: bool) -> float:
    """Return the width of what may not be broken: a short text, or the longest word."""
    if len(text) <= SHORT_TEXT:
        return width_of(text, bold=bold)
    return _longest_word(text, bold=bold)


def _longest_word(text: str, *, bold: bool) -> float:
    return max(width_of(word, bold=bold) for word in BREAKS.split(text))


def _spaces(table: Table, padding: float, off: float) -> Widths:
    """Return the space beside each column: more for words that follow a column of figures."""
    rights = [column.is_right for column in table.columns]
    return [
        2 * padding + (off if before and not right else 0)
        for before, right in zip([False, *rights], rights, strict=False)
    ]


def _room(table: Table, padding: float, off: float) -> float:
    return LINE - sum(_spaces(table, padding, off))


def _size_of(widths: Sequence[float], room: float) -> float:
    return min(FULL_SIZE, room / max(sum(widths), 1.0))


def _texts(table: Table) -> npt.NDArray[np.float64]:
    """Return how wide each cell's text is on one line, in ems: a row per row, the head first."""
    heads = [width_of(column.title, bold=True) for column in table.columns]
    return np.array([heads, *([width_of(cell) for cell in row] for row in table.rows)])


def _widened(widths: Widths, most: Widths, texts: npt.NDArray[np.float64], goal: float) -> Widths:
    """Return widths among which the rest of the line is shared so that rows have few lines.

    Step by step the column is made wider that lowers most the sum, over all cells, of the lines
    each takes to the fourth power: nearly the number of lines of the highest cells.
    """
    found, limits = np.array(widths), np.array(most)
    heights = (texts**HEIGHT_POWER).sum(axis=0)
    while (room := goal - found.sum()) > 0 and (found < limits).any():
        gain = np.where(found < limits, heights / found ** (HEIGHT_POWER + 1), -1.0)
        best = int(gain.argmax())
        found[best] += min(STEP, room, limits[best] - found[best])
    return [float(width) for width in found]


def figure_width(figure: Figure) -> float:
    """Return how wide a chart is set, in points: its own width if line and page allow."""
    width, height = svg_size(figure.svg)
    return width * min(1.0, FIGURE_WIDTH / width, FIGURE_HEIGHT / height)
