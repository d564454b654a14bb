"""The authors' own words in a review: Markdown files that params name, taken in as text.

Like a logo, a file's content takes the place of its path when params are loaded, so that a report
needs no other file and can be built again from its manifest.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args

from markdown_it import MarkdownIt
from pydantic import AfterValidator

from sendlib.params.faults import Refused, did_you_mean, found_text, nearest, sentence

LARGEST_PROSE_BYTES = 100_000
SUFFIX = ".md"
PRIVATE_SIGN = "\ue000"  # the renderer keeps places with it
Chapter = Literal[
    "summary", "basis", "who", "complex-needs", "packages", "joint-funding", "spend", "market",
    "demand", "sufficiency", "resource", "commissioning", "recommendations", "for-families",
]  # fmt: skip
StrategyPart = Literal[
    "strategy-foreword", "strategy-definition", "strategy-values", "strategy-drivers",
    "strategy-evidence", "strategy-families", "strategy-governance",
    "strategy-principles", "strategy-objectives", "strategy-intentions", "strategy-actions",
]  # fmt: skip
PLACES = (*get_args(Chapter), *get_args(StrategyPart))

_NOT_PROSE = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "heading_open": "a heading",
    "table_open": "a table",
    "hr": "a rule",
    "image": "a picture",
}
LINK = "link_open"
_GOAL = re.compile(r"#[a-z][a-z0-9-]*$|https?://|mailto:")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")


def prose_text(folder: Path, name: str) -> tuple[str | None, str]:
    """Return the content of a Markdown file, and the fault that stands in the way; one is blank.

    Args:
        folder: where the params file lies.
        name: path of the file from there.
    """
    if Path(name).suffix.lower() != SUFFIX:
        return None, sentence(found_text(name), "the path of a Markdown file, such as market.md")
    try:
        content = (folder / name).read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError):
        allowed = "a file of UTF-8 text beside this"
        return None, f"found {found_text(name)}, which cannot be read, allowed: {allowed}"
    if len(content) > LARGEST_PROSE_BYTES:
        return None, f"found {len(content):,} bytes, allowed: at most {LARGEST_PROSE_BYTES:,}"
    faults = prose_faults(text)
    if faults:
        return None, f"{name}: {'; '.join(faults)}"
    return text.strip(), ""


def prose_faults(text: str) -> list[str]:
    """Return what Markdown of authors must not hold, each with its line, in order."""
    found = [(0, "nothing in it, allowed: at least a sentence")] if not text.strip() else []
    for number, line in enumerate(text.split("\n"), start=1):
        if _NOTE.search(line):
            found.append((number, _refusal("a footnote", number, "name the source in brackets")))
        if PRIVATE_SIGN in line:
            found.append((number, _refusal("the private sign U+E000", number)))
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        first = (token.map or [0])[0] + 1
        kinds = {token.type, *(child.type for child in token.children or ())} & {*_NOT_PROSE}
        found += [(first, _refusal(_NOT_PROSE[kind], first)) for kind in kinds]
        goals = [str(child.attrs["href"]) for child in token.children or () if child.type == LINK]
        found += [
            (first, f"line {first} links to {found_text(goal)}, allowed: #label or a web address")
            for goal in goals
            if not _GOAL.match(goal)
        ]
    return [fault for _, fault in sorted(set(found))]


def _refusal(what: str, line: int, advice: str = "") -> str:
    allowed = "paragraphs, lists, stress and links"
    return f"line {line} holds {what}, allowed: {allowed}" + (f"; {advice}" if advice else "")


def _authors(prose: Mapping[str, str]) -> Mapping[str, str]:
    for place, text in prose.items():
        if place not in PLACES:
            advice = did_you_mean(nearest(place, PLACES))
            raise Refused(", ".join(PLACES), advice, at=(place,), found=found_text(place))
        if "\n" not in text and text.endswith(SUFFIX):
            raise Refused(
                "the content of the file, which a params file takes in by its path", at=(place,),
                found=found_text(text),
            )  # fmt: skip
        faults = prose_faults(text)
        if faults:
            raise Refused("Markdown of the authors", "; ".join(faults), at=(place,))
    return prose


AuthorsProse = Annotated[Mapping[str, str], AfterValidator(_authors)]
