import pytest

from sendlib.errors import RenderError
from sendlib.report.document import read_document
from sendlib.report.placeholders import LEFTOVER, require_finished

BAD = ["nan", "NaN", "NaT", "None", "null", "inf", "-inf", "<NA>", "{area}", "{value:.1f}", "{x!r}"]
FINE = ["finance", "Nancy", "annulled", "infants", "none", "information", "{}", "nan1", "inf_"]


@pytest.mark.parametrize("word", BAD)
def test_a_word_a_program_left_is_found(word):
    assert LEFTOVER.search(f"The rate is {word}.")
    assert LEFTOVER.search(f"({word}%)")


@pytest.mark.parametrize("word", FINE)
def test_words_that_look_alike_are_fine(word):
    assert not LEFTOVER.search(f"The {word} is fine.")


def test_the_realistic_report_is_finished(sample):
    require_finished(read_document(sample))


def places(views):
    def column(title):
        return [{"key": "a", "title": title}, {"key": "b", "title": "B"}]

    return {
        "section-a-nan": "# A nan",
        "text of cell 2": "A *nan*.",
        "fig-plans": views.figure(alt="It is nan."),
        "fig-a": views.figure("fig-a", caption="nan"),
        "fig-b": views.figure("fig-b", notes=["nan"]),
        "fig-c": views.figure("fig-c", rows=[["nan", 1]]),
        "fig-d": views.figure("fig-d", columns=column("nan")),
        "tab-plans": views.table(rows=[["a", "nan"]], values=[]),
        "st": views.statement("st", "It is nan."),
        "c": views.shown("callout", "c", {"title": "nan", "text": "x"}),
        "c2": views.shown("callout", "c2", {"title": "x", "text": "nan"}),
        "p": views.shown("prose", "p", {"paragraphs": ["nan"]}),
        "q": views.shown("prose", "q", {"list": ["x", "nan"]}),
        "r": views.shown("prose", "r", {"terms": [{"term": "x", "text": "nan"}]}),
        "footnote 1": views.statement("st", "Words.", footnotes=["nan"]),
    }


LABELS = [
    "section-a-nan", "text of cell 2", "fig-plans", "fig-a", "fig-b", "fig-c", "fig-d",
    "tab-plans", "st", "c", "c2", "p", "q", "r", "footnote 1",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_such_a_word_is_refused_wherever_it_stands(views, label):
    document = read_document(views.notebook(views.cover(), places(views)[label]))
    with pytest.raises(RenderError, match=rf"{label}: 'nan' in "):
        require_finished(document)


@pytest.mark.parametrize("key", ["title", "subtitle", "area_name", "contact", "signed_off_by"])
def test_such_a_word_on_the_cover_is_refused(views, key):
    document = read_document(views.notebook(views.cover(**{key: "None"})))
    with pytest.raises(RenderError, match="cover: 'None'"):
        require_finished(document)


def test_all_places_are_named_at_once(views):
    text = "- a nan\n\n```\nnull\n```\n\nT\n: None"
    document = read_document(views.notebook(views.cover(), text))
    with pytest.raises(RenderError) as error:
        require_finished(document)
    assert str(error.value).count("text of cell 2") == 3


def test_a_quotation_is_somebodys_own_words(views):
    require_finished(read_document(views.notebook(views.cover(), "> None of the owners, {yet}.")))
