"""What a tagged PDF lacks, told without any program but pikepdf: for tests of every report."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf

HEADING = re.compile(r"/H([1-6])")
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def faults_of(content: bytes, *, marks: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a PDF, empty if nothing is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = list(elements(pdf.Root.StructTreeRoot))
        return [
            *_file_faults(pdf),
            *_heading_faults(tree),
            *_figure_faults(tree),
            *_table_faults(tree),
            *_page_faults(pdf, marks),
        ]


def elements(element: Object) -> Iterator[Object]:
    """Yield all elements under one, in reading order."""
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def of_kind(tree: list[Object], kind: str) -> list[Object]:
    return [each for each in tree if str(each.S) == kind]


def _file_faults(pdf: Pdf) -> Iterator[str]:
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked"):
        yield "the file is not tagged"
    if not re.fullmatch("[a-z]{2}(-[A-Z]{2})?", str(pdf.Root.get("/Lang", ""))):
        yield "the file has no language"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "readers show the file's name, not its title"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "the file has no title"
    if not pdf.Root.get("/Outlines", {}).get("/Count"):
        yield "the file has no bookmarks"


def _heading_faults(tree: list[Object]) -> Iterator[str]:
    levels = [int(found.group(1)) for each in tree if (found := HEADING.fullmatch(str(each.S)))]
    if not levels or levels[0] != 1:
        yield "the first heading is not of level 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _figure_faults(tree: list[Object]) -> Iterator[str]:
    for place, figure in enumerate(of_kind(tree, "/Figure"), start=1):
        if not str(figure.get("/Alt", "")).strip():
            yield f"picture {place} has no alt text"
        boxes = [each for each in _attributes(figure) if "/BBox" in each]
        if not boxes:
            yield f"picture {place} has no bounding box"


def _table_faults(tree: list[Object]) -> Iterator[str]:
    for place, table in enumerate(of_kind(tree, "/Table"), start=1):
        inner = list(elements(table))
        heads = [cell for cell in inner if str(cell.S) == "/TH"]
        scopes = [str(_table_attribute(cell, "/Scope")) for cell in heads]
        rows = [list(elements(row)) for row in of_kind(inner, "/TR")]
        if not set(scopes) <= {"/Row", "/Column", "/Both"}:
            yield f"table {place} has a header cell without scope"
        if scopes.count("/Column") != sum(str(cell.S) in ("/TH", "/TD") for cell in rows[0]):
            yield f"table {place} has a column without header"
        if scopes.count("/Row") != len(rows) - 1:
            yield f"table {place} has a row without header"
        names = {str(cell.get("/ID", "")) for cell in heads}
        for cell in of_kind(inner, "/TD"):
            named = [str(name) for name in _table_attribute(cell, "/Headers") or ()]
            if len(named) < 2 or not set(named) <= names:
                yield f"table {place} has a cell that does not name its headers"
                break


def _attributes(element: Object) -> list[Object]:
    given = element.get("/A", Array())
    return list(given) if isinstance(given, Array) else [given]


def _table_attribute(cell: Object, name: str) -> Object | None:
    return next((each[name] for each in _attributes(cell) if name in each), None)


def _page_faults(pdf: Pdf, marks: tuple[str, ...]) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        words = " ".join(text_of(page).split())
        if page.get("/Tabs") != "/S":
            yield f"page {number} has no order of tabs"
        yield from (
            f"page {number} lacks the mark {mark!r}"
            for mark in marks
            if " ".join(mark.split()) not in words
        )


def text_of(page: Page) -> str:
    """Return the words set on a page, headers and all, in the order they are drawn."""
    fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    words, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                current = fonts[str(operands[0])]
            case "Tj" | "TJ":
                shown = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                strings = [bytes(each) for each in shown if isinstance(each, pikepdf.String)]
                codes = [s[n : n + 2] for s in strings for n in range(0, len(s), 2)]
                words += [current.get(code, "\ufffd") for code in codes]
            case "ET":
                words.append(" ")
    return "".join(words)


def _characters(font: Object) -> dict[bytes, str]:
    """Return what each two-byte code of a font stands for."""
    known: dict[bytes, str] = {}
    for kind, body in SECTION.findall(font.ToUnicode.read_bytes()):
        if kind == b"bfchar":
            for code, text in PAIR.findall(body):
                known[bytes.fromhex(code.decode())] = _unicode(text)
            continue
        for low, high, text in RANGE.findall(body):
            first, start = int(low, 16), int(text, 16)
            for step in range(int(high, 16) - first + 1):
                known[(first + step).to_bytes(2, "big")] = chr(start + step)
    return known


def _unicode(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
