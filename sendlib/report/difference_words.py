"""What changed in the words of two editions of a report, block by block and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

from sendlib.report.blocks import (
    Block,
    Callout,
    Document,
    Figure,
    Footnote,
    Heading,
    Prose,
    Statement,
    Table,
)
from sendlib.report.markdown import plain
from sendlib.report.words import Definitions, Inlines, Items, Paragraph, Part, Parts, Quote, Text

WORD = re.compile(r"\s+|\w+(?:[.,'\u2019]\w+)*%?|[^\w\s]")
SHORTEST_KEPT = 3  # signs: what stands unchanged between two changes and is shorter joins them

Mark = Literal["same", "removed", "added"]
Pieces = tuple[tuple[Mark, str], ...]


@dataclass(frozen=True)
class Worded:
    """Words of a report under their label: a statement, a caption, the text of a section.

    title: what a reader knows it by, for statements and texts the heading above.
    """

    kind: str
    label: str
    title: str
    text: str


@dataclass(frozen=True)
class WordChange:
    """Words that read otherwise than before; `pieces` are old and new words in reading order."""

    kind: str
    label: str
    title: str
    pieces: Pieces


@dataclass(frozen=True)
class WordDifferences:
    """Blocks that are new or gone, by label, and those whose words changed."""

    added: tuple[Worded, ...] = ()
    removed: tuple[Worded, ...] = ()
    changed: tuple[WordChange, ...] = ()


def compare_words(before: Document, after: Document) -> WordDifferences:
    """Return what changed in the words of a report."""
    old = {(one.kind, one.label): one for one in worded(before)}
    new = {(one.kind, one.label): one for one in worded(after)}
    both = [(old[key], new[key]) for key in new if key in old]
    return WordDifferences(
        added=tuple(one for key, one in new.items() if key not in old),
        removed=tuple(one for key, one in old.items() if key not in new),
        changed=tuple(
            WordChange(two.kind, two.label, two.title, changed_words(one.text, two.text))
            for one, two in both
            if one.text != two.text
        ),
    )


def changed_words(before: str, after: str) -> Pieces:
    """Return two texts as one: what stayed, what was removed, and what was added in its place."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[tuple[Mark, str]] = []
    gone, come = "", ""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept = "".join(old[a:b]) if tag == "equal" else ""
        is_short = len(kept.strip()) < SHORTEST_KEPT and b < len(old)
        if tag != "equal" or (is_short and (gone or come)):
            gone, come = gone + "".join(old[a:b]), come + "".join(new[c:d])
            continue
        pieces += _replaced(gone, come)
        pieces.append(("same", kept))
        gone, come = "", ""
    return tuple(pieces + _replaced(gone, come))


def _replaced(gone: str, come: str) -> list[tuple[Mark, str]]:
    """Return a replacement; white space that both begin or end with stays outside of it."""
    start = _blank_start(gone, come)
    gone, come = gone[len(start) :], come[len(start) :]
    end = _blank_start(gone[::-1], come[::-1])[::-1]
    gone, come = gone[: len(gone) - len(end)], come[: len(come) - len(end)]
    pieces: list[tuple[Mark, str]] = [
        ("same", start), ("removed", gone), ("added", come), ("same", end)
    ]  # fmt: skip
    return [(mark, text) for mark, text in pieces if text]


def _blank_start(one: str, other: str) -> str:
    """Return the white space that two texts begin with both."""
    both = takewhile(
        lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(one, other, strict=False)
    )
    return "".join(first for first, _ in both)


def worded(document: Document) -> Iterator[Worded]:
    """Yield the words of a report; text between headings counts as that of its section."""
    cover = document.cover
    lines = (*cover.marks, cover.title, cover.subtitle, cover.version, cover.date, cover.contact)
    yield Worded("cover", "cover", "Cover", "\n".join(filter(None, (*lines, cover.signed_off_by))))
    heading, texts = Heading("start", 1, "", (Text("Before the first heading"),)), list[str]()
    for block in document.blocks:
        if isinstance(block, Heading):
            yield from _section_text(heading, texts)
            heading, texts = block, []
        if isinstance(block, Prose) and not block.is_anchor:
            texts.append(parts_text(block.parts))
        else:
            yield _worded(block, plain(heading.content))
    yield from _section_text(heading, texts)
    if document.footnotes:
        notes = "\n".join(_note_text(note) for note in document.footnotes)
        yield Worded("footnotes", "footnotes", "Footnotes", notes)


def _section_text(heading: Heading, texts: list[str]) -> Iterator[Worded]:
    if texts:
        yield Worded("text", heading.label, plain(heading.content), "\n".join(texts))


def _note_text(note: Footnote) -> str:
    return f"{note.number}. {parts_text(note.parts)}"


def _worded(block: Block, section: str) -> Worded:
    match block:
        case Heading(label=label, content=content):
            return Worded("section", label, plain(content), plain(content))
        case Prose(label=label, parts=parts):
            return Worded("text", label, section, parts_text(parts))
        case Statement():
            return Worded("statement", block.label, section, _statement_text(block))
        case Callout():
            return Worded("box", block.label, block.title, f"{block.title}\n{block.text}")
        case Figure():
            text = f"{block.caption}\n{block.alt}" + _notes_text(block)
            return Worded("chart", block.label, block.caption, text)
        case Table():
            return Worded("table", block.label, block.caption, block.caption + _notes_text(block))


def _notes_text(block: Figure | Table) -> str:
    return "".join(f"\n{note}" for note in block.notes)


def _statement_text(statement: Statement) -> str:
    mark = {"plain": "", "questioned": "Questioned figure: ", "missing": "No figure: "}
    return mark[statement.tone] + statement.text


def parts_text(parts: Parts) -> str:
    """Return the words of prose, one line a paragraph, list item or term."""
    return "\n".join(line for part in parts for line in _lines(part))


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(content):
            yield plain(content)
        case Items(items=items):
            yield from (f"• {parts_text(item)}" for item in items)
        case Quote(parts):
            yield parts_text(parts)
        case Definitions(entries):
            yield from (_entry_text(*entry) for entry in entries)
        case _:
            yield part.text


def _entry_text(term: Inlines, parts: Parts) -> str:
    return f"{plain(term)}: {parts_text(parts)}"
