"""Assumptions on places."""

import pytest
from pydantic import ValidationError

from sendlib.measures.sufficiency import OPTIONS
from sendlib.params.review import ReviewOptions
from sendlib.params.sufficiency import PlaceOption, Sufficiency


def test_a_review_has_assumptions_on_places_without_being_given_any():
    terms = ReviewOptions().sufficiency
    assert terms == Sufficiency()
    assert terms.target_occupancy_percent == 95
    assert all(isinstance(getattr(terms, name), PlaceOption) for name in OPTIONS)


@pytest.mark.parametrize(
    "given",
    [{"target_occupancy_percent": 101}, {"years_in_place": 0}, {"years_costed": 0},
     {"building": {"capital_gbp": -1, "yearly_gbp": 0, "miles": 0}}, {"occupancy": 95}],
)  # fmt: skip
def test_what_no_place_can_be_is_refused(given):
    with pytest.raises(ValidationError):
        Sufficiency.model_validate(given)
