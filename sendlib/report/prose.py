"""The authors' own words in a notebook, and whether what they refer to is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from nbformat import NotebookNode

from sendlib.errors import RenderError

AUTHORS = "authors"  # the origin of their blocks
BLOCK_MIME = "application/vnd.sendlib.block+json"
LABEL = "authors-"  # how the label of such a block begins; the chapter follows
HEADING_LABEL = re.compile(r"^#{1,6} .*\{#([^}\n]*)\}[ ]*$", re.MULTILINE)
REFERENCE = re.compile(r"\]\(#([^)\s]*)\)")


@dataclass(frozen=True)
class Written:
    """What the authors wrote for a chapter, as Markdown."""

    chapter: str
    text: str


def written_by_authors(notebook: NotebookNode) -> Iterator[Written]:
    """Yield the authors' own words of an executed notebook, chapter by chapter."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            report = output.get("metadata", {}).get("report") or {}
            if report.get("origin") == AUTHORS:
                content = output["data"].get(BLOCK_MIME) or {}
                chapter = str(report["label"]).removeprefix(LABEL)
                yield Written(chapter, str(content.get("markdown", "")))


def require_references(notebook: NotebookNode) -> None:
    """Refuse references in the authors' words that lead nowhere, all at once.

    Raises:
        RenderError: chapter, reference, and the label that is nearest to it, of each.
    """
    known = labels_of(notebook)
    faults = [
        _fault(written.chapter, label, known)
        for written in written_by_authors(notebook)
        for label in REFERENCE.findall(written.text)
        if label not in known
    ]
    if faults:
        raise RenderError("\n".join(dict.fromkeys(faults)))


def labels_of(notebook: NotebookNode) -> set[str]:
    """Return the labels that a reference may lead to: of headings, and of what cells show."""
    found: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found.update(HEADING_LABEL.findall(cell.source))
        for output in cell.get("outputs", ()):
            found.add(str((output.get("metadata", {}).get("report") or {}).get("label", "")))
    return found - {""}


def _fault(chapter: str, label: str, known: set[str]) -> str:
    near = get_close_matches(label, sorted(known), n=1)
    advice = f"; did you mean #{near[0]}?" if near else ""
    return (
        f"params: commissioning.prose.{chapter}: refers to #{label}, and no heading, figure or "
        f"table of the report has that label{advice}"
    )
