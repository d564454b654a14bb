"""Definitions of complex needs in params."""

import pytest

from sendlib.errors import ParamsError
from sendlib.params.cohorts import SHIPPED, Cohort, Rule
from sendlib.params.load import from_notebook, to_notebook


def refused(**cohort):
    given = {"name": "Ours", "version": "1", "rules": [{"agencies": 2}], **cohort}
    with pytest.raises(ParamsError) as error:
        from_notebook(area="York", commissioning={"cohorts": [given]})
    return str(error.value)


def test_any_all_and_a_number_say_how_many_rules_a_person_meets():
    rules = (Rule(residential=True), Rule(agencies=2), Rule(looked_after=True))
    least = [Cohort(name="A", version="1", match=one, rules=rules).least for one in ("any", 2, "2")]
    assert least == [1, 2, 2]
    assert Cohort(name="A", version="1", match="all", rules=rules).least == 3


def test_a_rule_says_one_thing():
    assert Rule(weekly_cost_gbp=2500).given == {"weekly_cost_gbp": 2500.0}
    assert (Rule(needs=["PMLD"]).kind, Rule(needs=["PMLD"]).value) == ("needs", ("PMLD",))
    said = refused(rules=[{"agencies": 2, "looked_after": True}])
    assert "found agencies, looked_after, allowed: exactly one of needs, number_of_needs" in said
    assert "found nothing, allowed: exactly one of" in refused(rules=[{}])


def test_what_a_rule_cannot_say_is_refused_with_its_place():
    assert "cohorts[0].rules[0].residential: found false" in refused(rules=[{"residential": False}])
    assert 'rules[0].needs[0]: found "ASC"' in refused(rules=[{"needs": ["ASC"]}])
    assert "unknown key" in refused(rules=[{"weekly_cost": 3}])


def test_a_definition_has_rules_enough_for_its_match_and_not_too_many():
    assert "found 1, allowed: 3 rules or more, since match is 3" in refused(match=3)
    assert "found 0 rules, allowed: 1 to 8 rules" in refused(rules=[])
    assert "match: found True" in refused(match=True)


def test_without_a_definition_the_shipped_one_holds_and_two_are_the_most():
    params = from_notebook(area="York")
    assert params.commissioning.definitions == (SHIPPED,)
    assert SHIPPED.least == 2
    mine = {"name": "Ours", "version": "1", "match": "any", "rules": [{"agencies": 2}]}
    given = from_notebook(area="York", commissioning={"cohorts": [mine, mine]})
    assert len(given.commissioning.definitions) == 2
    with pytest.raises(ParamsError, match="found 3, allowed: one or two definitions"):
        from_notebook(area="York", commissioning={"cohorts": [mine] * 3})


def test_definitions_pass_through_a_notebook_unchanged():
    mine = {"name": "Ours", "version": "2", "match": 2, "rules": [
        {"needs": ["ASD"]}, {"weekly_cost_gbp": 1000}, {"health_severity": "medium"}]}  # fmt: skip
    params = from_notebook(area="York", commissioning={"cohorts": [mine]})
    assert from_notebook(**to_notebook(params)) == params
