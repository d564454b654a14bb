import pytest

from sendlib.report.markdown import (
    MarkdownFault,
    Notes,
    Scope,
    inlines_of,
    linked,
    parse,
    parts_of,
    plain,
)
from sendlib.report.words import (
    Code,
    CodeText,
    Definitions,
    Items,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    Quote,
    Reference,
    Styled,
    Text,
)

NAMES = {"fig": "Figure 1"}


def parts(text):
    return parts_of(parse(text).children, Scope(NAMES, Notes()))


def inline(text):
    (paragraph,) = parts(text)
    return paragraph.content


def test_words_are_kept_with_their_styles():
    assert inline("a **b *c*** `d`") == (
        Text("a "),
        Styled("strong", (Text("b "), Styled("emphasis", (Text("c"),)))),
        Text(" "),
        Code("d"),
    )


def test_a_line_end_is_a_space_and_two_spaces_before_it_a_new_line():
    assert inline("a\nb  \nc") == (Text("a b"), LineBreak(), Text("c"))


def test_escaped_signs_are_text():
    assert inline(r"\*a\* &amp; <b>") == (Text("*a* & <b>"),)


def test_links_lead_to_the_web_or_into_the_document():
    assert inline("[w](https://x.uk) [m](mailto:a@x.uk) [f](#fig)") == (
        Link("https://x.uk", (Text("w"),)),
        Text(" "),
        Link("mailto:a@x.uk", (Text("m"),)),
        Text(" "),
        Reference("fig", (Text("f"),)),
    )


def test_a_script_as_link_is_text():
    assert inline("[x](javascript:alert(1))") == (Text("[x](javascript:alert(1))"),)


def test_lists_quotations_code_and_terms_are_parts():
    text = "- a\n- b\n\n3. c\n\n> q\n\n```\ncode\n```\n\n    more\n\nTerm\n: one\n: two"
    assert [type(part) for part in parts(text)] == [
        Items, Items, Quote, CodeText, CodeText, Definitions,
    ]  # fmt: skip
    bullets, numbers, _, code, _, terms = parts(text)
    assert (bullets.ordered, numbers.ordered, numbers.start, code.text) == (False, True, 3, "code")
    assert terms.entries[0][0] == (Text("Term"),)
    assert terms.entries[0][1] == (Paragraph((Text("one"),)), Paragraph((Text("two"),)))


def test_what_has_no_place_in_a_report_is_refused():
    tree = parse("a")
    tree.children[0].children[0].children[0].token.type = "math_inline"
    with pytest.raises(MarkdownFault, match="Markdown math_inline is no part of a report"):
        inlines_of(tree.children[0].children[0].children, Scope({}, Notes()))


def test_plain_words_leave_out_styles_and_note_marks():
    content = (
        Text("a "),
        Styled("strong", (Code("b"),)),
        LineBreak(),
        Link("https://x.uk", (Text("c"),)),
        Reference("fig", (Text("d"),)),
        NoteMark(1, 1),
    )
    assert plain(content) == "a b cd"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("no address", ("no address",)),
        ("see https://x.uk/a_(b).", ("see ", "https://x.uk/a_(b", ").")),
        ("https://x.uk", ("https://x.uk",)),
        ("(https://x.uk, p. 3)", ("(", "https://x.uk", ", p. 3)")),
    ],
)
def test_bare_addresses_become_links(text, pieces):
    found = linked(text)
    words = tuple(p.text if isinstance(p, Text) else p.url for p in found)
    assert words == pieces


def test_empty_text_has_no_pieces():
    assert linked("") == ()
