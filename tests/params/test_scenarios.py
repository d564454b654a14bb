"""Scenarios and the mapping of returns in a params file."""

import pytest
from pydantic import ValidationError

from sendlib.params.review import ReviewOptions
from sendlib.params.scenarios import ReturnsMapping, Scenario


def test_without_scenarios_there_are_none_and_the_mapping_has_defaults():
    options = ReviewOptions()
    assert options.scenarios == ()
    assert options.returns == ReturnsMapping()
    assert options.returns.specialist_base_percent == 50


def test_a_scenario_is_what_the_file_says():
    given = {"name": "New school", "new_places": {2027: 60}, "mix": {"ASD": 1.2}}
    (found,) = ReviewOptions.model_validate({"scenarios": [given]}).scenarios
    assert found.new_places == {2027: 60}
    assert found.mix == {"ASD": 1.2}
    assert found.places_in == "state_special"
    assert hash(found) == hash(Scenario.model_validate(given))
    assert hash(found) != hash(Scenario(name="Other"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "A", "mix": {"ADS": 1.0}}, "ASD"),
        ({"name": "A", "mix": {"ASD": 11}}, "a factor from 0 to 10"),
        ({"name": "A", "mix": {"ASD": -1}}, "a factor from 0 to 10"),
        ({"name": "A", "new_places": {1999: 5}}, "a year from 2020"),
        ({"name": "A", "new_places": {2027: 9000}}, "0 to 5,000 places"),
        ({"name": "A", "inclusion_percent": 101}, "100"),
        ({"name": "A", "growth": 0}, "0.1"),
    ],
)
def test_what_makes_no_sense_is_refused(given, words):
    with pytest.raises(ValidationError, match=words):
        Scenario.model_validate(given)


def test_five_scenarios_or_one_name_twice_are_refused():
    with pytest.raises(ValidationError, match="at most four"):
        ReviewOptions.model_validate({"scenarios": [{"name": str(at)} for at in range(5)]})
    with pytest.raises(ValidationError, match="a name of its own"):
        ReviewOptions.model_validate({"scenarios": [{"name": "A"}, {"name": "A"}]})
