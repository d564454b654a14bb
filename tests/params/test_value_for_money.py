import pytest
from pydantic import ValidationError

from sendlib.params.value_for_money import LocalPackage, ValueForMoney


def test_the_defaults_are_the_published_example():
    plan = ValueForMoney()
    assert (plan.areas, plan.children_per_year, plan.first_year, plan.years) == (8, 1, 3, 5)
    assert plan.out_of_area_gbp == 160_000
    assert plan.local.cost_gbp() == 85_000
    assert plan.gap_gbp == 75_000


def test_a_local_package_costs_what_its_parts_cost():
    package = LocalPackage(education_gbp=50_000, transport_gbp=8_000, nights_per_week=2, weeks=40,
                           night_gbp=300)  # fmt: skip
    assert package.cost_gbp() == 82_000
    assert package.cost_gbp(nights_per_week=0) == 58_000


def test_a_range_out_of_order_is_refused():
    with pytest.raises(ValidationError, match="lowest, most likely, highest"):
        ValueForMoney.model_validate({"uncertainty": {"local_ratio": [1, 0.9, 1.2]}})
