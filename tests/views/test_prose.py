"""The authors' own words, in their chapter and marked as theirs."""

from sendlib.params.load import from_notebook
from sendlib.views.prose import authors_words

WORDS = "The partners should *meet*.\n\n- one"


def test_a_chapter_without_the_authors_words_shows_nothing():
    params = from_notebook(area="York", commissioning={"prose": {"market": WORDS}})
    assert authors_words(params, "spend") is None


def test_the_authors_words_say_whose_they_are_and_keep_their_markdown():
    params = from_notebook(area="York", commissioning={"prose": {"market": WORDS}})
    data, metadata = authors_words(params, "market")._repr_mimebundle_()
    content = data["application/vnd.sendlib.block+json"]
    assert metadata["report"]["label"] == "authors-market"
    assert metadata["report"]["origin"] == "authors"
    assert content["markdown"] == WORDS
    assert content["paragraphs"] == [
        "In the authors' own words, which are judgement and not worked out by rule:"
    ]
    assert WORDS in data["text/plain"]
