from docx.oxml.ns import qn

from sendlib.report.document import read_document


def test_headings_are_real_and_number_themselves_as_the_report_does(sample_word, sample):
    blocks = [b for b in read_document(sample).blocks if type(b).__name__ == "Heading"]
    found = [p for p in sample_word.paragraphs if p.style.name.startswith("Heading")]
    assert [p.style.name for p in found] == [f"Heading {b.level}" for b in blocks]
    assert found[0].text == "Summary"
    styles = [sample_word.styles[f"Heading {level}"].element.pPr for level in (1, 2, 3)]
    assert [style.numPr is not None for style in styles] == [True, True, False]


def test_captions_stand_above_and_word_counts_their_numbers(sample_word, office):
    captions = [p for p in sample_word.paragraphs if p.style.name == "Caption"]
    assert office.words(captions[0]._p) == "Figure 1. Pupils with a plan, 2019 to 2025"
    fields = [f.get(qn("w:instr")) for p in captions for f in p._p.iter(qn("w:fldSimple"))]
    assert fields.count(" SEQ Table \\* ARABIC ") == 8
    tables = [table._tbl for table in sample_word.tables]
    assert all(table.getprevious().style == "Caption" for table in tables)


def test_every_picture_has_the_alt_text_of_its_view(sample_word, sample):
    given = [
        output.metadata["report"]["alt"]
        for cell in sample.cells
        for output in cell.get("outputs", [])
        if output.metadata["report"]["kind"] == "figure"
    ]
    pictures = list(sample_word.element.body.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in pictures] == ["Worcestershire County Council", *given]
    assert len({each.get("id") for each in pictures}) == len(pictures)


def test_what_keeps_together_is_told_word(views, office):
    text = "# Words {#w}\n\nShort."
    word = office.opened(office.made(text, views.statement("st", "So it is."), views.figure()))
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs}
    assert (kept["Short."], kept["So it is."]) == (True, True)
