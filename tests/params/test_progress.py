"""How an improvement plan is read, in a params file."""

import pytest
from pydantic import ValidationError

from sendlib.params.progress import Progress

GIVEN = {"ratings": {"Gold": "embedded"}, "reviews": {"RAG May": "2020-05"}}


def test_months_come_back_from_a_notebook_as_they_went_in():
    params = Progress.model_validate(GIVEN)
    told = params.model_dump(mode="json")
    assert told["reviews"] == {"RAG May": "2020-05"}
    assert Progress.model_validate(told) == params
    assert hash(Progress.model_validate(told)) == hash(params)


@pytest.mark.parametrize("month", ["2020-13", "May 2020", "2020-05-01", 2020])
def test_a_month_that_is_not_year_and_month_is_refused(month):
    with pytest.raises(ValidationError, match="such as 2020-05"):
        Progress.model_validate({"reviews": {"RAG May": month}})


def test_a_rating_that_is_not_on_the_scale_is_refused():
    with pytest.raises(ValidationError, match="embedded"):
        Progress.model_validate({"ratings": {"Gold": "embeded"}})
