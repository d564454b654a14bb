"""Outputs of an executed notebook's cells -> content of blocks; what is no block is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from nbformat import NotebookNode
from pydantic import Field, ValidationError

from sendlib.errors import RenderError
from sendlib.report.blocks import Block, Callout, Cover, Figure, Model, Prose, Statement, Table
from sendlib.report.markdown import linked
from sendlib.report.pointers import DeadPointer, pointed, worded
from sendlib.report.words import Definitions, Items, NoteMark, Paragraph, Part, Parts, Text

BLOCK_MIME = "application/vnd.sendlib.block+json"
SVG_MIME = "image/svg+xml"
ACTIVE_MIMES = ("application/javascript", "text/javascript")
Kind = Literal["cover", "statement", "figure", "table", "callout", "prose", "contents"]
M = TypeVar("M", bound=Model)


class Term(Model):
    """A word of the glossary and what it means."""

    term: str = Field(min_length=1)
    text: str = Field(min_length=1)


class ProseContent(Model):
    """Paragraphs, then a list, then terms.

    Plain text, in which web addresses and `[words](#label)` become links. `markdown`, written by
    the authors, stands below; it is read with the Markdown cells.
    """

    paragraphs: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    markdown: str = ""


class Meta(Model):
    """The `report` key of an output's metadata."""

    kind: Kind
    label: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    caption: str = ""
    alt: str = ""
    origin: str = ""
    protection: str = ""


@dataclass(frozen=True)
class Output:
    """A block as a view gave it; `data` is its whole mime bundle."""

    cell: int
    meta: Meta
    content: dict[str, Any]
    data: dict[str, Any]

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The footnotes of a statement."""
        return tuple(self.content.get("footnotes") or ())


def read_outputs(cell: NotebookNode, number: int) -> Iterator[Output]:
    """Yield the blocks a code cell shows.

    Args:
        cell: an executed code cell.
        number: its place in the notebook, from 1.

    Raises:
        RenderError: it printed or failed, or it shows something that is no block of a report.
    """
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            shown = str(output.text).strip()[:80]
            raise RenderError(
                f"cell {number}: it wrote {shown!r} to {output.name}; a report shows views only"
            )
        if output.output_type == "error":
            raise RenderError(f"cell {number}: it failed: {output.ename}: {output.evalue}")
        yield _read(output, number)


def _read(output: NotebookNode, number: int) -> Output:
    given, mimes = output.metadata.get("report"), ", ".join(sorted(output.data))
    active = [mime for mime in ACTIVE_MIMES if mime in output.data]
    if active:
        raise RenderError(f"cell {number}: an output is {active[0]}; a report holds no scripts")
    if given is None or BLOCK_MIME not in output.data:
        lacking = "report metadata" if given is None else BLOCK_MIME
        raise RenderError(
            f"cell {number}: an output ({mimes}) without {lacking}; show a view of sendlib instead"
        )
    try:
        meta = Meta.model_validate(given)
    except ValidationError as error:
        raise RenderError(f"cell {number}: report metadata: {faults(error)}") from error
    return Output(number, meta, dict(output.data[BLOCK_MIME]), dict(output.data))


def faults(error: ValidationError) -> str:
    """Return every fault of a pydantic error as `key: what is wrong`, in one line."""
    return "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'content'}: {fault['msg']}"
        for fault in error.errors(include_url=False)
    )


def cover_of(output: Output) -> Cover:
    """Return the cover a view gave."""
    return _checked(Cover, output, output.content)


def block_of(
    output: Output,
    *,
    number: int,
    marks: tuple[NoteMark, ...],
    names: Mapping[str, str] | None = None,
) -> Block:
    """Return the block a view gave.

    Args:
        output: the view's output; no cover and no contents.
        number: the figure's or table's number in the document.
        marks: the statement's footnotes, numbered by the document.
        names: what a reference without words of its own says, by label.

    Raises:
        RenderError: the content is not what its kind needs: cell, label and every fault; or it
            refers to a block that is not there.
    """
    try:
        return _block_of(output, number, marks, names or {})
    except DeadPointer as error:
        meta = output.meta
        raise RenderError(f"cell {output.cell}: {meta.kind} {meta.label}: {error}") from error


def _block_of(
    output: Output, number: int, marks: tuple[NoteMark, ...], names: Mapping[str, str]
) -> Block:
    meta = output.meta
    content = {**output.content, "label": meta.label}
    match meta.kind:
        case "statement":
            content.pop("footnotes", None)
            return _checked(Statement, output, {**content, "marks": marks})
        case "callout":
            return _checked(Callout, output, content)
        case "prose":
            prose = _checked(ProseContent, output, output.content)
            return Prose(meta.label, _prose_parts(prose, names), is_anchor=True)
        case "figure":
            shared = {"number": number, "caption": meta.caption, "alt": meta.alt}
            drawn = {"svg": output.data.get(SVG_MIME)}
            return _checked(Figure, output, {**content, **shared, **drawn})
        case _:
            shared = {"number": number, "caption": meta.caption}
            return _checked(Table, output, {**content, **shared, **_referring(content, names)})


def _checked(model: type[M], output: Output, content: dict[str, Any]) -> M:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        meta = output.meta
        raise RenderError(
            f"cell {output.cell}: {meta.kind} {meta.label}: {faults(error)}"
        ) from error


def _referring(content: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the rows of a table without references, and where their words lead; often nothing."""
    rows = content.get("rows")
    if not isinstance(rows, list) or "](#" not in str(rows):
        return {}
    read = [[worded(str(cell), names) for cell in row] for row in rows]
    values = [
        [worded(cell, names)[0] if isinstance(cell, str) else cell for cell in row]
        for row in content.get("values", ())
    ]
    found = {pair for row in read for _, references in row for pair in references}
    words = [[text for text, _ in row] for row in read]
    return {"rows": words, "values": values, "references": tuple(sorted(found))}


def _prose_parts(prose: ProseContent, names: Mapping[str, str]) -> Parts:
    parts: list[Part] = [Paragraph(pointed(text, names)) for text in prose.paragraphs]
    if prose.list:
        items = tuple((Paragraph(pointed(text, names)),) for text in prose.list)
        parts.append(Items(ordered=False, start=1, items=items))
    if prose.terms:
        entries = (((Text(t.term),), (Paragraph(linked(t.text)),)) for t in prose.terms)
        parts.append(Definitions(tuple(entries)))
    return tuple(parts)
