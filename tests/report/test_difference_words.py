from hypothesis import given
from hypothesis import strategies as st

from sendlib.report.difference_words import changed_words, compare_words, worded
from sendlib.report.document import read_document


def document(views, *cells, **cover):
    return read_document(views.notebook(views.cover(**cover), *cells))


def text_of(pieces, *marks):
    return "".join(text for mark, text in pieces if mark in ("same", *marks))


def test_changed_words_stand_between_those_that_stayed():
    before, after = "In 2024, 4,100 plans were kept.", "In 2025, 4,386 plans were kept."
    assert changed_words(before, after) == (
        ("same", "In "), ("removed", "2024, 4,100"), ("added", "2025, 4,386"),
        ("same", " plans were kept."),
    )  # fmt: skip


def test_words_at_either_end_are_told_alone():
    assert changed_words("Plans rose.", "Plans rose. They fell.")[-1] == ("added", " They fell.")
    assert changed_words("", "new") == (("added", "new"),)
    assert changed_words("old", "") == (("removed", "old"),)


@given(st.text("ab .\n%", max_size=30), st.text("ab .\n%", max_size=30))
def test_both_texts_can_be_read_back(before, after):
    pieces = changed_words(before, after)
    assert text_of(pieces, "removed") == before
    assert text_of(pieces, "added") == after


MARKDOWN = """# How many {#how-many}

Plans are counted in *January*.

- First `kept`
- Second

> Said [before](https://example.org).

EHC plan
: A document.

    code

Ends here.[^note]

[^note]: By law.
"""


def test_every_word_of_a_report_has_its_label(views):
    prose = views.shown("prose", "pr-about", {"paragraphs": ["About."], "list": [], "terms": []})
    box = views.shown("callout", "box-demo", {"title": "Demo", "text": "Invented.", "tone": "info"})
    found = {
        (one.kind, one.label): one
        for one in worded(
            document(
                views, "Before all.", MARKDOWN, views.statement("st-a", "So.", tone="missing"),
                views.figure(), views.table(notes=["[x] missing"]), prose, box,
            )
        )
    }  # fmt: skip
    assert found["text", "start"].text == "Before all."
    assert found["section", "how-many"].text == "How many"
    assert found["text", "how-many"].text == (
        "Plans are counted in January.\n• First kept\n• Second\nSaid before.\n"
        "EHC plan: A document.\ncode\nEnds here."
    )
    assert found["statement", "st-a"].text == "No figure: So."
    assert found["statement", "st-a"].title == "How many"
    assert found["chart", "fig-plans"].text.startswith("Plans at the January count\nPlans rose")
    assert found["table", "tab-plans"].text == "Plans by area\n[x] missing"
    assert found["text", "pr-about"].text == "About."
    assert found["box", "box-demo"].text == "Demo\nInvented."
    assert found["footnotes", "footnotes"].text == "1. By law."
    assert "Draft\nOFFICIAL" in found["cover", "cover"].text


def test_words_are_matched_by_label_wherever_they_stand(views):
    first, second = views.statement("st-a", "One."), views.statement("st-b", "Two.")
    before = document(views, "# Words {#words}", first, second, views.table())
    moved = views.statement("st-a", "Other.")
    after = document(views, "# Words {#words}", second, moved, views.figure())
    found = compare_words(before, after)
    assert [one.label for one in found.changed] == ["st-a"]
    assert [(one.kind, one.label) for one in found.added] == [("chart", "fig-plans")]
    assert [(one.kind, one.label) for one in found.removed] == [("table", "tab-plans")]
