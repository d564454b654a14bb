"""Markdown of a whole notebook -> syntax tree -> parts of a document.

CommonMark with footnotes and definition lists. HTML is off and comes out as text. Tables, pictures
and rules have no place in Markdown cells: a view gives the first two with caption and alt text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

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

WEB_LINK = re.compile(r"https?://|mailto:")
BARE_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
UNKNOWN_NOTE = re.compile(r"\[\^[^\]\s]+\]")


class MarkdownFault(Exception):
    """Something in Markdown that a report cannot hold; the reader adds the cell's number."""


@dataclass
class Notes:
    """Footnotes in the order they are first called: key -> number, and calls of each."""

    numbers: dict[object, int] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)

    def mark(self, key: object) -> NoteMark:
        """Call a footnote once more."""
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        self.calls[number] = self.calls.get(number, 0) + 1
        return NoteMark(number, self.calls[number])


@dataclass(frozen=True)
class Scope:
    """What inline text may point to: blocks by label with their names, and footnotes."""

    names: dict[str, str]
    notes: Notes


def parse(text: str) -> SyntaxTreeNode:
    """Return the syntax tree of Markdown text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin).use(deflist_plugin)
    return SyntaxTreeNode(parser.parse(text))


def plain(content: Inlines) -> str:
    """Return the words of inline text without their styles and footnote marks."""
    words = []
    for piece in content:
        match piece:
            case Text(text) | Code(text):
                words.append(text)
            case Styled(_, inner) | Link(_, inner) | Reference(_, inner):
                words.append(plain(inner))
            case LineBreak():
                words.append(" ")
    return "".join(words)


def linked(text: str) -> Inlines:
    """Return plain text whose bare web addresses are links."""
    pieces: list[Inline] = []
    end = 0
    for found in BARE_URL.finditer(text):
        if found.start() > end:
            pieces.append(Text(text[end : found.start()]))
        pieces.append(Link(found.group(0), (Text(found.group(0)),)))
        end = found.end()
    if end < len(text):
        pieces.append(Text(text[end:]))
    return tuple(pieces)


def parts_of(nodes: list[SyntaxTreeNode], scope: Scope) -> Parts:
    """Return block-level Markdown, all but headings, as parts of prose."""
    return tuple(_part(node, scope) for node in nodes if node.type != "footnote_anchor")


def _part(node: SyntaxTreeNode, scope: Scope) -> Part:
    maker = PARTS.get(node.type)
    if maker is None:
        wanted = {
            "table": "a table is shown by a view, with caption and row headers",
            "heading": "a heading stands by itself, not in a list, quotation or note",
            "hr": "a rule has no meaning; use a heading",
        }.get(node.type, "it is no part of a report")
        raise MarkdownFault(f"Markdown {node.type}: {wanted}")
    return maker(node, scope)


def _paragraph(node: SyntaxTreeNode, scope: Scope) -> Part:
    return Paragraph(inlines_of(node.children[0].children, scope))


def _items(node: SyntaxTreeNode, scope: Scope) -> Part:
    items = tuple(parts_of(item.children, scope) for item in node.children)
    return Items(node.type == "ordered_list", int(node.attrs.get("start", 1)), items)


def _quote(node: SyntaxTreeNode, scope: Scope) -> Part:
    return Quote(parts_of(node.children, scope))


def _code(node: SyntaxTreeNode, _: Scope) -> Part:
    return CodeText(node.content.rstrip("\n"))


def _definitions(node: SyntaxTreeNode, scope: Scope) -> Part:
    entries: list[tuple[Inlines, Parts]] = []
    for child in node.children:
        if child.type == "dt":
            entries.append((inlines_of(child.children[0].children, scope), ()))
        else:
            term, parts = entries[-1]
            entries[-1] = (term, parts + parts_of(child.children, scope))
    return Definitions(tuple(entries))


PARTS: dict[str, Callable[[SyntaxTreeNode, Scope], Part]] = {
    "paragraph": _paragraph,
    "bullet_list": _items,
    "ordered_list": _items,
    "blockquote": _quote,
    "code_block": _code,
    "fence": _code,
    "dl": _definitions,
}


def inlines_of(
    nodes: list[SyntaxTreeNode], scope: Scope, *, ending: re.Pattern[str] | None = None
) -> Inlines:
    """Return inline Markdown as pieces of text; neighbouring words are joined.

    Args:
        nodes: the pieces as parsed.
        scope: what they may point to.
        ending: what to leave out at the end, such as a heading's label.
    """
    pieces: list[Inline] = []
    for node in nodes:
        piece = _inline(node, scope)
        last = pieces[-1] if pieces else None
        if isinstance(piece, Text) and isinstance(last, Text):
            pieces[-1] = Text(last.text + piece.text)
        else:
            pieces.append(piece)
    if ending and isinstance(pieces[-1], Text):
        pieces[-1] = Text(ending.sub("", pieces[-1].text))
    for piece in pieces:
        if isinstance(piece, Text) and (found := UNKNOWN_NOTE.search(piece.text)):
            raise MarkdownFault(
                f"footnote {found.group(0)} has no text; add a line `{found.group(0)}: ...`"
            )
    return tuple(piece for piece in pieces if piece != Text(""))


def _inline(node: SyntaxTreeNode, scope: Scope) -> Inline:
    match node.type:
        case "text" | "text_special":
            return Text(node.content)
        case "softbreak":
            return Text(" ")
        case "hardbreak":
            return LineBreak()
        case "code_inline":
            return Code(node.content)
        case "strong":
            return Styled("strong", inlines_of(node.children, scope))
        case "em":
            return Styled("emphasis", inlines_of(node.children, scope))
        case "footnote_ref":
            return scope.notes.mark(node.meta["id"])
        case "link":
            return _link(str(node.attrs["href"]), node, scope)
        case "image":
            raise MarkdownFault("a picture is shown by a view, with caption and alt text")
        case other:
            raise MarkdownFault(f"Markdown {other} is no part of a report")


def _link(target: str, node: SyntaxTreeNode, scope: Scope) -> Inline:
    content = inlines_of(node.children, scope)
    if target.startswith("#"):
        label = target[1:]
        if label not in scope.names:
            raise MarkdownFault(
                f"the cross-reference [{plain(content)}](#{label}) leads nowhere; labels of this "
                f"document: {', '.join(sorted(scope.names))}"
            )
        return Reference(label, content or (Text(scope.names[label]),))
    if not WEB_LINK.match(target):
        raise MarkdownFault(
            f"the link to {target!r} is neither #label nor a web or mail address in full"
        )
    if not plain(content).strip():
        raise MarkdownFault(f"the link to {target!r} has no words")
    return Link(target, content)
