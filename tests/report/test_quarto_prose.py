import pytest

from sendlib.report.quarto_labels import Labels
from sendlib.report.quarto_prose import ProseWriter, footnote
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

LABELS = Labels({"a": "fig-a", "b": "block-b"}, {"a": "Figure 1"})


@pytest.fixture
def prose():
    return ProseWriter(LABELS)


def of(*words):
    return (Paragraph(tuple(Text(word) if isinstance(word, str) else word for word in words)),)


@pytest.mark.parametrize(
    ("piece", "markdown"),
    [
        (Text("a*b"), r"a\*b"),
        (Code("x"), "`x`"),
        (Code("a `` b"), "``` a `` b ```"),
        (Code("{{< meta x >}}"), "`{\u200b{< meta x >\u200b}}`"),
        (Styled("strong", (Text(" loud "),)), " **loud** "),
        (Styled("emphasis", (Text(" "),)), " "),
        (Link("https://a.b/(c)?d=<e>", (Text("web"),)), "[web](<https://a.b/%28c%29?d=%3Ce%3E>)"),
        (Reference("a", (Text("Figure 1"),)), "[@fig-a]"),
        (Reference("a", (Text("this chart"),)), "[this chart](#fig-a)"),
        (Reference("b", (Text("above"),)), "[above](#block-b)"),
        (LineBreak(), "\\\n"),
    ],
)
def test_every_piece_of_text_has_its_markdown(prose, piece, markdown):
    assert prose.inlines((piece,)) == markdown


def test_stress_next_to_stress_stays_apart(prose):
    loud, soft = Styled("strong", (Text("a"),)), Styled("emphasis", (Text("b"),))
    assert prose.inlines((loud, soft, Code("c"), Code("d"))) == (
        "**a**<!-- -->*b*<!-- -->`c`<!-- -->`d`"
    )


def test_a_footnote_that_is_called_again_is_not_counted_again(prose):
    assert prose.inlines((NoteMark(1, 1),)) == "[[^1]]{#note-1}"
    assert prose.inlines((NoteMark(1, 2),)) == "[^1^](#note-1)"


def test_a_line_after_a_break_starts_nothing_either(prose):
    assert prose.line((Text("a"), LineBreak(), Text("=== 1. b"))) == "a\\\n\\=== 1. b"


def test_lists_hold_their_parts_and_stay_apart(prose):
    first = Items(False, 1, (of("a") + of("more"), ()))
    second = Items(True, 3, (of("b"), (CodeText("x\n\ny"),)))
    assert prose.parts((first, second)) == (
        "-   a\n\n    more\n-   <!-- -->\n\n<!-- -->\n\n3.  b\n4.  ```\n    x\n\n    y\n    ```"
    )


def test_quotations_and_meanings_keep_their_paragraphs(prose):
    assert prose.parts((Quote(of("a") + of("b")),)) == "> a\n>\n> b"
    meaning = Definitions((((Text("EHC"),), of("plan") + of("more")), ((Text("b"),), of("c"))))
    assert prose.parts((meaning,)) == "EHC\n:   plan\n\n    more\n\nb\n:   c"


def test_code_is_fenced_by_more_than_it_holds(prose):
    assert prose.parts((CodeText("```{python}\n1"),)) == "````\n```{python}\n1\n````"


def test_a_footnote_holds_all_its_paragraphs():
    assert footnote(2, "a\n\n- b") == "[^2]: a\n\n    - b"
