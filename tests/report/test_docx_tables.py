from docx.oxml.ns import qn


def test_tables_repeat_their_header_and_mark_the_first_column(sample_word):
    assert len(sample_word.tables) == 8
    for table in sample_word.tables:
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *rows))
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert look.get(qn("w:val")) == "06A0"


def test_a_row_header_in_another_column_is_not_marked_as_the_first(views, office):
    word = office.opened(office.made(views.table(row_header=1)))
    look = word.tables[0]._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:val"))) == ("0", "0620")
