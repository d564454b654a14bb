from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from sendlib.report.docx_text import Writer
from sendlib.report.docx_xml import Anchors
from sendlib.report.words import Items, Paragraph, Text


def test_lists_are_real_and_each_numbered_one_counts_for_itself(office):
    text = "- a\n  - b\n\n1. one\n2. two\n\nWords.\n\n5. five\n\n   more\n"
    word = office.opened(office.made(text))
    found = [
        (p.text, p.style.name, p._p.pPr.numPr.ilvl.val, p._p.pPr.numPr.numId.val)
        for p in word.paragraphs
        if p._p.pPr is not None and p._p.pPr.numPr is not None
    ]
    assert found == [
        ("a", "List Bullet", 0, 2), ("b", "List Bullet", 1, 2),
        ("one", "List Number", 0, 3), ("two", "List Number", 0, 3), ("five", "List Number", 0, 4),
    ]  # fmt: skip
    starts = [
        each.get(qn("w:val"))
        for each in word.part.numbering_part.element.iter(qn("w:startOverride"))
    ]
    assert starts == ["1", "5"]
    assert [p.style.name for p in word.paragraphs if p.text == "more"] == ["List Continue"]


def test_terms_quotations_and_lines_of_code_have_styles_of_their_own(office):
    text = "T\n: means\n\n    more\n\n> said\n\n```\na\nb\n```\n\n- x\n\n  > y\n"
    word = office.opened(office.made(text))
    found = [(p.text, p.style.name) for p in word.paragraphs if p.text]
    assert found[found.index(("T", "Term")) :] == [
        ("T", "Term"), ("means", "Definition"), ("more", "Definition"), ("said", "Quote"),
        ("a\nb", "Code text"), ("x", "List Bullet"), ("y", "Quote"),
    ]  # fmt: skip


def test_a_paragraph_after_the_first_of_an_item_stands_under_it(office):
    word = office.opened(office.made("- a\n\n  - b\n\n    under\n"))
    (under,) = [p for p in word.paragraphs if p.text == "under"]
    assert under.style.name == "List Continue"
    assert under.paragraph_format.left_indent.pt == 2 * 397 / 20


def test_links_lead_out_of_text_and_of_footnotes(office):
    content = office.made("A [**site**](https://a.uk/?b=1&c=2).[^n]\n\n[^n]: See <https://d.uk/>.")
    word = office.opened(content)
    (link,) = word.element.body.iter(qn("w:hyperlink"))
    (run,) = link.r_lst
    assert (run.text, run.style, run.rPr.find(qn("w:b")) is not None) == ("site", "Hyperlink", True)
    assert word.part.rels[link.rId].target_ref == "https://a.uk/?b=1&c=2"
    (note,) = office.part(content, "footnotes").iter(qn("w:hyperlink"))
    notes = word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert notes.rels[note.rId].target_ref == "https://d.uk/"


def test_lists_go_no_deeper_than_word_can(office):
    word = office.opened(office.made())
    parts = ()
    for _ in range(11):
        parts = (Items(ordered=False, start=1, items=((Paragraph((Text("x"),)), *parts),)),)
    made = Writer(word, word.part, Anchors()).parts(parts)
    assert [p.pPr.numPr.ilvl.val for p in made] == [*range(9), 8, 8]
