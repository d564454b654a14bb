"""All cells of a notebook as one Markdown text, which remembers where each line came from."""

import bisect
import re
from collections.abc import Set
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode
from nbformat import NotebookNode

from sendlib.errors import RenderError
from sendlib.report.cells import Output, read_outputs

# a private-use sign marks the places of outputs: cells may not hold it, so none can be forged
SIGN = "\ue000"
PLACE = re.compile(f"{SIGN}(\\d+){SIGN}")
NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)


@dataclass
class Joined:
    """The text, the outputs its places stand for, and the line each cell starts at."""

    lines: list[str] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text to parse."""
        return "\n".join(self.lines)

    def add(self, cell: int, text: str) -> None:
        """Append a cell's text as a block of its own."""
        self.starts.append(len(self.lines))
        self.cells.append(cell)
        self.lines += [*text.splitlines(), ""]

    def add_markdown(self, cell: int, text: str) -> None:
        """Append a Markdown cell, and take note of the footnotes it defines."""
        if SIGN in text:
            raise RenderError(f"cell {cell}: the private sign U+E000 is not allowed in text")
        for label in NOTE.findall(text):
            if label in self.notes:
                raise RenderError(
                    f"cell {cell}: footnote [^{label}] is defined in cell {self.notes[label]} "
                    "already; give one of them another name"
                )
            self.notes[label] = cell
        self.add(cell, text)

    def add_output(self, output: Output) -> None:
        """Append a place for an output."""
        self.add(output.cell, f"{SIGN}{len(self.outputs)}{SIGN}")
        self.outputs.append(output)

    def cell_of(self, node: SyntaxTreeNode) -> int:
        """Return the number of the cell that a top-level piece comes from."""
        line = node.map[0] if node.map else 0
        return self.cells[bisect.bisect_right(self.starts, line) - 1]

    def output_at(self, node: SyntaxTreeNode) -> Output | None:
        """Return the output whose place a top-level piece keeps, if it keeps one."""
        if node.type != "paragraph":
            return None
        found = PLACE.fullmatch(node.children[0].content)
        return self.outputs[int(found.group(1))] if found else None

    def require_notes_called(self, called: Set[str]) -> None:
        """Refuse a footnote that is defined and never called: its text would be lost."""
        for label, cell in self.notes.items():
            if label not in called:
                raise RenderError(f"cell {cell}: footnote [^{label}] is called nowhere")


def quoted(text: str) -> str:
    """Return Markdown as a quotation: the words of the authors, set apart from the report's."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def join_cells(notebook: NotebookNode) -> Joined:
    """Return Markdown cells and places of outputs, in order, as one text.

    What authors wrote stands below the block that says so.
    """
    joined = Joined()
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            joined.add_markdown(number, cell.source)
        elif cell.cell_type == "code":
            for output in read_outputs(cell, number):
                joined.add_output(output)
                if written := output.content.get("markdown"):
                    joined.add_markdown(number, quoted(str(written)))
    return joined
