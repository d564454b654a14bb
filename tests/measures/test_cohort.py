"""Who is in a cohort by its rules, and what another threshold would make of it."""

import pandas as pd
import pytest

from sendlib.measures.cohort import PERSON_COLUMNS, is_in, meets, rules_met, sweep
from sendlib.params.cohorts import NUMBERS, Cohort, Rule

NOTHING = {
    "needs": frozenset(), "number_of_needs": 0.0, "settings": frozenset(), "is_residential": False,
    "weekly_cost_gbp": 0.0, "agencies": 0.0, "residential_weeks": 0.0, "residential_nights": 0.0,
    "looked_after": False, "continuing_care": False, "health_severity": 0.0,
}  # fmt: skip


def persons(*differences):
    return pd.DataFrame([{**NOTHING, **one} for one in differences])


def cohort(*rules, match="any"):
    made = tuple(Rule(**rule) for rule in rules)
    return Cohort(name="Ours", version="1", match=match, rules=made)


@pytest.mark.parametrize(
    ("rule", "just", "not_quite"),
    [
        ({"needs": ["PMLD", "MSI"]}, {"needs": frozenset({"ASD", "MSI"})}, {"needs": {"ASD"}}),
        ({"number_of_needs": 3}, {"number_of_needs": 3.0}, {"number_of_needs": 2.0}),
        ({"settings": ["childrens_home"]}, {"settings": {"childrens_home"}}, {"settings": set()}),
        ({"residential": True}, {"is_residential": True}, {}),
        ({"weekly_cost_gbp": 3000}, {"weekly_cost_gbp": 3000.0}, {"weekly_cost_gbp": 2999.99}),
        ({"agencies": 2}, {"agencies": 2.0}, {"agencies": 1.0}),
        ({"residential_weeks": 38}, {"residential_weeks": 38.0}, {"residential_weeks": 37.0}),
        ({"residential_nights": 4}, {"residential_nights": 4.0}, {"residential_nights": 3.5}),
        ({"looked_after": True}, {"looked_after": True}, {}),
        ({"continuing_care": True}, {"continuing_care": True}, {}),
        ({"health_severity": "medium"}, {"health_severity": 3.0}, {"health_severity": 1.0}),
    ],
)
def test_each_rule_holds_from_its_threshold_on(rule, just, not_quite):
    found = meets(persons(just, not_quite), Rule(**rule))
    assert found.tolist() == [True, False]
    assert found.dtype == bool


def test_every_rule_can_be_asked_of_a_person():
    assert set(NUMBERS) < set(Rule.model_fields)
    assert set(PERSON_COLUMNS) == set(NOTHING)
    assert len(PERSON_COLUMNS) == len(Rule.model_fields)


RULES = ({"agencies": 2}, {"residential": True}, {"looked_after": True})
PEOPLE = persons(
    {"agencies": 2.0}, {"agencies": 3.0, "is_residential": True},
    {"agencies": 2.0, "is_residential": True, "looked_after": True}, {},
)  # fmt: skip


@pytest.mark.parametrize(
    ("match", "inside"),
    [("any", [1, 1, 1, 0]), ("all", [0, 0, 1, 0]), (2, [0, 1, 1, 0]), (3, [0, 0, 1, 0])],
)
def test_any_all_or_some_of_the_rules(match, inside):
    assert is_in(PEOPLE, cohort(*RULES, match=match)).tolist() == [bool(one) for one in inside]
    assert rules_met(PEOPLE, cohort(*RULES)).sum(axis=1).tolist() == [1, 2, 3, 0]


def test_moving_a_threshold_moves_the_size_and_the_other_rules_stay():
    costs = [1000.0, 2000.0, 3000.0, 4000.0, 0.0]
    people = persons(*({"weekly_cost_gbp": cost} for cost in costs[:4]), {"looked_after": True})
    definition = cohort({"weekly_cost_gbp": 3000}, {"looked_after": True})
    found = sweep(people, definition, (0.5, 1.0, 1.5))
    assert found["rule"].tolist() == ["1", "1", "1"]
    assert found["threshold"].tolist() == [1500, 3000, 4500]
    assert found["size"].tolist() == [4, 3, 1]


def test_what_is_counted_moves_in_whole_steps_and_not_below_the_fewest():
    found = sweep(PEOPLE, cohort({"agencies": 2}), (0.5, 0.9, 1.0, 1.25, 1.5))
    assert found["threshold"].tolist() == [2, 3]
    assert found["size"].tolist() == [3, 1]


def test_a_definition_without_numbers_has_nothing_to_move():
    assert sweep(PEOPLE, cohort({"residential": True}), (0.5, 1.0)).empty
