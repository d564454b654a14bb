"""Labels as Quarto wants them: it counts and refers to what is called sec-, fig- or tbl-."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sendlib.report.blocks import Block, Document, Figure, Heading, Prose, Table
from sendlib.report.markdown import plain
from sendlib.report.words import (
    Definitions,
    Inlines,
    Items,
    Link,
    Paragraph,
    Parts,
    Quote,
    Reference,
    Styled,
)

PREFIXES = {Heading: "sec-", Figure: "fig-", Table: "tbl-"}
# no prefix that Quarto numbers begins like this
OTHER = "block-"
OWN_PREFIXES = ("tab-", "table-", "figure-", "section-")


@dataclass(frozen=True)
class Labels:
    """Labels of a document in a Quarto project.

    `ids`: by label of the document, what the project calls it.
    `names`: by label, what a cross-reference without words of its own says: Figure 3, section 2.1.
    """

    ids: dict[str, str]
    names: dict[str, str]

    def is_counted(self, reference: Reference) -> bool:
        """Tell whether Quarto's own cross-reference says what this one says."""
        return self.names.get(reference.label) == plain(reference.content)


def labels_of(document: Document) -> Labels:
    """Return the labels of all blocks that can be referred to."""
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    taken: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Prose) and not block.is_anchor:
            continue
        ids[block.label] = _free(_wanted(block), taken)
        taken.add(ids[block.label])
        if name := _name(block):
            names[block.label] = name
    return Labels(ids, names)


def _wanted(block: Block) -> str:
    prefix = PREFIXES.get(type(block), OTHER)
    if block.label.startswith(prefix):
        return block.label
    own = next((own for own in OWN_PREFIXES if block.label.startswith(own)), "")
    return prefix + (block.label.removeprefix(own) or block.label)


def _free(label: str, taken: set[str]) -> str:
    free, count = label, 1
    while free in taken:
        count += 1
        free = f"{label}-{count}"
    return free


def _name(block: Block) -> str:
    match block:
        case Heading():
            return f"section {block.number}" if block.number else ""
        case Figure() | Table():
            return f"{type(block).__name__} {block.number}"
        case _:
            return ""


def referred_to(document: Document) -> set[str]:
    """Return the labels that some text of the document leads to."""
    texts: list[Inlines] = []
    for block in document.blocks:
        if isinstance(block, Prose):
            texts += _inlines(block.parts)
        elif isinstance(block, Heading):
            texts.append(block.content)
    for note in document.footnotes:
        texts += _inlines(note.parts)
    return {reference.label for text in texts for reference in _references(text)}


def _inlines(parts: Parts) -> Iterator[Inlines]:
    for part in parts:
        match part:
            case Paragraph(content):
                yield content
            case Items(_, _, items):
                for item in items:
                    yield from _inlines(item)
            case Quote(inner):
                yield from _inlines(inner)
            case Definitions(entries):
                for term, meaning in entries:
                    yield term
                    yield from _inlines(meaning)


def _references(content: Sequence[object]) -> Iterator[Reference]:
    for piece in content:
        match piece:
            case Reference():
                yield piece
            case Styled(_, inner) | Link(_, inner):
                yield from _references(inner)
