"""Definitions of complex needs in words."""

import pytest

from sendlib.params.cohorts import NUMBERS, Cohort, Rule
from sendlib.params.review import ReviewOptions
from sendlib.views.cohorts import definition, match_words, rule_words, threshold_words


def cohort(*rules, match="any"):
    made = tuple(Rule(**rule) for rule in rules)
    return Cohort(name="Ours", version="7", match=match, rules=made)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"needs": ["HI", "VI", "MSI"]},
         "Has hearing impairment, vision impairment or multi-sensory impairment among the needs "
         "recorded"),
        ({"needs": ["PD"]}, "Has physical disability among the needs recorded"),
        ({"settings": ["childrens_home"]}, "Is placed in children's home"),
        ({"number_of_needs": 3}, "Has 3 needs or more recorded"),
        ({"weekly_cost_gbp": 2500}, "Has packages that cost £2,500 a week or more in all"),
        ({"agencies": 2}, "Is paid for by 2 or more of education, health and social care"),
        ({"residential_weeks": 38}, "Lives in a placement for 38 weeks a year or more"),
        ({"residential_nights": 4.5}, "Sleeps away from home 4.5 nights a week or more"),
        ({"health_severity": "high"}, "Has health needs rated high"),
        ({"health_severity": "medium"}, "Has health needs rated medium or above"),
        ({"residential": True}, "Lives in a residential placement of 38 or 52 weeks a year"),
        ({"looked_after": True}, "Is looked after"),
        ({"continuing_care": True}, "Has children's continuing care agreed"),
    ],
)  # fmt: skip
def test_every_rule_has_its_words(rule, words):
    assert rule_words(Rule(**rule)) == words


def test_how_many_rules_are_to_be_met_is_said_before_them():
    two = ({"agencies": 2}, {"looked_after": True})
    assert match_words(cohort(*two)) == "at least 1 of these 2 rules:"
    assert match_words(cohort(*two, match="all")) == "all of these 2 rules:"
    assert match_words(cohort(two[0])) == "this rule:"


def test_a_definition_is_told_with_its_name_and_version():
    options = ReviewOptions(cohorts=(cohort({"agencies": 2}),))
    found = definition(options)
    assert "by the definition “Ours”, version 7." in found.paragraphs[0]
    assert found.paragraphs[0].endswith("They are in the cohort if they meet this rule:")
    assert found.items == ("Is paid for by 2 or more of education, health and social care.",)
    shipped = definition(ReviewOptions())
    assert "the definition shipped with the software" in shipped.paragraphs[0]
    assert len(shipped.items) == 7


def test_thresholds_have_their_unit():
    kinds = {
        "weekly_cost_gbp": "£1,500 a week", "agencies": "3 agencies", "number_of_needs": "1 need",
        "residential_weeks": "28.5 weeks a year", "residential_nights": "2 nights a week",
    }  # fmt: skip
    given = {"weekly_cost_gbp": 1500, "agencies": 3, "number_of_needs": 1,
             "residential_weeks": 28.5, "residential_nights": 2}  # fmt: skip
    found = {kind: threshold_words(Rule(**{kind: 2}), given[kind]) for kind in NUMBERS}
    assert found == kinds
