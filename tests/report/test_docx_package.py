import io
import zipfile

from docx.oxml.ns import qn

from sendlib.report.docx_package import OWN_STYLES


def test_every_page_carries_the_marks_and_all_but_the_cover_their_number(sample_word, office):
    (section,) = sample_word.sections
    assert section.different_first_page_header_footer
    for header in (section.first_page_header, section.header):
        assert "Draft  ·  OFFICIAL" in office.words(header._element)
    fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert office.words(section.first_page_footer._element) == ""


def test_the_file_says_its_title_language_marks_and_date(sample_word, sample_docx, office):
    properties = sample_word.core_properties
    assert properties.title.startswith("Special educational needs")
    assert (properties.language, properties.comments) == ("en-GB", "Draft · OFFICIAL")
    assert properties.created.isoformat() == properties.modified.isoformat()
    assert properties.created.isoformat().startswith("2026-07-01T12:00:00")
    (language,) = office.part(sample_docx, "styles").iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"


def test_signs_that_xml_cannot_hold_are_replaced(views, office):
    word = office.opened(office.made(views.statement("st", "Up\x0b to\x00 ten."), title="A\x1f b"))
    assert word.core_properties.title == "A\ufffd b"
    assert any(p.text == "Up\ufffd to\ufffd ten." for p in word.paragraphs)


def test_a_long_title_is_cut_where_the_format_ends(office):
    assert len(office.opened(office.made(title="x" * 300)).core_properties.title) == 255


def test_every_entry_of_the_file_bears_the_time_of_the_report(sample_docx):
    with zipfile.ZipFile(io.BytesIO(sample_docx)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 7, 1, 12, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_every_style_that_is_used_is_defined(sample_docx, office):
    defined = {
        s.get(qn("w:styleId")) for s in office.part(sample_docx, "styles").iter(qn("w:style"))
    }
    used = {
        each.get(qn("w:val"))
        for name in ("document", "footnotes", "header", "footer")
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for each in office.part(sample_docx, name).iter(qn(tag))
    }
    assert used <= defined


def test_styles_of_our_own_say_so(sample_docx, office):
    own = {
        style.find(qn("w:name")).get(qn("w:val"))
        for style in office.part(sample_docx, "styles").iter(qn("w:style"))
        if style.get(qn("w:customStyle"))
    }
    assert own == {*OWN_STYLES, "Report table"}
