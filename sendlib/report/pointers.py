"""References in the plain words of views: `[words](#label)`, or `[](#label)` for the block's name.

In prose they become references; in a table they stay words, and the table keeps which block each
leads to, so that every format shows the same words and those that can link them do.
"""

import re
from collections.abc import Iterable, Mapping

from sendlib.report.markdown import linked
from sendlib.report.words import Inline, Inlines, Reference, Text

POINTER = re.compile(r"\[([^\]]*)\]\(#([a-z][a-z0-9-]*)\)")

References = tuple[tuple[str, str], ...]


class DeadPointer(Exception):
    """A reference leads to no block of the document; the reader adds the cell's number."""


def pointed(text: str, names: Mapping[str, str]) -> Inlines:
    """Return words of a view with its references and web addresses as links.

    Args:
        text: plain text.
        names: what a reference without words of its own says, by label.

    Raises:
        DeadPointer: a label is unknown.
    """
    pieces: list[Inline] = []
    end = 0
    for found in POINTER.finditer(text):
        pieces += linked(text[end : found.start()])
        pieces.append(Reference(found[2], (Text(found[1] or _name(found[2], names)),)))
        end = found.end()
    return (*pieces, *linked(text[end:]))


def worded(text: str, names: Mapping[str, str]) -> tuple[str, References]:
    """Return a table's cell as plain words, and the words in it that lead somewhere.

    Raises:
        DeadPointer: a label is unknown.
    """
    references = tuple(
        (found[1] or _name(found[2], names), found[2]) for found in POINTER.finditer(text)
    )
    return POINTER.sub(lambda found: found[1] or names[found[2]], text), references


def referring(text: str, references: Iterable[tuple[str, str]]) -> Inlines:
    """Return the words of a cell with those that lead somewhere as links."""
    labels = dict(references)
    if not labels:
        return (Text(text),)
    longest_first = sorted(labels, key=lambda words: (-len(words), words))
    any_of = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in longest_first))
    pieces: list[Inline] = []
    end = 0
    for found in any_of.finditer(text):
        if found.start() > end:
            pieces.append(Text(text[end : found.start()]))
        pieces.append(Reference(labels[found[0]], (Text(found[0]),)))
        end = found.end()
    rest = text[end:]
    return (*pieces, Text(rest)) if rest or not pieces else tuple(pieces)


def _name(label: str, names: Mapping[str, str]) -> str:
    if label not in names:
        raise DeadPointer(f"it refers to #{label}, and no heading or block has that label")
    return names[label]
