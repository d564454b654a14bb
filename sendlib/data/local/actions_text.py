"""Tables of text whose rows run over several lines, as Word and web pages give them, made whole.

A row goes on until it has as many cells as the header; a line that stands outside any row is a
heading. Markdown's signs are taken off, and an escaped bar is part of its cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# what separates cells in tables of text; a comma has quotes to hold lines together
TEXT_DELIMITERS = ("|", "\t")
_NUMBERED = re.compile(r"[A-Z]{0,3}\d+(?:\.\d+)*[A-Za-z]?\.?", re.ASCII)
_RULE = re.compile(r":?-{3,}:?")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_MARKS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
FEWEST_CELLS = 3


class Line(NamedTuple):
    """A row of a table, or a heading: the number of its first line, its cells, and if whole."""

    number: int
    cells: list[str]
    is_whole: bool = True


def whole_rows(
    rows: Iterable[tuple[int, Sequence[str]]], *, header: Sequence[str]
) -> Iterator[Line]:
    """Yield the rows below a header, the lines of each put together.

    Args:
        rows: numbered lines, split at the delimiter.
        header: the header's cells, split likewise; blank ones at its ends stand for bars there.
    """
    full, least = len(header), len(_without_last_blanks(header))
    start, held = 0, list[str]()
    for number, raw in rows:
        cells = _unescaped(raw)
        if is_rule(cells):
            continue
        if held and (len(held) + len(cells) - 1 > full or _starts_row(cells)):
            yield Line(start, _plain(held), is_whole=len(held) >= least)
            held = []
        if not held:
            if sum(map(bool, map(str.strip, cells))) == 0:
                continue
            if len(cells) < FEWEST_CELLS and sum(bool(cell.strip()) for cell in cells) == 1:
                yield Line(number, _plain(cells))
                continue
            start, held = number, cells
        else:
            held = [*held[:-1], f"{held[-1]}\n{cells[0]}", *cells[1:]]
        # a line that ends with a bar goes on below, as long as the header has more cells
        if len(held) >= (least if held[-1].strip() else full):
            yield Line(start, _plain(held))
            held = []
    if held:
        yield Line(start, _plain(held), is_whole=len(held) >= least)


def is_rule(cells: Sequence[str]) -> bool:
    """Say whether a row is the line of dashes below a header of Markdown."""
    given = [cell.strip() for cell in cells if cell.strip()]
    return bool(given) and all(map(_RULE.fullmatch, given))


def plain_cell(text: str) -> str:
    """Return a cell without Markdown's signs, each of its lines stripped."""
    text = _MARKS.sub(r"\2", _BREAK.sub("\n", text))
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())


def _plain(cells: Sequence[str]) -> list[str]:
    return [plain_cell(cell) for cell in cells]


def _starts_row(cells: Sequence[str]) -> bool:
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return len(cells) > FEWEST_CELLS and bool(_NUMBERED.fullmatch(plain_cell(first)))


def _unescaped(cells: Sequence[str]) -> list[str]:
    whole: list[str] = []
    for cell in cells:
        if whole and whole[-1].endswith("\\"):
            whole[-1] = f"{whole[-1][:-1]}|{cell}"
        else:
            whole.append(cell)
    return whole


def _without_last_blanks(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
