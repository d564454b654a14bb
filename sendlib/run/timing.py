"""How long each section of a notebook took, so that one sees where the time goes."""

from collections.abc import Mapping

from nbformat import NotebookNode

from sendlib.run.sections import parts_of
from sendlib.run.track import INJECTED

BEFORE = "Before the first section"


def seconds_by_section(
    executed: NotebookNode, starts: Mapping[int, float], ended: float
) -> dict[str, float]:
    """Return seconds by the title of each top-level section, in order.

    Args:
        executed: the notebook.
        starts: when each of its cells began, by number from 1, without papermill's cell of values.
        ended: when the last one had ended.
    """
    found: dict[str, float] = {}
    section, number = BEFORE, 0
    for cell in executed.cells:
        if INJECTED in cell.metadata.get("tags", ()):
            continue
        number += 1
        if cell.cell_type == "markdown":
            section = _title(cell.source) or section
        if number in starts:
            taken = starts.get(number + 1, ended) - starts[number]
            found[section] = found.get(section, 0.0) + taken
    return found


def _title(source: str) -> str:
    """Return the last top-level heading of a Markdown cell without its marks and label."""
    titles = [
        heading[0].removeprefix("# ").partition("{#")[0].strip()
        for _, heading in parts_of(source)
        if heading and len(heading["marks"]) == 1
    ]
    return titles[-1] if titles else ""
