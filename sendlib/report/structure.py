"""Row headers in a tagged PDF: the cells of each table's header column become TH, scope Row.

Typst tags column headers only. Both standards hold after this pass, and a screen reader says the
row's name with each of its cells.
"""

import io
import tempfile
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from sendlib.errors import RenderError


def tag_row_headers(pdf: bytes, row_headers: Sequence[int]) -> bytes:
    """Return the PDF with row headers tagged.

    Args:
        pdf: a tagged PDF.
        row_headers: for each of its tables, in order, the index of the header column.

    Raises:
        RenderError: the PDF has another number of tables.
    """
    # of a file, not of bytes in memory: pikepdf reads those by hundreds of thousands of small calls
    with tempfile.TemporaryFile() as file:
        file.write(pdf)
        file.flush()
        with pikepdf.open(file, access_mode=AccessMode.mmap_only) as opened:
            _tag(opened, row_headers)
            buffer = io.BytesIO()
            opened.save(
                buffer, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate
            )  # the many small parts of its structure compressed: half the size
    return buffer.getvalue()


def _tag(opened: Pdf, row_headers: Sequence[int]) -> None:
    root = opened.Root.StructTreeRoot
    tables = list(_elements(root, "/Table"))
    if len(tables) != len(row_headers):
        raise RenderError(f"{len(tables)} tables are tagged, expected {len(row_headers)}")
    tagged = [
        pair
        for place, (table, column) in enumerate(zip(tables, row_headers, strict=True))
        for pair in _tag_table(table, column, place)
    ]
    _register(opened, root, tagged)


def _tag_table(table: Object, column: int, place: int) -> Iterator[tuple[str, Object]]:
    """Tag one table; yield the id of each row header and its element."""
    for line, row in enumerate(_rows(table)):
        cells = _children(row)
        name = f"Row {place:04} {line:05}"
        header = cells[column]
        header.S = Name.TH
        header.ID = String(name)
        _table_attributes(header).Scope = Name.Row
        for position, cell in enumerate(cells):
            if position != column:
                _table_attributes(cell).Headers.append(String(name))
        yield name, header


def _rows(table: Object) -> Iterator[Object]:
    for part in _children(table):
        if str(part.S) == "/TBody":
            yield from _children(part)


def _table_attributes(cell: Object) -> Object:
    """Return the cell's attributes as a part of a table."""
    return next(given for given in cell.A if str(given.O) == "/Table")


def _register(opened: Pdf, root: Object, tagged: Sequence[tuple[str, Object]]) -> None:
    """Add ids to the tree of ids, whose names have to be in order."""
    if "/IDTree" not in root:
        root.IDTree = opened.make_indirect(Dictionary(Names=Array()))
    names = list(root.IDTree.Names)
    pairs = [(bytes(name), element) for name, element in zip(names[::2], names[1::2], strict=True)]
    pairs += [(name.encode(), element) for name, element in tagged]
    pairs.sort(key=lambda pair: pair[0])
    root.IDTree.Names = Array([part for name, kid in pairs for part in (String(name), kid)])


def _elements(element: Object, kind: str) -> Iterator[Object]:
    for kid in _children(element):
        if str(kid.S) == kind:
            yield kid
        else:
            yield from _elements(kid, kind)


def _children(element: Object) -> list[Object]:
    """Return an element's child elements, without pieces of page content."""
    kids = element.get("/K", Array())
    return [kid for kid in _listed(kids) if isinstance(kid, Dictionary) and "/S" in kid]


def _listed(kids: Object) -> list[Object]:
    return list(kids) if isinstance(kids, Array) else [kids]
