"""Pieces of WordprocessingML, built as elements so that text is never read as markup."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

W = nsmap["w"]
# what XML cannot hold, though a notebook can
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NO_NAME = re.compile(r"[^A-Za-z0-9_]")
LONGEST_NAME = 40

Elements = Iterable[BaseOxmlElement]


@dataclass(frozen=True)
class Look:
    """How a run of text looks; `size` is in half points, 0 for that of its paragraph."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    size: int = 0

    def with_style(self, style: str) -> "Look":
        """Return the look with a character style."""
        return replace(self, style=style)


PLAIN = Look()


@dataclass
class Anchors:
    """Bookmarks by label: Word allows no hyphens in their names, and 40 characters."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, label: str) -> str:
        """Return the bookmark's name of a label."""
        made = f"r{len(self.names) + 1}_{NO_NAME.sub('_', label)}"[:LONGEST_NAME]
        return self.names.setdefault(label, made)

    def around(self, label: str, *inner: BaseOxmlElement) -> list[BaseOxmlElement]:
        """Return elements between the ends of a label's bookmark."""
        name = self.name(label)
        number = str(list(self.names).index(label) + 1)
        start = element("w:bookmarkStart", {"w:id": number, "w:name": name})
        return [start, *inner, element("w:bookmarkEnd", {"w:id": number})]


def clean(text: str) -> str:
    """Return text without signs that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def element(
    tag: str, attributes: dict[str, str] | None = None, children: Elements = ()
) -> BaseOxmlElement:
    """Return an element, such as of w:p, with its attributes and children."""
    given = (attributes or {}).items()
    attrs = {qn(name) if ":" in name else name: clean(value) for name, value in given}
    made = OxmlElement(tag, attrs)
    made.extend(children)
    return made


def value(tag: str, text: str) -> BaseOxmlElement:
    """Return an element that holds one value."""
    return element(tag, {"w:val": text})


def run(text: str, look: Look = PLAIN) -> BaseOxmlElement:
    """Return a run of text."""
    words = element("w:t", {"xml:space": "preserve"})
    words.text = clean(text)
    return run_of(words, look=look)


def run_of(*content: BaseOxmlElement, look: Look = PLAIN) -> BaseOxmlElement:
    """Return a run of something else than text, such as a line break or a picture."""
    properties = list(_run_properties(look))
    head = [element("w:rPr", children=properties)] if properties else []
    return element("w:r", children=[*head, *content])


def _run_properties(look: Look) -> Iterator[BaseOxmlElement]:
    if look.style:
        yield value("w:rStyle", look.style)
    if look.bold:
        yield element("w:b")
    if look.italic:
        yield element("w:i")
    if look.size:
        yield value("w:sz", str(look.size))
        yield value("w:szCs", str(look.size))


def tab() -> BaseOxmlElement:
    """Return a run that is a tab."""
    return run_of(element("w:tab"))


def field_of(instruction: str, shown: BaseOxmlElement) -> BaseOxmlElement:
    """Return a field and what it shows until Word computes it anew."""
    return element("w:fldSimple", {"w:instr": f" {instruction} "}, [shown])


def paragraph(
    style: str, children: Elements, *, keep_next: bool = False, more: Elements = ()
) -> BaseOxmlElement:
    """Return a paragraph; `style` is empty for plain text.

    Args:
        style: id of the paragraph's style.
        children: runs, links and bookmarks.
        keep_next: it stays on the page of the next.
        more: further properties, in the order of the schema.
    """
    properties = [value("w:pStyle", style)] if style else []
    if keep_next:
        properties.append(element("w:keepNext"))
    properties += more
    head = [element("w:pPr", children=properties)] if properties else []
    return element("w:p", children=[*head, *children])
