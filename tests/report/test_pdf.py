import io
import re

import pikepdf
import pytest

from sendlib.errors import RenderError
from sendlib.report.document import read_document
from sendlib.report.pdf import render_pdf


@pytest.fixture(scope="module")
def content(sample):
    return render_pdf(read_document(sample))


@pytest.fixture(scope="module")
def pdf(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def elements(element, kind):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == kind:
                yield kid
            yield from elements(kid, kind)


def pdf_of(views, *cells, **cover):
    return render_pdf(read_document(views.notebook(views.cover(**cover), *cells)))


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def test_the_file_says_it_keeps_both_standards(pdf):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"].startswith("Special educational needs")


def test_same_document_same_bytes(content, sample):
    assert render_pdf(read_document(sample)) == content


def test_language_and_tags_are_given(pdf):
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked


def test_every_picture_has_the_alt_text_of_its_view(pdf, sample):
    given = [
        output.metadata["report"]["alt"]
        for cell in sample.cells
        for output in cell.get("outputs", [])
        if output.metadata["report"]["kind"] == "figure"
    ]
    found = [str(each.Alt) for each in elements(pdf.Root.StructTreeRoot, "/Figure")]
    assert found == ["Worcestershire County Council", *given]


def test_every_row_has_a_header_that_its_cells_name(pdf):
    tables = list(elements(pdf.Root.StructTreeRoot, "/Table"))
    assert len(tables) == 8
    for table in tables:
        (body,) = elements(table, "/TBody")
        for row in elements(body, "/TR"):
            header, *cells = list(row.K)
            assert (str(header.S), str(header.A[0].Scope)) == ("/TH", "/Row")
            assert all(header.ID in list(cell.A[0].Headers) for cell in cells)


def test_headings_skip_no_level(pdf):
    kinds = [f"/H{level}" for level in range(1, 5)]
    assert all(list(elements(pdf.Root.StructTreeRoot, kind)) for kind in kinds[:3])


def test_no_font_of_the_machine_is_used(content):
    names = set(re.findall(rb"/FontName /[A-Z]{6}\+([A-Za-z]+)", content))
    assert names <= {b"SourceSansPro", b"DejaVuSans", b"DejaVuSansMono"}


def test_a_row_header_may_stand_in_any_column(views):
    with opened(pdf_of(views, views.table(row_header=1))) as pdf:
        rows = [list(row.K) for row in elements(pdf.Root.StructTreeRoot, "/TR")]
    assert [[str(cell.S) for cell in row] for row in rows[1:]] == [["/TD", "/TH"]] * 2


def test_what_a_name_holds_is_text(views):
    nasty = '#panic() *x* $y$ <z> @w \\ [v] "u" `t` //s /*r*/ = q #{sys.inputs}'
    cells = [
        "# " + nasty.replace("*x*", "x") + "\n\n- a  \n  b\n\n> q\n\n```\n#panic()\n```\n\nT\n: d",
        views.figure(caption=nasty, alt=nasty, notes=[nasty]),
        views.table(rows=[[nasty, nasty]], values=[], notes=[nasty], caption=nasty, highlight=[0]),
        views.statement("st", nasty, footnotes=[nasty]),
        views.shown("callout", "c", {"title": nasty, "text": nasty}),
        views.shown("prose", "p", {"paragraphs": [nasty], "list": [nasty]}),
    ]
    assert pdf_of(views, *cells, title=nasty, area_name=nasty).startswith(b"%PDF")


def test_a_cover_without_logo_marks_or_headings_is_set(views):
    branding = {"name": "Somewhere", "primary": "#ffdd00", "accent": "#000000"}
    empty = dict.fromkeys(("status_mark", "protective_mark", "subtitle", "version", "contact"), "")
    content = pdf_of(views, "*Just* **words** `here`.\n\n1. x", branding=branding, **empty)
    with opened(content) as pdf:
        assert len(pdf.pages) == 2


def test_a_language_without_region_is_enough(views):
    notebook = views.notebook(views.cover(), "Geiriau.", language="cy")
    with opened(render_pdf(read_document(notebook))) as pdf:
        assert str(pdf.Root.Lang) == "cy"


def test_a_sign_no_font_has_is_refused_and_shown(views):
    with pytest.raises(RenderError, match=r"the PDF cannot be set: .*数.*different font"):
        pdf_of(views, "Words 数.")


def test_a_long_list_of_contents_has_a_page_of_its_own(views):
    text = "\n\n".join(f"# Section {n}\n\nWords." for n in range(18))
    with opened(pdf_of(views, text)) as pdf:
        assert len(pdf.pages) == 4
