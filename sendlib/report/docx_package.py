"""The file a Word document is: its empty parts from templates, and the zip of it, stable.

python-docx opens the empty document, takes in pictures and links, and writes it.
"""

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from jinja2 import Environment, PackageLoader, StrictUndefined

from sendlib.report.blocks import Document
from sendlib.report.dates import in_words, time_stamp
from sendlib.report.docx_xml import W, clean
from sendlib.report.setting import paper_colours

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# part -> its kind, which names its content type and its relationship to the document
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "first_header": "header",
    "header": "header",
    "first_footer": "footer",
    "footer": "footer",
}
LINE_WIDTH = 9638  # twentieths of a point: the line of 17 cm
LIST_STEP = 397
OWN_STYLES = (
    "Publisher", "Cover fact", "Figure", "Note", "Statement", "Statement questioned",
    "Statement missing", "Callout", "Callout warning", "Callout missing", "Code text", "Term",
    "Definition", "Table text", "Table number", "Source text", "Tag",
)  # fmt: skip
LONGEST_PROPERTY = 255  # characters, as the format allows


def empty_document(document: Document) -> WordDocument:
    """Return a Word document with styles, numbering, headers and footers, and no text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in _parts(document).items():
            package.writestr(name, DECLARATION + content)
    word = docx.Document(buffer)
    _set_properties(word, document)
    return word


def footnotes_part(word: WordDocument) -> XmlPart:
    """Return a part for footnotes, new in the document; it holds only the line above them."""
    empty = _environment().get_template("footnotes.xml.jinja").render(w=W, r=R)
    place = PackURI("/word/footnotes.xml")
    part = XmlPart(place, CONTENT_TYPE.WML_FOOTNOTES, parse_xml(empty), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def stable_bytes(word: WordDocument, *, stamp: datetime) -> bytes:
    """Return the document as a file whose entries all bear one time."""
    written, stable = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(stable, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the file tells which system it was made on
            target.writestr(entry, source.read(name))
    return stable.getvalue()


def _parts(document: Document) -> dict[str, str]:
    given = _template_values(document)
    parts = {name: _environment().get_template(f"{name}.xml.jinja") for name in PARTS}
    main = _environment().get_template("document.xml.jinja")
    kinds = {f"/word/{name}.xml": kind for name, kind in PARTS.items()}
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{CONTENT}.{kind}+xml"/>'
        for name, kind in {"/word/document.xml": "document.main", **kinds}.items()
    )
    links = {name: (f"{R}/{kind}", f"{name}.xml") for name, kind in PARTS.items()}
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": _links({"document": (f"{R}/officeDocument", "word/document.xml")}),
        "word/document.xml": main.render(given),
        "word/_rels/document.xml.rels": _links(links),
        **{f"word/{name}.xml": template.render(given) for name, template in parts.items()},
    }


def _links(links: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def _template_values(document: Document) -> dict[str, Any]:
    cover = document.cover
    version = f"Version {cover.version}" if cover.version else ""
    standing = filter(None, (cover.branding.name, version, in_words(cover.date)))
    colours = {name: each[1:].upper() for name, each in paper_colours(cover).items()}
    return {
        "w": W,
        "r": R,
        "language": document.language,
        "colours": colours,
        "title": cover.title,
        "marks": "  ·  ".join(cover.marks),
        "standing": "  ·  ".join(standing),
        "line": LINE_WIDTH,
        "list_step": LIST_STEP,
        "own": OWN_STYLES,
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sendlib.report", "templates/docx"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )


def _set_properties(word: WordDocument, document: Document) -> None:
    cover, stamp = document.cover, time_stamp(document.cover.date)
    properties = word.core_properties
    texts = {
        "title": cover.title,
        "subject": cover.subtitle,
        "author": cover.branding.name,
        "last_modified_by": cover.branding.name,
        "keywords": ", ".join(cover.keywords),
        "comments": " · ".join(cover.marks),
        "version": cover.version,
        "language": document.language,
    }
    for name, text in texts.items():
        setattr(properties, name, clean(text)[:LONGEST_PROPERTY])
    properties.revision = 1
    properties.created = properties.modified = stamp.replace(tzinfo=None)
