import pytest

from sendlib.contracts.arrangements import arrangement_of, arrangements


def test_every_arrangement_has_a_law_and_is_told_by_its_own_name():
    for one in arrangements():
        assert "Act" in one.law
        assert arrangement_of(one.name) == one
    assert len({one.name for one in arrangements()}) == len(arrangements()) == 16


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Publication of an annual JSNA", "Public Involvement in Health Act"),
        ("EHC needs assessments are secured", "26(4)(a)"),
        ("Securing the provision of EHCPs", "26(4)(b)"),
        ("Effective complaints procedure", "26(3)(f)"),
        ("Procedures for resolving disputes", "26(3)(g)"),
        ("Co-producing decisions", "section 19"),
        ("Out-of-area placements", "22G"),
    ],
)
def test_a_councils_own_words_mean_an_arrangement(text, law):
    assert law in arrangement_of(text).law


def test_what_no_law_asks_for_means_none():
    assert arrangement_of("Christmas party") is None
