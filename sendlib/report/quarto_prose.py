"""Running text of a document as Markdown for Quarto."""

import re
from dataclasses import dataclass, field

from sendlib.report.quarto_labels import Labels
from sendlib.report.quarto_text import escaped, inert, line_start
from sendlib.report.words import (
    Code,
    CodeText,
    Definitions,
    Inline,
    Inlines,
    Items,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    Part,
    Parts,
    Quote,
    Reference,
    Styled,
    Text,
)

MARKS = {"strong": "**", "emphasis": "*"}
# keeps apart what would be read as one: stress next to stress, a list next to a list
DIVIDER = "<!-- -->"
INDENT = "    "
UNSAFE_IN_URL = re.compile(r"[\s<>\\{}|^`\[\]()\"]")
BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True)
class ProseWriter:
    """Writes text; `called` remembers which footnotes were called already."""

    labels: Labels
    called: set[int] = field(default_factory=set)

    def line(self, content: Inlines) -> str:
        """Return inline text as the Markdown of a paragraph; each line break begins a line."""
        return "\n".join(map(line_start, self.inlines(content).strip().split("\n")))

    def inlines(self, content: Inlines) -> str:
        """Return inline text as Markdown for the middle of a line."""
        written: list[str] = []
        for piece in content:
            if written and isinstance(piece, Styled | Code) and written[-1][-1:] in ("*", "`"):
                written.append(DIVIDER)
            written.append(self._inline(piece))
        return "".join(written)

    def _inline(self, piece: Inline) -> str:
        match piece:
            case Text(text):
                return escaped(text)
            case Code(text):
                return _code(text)
            case Styled(style, content):
                return _stressed(self.inlines(content), MARKS[style])
            case Link(url, content):
                return f"[{self.inlines(content)}](<{_url(url)}>)"
            case Reference():
                return self._reference(piece)
            case NoteMark(number, _):
                return self._mark(number)
            case LineBreak():
                return "\\\n"

    def _reference(self, piece: Reference) -> str:
        """Return a cross-reference: Quarto's own, which counts, where it says the same."""
        goal = self.labels.ids[piece.label]
        if self.labels.is_counted(piece):
            return f"[@{goal}]"
        return f"[{self.inlines(piece.content)}](#{goal})"

    def _mark(self, number: int) -> str:
        """Return a footnote's call; Pandoc would count a second one as a footnote of its own."""
        if number in self.called:
            return f"[^{number}^](#note-{number})"
        self.called.add(number)
        return f"[[^{number}]]{{#note-{number}}}"

    def parts(self, parts: Parts) -> str:
        """Return block-level text, its parts with an empty line between."""
        written: list[str] = []
        for place, part in enumerate(parts):
            before = parts[place - 1] if place else None
            if isinstance(part, Items | Definitions) and isinstance(before, Items | Definitions):
                written.append(DIVIDER)
            written.append(self._part(part))
        return "\n\n".join(filter(None, written))

    def _part(self, part: Part) -> str:
        match part:
            case Paragraph(content):
                return self.line(content)
            case Items(ordered, start, items):
                marks = [f"{start + place}." if ordered else "-" for place in range(len(items))]
                return "\n".join(
                    _indented(self._item(item), mark.ljust(4))
                    for mark, item in zip(marks, items, strict=True)
                )
            case Quote(parts):
                return "\n".join(f"> {line}".rstrip() for line in self.parts(parts).split("\n"))
            case CodeText(text):
                return _code_block(text)
            case Definitions(entries):
                return "\n\n".join(
                    f"{self.line(term)}\n{_indented(self._item(meaning), ':   ')}"
                    for term, meaning in entries
                )

    def _item(self, parts: Parts) -> str:
        return self.parts(parts) or DIVIDER


def _code(text: str) -> str:
    """Return text in a fixed-width face, fenced by more backticks than it holds in a row."""
    safe = inert(" ".join(text.split()))
    longest = max(map(len, BACKTICKS.findall(safe)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {safe} {fence}" if longest else f"{fence}{safe}{fence}"


def _code_block(text: str) -> str:
    safe = inert(text)
    fence = "`" * max(3, 1 + max(map(len, BACKTICKS.findall(safe)), default=0))
    return f"{fence}\n{safe}\n{fence}"


def _stressed(words: str, mark: str) -> str:
    """Return words between marks; the marks touch words, or they would be read as asterisks."""
    inner = words.strip(" ")
    if not inner:
        return words
    before, _, after = words.partition(inner)
    return f"{before}{mark}{inner}{mark}{after}"


def _url(url: str) -> str:
    """Return an address in which nothing ends or escapes the link."""
    return UNSAFE_IN_URL.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found.group(0).encode()), url
    )


def _indented(markdown: str, mark: str) -> str:
    """Return Markdown that belongs to a mark at its start: an item, a meaning, a footnote."""
    first, *rest = markdown.split("\n")
    return "\n".join([mark + first, *(f"{INDENT}{line}".rstrip() for line in rest)])


def footnote(number: int, markdown: str) -> str:
    """Return the text of a footnote as Markdown."""
    first, *rest = markdown.split("\n")
    return "\n".join([f"[^{number}]: {first}", *(f"{INDENT}{line}".rstrip() for line in rest)])
