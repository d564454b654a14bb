"""A region's plan: what its inputs are, and where each comes from."""

import pytest

from sendlib.measures.regional_value import Amount, LocalCosts, regional_plan
from sendlib.measures.value_for_money import savings
from sendlib.params.regional_value import OwnValue

COSTS = LocalCosts(
    out_of_area=Amount(200_000, 240_000), education=Amount(40_000, 40_000), members=3,
    origin={"origin": "local", "protection": "protected"},
)  # fmt: skip


def given(**values):
    return OwnValue.model_validate(values)


def test_eight_members_without_figures_of_their_own_have_the_published_example():
    # NatSIP 2018, section 5.7
    found = regional_plan(given(), members=8)
    assert savings(found.plan)["saving_gbp"].sum() == 3_600_000
    assert found.is_example
    assert found.origins["areas"] == "members"
    assert found.origins["out_of_area_gbp"] == "example"


def test_the_saving_follows_the_number_of_members_and_components_of_params():
    assert savings(regional_plan(given(), members=7).plan)["saving_gbp"].sum() == 3_150_000
    own = given(areas=2, out_of_area_gbp=150_000, local={"night_gbp": 500}, first_year=1, years=2)
    found = regional_plan(own, members=7)
    # by hand: 2 and 4 children, 150,000 less 54,000, 10,200 and 52 nights at 500
    assert savings(found.plan)["saving_gbp"].to_list() == [2 * 59_800, 4 * 59_800]
    assert found.origins["areas"] == found.origins["night_gbp"] == "own"
    assert found.is_example


def test_with_every_cost_of_its_own_nothing_is_called_an_example():
    own = {"education_gbp": 1, "transport_gbp": 2, "nights_per_week": 0, "weeks": 50,
           "night_gbp": 0}  # fmt: skip
    found = regional_plan(given(out_of_area_gbp=10, local=own), members=2)
    assert not found.is_example
    assert found.plan.gap_gbp == 7
    assert found.plan.uncertainty.nights_per_week == (0, 0, 2)


def test_members_own_costs_go_before_the_example_and_params_before_both():
    found = regional_plan(given(), members=3, costs=COSTS)
    assert found.plan.out_of_area_gbp == 220_000
    assert found.plan.local.education_gbp == 40_000
    assert found.origins["transport_gbp"] == "example"
    assert found.is_local
    own = regional_plan(given(out_of_area_gbp=1), members=3, costs=COSTS)
    assert own.plan.out_of_area_gbp == 1
    assert own.plan.uncertainty.out_of_area_ratio == (0.8, 1, 1.2)


def test_a_cost_that_shares_leave_open_is_as_far_off_in_the_simulation():
    wide = LocalCosts(out_of_area=Amount(50_000, 150_000))
    found = regional_plan(given(), members=3, costs=wide)
    assert found.plan.uncertainty.out_of_area_ratio == (0.5, 1, 1.5)
    own = regional_plan(given(uncertainty={"out_of_area_ratio": (1, 1, 1)}), members=3, costs=wide)
    assert own.plan.uncertainty.out_of_area_ratio == (1, 1, 1)
    nothing = LocalCosts(out_of_area=Amount(0, 0))
    assert regional_plan(given(), members=3, costs=nothing).plan.out_of_area_gbp == 0


def test_packages_are_set_beside_the_plans_own():
    found = regional_plan(given(), members=8).packages
    assert found["name"].to_list() == [
        "", "0 nights a week", "2 nights a week", "4 nights a week"]  # fmt: skip
    assert found["cost_gbp"].to_list() == [85_000, 64_200, 105_800, 147_400]
    assert found["saving_gbp"].to_list() == [48 * gap for gap in found["gap_gbp"]]
    assert found["saving_gbp"].iloc[0] == 3_600_000


def test_variants_of_params_take_what_they_leave_blank_from_the_plan():
    variants = [{"name": "Weekly boarding near home", "nights_per_week": 4, "weeks": 38}]
    found = regional_plan(given(variants=variants, local={"education_gbp": 60_000}), members=8)
    row = found.packages.iloc[1]
    assert row["name"] == "Weekly boarding near home"
    assert row["cost_gbp"] == 60_000 + 10_200 + 4 * 38 * 400


def test_a_plan_with_one_night_fewer_has_a_variant_of_one_night():
    found = regional_plan(given(local={"nights_per_week": 0}), members=8)
    assert next(iter(found.variants)) == "1 night a week"


def test_the_simulation_is_of_the_plan():
    found = regional_plan(given(draws=1000, uncertainty={"build_gbp": (0, 0, 0)}), members=8)
    assert found.risk.total[0] < 3_600_000 < found.risk.total[2] * 2
    assert found.risk.chance_percent == pytest.approx(100, abs=2)
