"""References to what a report does not show become plain words, wherever they stand."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from nbformat import NotebookNode

BLOCK_MIME = "application/vnd.sendlib.block+json"
REFERENCE = re.compile(r"\[([^\]]*)\]\(#([^)\s]*)\)")
# a reference without words of its own goes with what joins it to others
BARE = r"\[\]\(#{}\)"
LEFT_OUT = ("columns", "branding")  # parts of a block without words that refer


def unlink(notebook: NotebookNode, gone: Collection[str]) -> None:
    """Turn references to some labels into plain words, in Markdown cells and in blocks."""
    if not gone:
        return
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = unlinked(cell.source, gone)
        for output in cell.get("outputs", ()):
            content = output.get("data", {}).get(BLOCK_MIME)
            if isinstance(content, dict):
                output["data"][BLOCK_MIME] = _unlinked(content, gone)


def unlinked(text: str, gone: Collection[str]) -> str:
    """Return words without references to some labels."""
    for label in dict.fromkeys(found[2] for found in REFERENCE.finditer(text)):
        if label in gone:
            bare = BARE.format(re.escape(label))
            text = re.sub(rf"\s*\({bare}\)|;\s*{bare}|{bare};\s*|,\s*{bare}|{bare}", "", text)
    return REFERENCE.sub(lambda found: found[1] if found[2] in gone else found[0], text)


def referred_to(notebook: NotebookNode) -> set[str]:
    """Return the labels that Markdown cells and blocks refer to."""
    found: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found.update(match[2] for match in REFERENCE.finditer(cell.source))
        for output in cell.get("outputs", ()):
            for text in _texts(output.get("data", {}).get(BLOCK_MIME)):
                found.update(match[2] for match in REFERENCE.finditer(text))
    return found


def _unlinked(content: Any, gone: Collection[str]) -> Any:
    match content:
        case str():
            return unlinked(content, gone)
        case dict():
            return {
                key: part if key in LEFT_OUT else _unlinked(part, gone)
                for key, part in content.items()
            }
        case list() | tuple():
            return [_unlinked(part, gone) for part in content]
        case _:
            return content


def _texts(content: Any) -> Iterator[str]:
    match content:
        case str():
            yield content
        case dict():
            for key, part in content.items():
                if key not in LEFT_OUT:
                    yield from _texts(part)
        case list() | tuple():
            for part in content:
                yield from _texts(part)
