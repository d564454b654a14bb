"""Document -> the files of a Quarto project that renders the same report and can be edited."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sendlib.report.blocks import Document, Figure
from sendlib.report.quarto_config import brand_yaml, front_matter, project_yaml
from sendlib.report.quarto_markdown import report_markdown
from sendlib.report.rasters import charts_png, logo_png
from sendlib.views.typeface import font_files

PPI = 200
LOGO_HEIGHT, LOGO_PPI = 40.0, 300  # points; pixels an inch
FONTS = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Bold", "BoldIt"))
SPARE_FONT = "DejaVuSans.ttf"


def quarto_project(document: Document, params: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of a Quarto project by path.

    Args:
        document: the report.
        params: the params it was made with, as JSON holds them.

    Raises:
        RenderError: a picture cannot be made into PNG, or a font is absent.
    """
    cover = document.cover
    texts = {
        "_quarto.yml": project_yaml(document, params),
        "_brand.yml": brand_yaml(cover),
        "report.qmd": front_matter(cover) + "\n" + report_markdown(document),
        "styles.css": _template("styles.css"),
        "README.md": _template("README.md.jinja"),
        "word-alt.lua": _template("word-alt.lua.jinja"),
        "row-headers.lua": _template("row-headers.lua.jinja"),
        ".gitignore": "/.quarto/\n/report.html\n/report.pdf\n/report.docx\n",
    }
    project = {path: text.encode() for path, text in texts.items()}
    project |= _charts(document) | _fonts()
    if cover.branding.logo:
        logo = logo_png(cover.branding.logo, height=LOGO_HEIGHT, ppi=LOGO_PPI)
        project["logo.png"] = logo
    return project


def _charts(document: Document) -> dict[str, bytes]:
    """Return each chart as SVG, for web page and PDF, and as PNG, for Word."""
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    drawn = charts_png([figure.svg for figure in figures], ppi=PPI)
    charts: dict[str, bytes] = {}
    for figure, png in zip(figures, drawn, strict=True):
        charts[f"charts/{figure.label}.svg"] = figure.svg.encode()
        charts[f"charts/{figure.label}.png"] = png
    return charts


@cache
def _fonts() -> dict[str, bytes]:
    """Return the typeface, the one that stands in for signs it lacks, and their licences."""
    paths = {path.name: path for path in font_files()}
    fonts = {f"fonts/{name}": paths[name].read_bytes() for name in (*FONTS, SPARE_FONT)}
    own = next(path for path in paths.values() if path.name in FONTS).with_name("LICENSE.txt")
    spare = paths[SPARE_FONT].with_name("LICENSE_DEJAVU")
    return fonts | {
        "fonts/SourceSansPro-LICENSE.txt": own.read_bytes(),
        "fonts/DejaVuSans-LICENSE.txt": spare.read_bytes(),
    }


@cache
def _template(name: str) -> str:
    folder = files("sendlib.report").joinpath("templates", "quarto")
    return folder.joinpath(name).read_text(encoding="utf-8")
