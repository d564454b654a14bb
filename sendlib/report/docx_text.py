"""Text of a document as WordprocessingML: inline pieces, paragraphs, lists and footnotes."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part as FilePart
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from sendlib.report.docx_package import LIST_STEP
from sendlib.report.docx_xml import (
    PLAIN,
    Anchors,
    Look,
    clean,
    element,
    field_of,
    paragraph,
    run,
    run_of,
    value,
)
from sendlib.report.words import (
    Code,
    CodeText,
    Inline,
    Inlines,
    Items,
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

BULLETS, NUMBERS = "2", "3"  # ids in numbering.xml: a list, and the definition of a list
DEEPEST = 8


@dataclass(frozen=True)
class Place:
    """Where paragraphs stand: their style, how deep in which list, and what leads the first."""

    style: str = ""
    depth: int = -1
    first: Sequence[BaseOxmlElement] = ()
    list_id: str = ""
    keep_next: bool = False


@dataclass(frozen=True)
class Writer:
    """Turns text into elements of one part of the file, which holds the goals of its links."""

    word: WordDocument
    part: FilePart
    anchors: Anchors
    pictures: Iterator[int] = field(default_factory=lambda: count(1))

    def picture(self, png: bytes, *, alt: str, height: float) -> BaseOxmlElement:
        """Return a picture in a run, `height` points high."""
        inline = self.word.part.new_pic_inline(io.BytesIO(png), None, Pt(height))
        number = str(next(self.pictures))
        for name, given in (("id", number), ("name", f"Picture {number}"), ("descr", clean(alt))):
            inline.docPr.set(name, given)
        return run_of(element("w:drawing", children=[inline]))

    def inlines(self, content: Inlines, look: Look = PLAIN) -> list[BaseOxmlElement]:
        """Return inline text as runs and links."""
        return [made for piece in content for made in self._inline(piece, look)]

    def _inline(self, piece: Inline, look: Look) -> list[BaseOxmlElement]:
        match piece:
            case Text(text):
                return [run(text, look)]
            case Code(text):
                return [run(text, look.with_style("SourceText"))]
            case Styled("strong", content):
                return self.inlines(content, replace(look, bold=True))
            case Styled(_, content):
                return self.inlines(content, replace(look, italic=True))
            case Link(url, content):
                goal = self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                return [self._link({"r:id": goal}, content, look)]
            case Reference(label, content):
                return [self._link({"w:anchor": self.anchors.name(label)}, content, look)]
            case NoteMark():
                return self._note_mark(piece)
            case _:
                return [run_of(element("w:br"), look=look)]

    def _link(self, goal: dict[str, str], content: Inlines, look: Look) -> BaseOxmlElement:
        return element("w:hyperlink", goal, self.inlines(content, look.with_style("Hyperlink")))

    def _note_mark(self, mark: NoteMark) -> list[BaseOxmlElement]:
        """Return a footnote's mark; further calls of the same note refer to the first."""
        look, label = Look(style="FootnoteReference"), f"note_{mark.number}"
        if mark.call == 1:
            reference = element("w:footnoteReference", {"w:id": str(mark.number)})
            return self.anchors.around(label, run_of(reference, look=look))
        name = self.anchors.name(label)
        return [field_of(f"NOTEREF {name} \\f \\h", run(str(mark.number), look))]

    def parts(self, parts: Parts, place: Place = Place()) -> Iterator[BaseOxmlElement]:
        """Yield prose as paragraphs."""
        for number, part in enumerate(parts):
            yield from self._part(part, place if number == 0 else _continued(place))

    def _part(self, part: Part, place: Place) -> Iterator[BaseOxmlElement]:
        match part:
            case Paragraph(content):
                yield self._paragraph(self.inlines(content), place)
            case Items():
                yield from self._items(part, place)
            case Quote(parts):
                yield from self.parts(parts, replace(place, style="Quote"))
            case CodeText(text):
                yield self._paragraph(_code_lines(text), replace(place, style="CodeText"))
            case _:
                for term, about in part.entries:
                    yield paragraph("Term", self.inlines(term))
                    yield from self.parts(about, Place("Definition"))

    def _paragraph(self, content: list[BaseOxmlElement], place: Place) -> BaseOxmlElement:
        more = []
        if place.list_id:
            numbers = [value("w:ilvl", str(place.depth)), value("w:numId", place.list_id)]
            more.append(element("w:numPr", children=numbers))
        elif place.depth >= 0:
            more.append(element("w:ind", {"w:left": str(LIST_STEP * (place.depth + 1))}))
        children = [*place.first, *content]
        return paragraph(place.style, children, keep_next=place.keep_next, more=more)

    def _items(self, items: Items, place: Place) -> Iterator[BaseOxmlElement]:
        depth = min(place.depth + 1, DEEPEST)
        style = "ListNumber" if items.ordered else "ListBullet"
        list_id = self._new_list(items.start, depth) if items.ordered else BULLETS
        for item in items.items:
            yield from self.parts(item, Place(style, depth, list_id=list_id))

    def _new_list(self, start: int, depth: int) -> str:
        """Return the id of a numbered list of its own, which starts where it should."""
        numbering = self.word.part.numbering_part.element
        list_id = str(1 + len(numbering.findall("w:num", numbering.nsmap)))
        begin = element("w:lvlOverride", {"w:ilvl": str(depth)})
        begin.append(value("w:startOverride", str(start)))
        definition = value("w:abstractNumId", NUMBERS)
        numbering.append(element("w:num", {"w:numId": list_id}, [definition, begin]))
        return list_id


def _continued(place: Place) -> Place:
    """Return the place of what follows in the same item or note."""
    style = "ListContinue" if place.list_id else place.style
    return replace(place, style=style, list_id="", first=())


def _code_lines(text: str) -> list[BaseOxmlElement]:
    lines = text.split("\n")
    breaks = [run_of(element("w:br")) for _ in lines[1:]]
    return [
        run(lines[0]),
        *(made for pair in zip(breaks, map(run, lines[1:]), strict=True) for made in pair),
    ]
