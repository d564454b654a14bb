from docx.oxml.ns import qn


def test_the_contents_lead_to_sections(sample_word, office):
    (contents,) = sample_word.element.body.iter(qn("w:sdtContent"))
    lines = [office.words(line) for line in contents.iter(qn("w:p"))]
    assert lines[:3] == ["Contents", "1Summary", "2How many children and young people have a plan?"]
    assert any(
        code.text == ' TOC \\o "1-2" \\h \\z \\u ' for code in contents.iter(qn("w:instrText"))
    )


def test_a_cover_without_logo_marks_headings_or_footnotes_is_set(office):
    branding = {"name": "Somewhere", "primary": "#ffdd00", "accent": "#000000"}
    empty = dict.fromkeys(("status_mark", "protective_mark", "subtitle", "version", "contact"), "")
    word = office.opened(office.made("*Just* **words**  \n`here`.", branding=branding, **empty))
    assert [p.text for p in word.paragraphs[:2]] == [
        "Somewhere", "Special educational needs and disabilities in Worcestershire: evidence base",
    ]  # fmt: skip
    assert list(word.element.body.iter(qn("w:sdt"))) == []
    runs = word.paragraphs[-1].runs
    assert [(r.text, r.bold, r.italic, r.style.name) for r in runs if r.text.strip()] == [
        ("Just", None, True, "Default Paragraph Font"),
        ("words", True, None, "Default Paragraph Font"),
        ("here", None, None, "Source text"),
        (".", None, None, "Default Paragraph Font"),
    ]
