"""What tells Quarto how to render a report: project, formats, brand, as YAML."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from sendlib.report.blocks import Cover, Document, Table
from sendlib.report.colours import INK, mixed, readable
from sendlib.report.numbering import NUMBERED_LEVELS
from sendlib.report.quarto_text import metadata, typst_string
from sendlib.views.typeface import FAMILY

CONTENTS = "Contents"
NO_WORD = re.compile(r"[^\w ,()]|_")
# headings begin below the title; for PDF and Word they are lifted by one level in the end
LEVELS = NUMBERED_LEVELS + 1
PAGE = """\
#show figure.where(kind: "quarto-float-tbl"): set block(breakable: true)
#show figure.caption: it => block(sticky: true, it)
#set figure.caption(separator: [. ])
#show table: set text(size: 8.5pt)
#show table: set par(justify: false)
#show table.cell.where(y: 0): strong
"""
BODY = "#set par(justify: false)\n#set text(hyphenate: false)\n"


def project_yaml(document: Document, params: Mapping[str, Any]) -> str:
    """Return _quarto.yml.

    Args:
        document: the report.
        params: the params it was made with, carried along as metadata.
    """
    cover = document.cover
    has_row_names = first_column_names_rows(document)
    return _yaml(
        {
            "project": {"type": "default", "render": ["report.qmd"]},
            "lang": document.language,
            # quotation marks and dashes stay as they are written
            "from": "markdown-smart",
            "keywords": _keywords(cover),
            "description-meta": metadata(cover.subtitle or cover.title),
            "number-sections": True,
            "number-depth": LEVELS,
            "toc": True,
            "toc-title": CONTENTS,
            "crossref": {
                "title-delim": ".",
                "fig-title": "Figure",
                "fig-prefix": "Figure",
                "tbl-title": "Table",
                "tbl-prefix": "Table",
                "sec-prefix": "section",
            },
            "filters": ["quarto", "word-alt.lua", *(["row-headers.lua"] if has_row_names else [])],
            "format": {"html": _html(cover), "typst": _typst(cover), "docx": _docx()},
            "params": _params(params),
        }
    )


def first_column_names_rows(document: Document) -> bool:
    """Tell whether the first column of all tables is the one that names their rows."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return all(table.row_header == 0 for table in tables)


def _html(cover: Cover) -> dict[str, Any]:
    return {
        "pagetitle": metadata(" \N{EN DASH} ".join((cover.title, *cover.marks))),
        "embed-resources": True,
        "html-math-method": "plain",
        "css": "styles.css",
        "default-image-extension": "svg",
        "fig-cap-location": "top",
        "toc-depth": LEVELS,
    }


def _keywords(cover: Cover) -> list[str]:
    """Return key words without signs: in a PDF's metadata none can be escaped."""
    words = (" ".join(NO_WORD.sub(" ", keyword).split()) for keyword in cover.keywords)
    return [word for word in words if word]


def _typst(cover: Cover) -> dict[str, Any]:
    marks = " · ".join(cover.marks)
    header = f"#set page(header: align(center, strong({typst_string(marks)})))\n" if marks else ""
    return {
        "pdf-standard": "ua-1",
        "papersize": "a4",
        "margin": {"x": "2.2cm", "y": "2.5cm"},
        "default-image-extension": "svg",
        "fig-cap-location": "top",
        "section-numbering": "1.1",
        "toc-depth": NUMBERED_LEVELS,
        "mainfont": FAMILY,
        "font-paths": ["fonts"],
        "include-in-header": [{"text": PAGE + header}],
        "include-before-body": [{"text": BODY}],
    }


def _docx() -> dict[str, Any]:
    return {
        # Word shows no SVG without another program's help
        "default-image-extension": "png",
        "fig-cap-location": "top",
        "shift-heading-level-by": -1,
        "toc-depth": NUMBERED_LEVELS,
    }


def _params(value: Any) -> Any:
    """Return params whose texts Pandoc, which reads metadata as Markdown, gives back unchanged."""
    if isinstance(value, str):
        return metadata(value)
    if isinstance(value, Mapping):
        return {str(key): _params(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_params(inner) for inner in value]
    return value


def front_matter(cover: Cover) -> str:
    """Return the head of report.qmd."""
    given = {"title": metadata(cover.title)}
    if cover.subtitle:
        given["subtitle"] = metadata(cover.subtitle)
    # text alone: no kernel is started, whatever a code block looks like
    return f"---\n{_yaml({**given, 'engine': 'markdown'})}---\n"


def brand_yaml(cover: Cover) -> str:
    """Return _brand.yml: the council's colours and logo.

    The typeface is named for the PDF in _quarto.yml and for the web page in styles.css: Quarto
    looks for font files of a brand beside the compiled style sheet, where they are not. The logo
    has no size: Quarto would set it behind the text of every page of the PDF.
    """
    branding = cover.branding
    link = readable(branding.primary, on="#ffffff")
    content: dict[str, Any] = {
        "meta": {"name": branding.name},
        "color": {
            "palette": {"council": branding.primary, "accent": branding.accent, "link": link},
            "foreground": INK,
            "background": "#ffffff",
            "primary": "link",
            "secondary": readable(branding.accent, on="#ffffff"),
            "light": mixed(branding.primary, "#ffffff", 0.93),
        },
        "typography": {
            "headings": {"weight": 700, "color": "link"},
            "link": {"color": "link"},
        },
    }
    if branding.logo:
        images = {"council": {"path": "logo.png", "alt": branding.name}}
        content["logo"] = {"images": images}
    return _yaml(content)


def _yaml(content: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=1000)
