"""How a tagged PDF looks page by page, told from where its words and pictures lie.

For tests of every report: a page may not stand nearly empty, end in a heading or caption, hold a
table's header without a row, or set words over others or over the edge.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object, Page

from tests.report.pdf_structure import HEADING

LEAST_FULL = 1 / 3
TOP, BOTTOM, LEFT, RIGHT = 773.9, 59.5, 56.6, 538.7  # the text area of A4, in points
FRONT = 1  # the cover
# what stands at the foot, however full the page is
FOOTNOTES = ("/Note", "/FENote")
HANGING = {"/Caption": "a caption", "/THead": "a table's header"}
TOLERANCE = 3.0  # spaces at the end of a line stand out

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Run:
    """Words set in one go: page, number of their tag, place of their line, and extent."""

    page: int
    tag: int | None
    y: float
    left: float
    right: float


@dataclass(frozen=True)
class Leaf:
    """What is set for one element on one page: the kinds it lies in, its lowest point."""

    page: int
    kinds: tuple[str, ...]
    lowest: float

    @property
    def hanging(self) -> str:
        """What would be wrong with a page that ends here, empty if nothing."""
        if any(HEADING.fullmatch(kind) for kind in self.kinds):
            return "a heading"
        return next((HANGING[kind] for kind in self.kinds if kind in HANGING), "")


def page_faults(content: bytes) -> list[str]:
    """Return what is wrong with the pages of a report, empty if nothing is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        runs = [run for number, page in enumerate(pdf.pages) for run in _runs(page, number)]
        leaves = [leaf for leaf in _leaves(pdf, runs) if leaf.page >= FRONT]
        return [*overlaps(runs), *endings(leaves), *gaps(leaves, last=len(pdf.pages) - 1)]


def gaps(leaves: list[Leaf], *, last: int) -> Iterator[str]:
    """Yield the pages but the last that are hardly filled."""
    for page, share in fullness(leaves).items():
        if share < LEAST_FULL and page < last:
            yield f"page {page + 1} is {share:.0%} full"


def fullness(leaves: list[Leaf]) -> dict[int, float]:
    """Return how far down its text area each page is filled, footnotes left out."""
    lowest: dict[int, float] = {}
    for leaf in leaves:
        if not set(leaf.kinds) & set(FOOTNOTES):
            lowest[leaf.page] = min(lowest.get(leaf.page, TOP), leaf.lowest)
    return {page: (TOP - low) / (TOP - BOTTOM) for page, low in lowest.items()}


def endings(leaves: list[Leaf]) -> Iterator[str]:
    """Yield the pages that end in what belongs to the next."""
    flowing = [leaf for leaf in leaves if not set(leaf.kinds) & set(FOOTNOTES)]
    for leaf, following in pairwise(flowing):
        if leaf.hanging and following.page > leaf.page:
            yield f"page {leaf.page + 1} ends in {leaf.hanging}"


def overlaps(runs: list[Run]) -> Iterator[str]:
    """Yield the pages whose words lie over others, or over the edge."""
    lines: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        lines.setdefault((run.page, round(run.y)), []).append(run)
    for (page, _), line in lines.items():
        line.sort(key=lambda run: run.left)
        if page >= FRONT and line[-1].right > RIGHT + TOLERANCE:
            yield f"page {page + 1} has words beyond its edge"
        if any(after.left < before.right - TOLERANCE for before, after in pairwise(line)):
            yield f"page {page + 1} has words over others"


def _leaves(pdf: pikepdf.Pdf, runs: list[Run]) -> Iterator[Leaf]:
    """Yield in reading order what is set for each element."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    lowest: dict[tuple[int, int | None], float] = {}
    for run in runs:
        key = run.page, run.tag
        lowest[key] = min(lowest.get(key, run.y), run.y)
    yield from _under(pdf.Root.StructTreeRoot, (), numbers, lowest)


def _under(
    element: Object,
    kinds: tuple[str, ...],
    numbers: dict[tuple[int, int], int],
    lowest: dict[tuple[int, int | None], float],
) -> Iterator[Leaf]:
    kids = element.get("/K", Array())
    box = next((each.BBox for each in _attributes(element) if "/BBox" in each), None)
    if box is not None and "/Pg" in element:
        yield Leaf(numbers[element.Pg.objgen], kinds, float(box[1]))
        return
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _under(kid, (*kinds, str(kid.S)), numbers, lowest)
        elif isinstance(kid, int) or "/MCID" in kid:
            owner, tag = (element, int(kid)) if isinstance(kid, int) else (kid, int(kid.MCID))
            page = numbers[owner.get("/Pg", element.get("/Pg")).objgen]
            if (page, tag) in lowest:
                yield Leaf(page, kinds, lowest[page, tag])


def _attributes(element: Object) -> list[Object]:
    given = element.get("/A", Array())
    return list(given) if isinstance(given, Array) else [given]


def _runs(page: Page, number: int) -> Iterator[Run]:
    """Yield the words of a page in the order they are drawn."""
    fonts = {name: _widths(font) for name, font in page.Resources.get("/Font", {}).items()}
    matrix, kept, tags = UNIT, [], []
    widths, size = {}, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = _times([float(each) for each in operands], matrix)
            case "BDC":
                given = operands[1] if isinstance(operands[1], Dictionary) else {}
                tags.append(int(given.MCID) if "/MCID" in given else None)
            case "BMC":
                tags.append(None)
            case "EMC":
                tags.pop()
            case "Tf":
                widths, size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                text = _times([float(each) for each in operands], matrix)
            case "Tj" | "TJ":
                shown = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                length = sum(_advance(each, widths) for each in shown) / 1000 * size
                tag = next((tag for tag in reversed(tags) if tag is not None), None)
                yield Run(number, tag, text[5], text[4], text[4] + length)


def _times(first: list[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2], a * then[1] + b * then[3],
        c * then[0] + d * then[2], c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4], e * then[1] + f * then[3] + then[5],
    )  # fmt: skip


def _advance(shown: Object, widths: dict[int, float]) -> float:
    if not isinstance(shown, pikepdf.String):
        return -float(shown)
    codes = bytes(shown)
    return sum(
        widths.get(int.from_bytes(codes[place : place + 2], "big"), 1000.0)
        for place in range(0, len(codes), 2)
    )


def _widths(font: Object) -> dict[int, float]:
    """Return how wide each glyph of a font is, in thousandths of its size."""
    listed = list(font.DescendantFonts[0].W)
    widths: dict[int, float] = {}
    while listed:
        first, following = int(listed.pop(0)), listed.pop(0)
        if isinstance(following, Array):
            widths |= {first + step: float(width) for step, width in enumerate(following)}
        else:
            width = float(listed.pop(0))
            widths |= dict.fromkeys(range(first, int(following) + 1), width)
    return widths
