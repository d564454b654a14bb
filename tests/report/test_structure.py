import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from sendlib.errors import RenderError
from sendlib.report.structure import tag_row_headers


def tagged_pdf(*, ids):
    """Return a PDF whose structure holds one table of one row, under a part with page content."""
    pdf = Pdf.new()
    pdf.add_blank_page()

    def cell(column):
        attributes = Dictionary(O=Name.Table, Headers=Array([f"U{column}"]))
        layout = Dictionary(O=Name.Layout)
        return Dictionary(S=Name.TD, A=Array([layout, attributes]), K=Array([1]))

    row = Dictionary(S=Name.TR, K=Array([cell(0), cell(1)]))
    head = Dictionary(S=Name.THead, K=Dictionary(S=Name.TR))
    table = Dictionary(S=Name.Table, K=Array([head, Dictionary(S=Name.TBody, K=Array([row]))]))
    part = Dictionary(S=Name.Part, K=Array([0, Dictionary(S=Name.P), table]))
    root = Dictionary(Type=Name.StructTreeRoot, K=part)
    if ids:
        names = Array(["Note 1", Dictionary(S=Name.Note), "Zz", Dictionary(S=Name.Note)])
        root.IDTree = Dictionary(Names=names)
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("ids", [True, False])
def test_the_header_cell_is_tagged_and_the_others_name_it(ids):
    with pikepdf.open(io.BytesIO(tag_row_headers(tagged_pdf(ids=ids), [0]))) as pdf:
        root = pdf.Root.StructTreeRoot
        header, other = root.K.K[2].K[1].K[0].K
        names = [str(name) for name in list(root.IDTree.Names)[::2]]
        assert (str(header.S), str(header.A[1].Scope)) == ("/TH", "/Row")
        assert [str(name) for name in other.A[1].Headers] == ["U1", "Row 0000 00000"]
        assert names == (["Note 1", "Row 0000 00000", "Zz"] if ids else ["Row 0000 00000"])


def test_same_file_same_bytes():
    pdf = tagged_pdf(ids=True)
    assert tag_row_headers(pdf, [1]) == tag_row_headers(pdf, [1])


def test_another_number_of_tables_is_refused():
    with pytest.raises(RenderError, match="1 tables are tagged, expected 2"):
        tag_row_headers(tagged_pdf(ids=False), [0, 0])
