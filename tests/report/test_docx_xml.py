from docx.oxml.ns import qn

from sendlib.report.docx_xml import Anchors, Look, clean, element, field_of, paragraph, run, value


def test_text_is_never_markup_and_keeps_its_spaces():
    made = run(" <w:br/> & ")
    assert made.text == " <w:br/> & "
    assert len(made) == 1


def test_signs_that_xml_cannot_hold_are_replaced():
    assert clean("a\x00b\x1f\ufffe\tc\n") == "a\ufffdb\ufffd\ufffd\tc\n"
    assert value("w:tblCaption", "\x0b").get(qn("w:val")) == "\ufffd"


def test_a_look_is_given_in_the_order_of_the_schema():
    made = run("x", Look(style="Tag", bold=True, italic=True, size=15))
    tags = [each.tag.partition("}")[2] for each in made.rPr]
    assert tags == ["rStyle", "b", "i", "sz", "szCs"]


def test_a_bookmark_has_one_number_and_a_name_word_allows():
    anchors = Anchors()
    long = "a-very-long-label-" + "x" * 40
    assert anchors.name("other") == "r1_other"
    start, inner, end = anchors.around(long, run("x"))
    assert start.get(qn("w:name")) == anchors.name(long)
    assert len(anchors.name(long)) == 40
    assert anchors.name(long).startswith("r2_a_very_long_label_")
    assert start.get(qn("w:id")) == end.get(qn("w:id")) == "2"
    assert inner.text == "x"


def test_a_field_shows_something_until_it_is_computed():
    made = field_of("PAGE", run("2"))
    assert made.get(qn("w:instr")) == " PAGE "
    assert made[0].text == "2"


def test_a_paragraph_has_no_more_properties_than_it_needs():
    assert paragraph("", [run("x")]).pPr is None
    indent = element("w:ind", {"w:left": "20"})
    made = paragraph("Note", [], keep_next=True, more=[indent])
    assert [each.tag.partition("}")[2] for each in made.pPr] == ["pStyle", "keepNext", "ind"]
