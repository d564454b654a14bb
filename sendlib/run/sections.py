"""Sections that a params file leaves out, taken from the executed notebook before it is rendered.

The notebook runs whole, since later sections use what earlier ones computed; then the headings,
the words and the outputs of what is left out go. Its code stays, so the notebook runs again.
"""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from nbformat import NotebookNode

from sendlib.params.model import ReportOptions

PLAIN_LANGUAGE = "for-families"
HEADING = re.compile(r"(?P<marks>#{1,6})\s.*?(?:\{#(?P<label>[^}]*)\})?\s*$")
REFERENCE = re.compile(r"\[([^\]]*)\]\(#([^)\s]*)\)")


def left_out(options: ReportOptions) -> frozenset[str]:
    """Return the labels of the sections that a params file leaves out."""
    plain = frozenset() if options.plain_language else frozenset({PLAIN_LANGUAGE})
    return plain | frozenset(options.leave_out)


def without_sections(notebook: NotebookNode, labels: Collection[str]) -> NotebookNode:
    """Return an executed notebook without the words and outputs of some sections.

    A section goes from its heading to the next one of the same or a higher level. A reference to
    anything in it becomes plain words. A heading stands at the start of its cell.
    """
    if not labels:
        return notebook
    kept = deepcopy(notebook)
    dropped = [cell for cell, is_out in _marked(kept, labels) if is_out]
    gone = {label for cell in dropped for label in _labels(cell)}
    words = {id(cell) for cell in dropped if cell.cell_type == "markdown"}
    kept.cells = [cell for cell in kept.cells if id(cell) not in words]
    for cell in dropped:
        if cell.cell_type == "code":
            cell.outputs = []
    for cell in kept.cells:
        if cell.cell_type == "markdown":
            cell.source = REFERENCE.sub(
                lambda found: found[1] if found[2] in gone else found[0], cell.source
            )
    return kept


def section_labels(notebook: NotebookNode) -> list[str]:
    """Return the labels of a notebook's top-level sections, in order."""
    headings = [found for cell in notebook.cells if (found := _heading(cell))]
    return [found["label"] or "" for found in headings if len(found["marks"]) == 1]


def _marked(notebook: NotebookNode, labels: Collection[str]) -> Iterator[tuple[NotebookNode, bool]]:
    """Yield every cell and whether it lies in a section that is left out."""
    level = 0  # of the heading of the section being left out, 0 outside
    for cell in notebook.cells:
        found = _heading(cell)
        if found and (not level or len(found["marks"]) <= level):
            level = len(found["marks"]) if found["label"] in labels else 0
        yield cell, bool(level)


def _heading(cell: NotebookNode) -> re.Match[str] | None:
    if cell.cell_type != "markdown" or not cell.source.strip():
        return None
    return HEADING.match(cell.source.lstrip().splitlines()[0])


def _labels(cell: NotebookNode) -> Iterator[str]:
    found = _heading(cell)
    if found and found["label"]:
        yield found["label"]
    for output in cell.get("outputs", ()):
        label = output.get("metadata", {}).get("report", {}).get("label")
        if label:
            yield str(label)
