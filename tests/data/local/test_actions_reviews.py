import pytest

from sendlib.data.local.actions_reviews import review_columns


def months(*heads, **hints):
    found = review_columns(dict(enumerate(heads)), hints)
    return [(one.head, one.month[:7], one.holds) for one in found]


@pytest.mark.parametrize(
    ("head", "month"),
    [
        ("RAG May 20", "2020-05"), ("RAG August 2022", "2022-08"), ("BRAG Dec '21", "2021-12"),
        ("Sept. 2021", "2021-09"), ("Review 1 (1 July 2020)", "2020-07"), ("RAG 05/20", "2020-05"),
        ("01/09/2021", "2021-09"), ("2021-05-01", "2021-05"), ("Rating 2021-05", "2021-05"),
    ],
)  # fmt: skip
def test_the_month_of_a_review_is_read_as_people_write_it(head, month):
    assert months(head) == [(head, month, "rating")]


@pytest.mark.parametrize(
    "head", ["Budget", "RAG", "Evidence needed by May", "RAG 13/20", "", "Mayor's comment",
             "What happened in May 2020 and why it did not go as the plan had said it would"],
)  # fmt: skip
def test_a_header_that_names_no_month_is_no_review(head):
    assert months(head) == []


def test_a_month_alone_takes_the_year_of_its_neighbours():
    found = months("RAG Nov", "RAG Feb", "RAG May 21", "Aug", "RAG Jan")
    assert [month for _, month, _ in found] == [
        "2020-11", "2021-02", "2021-05", "2021-08", "2022-01"]  # fmt: skip


def test_months_without_any_year_are_not_guessed():
    assert months("RAG May", "RAG August") == []


def test_params_name_the_month_of_a_header():
    assert months("First", "May", First="2020-02-01") == [
        ("First", "2020-02", "rating"), ("May", "2020-05", "rating")]  # fmt: skip


def test_what_is_told_and_measured_at_a_review_is_no_rating():
    assert months("RAG May 20", "Comment May", "Figure measured May", "RAG update Aug 20") == [
        ("RAG May 20", "2020-05", "rating"), ("Comment May", "2020-05", "evidence"),
        ("RAG update Aug 20", "2020-08", "rating"),
    ]  # fmt: skip
    assert months("Actual May 2020") == [("Actual May 2020", "2020-05", "measured")]
