"""Which blocks stay on one page, so that no page is left nearly empty.

What stays together moves to the next page as a whole where it does not fit. It may therefore be no
higher than two thirds of a page, or less than a third of the page before could be filled. Where the
opening of a chapter would be, its finding stays with the heading, and the chart goes to the next.
"""

from collections.abc import Sequence

from sendlib.report.blocks import Block, Figure, Heading, Prose, Statement, Table
from sendlib.report.heights import beginning_height, height_of, table_height
from sendlib.report.layout import Layout, table_layout
from sendlib.report.markdown import plain
from sendlib.report.words import Paragraph

# points; two thirds of a page are 476
TOGETHER = 455.0
SHORT_TEXT = 350
# a higher table is split over two pages if need be
WHOLE = 370.0


def together(table: Table, layout: Layout) -> float | None:
    """Return how much of a table stays on one page, None being all of it."""
    if table_height(table, layout) <= WHOLE:
        return None
    return beginning_height(table, layout)


def kept_with_next(blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block whether it stays on the page of the next.

    A heading always does. A finding stays with its chart or table. The short text below a heading
    stays with what it leads to, or heading and text would be left behind.
    """
    kept = [isinstance(block, Heading) for block in blocks]
    chain = [0.0] * (len(blocks) + 1)
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        height = _least_height(block)
        if place + 1 < len(blocks) and not kept[place] and _leads(blocks, place, kept):
            above = _opening_above(blocks, place)
            kept[place] = above + height_of(block) + chain[place + 1] <= TOGETHER
        chain[place] = height_of(block) + chain[place + 1] if kept[place] else height
    return kept


def _leads(blocks: Sequence[Block], place: int, kept: Sequence[bool]) -> bool:
    """Tell whether a block should be kept with the next."""
    block, after = blocks[place], blocks[place + 1]
    if isinstance(block, Statement):
        return isinstance(after, Figure | Table)
    above = blocks[place - 1] if place else None
    if not (isinstance(block, Prose) and isinstance(above, Heading) and _is_short(block)):
        return False
    if isinstance(after, Heading):
        return after.level > above.level
    return isinstance(after, Figure | Table) or kept[place + 1]


def _opening_above(blocks: Sequence[Block], place: int) -> float:
    """Return the height of the headings above a block, of a chapter's with its short text."""
    headings = whole = 0.0
    is_direct = True
    for block in reversed(blocks[:place]):
        if isinstance(block, Heading):
            whole += height_of(block)
            headings += height_of(block) if is_direct else 0.0
            if block.level == 1:
                return whole
        elif isinstance(block, Prose) and _is_short(block):
            whole += height_of(block)
            is_direct = False
        else:
            break
    return headings


def _least_height(block: Block) -> float:
    """Return how much of a block stays together by itself."""
    match block:
        case Table():
            layout = table_layout(block)
            return together(block, layout) or table_height(block, layout)
        case Prose():
            return min(height_of(block), 30.0)
        case _:
            return height_of(block)


def _is_short(prose: Prose) -> bool:
    texts = [plain(part.content) for part in prose.parts if isinstance(part, Paragraph)]
    return len(texts) == len(prose.parts) and sum(map(len, texts)) <= SHORT_TEXT
