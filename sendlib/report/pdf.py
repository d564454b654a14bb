"""Document -> PDF that is PDF/UA-1 and PDF/A-2a at once, set by Typst.

The template is Typst code; everything from the notebook goes in as JSON strings, so nothing in it
is ever read as markup. Row headers are tagged afterwards (`structure`): Typst cannot.
"""

import atexit
import json
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import typst

from sendlib.errors import RenderError
from sendlib.report.blocks import Document, Table
from sendlib.report.dates import time_stamp
from sendlib.report.setting import set_content
from sendlib.report.structure import tag_row_headers
from sendlib.views.typeface import font_files


def render_pdf(document: Document) -> bytes:
    """Return the report as PDF; the same document gives the same bytes.

    Raises:
        RenderError: Typst refuses the document, such as for a sign no font has.
    """
    content = json.dumps(set_content(document), ensure_ascii=False)
    try:
        pdf = _compiler().compile(
            sys_inputs={"document": content},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(time_stamp(document.cover.date).timestamp()),
        )
    except typst.TypstError as error:
        raise RenderError(f"the PDF cannot be set: {_reason(error)}") from error
    headers = [block.row_header for block in document.blocks if isinstance(block, Table)]
    return tag_row_headers(cast(bytes, pdf), headers)


def _reason(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])


@cache
def _compiler() -> typst.Compiler:
    """Return the compiler of the template, one in a process, its fonts loaded.

    Typst takes folders and, of two fonts alike, the first it meets: so it gets one of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="sendlib-typst-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in font_files():
        shutil.copy(path, folder)
    template = files("sendlib.report").joinpath("templates", "report.typ")
    main = folder / "report.typ"
    main.write_bytes(template.read_bytes())
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    return typst.Compiler(str(main), root=str(folder), font_paths=fonts)
