import os
import subprocess
import sys
from pathlib import Path

import nbformat
from docx.oxml.ns import qn

from sendlib.report.document import read_document
from sendlib.report.docx import render_docx

NASTY = '<w:p/> & {title} "x" \\ [a](b) *c* =1+1'


def test_text_begins_on_a_page_after_the_contents(sample_word):
    heading = next(p for p in sample_word.paragraphs if p.text == "Summary")
    assert heading.paragraph_format.page_break_before


def test_same_document_same_bytes_in_another_process_and_time_zone(sample, sample_docx, tmp_path):
    assert render_docx(read_document(sample)) == sample_docx
    nbformat.write(sample, tmp_path / "x.ipynb")
    code = (
        "import nbformat, sys; from sendlib.report.document import read_document\n"
        "from sendlib.report.docx import render_docx\n"
        "sys.stdout.buffer.write(render_docx(read_document(nbformat.read('x.ipynb', 4))))"
    )
    environment = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout == sample_docx


def test_what_a_name_holds_is_text(views, office):
    cells = [
        f"# {NASTY.replace('[a](b) *c*', '')} {{#h}}\n\nSee [](#h).\n\n> q\n\n```\n{NASTY}\nb\n```",
        views.figure(caption=NASTY, alt=NASTY, notes=[NASTY]),
        views.table(rows=[[NASTY, NASTY]], values=[], notes=[NASTY], caption=NASTY, highlight=[0]),
        views.statement("st", NASTY, footnotes=[NASTY]),
        views.shown("callout", "c", {"title": NASTY, "text": NASTY, "tone": "missing"}),
        views.shown("prose", "p", {"paragraphs": [NASTY], "list": [NASTY]}),
    ]
    content = office.made(*cells, title=NASTY, area_name=NASTY, status_mark=NASTY)
    word = office.opened(content)
    assert NASTY in office.words(word.sections[0].header._element)
    assert word.tables[0].cell(1, 0).text == NASTY
    assert office.words(word.element.body).count(NASTY) >= 12
    assert NASTY in office.words(office.part(content, "footnotes"))


def test_a_document_of_nothing_but_a_cover_is_set(office):
    assert len(office.opened(office.made()).paragraphs) == 9


def test_footnotes_are_real_and_a_second_call_refers_to_the_first(sample_docx, sample_word, office):
    notes = office.part(sample_docx, "footnotes")
    texts = [office.words(note).strip() for note in notes][2:]
    assert texts[:2] == [
        "Children and Families Act 2014, section 20.",
        "The published count and percentage disagree; both are shown.",
    ]
    body = sample_word.element.body
    called = [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))]
    assert called == ["1", "2", "3"]
    again = [f.get(qn("w:instr")) for f in body.iter(qn("w:fldSimple"))]
    assert sum("NOTEREF" in instruction for instruction in again) == 1


def test_a_footnote_that_begins_with_a_list_has_its_number_before_it(office):
    content = office.made("Words.[^a]\n\n[^a]:\n    - one\n    - two\n")
    (note,) = list(office.part(content, "footnotes"))[2:]
    assert [office.words(p) for p in note] == [" ", "one", "two"]
    assert note[0].find(f".//{qn('w:footnoteRef')}") is not None


def test_every_link_within_leads_to_a_bookmark_of_a_name_word_allows(sample_word):
    body = sample_word.element.body
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    goals = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    assert goals <= set(names)
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 and name.isidentifier() for name in names)
