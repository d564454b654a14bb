"""Document -> PDF that is PDF/UA-1 and PDF/A-2a at once, set by Typst.

The template is Typst code; everything from the notebook goes in as JSON strings, so nothing in it
is ever read as markup. Row headers are tagged afterwards (`structure`): Typst cannot.
"""

import json
from typing import cast

import typst

from sendlib.report.blocks import Document, Table
from sendlib.report.dates import time_stamp
from sendlib.report.setting import set_content
from sendlib.report.structure import tag_row_headers
from sendlib.report.typesetter import compiler, refusal


def render_pdf(document: Document) -> bytes:
    """Return the report as PDF; the same document gives the same bytes.

    Raises:
        RenderError: Typst refuses the document, such as for a sign no font has.
    """
    content = json.dumps(set_content(document), ensure_ascii=False)
    try:
        pdf = compiler("report.typ").compile(
            sys_inputs={"document": content},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(time_stamp(document.cover.date).timestamp()),
        )
    except typst.TypstError as error:
        raise refusal("the PDF cannot be set", error) from error
    headers = [block.row_header for block in document.blocks if isinstance(block, Table)]
    return tag_row_headers(cast(bytes, pdf), headers)
