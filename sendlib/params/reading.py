"""The text of a params file as plain values, and the line on which each key stands.

Scalars stay as written (`1.10` is not 1.1, `no` is a word until a field asks for true or false);
a blank value counts as a key left out. YAML beyond keys, lists and text (tags, aliases, merges)
is refused: params need none of it.
"""

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sendlib.params.faults import Fault, Key, dotted, found_text, one_line

LARGEST_BYTES = 1_000_000
_DEEPEST = 20
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "null", "map", "seq")}
_COLOUR_KEYS = {"primary", "accent"}


@dataclass
class ParamsText:
    """A params file as read: its values, the line of every key, and the faults of its text."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, key: Key) -> int:
        """Return the line of a key, or of the nearest block around it that the file has."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def refuse(self, key: Key, text: str, *, line: int | None = None) -> None:
        """Add a fault of a key."""
        self.faults.append(Fault(line or self.line(key), dotted(key), text))


def read_params_text(content: bytes) -> ParamsText:
    """Read the bytes of a params file; what is wrong with them is among the faults."""
    document = ParamsText()
    text = _decoded(content, document)
    if text is None:
        return document
    node = _composed(text, document)
    if document.faults:
        return document
    if node is None or node.tag.endswith(":null"):
        document.refuse((), "found an empty file, allowed: keys such as area: York")
    elif isinstance(node, yaml.MappingNode):
        document.values = _Walk(document, text.splitlines()).block(node, ())
    else:
        document.refuse((), "found no keys, allowed: lines such as area: York", line=_line(node))
    return document


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes of text; aliases and nesting without end are refused."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        problem = ""
        if isinstance(event, yaml.AliasEvent):
            problem = "an alias (*), which params cannot hold"
        elif self.depth >= _DEEPEST:
            problem = f"blocks more than {_DEEPEST} deep"
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_PlainLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0].endswith(":null")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _decoded(content: bytes, document: ParamsText) -> str | None:
    if len(content) > LARGEST_BYTES:
        document.refuse((), f"found {len(content):,} bytes, allowed: at most {LARGEST_BYTES:,}")
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        document.refuse((), "found text in UTF-16, allowed: UTF-8; save the file as UTF-8")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        document.refuse(
            (),
            f"found the byte {content[error.start]:#04x}, which is not UTF-8, allowed: UTF-8; "
            "save the file as UTF-8",
            line=line,
        )
        return None


def _composed(text: str, document: ParamsText) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.refuse((), _syntax(error), line=mark.line + 1 if mark else 1)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        document.refuse((), "found a control character, allowed: text", line=line)
    except (ValueError, OverflowError):
        document.refuse((), "found an escape (\\U) of no character, allowed: text")
    return None


def _syntax(error: yaml.MarkedYAMLError) -> str:
    problem = " ".join(part for part in (error.context, error.problem) if part)
    if "'\\t'" in problem:
        return "found a tab, allowed: spaces before a key"
    problem = one_line(problem, longest=160).removeprefix("found ")
    return (
        f"found {problem}, allowed: YAML, one `key: value` a line; "
        "put text that holds a colon or # in quotes"
    )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class _Walk:
    """Turns nodes into values, and notes lines and faults on the way."""

    def __init__(self, document: ParamsText, text_lines: list[str]) -> None:
        self.document = document
        self.text_lines = text_lines

    def block(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = self.name(name_node, key)
            if name is None:
                continue
            path = (*key, name)
            if path in self.document.lines:
                first = self.document.lines[path]
                text = f"found the key twice, first on line {first}, allowed: once"
                self.document.refuse(path, text, line=_line(name_node))
                continue
            self.document.lines[path] = _line(name_node)
            value = self.value(value_node, path)
            if value is not None:
                values[name] = value
        return values

    def name(self, node: yaml.Node, key: Key) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.value and node.tag in _PLAIN_TAGS:
            return str(node.value)
        self.document.refuse(
            key, "found a key that is not a word, allowed: a word", line=_line(node)
        )
        return None

    def value(self, node: yaml.Node, key: Key) -> object:
        if node.tag not in _PLAIN_TAGS:
            text = f"found the tag {found_text(node.tag)}, allowed: a value without tag"
            self.document.refuse(key, text, line=_line(node))
            return None
        if isinstance(node, yaml.MappingNode):
            return self.block(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*key, index)) for index, child in enumerate(node.value)]
        if node.tag.endswith(":null"):
            self.check_blank(node, key)
            return None
        return str(node.value)

    def item(self, node: yaml.Node, key: Key) -> object:
        self.document.lines[key] = _line(node)
        return self.value(node, key)

    def check_blank(self, node: yaml.Node, key: Key) -> None:
        """Refuse a colour without quotes: YAML takes it for a comment."""
        rest = "".join(self.text_lines[node.start_mark.line :][:1])[node.start_mark.column :]
        comment = re.fullmatch(r"\s*(#[0-9A-Fa-f]{3,6})\b.*", rest)
        if comment and key[-1] in _COLOUR_KEYS:
            self.document.refuse(
                key,
                f"found {comment[1]} without quotes, which YAML takes for a comment, allowed: "
                f'a colour in quotes; did you mean "{comment[1]}"?',
            )
