"""A draft joint commissioning strategy, put together from an executed commissioning review.

Which parts it has, and which blocks of the review each takes, stands in `strategy.yml`. Blocks
pass as they are: a figure is the same in both. A part for which the review has nothing says what
the partners have to supply.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from sendlib.errors import NotebookError
from sendlib.params.model import ReportParams
from sendlib.report.gate import require_protected
from sendlib.report.prose import labels_of
from sendlib.run.jobs import STRATEGY
from sendlib.run.sections import parts_of
from sendlib.run.unlink import BLOCK_MIME, referred_to, unlink
from sendlib.views.blocks import Bundle, nothing
from sendlib.views.prose import authors_words

SHAPE = Path(__file__).with_name("strategy.yml")
PREFIX = "strategy-"
KEPT_TAGS = ("parameters", "injected-parameters")


@dataclass(frozen=True)
class Part:
    """A chapter of the strategy.

    label: of its heading, behind `strategy-`. text: words under the heading. takes: labels of the
    review's sections and blocks, in order. missing: what to supply where it takes nothing, "" for
    a part that is then left out.
    """

    label: str
    heading: str
    takes: tuple[str, ...]
    text: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Shape:
    """The title of the strategy and its parts, in order."""

    title: str
    parts: tuple[Part, ...]


def read_shape(path: Path = SHAPE) -> Shape:
    """Return the shape of the strategy."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts = tuple(Part(**{**part, "takes": tuple(part["takes"])}) for part in content["parts"])
    return Shape(content["title"], parts)


def assembled(executed: NotebookNode, params: ReportParams) -> NotebookNode:
    """Return the strategy as a notebook of the review's outputs in another order.

    Raises:
        NotebookError: the notebook shows no cover.
        RenderError: something in it did not pass disclosure control.
    """
    require_protected(executed)
    shape = read_shape()
    cells = [*_opening(executed, shape.title)]
    for part in shape.parts:
        cells += _cells(part, executed, params)
    made = deepcopy(executed)
    made.cells = cells
    made.metadata["sendlib"] = {**made.metadata.get("sendlib", {}), "report": STRATEGY}
    unlink(made, referred_to(made) - labels_of(made))
    return made


def _opening(executed: NotebookNode, title: str) -> Iterator[NotebookNode]:
    """Yield the cells with the parameters, and the one with the cover under the new title."""
    for cell in executed.cells:
        if set(KEPT_TAGS) & set(cell.metadata.get("tags", ())):
            yield deepcopy(cell)
        for output in cell.get("outputs", ()):
            if _report(output).get("kind") == "cover":
                kept = deepcopy(cell)
                content = kept.outputs[0]["data"][BLOCK_MIME]
                kept.outputs[0]["data"][BLOCK_MIME] = {
                    **content, "title": title, "status_mark": "Draft", "signed_off_by": "",
                }  # fmt: skip
                yield kept
                return
    raise NotebookError("the review shows no cover, so no strategy can be made of it")


def _cells(part: Part, executed: NotebookNode, params: ReportParams) -> list[NotebookNode]:
    label = f"{PREFIX}{part.label}"
    is_alone = len(part.takes) == 1
    taken = [cell for wanted in part.takes for cell in _taken(executed, wanted, is_alone=is_alone)]
    written = authors_words(params, label)
    if written is not None:
        source = f'authors_words(params, "{label}")'
        taken.insert(0, _shown(written._repr_mimebundle_(), source=source))
    if not taken and part.missing:
        box = nothing("To be supplied", part.missing, f"{label}-missing")
        taken = [_shown(box._repr_mimebundle_(), source="")]
    if not taken:
        return []
    words = f"\n\n{part.text.strip()}" if part.text else ""
    return [_markdown(f"# {part.heading} {{#{label}}}{words}"), *taken]


def _shown(bundle: Bundle, *, source: str) -> NotebookNode:
    data, metadata = bundle
    output = new_output(  # type: ignore[no-untyped-call]
        "display_data", data=data, metadata=metadata
    )
    cell: NotebookNode = new_code_cell(  # type: ignore[no-untyped-call]
        source, outputs=[output]
    )
    return cell


def _markdown(text: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text)  # type: ignore[no-untyped-call]
    return cell


def _taken(executed: NotebookNode, label: str, *, is_alone: bool) -> list[NotebookNode]:
    """Return copies of the cells that show a block, or all of a section; none if that is nothing.

    Args:
        executed: the review.
        label: of a block or of a heading.
        is_alone: whether the part takes nothing else, so that a section needs no heading.
    """
    kept = list(_within(executed, label, is_alone=is_alone))
    is_shown = any(cell.cell_type == "code" and cell.outputs for cell in kept)
    is_words = not any(cell.cell_type == "code" for cell in kept)  # such as a glossary
    if not (is_shown or is_words):
        return []
    return [cell for cell in kept if cell.cell_type == "markdown" or cell.outputs]


def _within(executed: NotebookNode, label: str, *, is_alone: bool) -> Iterator[NotebookNode]:
    level = 0  # of the section being taken, 0 outside
    for cell in executed.cells:
        if cell.cell_type == "markdown":
            taken = []
            for text, heading in parts_of(cell.source):
                if heading and (not level or len(heading["marks"]) <= level):
                    level = len(heading["marks"]) if heading["label"] == label else 0
                if level:
                    taken.append(_moved(text, heading, level, is_alone=is_alone))
            if words := "".join(taken).strip():
                yield _markdown(words)
            continue
        found = [one for one in cell.get("outputs", ()) if level or _label(one) == label]
        if found:
            kept = deepcopy(cell)
            kept.outputs = deepcopy([one for one in found if not _is_missing(one)])
            yield kept


def _moved(text: str, heading: re.Match[str] | None, level: int, *, is_alone: bool) -> str:
    """Return the text of a section with its heading one level below the part's."""
    if heading is None:
        return text
    depth = len(heading["marks"])
    below = text[len(heading[0]) :]
    if depth == level and is_alone:
        return below.lstrip("\n")
    marks = "#" * (depth - level + (1 if is_alone else 2))
    return f"{marks}{heading[0][depth:]}{below}"


def _report(output: Mapping[str, Any]) -> Mapping[str, Any]:
    return output.get("metadata", {}).get("report") or {}


def _label(output: Mapping[str, Any]) -> str:
    return str(_report(output).get("label", ""))


def _is_missing(output: Mapping[str, Any]) -> bool:
    content = output.get("data", {}).get(BLOCK_MIME) or {}
    return content.get("tone") == "missing" or _report(output).get("kind") == "contents"
