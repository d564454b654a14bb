"""Tables of a document as Word's: a repeated header row, whole rows, a marked first column."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from sendlib.report.blocks import Table
from sendlib.report.docx_package import LINE_WIDTH
from sendlib.report.docx_text import Writer
from sendlib.report.docx_xml import Look, element, paragraph, value
from sendlib.report.layout import FULL_SIZE, table_layout
from sendlib.report.words import Inlines, Text

# as long as this, a table is kept on one page
SHORT_ROWS = 14
HEAD = -1
TINT = "EEF2F6"


def table_element(table: Table, writer: Writer) -> BaseOxmlElement:
    """Return a table; `writer` turns what its cells say into runs and links."""
    layout = table_layout(table)
    total = round(LINE_WIDTH * layout.width)
    widths = [round(total * share / sum(layout.widths)) for share in layout.widths]
    size = round(2 * layout.size) if layout.size < FULL_SIZE else 0
    columns = [element("w:gridCol", {"w:w": str(width)}) for width in widths]
    return element(
        "w:tbl",
        children=[
            element("w:tblPr", children=_properties(table, sum(widths))),
            element("w:tblGrid", children=columns),
            *_rows(table, writer, widths, size),
        ],
    )


def _properties(table: Table, width: int) -> Iterator[BaseOxmlElement]:
    yield value("w:tblStyle", "ReportTable")
    yield element("w:tblW", {"w:w": str(width), "w:type": "dxa"})
    yield element("w:tblLayout", {"w:type": "fixed"})
    # Word reads the first column out as the row's header, and no other one
    first_column = table.row_header == 0
    marked = {"firstRow": True, "lastRow": False, "firstColumn": first_column, "lastColumn": False}
    flags = {f"w:{name}": str(int(given)) for name, given in marked.items()}
    bands = {"w:noHBand": "1", "w:noVBand": "1"}
    sum_of_flags = f"{0x0600 + 0x0020 + 0x0080 * first_column:04X}"
    yield element("w:tblLook", {"w:val": sum_of_flags, **flags, **bands})
    yield value("w:tblCaption", f"Table {table.number}")
    yield value("w:tblDescription", table.caption)


def _rows(table: Table, writer: Writer, widths: list[int], size: int) -> Iterator[BaseOxmlElement]:
    heads: tuple[Inlines, ...] = tuple((Text(column.title),) for column in table.columns)
    rows = [tuple(table.words(cell) for cell in row) for row in table.rows]
    last = len(table.rows) - 1
    together = len(table.rows) <= SHORT_ROWS
    for line, row in enumerate((heads, *rows), start=HEAD):
        look = Look(bold=line in table.highlight, size=size)
        keep = line == HEAD or (together and line < last)
        fill = TINT if line in table.highlight else ""
        cells = [
            _cell(writer.inlines(words, look), width, right=column.is_right, fill=fill, keep=keep)
            for words, width, column in zip(row, widths, table.columns, strict=True)
        ]
        properties = [element("w:cantSplit")]
        if line == HEAD:
            properties.append(element("w:tblHeader"))
        yield element("w:tr", children=[element("w:trPr", children=properties), *cells])


def _cell(
    words: list[BaseOxmlElement], width: int, *, right: bool, fill: str, keep: bool
) -> BaseOxmlElement:
    properties = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if fill:
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": fill}
        properties.append(element("w:shd", shade))
    style = "TableNumber" if right else "TableText"
    text = paragraph(style, words, keep_next=keep)
    return element("w:tc", children=[element("w:tcPr", children=properties), text])
