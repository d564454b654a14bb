from sendlib.report.document import read_document
from sendlib.report.quarto_labels import labels_of, referred_to
from sendlib.report.words import Reference, Text


def document(views, *cells):
    return read_document(views.notebook(views.cover(), *cells))


def test_what_quarto_counts_is_called_as_it_wants(views):
    made = document(views, "# One {#one}", views.figure("fig-a"), views.table("tab-b"))
    assert labels_of(made).ids == {"one": "sec-one", "fig-a": "fig-a", "tab-b": "tbl-b"}


def test_what_quarto_does_not_count_has_a_label_it_cannot_mistake(views):
    note = views.shown("callout", "tip-x", {"title": "T", "text": "t", "tone": "info"})
    text = views.shown("prose", "lst-y", {"paragraphs": ["p"], "list": []})
    made = document(
        views, "# One {#one}", views.statement("fig-none", "None was found."), note, text
    )
    assert set(labels_of(made).ids.values()) == {
        "sec-one", "block-fig-none", "block-tip-x", "block-lst-y",
    }  # fmt: skip


def test_no_two_labels_become_one(views):
    made = document(
        views, "# One {#one}", "# Two {#sec-one}", views.figure("fig-a"), views.figure("figure-a"),
        views.table("table-"), views.table("tab-x"), views.table("tbl-x"),
    )  # fmt: skip
    ids = labels_of(made).ids
    assert len(set(ids.values())) == len(ids) == 7
    assert ids["sec-one"] == "sec-one-2"
    assert ids["tbl-x"] == "tbl-x-2"


def test_only_a_reference_in_quartos_own_words_is_left_to_it(views):
    made = document(views, "# One {#one}\n\n## Two {#two}\n\n### Three {#three}", views.figure())
    labels = labels_of(made)
    assert labels.is_counted(Reference("fig-plans", (Text("Figure 1"),)))
    assert labels.is_counted(Reference("two", (Text("section 1.1"),)))
    assert not labels.is_counted(Reference("fig-plans", (Text("the chart"),)))
    assert not labels.is_counted(Reference("three", (Text("Three"),)))


def test_labels_that_text_leads_to_are_found_wherever_the_text_stands(views):
    text = (
        "# One {#one}\n\nSee **[a](#a)**.\n\n- item [b](#b)\n\n> quoted [c](#c)\n\n"
        "Term [d](#d)\n: meaning [e](#e)\n\n`code`[^n]\n\n    block\n\n"
        "[^n]: note [f](#f)\n\n# [g](#one) {#g}\n"
    )
    made = document(views, text, *(views.statement(label, "Words.") for label in "abcdef"))
    assert referred_to(made) == {*"abcdef", "one"}
