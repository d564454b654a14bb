"""Params of spare places: how far, and distances that are given."""

import pytest
from pydantic import ValidationError

from sendlib.params.regional import RegionalOptions
from sendlib.params.spare_places import SparePlaces


def test_a_child_may_go_thirty_miles_unless_the_region_says_otherwise():
    assert RegionalOptions().spare_places.most_miles == 30
    given = SparePlaces(most_miles=12, distances=[{"councils": ["York", "Leeds"], "miles": 26}])
    assert given.distances[0].councils == ("816", "383")


@pytest.mark.parametrize(
    "wrong",
    [
        {"most_miles": 0}, {"distances": [{"councils": ["York", "York"], "miles": 3}]},
        {"distances": [{"councils": ["York", "Leeds"], "miles": -1}]},
        {"distances": [{"councils": ["York"], "miles": 1}]},
    ],
)  # fmt: skip
def test_what_is_no_distance_between_two_councils_is_refused(wrong):
    with pytest.raises(ValidationError):
        SparePlaces(**wrong)
