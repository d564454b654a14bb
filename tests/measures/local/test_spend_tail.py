"""The packages that cost most."""

import pytest

from sendlib.measures.local.spend_tail import (
    PACKAGES_PRICE,
    PRICE_RANGES,
    SPEND_TAIL,
    with_prices,
)
from tests.measures.local.drawn_packages import SPAN, records, several


def test_the_dearest_tenth_is_of_persons_whose_packages_are_added_up():
    rows = [*several(18), {"person_id": "D", "weekly_cost_education_gbp": "500"},
            {"person_id": "D", "weekly_cost_education_gbp": "500"},
            {"person_id": "E", "weekly_cost_education_gbp": "600"}]  # fmt: skip
    found = SPEND_TAIL.work_out(records(*SPAN, *rows))
    last = found[found["period"] == "2024-25"].set_index("statistic")
    # 20 persons: D with 1,000 a week and E with 600 of 3,400 in all
    assert last.loc["top_tenth_share", "value"] == pytest.approx(100 * 1600 / 3400)
    assert last.loc["top_tenth_share", "persons"] == 2
    assert last.loc["top_tenth_share", "largest"] == pytest.approx(1000 / 1600)
    assert last.loc["persons", "value"] == 20
    assert last.loc["top_tenth_from", "value"] == 31_000  # 600 x 52 to the nearest 500
    assert last.loc["median_cost", "value"] == 5_000


def test_of_few_persons_the_dearest_one_stands_for_the_tenth():
    found = SPEND_TAIL.work_out(records(*SPAN, *several(3)))
    assert set(found.loc[found["statistic"] == "top_tenth_share", "persons"]) == {1}
    nothing = records(*SPAN, *several(3, weekly_cost_education_gbp="0"))
    assert SPEND_TAIL.work_out(nothing).empty


def prices(*rows):
    return with_prices(records(*rows), 2025)


def test_a_cost_beyond_the_fences_of_packages_alike_stands_out():
    usual = [
        {"person_id": f"P{at}", "weekly_cost_education_gbp": str(100 + at)} for at in range(20)
    ]
    dear = {"person_id": "D", "weekly_cost_education_gbp": "900"}
    cheap = {"person_id": "C", "weekly_cost_education_gbp": "10"}
    none = {"person_id": "N", "weekly_cost_education_gbp": "0"}
    found = prices(*usual, dear, cheap, none).set_index("person_id")["price"]
    assert found[["D", "C", "P3"]].tolist() == ["above", "below", "within"]
    assert found["N"] == "not_compared"


def test_a_rare_need_is_compared_among_all_needs_and_a_rare_type_not_at_all():
    usual = [
        {"person_id": f"P{at}", "weekly_cost_education_gbp": str(100 + at)} for at in range(20)
    ]
    rare = {"person_id": "R", "primary_need": "HI", "weekly_cost_education_gbp": "900"}
    other = {"person_id": "T", "package_type": "therapy", "weekly_cost_education_gbp": "900"}
    found = prices(*usual, rare, other).set_index("person_id")
    assert found.loc["R", "price"] == "above"
    assert found.loc["T", "price"] == "not_compared"


def test_fences_are_those_of_tukey_on_a_logarithmic_scale():
    # two prices alike in logarithm: quartiles 100 and 400, fences 100 / 8 and 400 x 8
    rows = [*several(10), *several(10, "Q", weekly_cost_education_gbp="400")]
    found = prices(*rows)
    assert found["low"].iloc[0] == pytest.approx(100 / 8)
    assert found["high"].iloc[0] == pytest.approx(400 * 8)


def test_packages_are_counted_by_price_and_ranges_told_of_twenty_or_more():
    own = records(*SPAN, *several(20, weekly_cost_education_gbp="1030"), *several(3, "Q"))
    counts = PACKAGES_PRICE.count(own)[0].counts.set_index("price")["count"]
    assert counts["Total"] == 23
    found = PRICE_RANGES.work_out(own).set_index("statistic")
    assert found.loc["median", "value"] == 1050
    assert found.loc["median", "breakdown"] == ("need=ASD;package_type=education;accommodation=day")
    assert found.loc["median", "persons"] == 23


def test_without_packages_in_force_there_is_nothing_to_compare():
    gone = records(*SPAN, *several(3, end_date="2024-05-01"))
    assert PACKAGES_PRICE.count(gone) == []
    empty = records()
    assert PACKAGES_PRICE.count(empty) == []
    assert PRICE_RANGES.work_out(empty).empty
