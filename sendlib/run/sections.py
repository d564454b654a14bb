"""Sections that a params file leaves out, taken from the executed notebook before it is rendered.

The notebook runs whole, since later sections use what earlier ones computed; then the headings,
the words and the outputs of what is left out go. Its code stays, so the notebook runs again.
"""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from nbformat import NotebookNode

from sendlib.params.region import AnyParams, RegionParams
from sendlib.params.review import APPENDICES
from sendlib.run.jobs import REVIEW, STRATEGY
from sendlib.run.unlink import unlink

PLAIN_LANGUAGE = "for-families"
ABSENT = "contents"  # the kind of a block that shows nothing
HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ ][^\n]*?(?:\{#(?P<label>[^}\n]*)\})?[ ]*$", flags=re.MULTILINE
)


def left_out(params: AnyParams, report: str) -> frozenset[str]:
    """Return the labels of the sections that a params file leaves out of a report."""
    if isinstance(params, RegionParams):
        return frozenset(params.regional.leave_out)
    options, review = params.report, params.commissioning
    out = frozenset() if options.plain_language else frozenset({PLAIN_LANGUAGE})
    out |= frozenset(options.leave_out)
    if report not in (REVIEW, STRATEGY):
        return out
    return out | frozenset(review.leave_out) | (frozenset(APPENDICES) - set(review.appendices))


def empty_sections(notebook: NotebookNode) -> frozenset[str]:
    """Return the labels of the sections in which every view says that it has nothing to show."""
    found: set[str] = set()
    within: list[tuple[int, str, list[str]]] = []  # level, label and kinds of blocks shown

    def close(level: int) -> None:
        while within and within[-1][0] >= level:
            _, label, kinds = within.pop()
            if kinds and set(kinds) == {ABSENT} and label:
                found.add(label)

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for heading in HEADING.finditer(cell.source):
                close(len(heading["marks"]))
                within.append((len(heading["marks"]), heading["label"] or "", []))
        for output in cell.get("outputs", ()):
            kind = str(output.get("metadata", {}).get("report", {}).get("kind", ""))
            for _, _, kinds in within:
                kinds.append(kind)
    close(0)
    return frozenset(found)


def without_sections(notebook: NotebookNode, labels: Collection[str]) -> NotebookNode:
    """Return an executed notebook without the words and outputs of some sections.

    A section goes from its heading to the next one of the same or a higher level. A reference to
    anything in it becomes plain words.
    """
    if not labels:
        return notebook
    kept = deepcopy(notebook)
    gone: set[str] = set()
    level = 0  # of the section being left out, 0 outside
    for cell in kept.cells:
        if cell.cell_type == "markdown":
            parts = []
            for part, heading in parts_of(cell.source):
                if heading and (not level or len(heading["marks"]) <= level):
                    level = len(heading["marks"]) if heading["label"] in labels else 0
                if not level:
                    parts.append(part)
                elif heading and heading["label"]:
                    gone.add(heading["label"])
            cell.source = "".join(parts)
        elif level:
            gone.update(_output_labels(cell))
            cell.outputs = []
    unlink(kept, gone)
    kept.cells = [cell for cell in kept.cells if cell.source.strip()]
    return kept


def section_labels(notebook: NotebookNode) -> list[str]:
    """Return the labels of a notebook's top-level sections, in order."""
    headings = [
        heading
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for _, heading in parts_of(cell.source)
        if heading
    ]
    return [heading["label"] or "" for heading in headings if len(heading["marks"]) == 1]


def parts_of(source: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the parts of a Markdown cell, each with the heading that begins it."""
    headings = list(HEADING.finditer(source))
    ends = [heading.start() for heading in headings] + [len(source)]
    if ends[0]:
        yield source[: ends[0]], None
    for heading, end in zip(headings, ends[1:], strict=True):
        yield source[heading.start() : end], heading


def _output_labels(cell: NotebookNode) -> Iterator[str]:
    for output in cell.get("outputs", ()):
        label = output.get("metadata", {}).get("report", {}).get("label")
        if label:
            yield str(label)
