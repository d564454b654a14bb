"""Complex needs: who counts, and the tables of them."""

import pandas as pd
import pytest

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.cohort import (
    COHORT_AGE,
    COHORT_BOTH,
    COHORT_NEED,
    COHORT_RULES,
    COHORT_SIZE,
    COHORT_SPEND,
    members,
)
from sendlib.measures.local.cohort_persons import considered, years
from sendlib.measures.local.cohort_results import COHORT_RECORDED, COHORT_SWEEP
from sendlib.params.cohorts import Cohort, Rule
from tests.measures.local.drawn_packages import SPAN, records, several
from tests.measures.local.drawn_review import persons


def definition(*rules, match="any", name="Ours"):
    made = tuple(Rule(**rule) for rule in rules)
    return Cohort(name=name, version="1", match=match, rules=made)


COST, PAID_BY_TWO = {"weekly_cost_gbp": 500}, {"agencies": 2}
DEAR = {"weekly_cost_education_gbp": "450", "weekly_cost_health_gbp": "50"}
ROWS = (
    *several(6, "D", **DEAR), *several(20),
    {"person_id": "L", "weekly_cost_education_gbp": "600", "primary_need": "PMLD"},
)  # fmt: skip


def own(*rules, rows=ROWS, match="any", beside=(), second=()):
    cohorts = (definition(*rules, match=match), *second)
    return records(*SPAN, *rows, beside=beside, cohorts=cohorts)


def counts(measure, records_):
    part = measure.count(records_)[-1]
    return part.counts.set_index(list(measure.field_names))["count"].to_dict()


def test_what_packages_say_of_a_person_is_taken_together():
    rows = [
        {"person_id": "A", "weekly_cost_education_gbp": "100", "accommodation": "residential_38",
         "weeks_a_year": "38", "residential_nights": "5", "health_severity": "medium",
         "setting_type": "independent_special", "continuing_care": True},
        {"person_id": "A", "weekly_cost_education_gbp": None, "weekly_cost_health_gbp": "70",
         "weekly_cost_other_gbp": "5", "residential_nights": "4", "health_severity": None,
         "setting_type": "childrens_home", "looked_after": None, "accommodation": "short_break"},
        {"person_id": "A", "end_date": "2024-12-31", "weekly_cost_education_gbp": "9999"},
    ]  # fmt: skip
    found = considered(records(*SPAN, *rows), 2025).iloc[0]
    assert found["weekly_cost_gbp"] == 175
    assert (found["agencies"], found["health_severity"]) == (2, 2)
    assert (found["residential_weeks"], found["residential_nights"]) == (38, 7)
    assert found["settings"] == {"independent_special", "childrens_home"}
    assert (found["needs"], found["number_of_needs"], found["need"]) == ({"ASD"}, 1, "ASD")
    assert found["is_residential"]
    assert found["continuing_care"]
    assert not found["looked_after"]
    assert found["age"] == "not_recorded"


def test_costs_of_earlier_years_are_taken_at_prices_of_the_latest():
    found = considered(records(*SPAN, {"person_id": "A"}), 2024)
    assert found["weekly_cost_gbp"].iloc[0] == pytest.approx(100 * 100 / 96.4158)


def test_the_cohort_is_counted_at_every_january_that_the_packages_tell():
    given = own(COST)
    parts = COHORT_SIZE.count(given)
    assert [part.period for part in parts] == ["2021", "2022", "2023", "2024", "2025"]
    # 6 who cost 500, and one who costs 600
    assert counts(COHORT_SIZE, given) == {"in": 7, "out": 20, TOTAL: 27}
    assert parts[0].counts.set_index("cohort")["count"]["in"] == 7


def test_needs_stand_on_the_fewer_of_those_in_and_out_of_the_cohort():
    given = own(COST, rows=(*ROWS, {"person_id": "Q", "primary_need": "PMLD"}))
    part = COHORT_NEED.count(given)[0]
    assert part.where == {"cohort": "in"}
    found = part.counts.set_index("need")
    assert found["count"].to_dict() == {"ASD": 6, "PMLD": 1, TOTAL: 7}
    # one of two with PMLD is not in it; 20 of 26 autistic ones are not
    assert found["persons"].to_dict() == {"ASD": 6, "PMLD": 1, TOTAL: 7}
    nearly = own({"agencies": 2}, rows=(*several(30, "D", **DEAR), *several(2)))
    assert COHORT_NEED.count(nearly)[0].counts.set_index("need")["persons"]["ASD"] == 2


def test_a_cohort_of_nobody_has_no_parts_by_need_or_age():
    nobody = own({"looked_after": True})
    assert COHORT_NEED.count(nobody) == COHORT_AGE.count(nobody) == []
    assert counts(COHORT_SIZE, nobody) == {"out": 27, TOTAL: 27}
    assert COHORT_RULES.count(nobody) == []


