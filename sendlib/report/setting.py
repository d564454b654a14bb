"""Document -> the JSON the Typst template sets: words as strings, pictures, sizes, colours."""

from typing import Any

from sendlib.report.blocks import (
    Block,
    Callout,
    Cover,
    Document,
    Figure,
    Heading,
    Prose,
    Statement,
    Table,
)
from sendlib.report.colours import mixed, readable, text_on
from sendlib.report.dates import in_words, time_stamp
from sendlib.report.layout import figure_width, table_layout
from sendlib.report.paging import kept_with_next, together
from sendlib.report.pictures import logo_bytes, logo_format
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

# so few entries that the text may begin below them
SHORT_CONTENTS = 16
# so many that a few would be left for a second page, were they not set closer
CLOSE_CONTENTS = range(50, 70)

Json = dict[str, Any]


def set_content(document: Document) -> Json:
    """Return all the template needs to know of a document, as JSON holds it."""
    language, _, region = document.language.partition("-")
    kept = kept_with_next(document.blocks)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    entries = sum(block.level <= 2 for block in headings)
    return {
        "cover": _cover(document.cover),
        "lang": language,
        "region": region or None,
        "colours": paper_colours(document.cover),
        "notes": {str(note.number): _parts(note.parts) for note in document.footnotes},
        "short-contents": entries <= SHORT_CONTENTS,
        "close-contents": entries in CLOSE_CONTENTS,
        "has-contents": bool(headings),
        "blocks": [
            {**_block(block), "keep": keep}
            for block, keep in zip(document.blocks, kept, strict=True)
        ],
    }


def _cover(cover: Cover) -> Json:
    date = time_stamp(cover.date)
    facts = {
        "Area": cover.area_name,
        "Date": in_words(cover.date),
        "Version": cover.version,
        "Signed off by": cover.signed_off_by,
        "Contact": cover.contact,
    }
    logo = cover.branding.logo
    return {
        "title": cover.title,
        "subtitle": cover.subtitle,
        "publisher": cover.branding.name,
        "marks": list(cover.marks),
        "facts": [[name, value] for name, value in facts.items() if value],
        "version": cover.version,
        "date": [date.year, date.month, date.day],
        "date-words": in_words(cover.date),
        "keywords": list(cover.keywords),
        "logo": logo and {"bytes": list(logo_bytes(logo)), "format": logo_format(logo)},
    }


def paper_colours(cover: Cover) -> dict[str, str]:
    """Return the council's colours and those derived from them, to be read on white paper."""
    primary, accent = cover.branding.primary, cover.branding.accent
    return {
        "primary": primary,
        "on-primary": text_on(primary),
        "accent": accent,
        "rule": readable(accent, on="#ffffff", ratio=3),
        "link": readable(primary, on="#ffffff"),
        "tint": mixed(primary, "#ffffff", 0.93),
    }


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "label": block.label,
                "level": block.level,
                "number": block.number,
                "content": _inlines(block.content),
            }
        case Prose():
            return {
                "kind": "prose",
                "label": block.label if block.is_anchor else None,
                "parts": _parts(block.parts),
            }
        case Statement():
            return {
                "kind": "statement",
                "label": block.label,
                "tone": block.tone,
                "content": _inlines(block.content),
            }
        case Callout():
            return {
                "kind": "callout",
                "label": block.label,
                "tone": block.tone,
                "title": block.title,
                "text": block.text,
            }
        case Figure():
            return _figure(block)
        case _:
            return _table(block)


def _figure(figure: Figure) -> Json:
    return {
        "kind": "figure",
        "label": figure.label,
        "number": figure.number,
        "caption": figure.caption,
        "alt": figure.alt,
        "svg": figure.svg,
        "width": figure_width(figure),
        "notes": list(figure.notes),
    }


def _table(table: Table) -> Json:
    set_as = table_layout(table)
    return {
        "kind": "table",
        "label": table.label,
        "number": table.number,
        "caption": table.caption,
        "heads": [column.title for column in table.columns],
        "align": ["right" if column.is_right else "left" for column in table.columns],
        "widths": set_as.widths,
        "width": set_as.width,
        "size": set_as.size,
        "padding": set_as.padding,
        "standing-off": set_as.standing_off,
        "breaks-words": set_as.breaks_words,
        "together": together(table, set_as),
        "rows": [[_cell(table.words(cell)) for cell in row] for row in table.rows],
        "highlight": list(table.highlight),
        "notes": list(table.notes),
    }


def _cell(content: Inlines) -> str | list[list[Any]]:
    """Return what a cell holds: most often words alone, in which no file's name may be broken."""
    match content:
        case (Text(text),) if "_" not in text:
            return text
        case _:
            return _inlines(content)


def _parts(parts: Parts) -> list[Json]:
    return [_part(part) for part in parts]


def _part(part: Part) -> Json:
    match part:
        case Paragraph(content):
            return {"kind": "par", "content": _inlines(content)}
        case Items(ordered, start, items):
            kind = "enum" if ordered else "list"
            return {"kind": kind, "start": start, "items": [_parts(item) for item in items]}
        case Quote(parts):
            return {"kind": "quote", "parts": _parts(parts)}
        case CodeText(text):
            return {"kind": "code", "text": text}
        case _:
            return {
                "kind": "terms",
                "entries": [[_inlines(term), _parts(parts)] for term, parts in part.entries],
            }


def _inlines(content: Inlines) -> list[list[Any]]:
    return [_inline(piece) for piece in content]


def _inline(piece: Inline) -> list[Any]:
    match piece:
        case Text(text):
            return ["text", text]
        case Code(text):
            return ["code", text]
        case Styled(style, content):
            return [style, _inlines(content)]
        case Link(url, content):
            return ["link", url, _inlines(content)]
        case Reference(label, content):
            return ["reference", label, _inlines(content)]
        case NoteMark(number, call):
            return ["note", number, call]
        case _:
            return ["break"]
