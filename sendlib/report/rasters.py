"""Pictures as PNG, made by Typst, which the PDF needs anyway."""

import json
from collections.abc import Sequence
from typing import Any

import typst

from sendlib.report.pictures import logo_bytes, logo_format, svg_size
from sendlib.report.typesetter import compiler, refusal


def charts_png(charts: Sequence[str], *, ppi: int) -> list[bytes]:
    """Return charts, given as SVG, as PNG on white with `ppi` pixels to 72 points.

    Raises:
        RenderError: a chart cannot be read.
    """
    sizes = map(svg_size, charts)
    return _drawn(
        [
            {"content": svg, "format": "svg", "width": width, "height": height}
            for svg, (width, height) in zip(charts, sizes, strict=True)
        ],
        ppi=ppi,
    )


def logo_png(uri: str, *, height: float, ppi: int) -> bytes:
    """Return a logo (data URI) as PNG on white, `height` points high.

    Raises:
        RenderError: it is damaged.
    """
    content, kind = list(logo_bytes(uri)), logo_format(uri)
    picture = {"content": content, "format": kind, "width": None, "height": height}
    return _drawn([picture], ppi=ppi)[0]


def _drawn(pictures: list[dict[str, Any]], *, ppi: int) -> list[bytes]:
    if not pictures:
        return []
    given = {"pictures": json.dumps(pictures, ensure_ascii=False)}
    try:
        pages = compiler("pictures.typ").compile(sys_inputs=given, format="png", ppi=float(ppi))
    except typst.TypstError as error:
        raise refusal("a picture cannot be made into PNG", error) from error
    return [pages] if isinstance(pages, bytes) else list(pages or [])
