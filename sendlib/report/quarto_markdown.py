"""Document -> the Markdown file of a Quarto project, in which Quarto counts and refers.

Sections, figures and tables carry the labels and captions Quarto numbers by, so the user can go on
writing. What says nothing of its own, such as widths, is left to Quarto.
"""

from dataclasses import dataclass

from sendlib.report.blocks import (
    Block,
    Callout,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Statement,
    Table,
)
from sendlib.report.dates import in_words
from sendlib.report.grids import MISSING, MISSING_NOTE, is_missing, shown
from sendlib.report.layout import table_layout
from sendlib.report.numbering import NUMBERED_LEVELS
from sendlib.report.quarto_labels import labels_of, referred_to
from sendlib.report.quarto_prose import ProseWriter, footnote
from sendlib.report.quarto_text import attribute, escaped, line_start, metadata
from sendlib.report.words import Text

TAGS = {"questioned": "Questioned figure", "missing": "No figure"}
CALLOUTS = {"info": "note", "warning": "warning", "missing": "important"}
DASHES = 100  # of a table's rule, shared among its columns by their widths
LOGO_WIDTH = "4cm"


def report_markdown(document: Document) -> str:
    """Return the body of the report: cover, blocks and footnotes."""
    writer = BlockWriter(ProseWriter(labels_of(document)), frozenset(referred_to(document)))
    blocks = [writer.block(block) for block in document.blocks]
    notes = [
        footnote(note.number, writer.prose.parts(note.parts) or "") for note in document.footnotes
    ]
    return "\n\n".join([cover_markdown(document.cover), *blocks, *notes]) + "\n"


def cover_markdown(cover: Cover) -> str:
    """Return what stands between title and text: marks, publisher, date and so on."""
    name = cover.branding.name
    publisher = (
        f"![](logo.png){{fig-alt={attribute(name)} width={LOGO_WIDTH}}}"
        if cover.branding.logo
        else _line(name)
    )
    marks = " · ".join(f"**{escaped(mark).strip()}**" for mark in cover.marks)
    facts = {
        "Area": cover.area_name,
        "Date": in_words(cover.date),
        "Version": cover.version,
        "Signed off by": cover.signed_off_by,
        "Contact": cover.contact,
    }
    listed = "\n\n".join(
        f"{name}\n:   {line_start(escaped(value).strip())}"
        for name, value in facts.items()
        if value
    )
    return "\n\n".join(filter(None, [marks and _div(marks, ".mark"), publisher, listed]))


@dataclass(frozen=True)
class BlockWriter:
    """Turns blocks into Markdown; `targets` are the labels that text refers to."""

    prose: ProseWriter
    targets: frozenset[str]

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Heading():
                return self._heading(block)
            case Statement():
                return self._statement(block)
            case Callout():
                return self._callout(block)
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case _:
                written = self.prose.parts(block.parts)
                return _div(written, self._id(block.label)) if block.is_anchor else written

    def _id(self, label: str) -> str:
        return "#" + self.prose.labels.ids[label]

    def _heading(self, heading: Heading) -> str:
        # the title is the heading of the first level
        marks = "#" * (heading.level + 1)
        given = [self._id(heading.label)]
        if heading.level > NUMBERED_LEVELS:
            given.append(".unnumbered")
        return f"{marks} {self.prose.inlines(heading.content).strip()} {{{' '.join(given)}}}"

    def _statement(self, statement: Statement) -> str:
        written = self.prose.line(statement.content)
        if tag := TAGS.get(statement.tone):
            written = f"[{tag}]{{.tag}} {written}"
        return _div(written, f"{self._id(statement.label)} .statement .{statement.tone}")

    def _callout(self, callout: Callout) -> str:
        title = attribute(metadata(callout.title))  # read once more, as Markdown
        given = f".callout-{CALLOUTS[callout.tone]} title={title} icon=false"
        box = _div(self.prose.line((Text(callout.text),)), given)
        # Quarto would count a callout that has a label of its own
        return _div(box, self._id(callout.label)) if callout.label in self.targets else box

    def _figure(self, figure: Figure) -> str:
        caption = escaped(figure.caption).strip()
        given = f"{self._id(figure.label)} fig-alt={attribute(figure.alt)}"
        picture = f"![{caption}](charts/{figure.label}){{{given}}}"
        rows = [[_cell(shown(cell)) for cell in row] for row in figure.rows]
        missing = any(is_missing(cell) or cell == MISSING for row in figure.rows for cell in row)
        data = [_grid(figure.columns, rows, _even(figure.columns))]
        data += [_div(escaped(MISSING_NOTE), ".notes")] if missing else []
        return "\n\n".join(
            [picture, *_notes(figure.notes), _div(_folded("\n\n".join(data)), HTML_ONLY)]
        )

    def _table(self, table: Table) -> str:
        rows = [
            [f"**{_cell(cell)}**" if place in table.highlight and cell.strip() else _cell(cell)
             for cell in row]
            for place, row in enumerate(table.rows)
        ]  # fmt: skip
        grid = _grid(table.columns, rows, table_layout(table).widths)
        # the last paragraph is the caption; after a colon Quarto would take braces for attributes
        numbered = _div(f"{grid}\n\n{_line(table.caption)}", self._id(table.label))
        return "\n\n".join([numbered, *_notes(table.notes)])


HTML_ONLY = '.content-visible when-format="html"'


def _div(markdown: str, given: str) -> str:
    """Return Markdown in a box; boxes within have shorter fences."""
    inner = max((len(line) - len(line.lstrip(":")) for line in markdown.split("\n")), default=0)
    fence = ":" * max(3, inner + 1)
    return f"{fence} {{{given}}}\n{markdown}\n{fence}"


def _folded(markdown: str) -> str:
    """Return Markdown that a web page shows when the reader opens it."""
    opening = "```{=html}\n<details><summary>Data as a table</summary>\n```"
    return f"{opening}\n\n{markdown}\n\n```{{=html}}\n</details>\n```"


def _notes(notes: tuple[str, ...]) -> list[str]:
    lines = list(map(_line, notes))
    return [_div("\n\n".join(lines), ".notes")] if lines else []


def _line(text: str) -> str:
    return line_start(escaped(text).strip())


def _cell(text: str) -> str:
    return escaped(text).strip()


def _even(columns: tuple[Column, ...]) -> list[float]:
    return [1.0] * len(columns)


def _grid(columns: tuple[Column, ...], rows: list[list[str]], widths: list[float]) -> str:
    """Return a pipe table; its rule says how cells are aligned and how wide columns are."""
    heads = [_cell(column.title) for column in columns]
    total = sum(widths)
    dashes = ["-" * max(3, round(DASHES * width / total)) for width in widths]
    rule = [
        f"{line}:" if column.is_right else f":{line}"
        for line, column in zip(dashes, columns, strict=True)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))
