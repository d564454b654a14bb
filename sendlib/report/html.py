"""Document -> one self-contained, accessible HTML file (WCAG 2.2 AA) that loads nothing."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from sendlib.report.blocks import Block, Document, Figure, Heading, Table
from sendlib.report.dates import in_words
from sendlib.report.grids import MISSING, MISSING_NOTE, download, exact, is_missing, shown
from sendlib.report.markdown import plain
from sendlib.report.page import dress, environment, resource, script_hash
from sendlib.report.pictures import percent_encoded, svg_size, svg_uri
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

SORTABLE_ROWS = 4
TALL_ROWS = 30
CONTENTS_LEVELS = 2


def render_html(document: Document) -> str:
    """Return the report as one HTML page."""
    page = load_template()
    branding = document.cover.branding
    script = resource("report.js")
    return page.render(
        document=document,
        cover=document.cover,
        date=in_words(document.cover.date),
        contents=list(_contents(document)),
        colours=dress(branding.primary, branding.accent),
        css=Markup(resource("report.css")),
        script=Markup(script),
        script_hash=script_hash(script),
    )


@cache
def load_template() -> Template:
    """Return the template of the page, read and compiled the first time."""
    return _environment().get_template("report.html.jinja")


def _environment() -> Environment:
    made = environment()
    made.globals.update(
        kind=_kind,
        tall_rows=TALL_ROWS,
        sortable_rows=SORTABLE_ROWS,
        missing_note=MISSING_NOTE,
        has_missing=_has_missing,
    )
    made.filters.update(
        inline=inline_html,
        prose=parts_html,
        plain=plain,
        shown=shown,
        exact=exact,
        svg_uri=svg_uri,
        svg_size=svg_size,
        csv_uri=_csv_uri,
        css_text=_css_text,
    )
    return made


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _csv_uri(block: Figure | Table) -> str:
    # the byte-order mark tells spreadsheets that the file is UTF-8
    return "data:text/csv;charset=utf-8,%EF%BB%BF" + percent_encoded(download(block))


def _css_text(text: str) -> Markup:
    """Return words for a CSS string: whatever is no letter or digit as its code."""
    return Markup("".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in text))


def _has_missing(figure: Figure) -> bool:
    return any(is_missing(cell) or cell == MISSING for row in figure.rows for cell in row)


def _contents(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the level 1 headings, each with the level 2 headings under it."""
    sections: list[dict[str, Any]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append({"heading": block, "parts": []})
        elif isinstance(block, Heading) and block.level == CONTENTS_LEVELS:
            sections[-1]["parts"].append(block)
    yield from sections


def inline_html(content: Inlines) -> Markup:
    """Return inline text as HTML."""
    return Markup("").join(_inline(piece) for piece in content)


def _inline(piece: Inline) -> Markup:
    match piece:
        case Text(text):
            return escape(text)
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Styled("strong", content):
            return Markup("<strong>{}</strong>").format(inline_html(content))
        case Styled("removed", content):
            return Markup("<del>{}</del>").format(inline_html(content))
        case Styled("added", content):
            return Markup("<ins>{}</ins>").format(inline_html(content))
        case Styled(_, content):
            return Markup("<em>{}</em>").format(inline_html(content))
        case Link(url, content):
            return Markup('<a href="{}">{}</a>').format(url, inline_html(content))
        case Reference(label, content):
            return Markup('<a href="#{}">{}</a>').format(label, inline_html(content))
        case NoteMark(number, call):
            return Markup(
                '<sup class="note-mark"><a id="call_{0}_{1}" href="#note_{0}">'
                '<span class="unseen">Footnote </span>{0}</a></sup>'
            ).format(number, call)
        case _:
            return Markup("<br>")


def parts_html(parts: Parts) -> Markup:
    """Return prose as HTML."""
    return Markup("\n").join(_part(part) for part in parts)


def _part(part: Part) -> Markup:
    match part:
        case Paragraph(content):
            return Markup("<p>{}</p>").format(inline_html(content))
        case Items(ordered, start, items):
            lines = Markup("").join(Markup("<li>{}</li>").format(_item(item)) for item in items)
            if not ordered:
                return Markup("<ul>{}</ul>").format(lines)
            return Markup('<ol start="{}">{}</ol>').format(start, lines)
        case Quote(parts):
            return Markup("<blockquote>{}</blockquote>").format(parts_html(parts))
        case CodeText(text):
            return Markup('<pre tabindex="0"><code>{}</code></pre>').format(text)
        case _:
            rows = (
                Markup("<dt>{}</dt><dd>{}</dd>").format(inline_html(term), _item(parts))
                for term, parts in part.entries
            )
            return Markup("<dl>{}</dl>").format(Markup("").join(rows))


def _item(parts: Parts) -> Markup:
    """Return what a list item holds; one paragraph alone needs no <p>."""
    match parts:
        case (Paragraph(content),):
            return inline_html(content)
        case _:
            return parts_html(parts)
