from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.value_for_money import (
    package_parts,
    retained_or_pooled,
    savings,
    shared_out,
)
from sendlib.params.value_for_money import LocalPackage, ValueForMoney


def plan(**changes):
    return ValueForMoney.model_validate(changes)


def test_eight_councils_save_three_million_six_hundred_thousand_pounds_in_five_years():
    # NatSIP 2018, section 5.7
    found = savings(plan())
    assert found["saving_gbp"].to_list() == [0, 0, 600_000, 1_200_000, 1_800_000]
    assert found["children"].to_list() == [0, 0, 8, 16, 24]
    assert found["total_gbp"].to_list() == [0, 0, 600_000, 1_800_000, 3_600_000]


@settings(max_examples=30, deadline=None)
@given(
    areas=st.integers(1, 20), children=st.integers(0, 5), years=st.integers(1, 12),
    first=st.integers(1, 5), out=st.integers(0, 300_000),
)  # fmt: skip
def test_the_saving_is_that_of_adding_children_one_by_one(areas, children, years, first, out):
    # by another route: each child kept local from a year on saves the gap in each year left
    given_plan = plan(areas=areas, children_per_year=children, years=years, first_year=first,
                      out_of_area_gbp=out)  # fmt: skip
    gap = out - 85_000
    starts = [year for year in range(first, years + 1) for _ in range(areas * children)]
    saved = sum((years - year + 1) * gap for year in starts)
    assert savings(given_plan)["saving_gbp"].sum() == saved


def test_the_parts_of_a_package_add_up():
    parts = package_parts(LocalPackage())
    assert parts["part"].to_list() == ["education", "transport", "short_breaks", "all"]
    assert parts["cost_gbp"].to_list() == [54_000, 10_200, 20_800, 85_000]


def test_pennies_left_over_go_to_those_cut_most():
    assert shared_out(100, {"a": 1, "b": 1, "c": 1}) == {
        "a": Decimal("33.34"), "b": Decimal("33.33"), "c": Decimal("33.33")}  # fmt: skip
    assert shared_out(-0.05, {"a": 1, "b": 2}) == {"a": Decimal("-0.02"), "b": Decimal("-0.03")}
    assert shared_out(0.005, {"a": 1}) == {"a": Decimal("0.01")}


@given(
    st.decimals(-10**9, 10**9, places=2),
    st.dictionaries(st.text("abc", min_size=1), st.integers(0, 1000), min_size=1, max_size=8),
)  # fmt: skip
def test_shares_add_up_to_the_penny_and_none_is_off_by_more_than_one(amount, weights):
    if not sum(weights.values()):
        with pytest.raises(ContractError, match="weights"):
            shared_out(amount, weights)
        return
    shares = shared_out(amount, weights)
    assert sum(shares.values()) == amount
    for name, share in shares.items():
        exact = amount * weights[name] / sum(weights.values())
        assert abs(share - exact) < Decimal("0.01")


def test_negative_weights_are_refused():
    with pytest.raises(ContractError, match="none below"):
        shared_out(1, {"a": 2, "b": -1})


def test_what_is_kept_and_what_is_pooled_add_up_to_the_saving():
    found = retained_or_pooled(
        plan(retained_percent=33.3), earned={"a": 3, "b": 4}, needs={"a": 70_000, "b": 13}
    )
    assert found["all_gbp"].sum() == Decimal("3600000.00")
    assert found["retained_gbp"].sum() == Decimal("1198800.00")
    assert found["retained_gbp"].to_list() == [Decimal("513771.43"), Decimal("685028.57")]
    assert (found["retained_gbp"] + found["pooled_gbp"] == found["all_gbp"]).all()


def test_councils_that_differ_between_the_two_are_refused():
    with pytest.raises(ContractError, match="different councils"):
        retained_or_pooled(plan(), earned={"a": 1}, needs={"b": 1})
