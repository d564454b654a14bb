from hypothesis import given
from hypothesis import strategies as st

from sendlib.report.numbering import Numbering, slug


def test_sections_are_counted_within_their_section():
    numbering = Numbering()
    for place, level in enumerate([1, 2, 2, 3, 1, 2]):
        numbering.add_heading(str(place), level=level, words=f"W{place}")
    assert list(numbering.numbers.values()) == ["1", "1.1", "1.2", "", "2", "2.1"]
    assert numbering.names["2"] == "section 1.2"
    assert numbering.names["3"] == "W3"


def test_figures_and_tables_are_counted_apart():
    numbering = Numbering()
    for label, kind in [("a", "figure"), ("b", "table"), ("c", "figure"), ("d", "callout")]:
        numbering.add_output(label, kind=kind)
    assert numbering.numbers == {"a": "1", "b": "1", "c": "2"}
    assert numbering.names["c"] == "Figure 2"
    assert numbering.names["d"] == "callout"


@given(st.text(), st.sets(st.sampled_from(["section-x", "section-x-2", "section-a"])))
def test_a_label_made_of_words_is_free_and_safe(words, taken):
    label = slug(words, taken=taken)
    assert label not in taken
    assert label.isascii()
    assert " " not in label