def test_a_person_counts_in_each_rule_met_by_how_many_they_meet():
    part = COHORT_RULES.count(own(COST, PAID_BY_TWO))[0]
    cells = part.counts.set_index(["rule", "rules_met"])["count"]
    # 6 meet both, one the cost alone
    assert cells[("1", TOTAL)] == 7
    assert cells[("1", "1")] == 1
    assert cells[("1", "2")] == cells[("2", "2")] == cells[("2", TOTAL)] == 6
    # totals over rules would count six twice, but for the one that holds the table together
    assert (TOTAL, "2") not in cells.index
    assert cells[(TOTAL, TOTAL)] == 13


def test_two_definitions_stand_side_by_side():
    second = definition(PAID_BY_TWO, name="Theirs")
    found = counts(COHORT_BOTH, own(COST, second=(second,)))
    assert found[("in", "in")] == 6
    assert found[("in", "out")] == 1
    assert found[(TOTAL, "in")] == 6
    assert found[("out", TOTAL)] == 20
    assert COHORT_BOTH.count(own(COST)) == []


def test_spend_of_a_year_is_divided_by_who_is_in_the_cohort_at_its_january():
    parts = COHORT_SPEND.count(own(COST))
    assert [part.period for part in parts] == [
        "2020-21",
        "2021-22",
        "2022-23",
        "2023-24",
        "2024-25",
    ]
    last = parts[-1].counts.set_index("cohort")
    assert last["amount"]["in"] == pytest.approx(52 * (6 * 500 + 600))
    assert last["amount"][TOTAL] == pytest.approx(52 * (6 * 500 + 600 + 2000))
    free = own(COST, rows=several(5, weekly_cost_education_gbp="0"))
    assert COHORT_SPEND.count(free) == []


def test_without_packages_nobody_is_considered():
    empty = records(cohorts=(definition(COST),))
    for measure in (COHORT_SIZE, COHORT_NEED, COHORT_RULES, COHORT_SPEND):
        assert measure.count(empty) == []
    assert COHORT_SWEEP.work_out(empty).empty
    assert COHORT_RECORDED.work_out(empty).empty


WITH_PLANS = tuple(persons().items())


def test_those_with_a_plan_alone_are_considered_where_needs_alone_can_do():
    package = {"person_id": "P000", "primary_need": "SEMH"}
    needs = own({"needs": ["MLD", "HI"]}, rows=(package,), beside=WITH_PLANS)
    assert years(needs) == [2023, 2024, 2025]
    found = considered(needs, 2025)
    assert len(found) == 30
    mine = found.set_index("person_id").loc["P000"]
    assert mine["needs"] == {"ASD", "SEMH"}  # of the return, and of the package
    assert mine["need"] == "ASD"
    assert mine["age"] == "11_to_15"
    assert counts(COHORT_SIZE, needs)["in"] == 9
    both = own({"needs": ["MLD"]}, COST, match="all", rows=(package,), beside=WITH_PLANS)
    assert len(considered(both, 2025)) == 1
    assert years(both) == [2021, 2022, 2023, 2024, 2025]


def test_ages_are_counted_where_dates_of_birth_are_there():
    rows = [{"person_id": f"P{at:03}", **DEAR} for at in range(20)]
    found = counts(COHORT_AGE, own(COST, rows=rows, beside=WITH_PLANS))
    assert found == {"11_to_15": 14, "5_to_10": 6, TOTAL: 20}


def test_another_threshold_is_told_in_rounded_percent_and_not_of_few():
    rows = [*several(80, "D", **DEAR), *several(40, weekly_cost_education_gbp="300")]
    found = COHORT_SWEEP.work_out(own(COST, rows=rows)).set_index("statistic")["value"]
    # 80 cost 500, and 40 more 250 or above: 150%, by steps of 20
    assert found["at_500"] == 100
    assert found["at_250"] == 160
    assert found["at_550"] == 0
    assert COHORT_SWEEP.work_out(own(COST)).empty
    steps = COHORT_SWEEP.work_out(own(COST, rows=several(120, "D", **DEAR)))
    assert set(steps["value"]) == {100.0, 0.0}


def test_what_is_filled_in_is_told_to_the_nearest_five_percent():
    rows = [*several(11), {"person_id": "X", "weekly_cost_health_gbp": None}]
    rules = ({"agencies": 2}, {"number_of_needs": 2}, {"looked_after": True})
    found = COHORT_RECORDED.work_out(own(*rules, rows=rows)).set_index("breakdown")["value"]
    # 11 of 12 are 91.7%; how many needs a person has is not asked of packages
    assert found.to_dict() == {"rule=1": 90.0, "rule=3": 100.0}


def test_members_are_those_of_the_first_definition_unless_told():
    given = own(COST)
    assert (members(given, 2025)["cohort"] == "in").sum() == 7
    other = members(given, 2025, definition(PAID_BY_TWO))
    assert (other["cohort"] == "in").sum() == 6
    assert isinstance(other, pd.DataFrame)
