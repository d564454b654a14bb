"""Each chart of a document as a file of its own, SVG and PNG, such as for slides.

A chart that leaves its report takes along what every page of it carries: its marks stand above it.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup

from sendlib.report.blocks import Document, Figure
from sendlib.report.pictures import svg_size
from sendlib.report.rasters import charts_png
from sendlib.views.typeface import FALLBACK_FAMILY, FAMILY

PPI = 300
STRIP, BASELINE, TYPE = 18.0, 12.5, 10.0  # points: height of the marks' line, and their type
OPENING = re.compile(r"<svg\b[^>]*>")
OWN_SIZE = re.compile(r"""\s(width|height)\s*=\s*("[^"]*"|'[^']*')""")
FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
    'viewBox="0 0 {width} {height}" role="img"><title>{title}</title><desc>{alt}</desc>'
    '<rect width="{width}" height="{height}" fill="#ffffff"/>{marks}'
    '<svg y="{top}" width="{width}" height="{inner}" viewBox="0 0 {width} {inner}">{chart}</svg>'
    "</svg>\n"
)
MARKS = Markup(
    '<text x="{width}" dx="-4" y="{baseline}" text-anchor="end" font-size="{size}" '
    'font-weight="700" font-family="{family}" fill="#16191d">{text}</text>'
)


def render_charts(document: Document) -> dict[str, bytes]:
    """Return the files of a document's charts by path, `charts/` and label."""
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    drawn = [standalone(figure, document.cover.marks) for figure in figures]
    files: dict[str, bytes] = {}
    for figure, svg, png in zip(figures, drawn, charts_png(drawn, ppi=PPI), strict=True):
        files[f"charts/{figure.label}.svg"] = svg.encode()
        files[f"charts/{figure.label}.png"] = png
    return files


def standalone(figure: Figure, marks: Sequence[str]) -> str:
    """Return a chart as an SVG file that holds its title, its alt text and the marks."""
    width, inner = svg_size(figure.svg)
    top = STRIP if marks else 0.0
    return FRAME.format(
        width=width,
        height=inner + top,
        top=top,
        inner=inner,
        title=figure.caption,
        alt=figure.alt,
        marks=_marks(marks, width) if marks else "",
        chart=Markup(_sizeless(figure.svg)),
    )


def _sizeless(svg: str) -> str:
    """Return a picture that fills the frame it stands in, whatever unit its size was given in."""
    return OPENING.sub(lambda opening: OWN_SIZE.sub("", opening.group(0)), svg, count=1)


def _marks(marks: Sequence[str], width: float) -> Markup:
    return MARKS.format(
        width=width,
        baseline=BASELINE,
        size=TYPE,
        family=f"{FAMILY}, {FALLBACK_FAMILY}, Arial, sans-serif",
        text=" · ".join(marks),
    )
