"""What a region gives of its own on value for money."""

import pytest
from pydantic import ValidationError

from sendlib.params.regional_value import OwnValue


def test_what_is_blank_stays_blank_through_a_notebook():
    given = OwnValue.model_validate({"out_of_area_gbp": 150_000, "local": {"night_gbp": 350}})
    told = given.model_dump(mode="json", exclude_none=True)
    assert told["local"] == {"night_gbp": 350}
    assert OwnValue.model_validate(told) == given
    assert given.years is None


@pytest.mark.parametrize(
    "values",
    [
        {"out_of_area_gbp": -1}, {"local": {"nights_per_week": 8}}, {"areas": 0},
        {"uncertainty": {"local_ratio": (1.2, 1, 0.9)}}, {"variants": [{"night_gbp": 3}]},
        {"variants": [{"name": f"{number}"} for number in range(7)]}, {"pooled_by": "wealth"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(values):
    with pytest.raises(ValidationError):
        OwnValue.model_validate(values)
