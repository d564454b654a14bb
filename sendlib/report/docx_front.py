"""Title page and contents of a Word document."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from sendlib.report.blocks import Cover, Document, Heading
from sendlib.report.dates import in_words
from sendlib.report.docx_text import Writer
from sendlib.report.docx_xml import Look, element, paragraph, run, run_of, tab, value
from sendlib.report.markdown import plain
from sendlib.report.rasters import logo_png

CONTENTS_LEVELS = 2
LOGO_HEIGHT, LOGO_PPI = 40.0, 300  # points; pixels an inch


def cover(given: Cover, writer: Writer) -> Iterator[BaseOxmlElement]:
    """Yield the title page; the header of the first page carries the marks."""
    logo, name = given.branding.logo, given.branding.name
    if logo:
        png = logo_png(logo, height=LOGO_HEIGHT, ppi=LOGO_PPI)
        yield paragraph("Publisher", [writer.picture(png, alt=name, height=LOGO_HEIGHT)])
    else:
        yield paragraph("Publisher", [run(name)])
    yield paragraph("Title", [run(given.title)])
    if given.subtitle:
        yield paragraph("Subtitle", [run(given.subtitle)])
    facts = {
        "Area": given.area_name,
        "Date": in_words(given.date),
        "Publisher": name if logo else "",
        "Version": given.version,
        "Signed off by": given.signed_off_by,
        "Contact": given.contact,
    }
    for fact, words in facts.items():
        if words:
            yield paragraph("CoverFact", [run(fact), tab(), run(words, Look(bold=True))])


def contents(document: Document, writer: Writer) -> Iterator[BaseOxmlElement]:
    """Yield the table of contents: links, to which Word adds page numbers when it updates them."""
    listed = [
        block
        for block in document.blocks
        if isinstance(block, Heading) and block.level <= CONTENTS_LEVELS
    ]
    if not listed:
        return
    code = element("w:instrText", {"xml:space": "preserve"})
    code.text = f' TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u '
    starts = [[_field_mark("begin"), run_of(code), _field_mark("separate")], *[[]] * len(listed)]
    ends = [*[[]] * (len(listed) - 1), [_field_mark("end")]]
    entries = [
        paragraph(f"TOC{heading.level}", [*start, _entry(heading, writer), *end])
        for heading, start, end in zip(listed, starts, ends, strict=False)
    ]
    title = paragraph("TOCHeading", [run("Contents")])
    gallery = [value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique")]
    kind = element("w:sdtPr", children=[element("w:docPartObj", children=gallery)])
    inner = element("w:sdtContent", children=[title, *entries])
    yield element("w:sdt", children=[kind, inner])


def _entry(heading: Heading, writer: Writer) -> BaseOxmlElement:
    words = [run(heading.number), tab(), run(plain(heading.content))]
    return element("w:hyperlink", {"w:anchor": writer.anchors.name(heading.label)}, words)


def _field_mark(kind: str) -> BaseOxmlElement:
    return run_of(element("w:fldChar", {"w:fldCharType": kind}))
