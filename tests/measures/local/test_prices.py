"""What fees follow on the council's market, and how they grew."""

from dataclasses import replace

import pandas as pd
import pytest

from sendlib.measures.local.prices import FEE_GROWTH, PRICE_DRIVERS, fee_pairs
from tests.measures.local.drawn_market import packages, records


@pytest.fixture(scope="module")
def found():
    """The same packages over twelve providers."""
    rows = packages()
    special = (rows.rows["setting_type"] == "independent_special").to_numpy()
    names = [f"PR{1 + number % 12}" for number in range(len(rows.rows))]
    rows.rows["provider_id"] = rows.rows["provider_id"].mask(special, names)
    rows.rows["distance_miles"] = rows.rows["distance_miles"].fillna(10.0)
    return records(packages=rows)


def test_a_driver_has_an_effect_with_an_interval_and_the_fees_it_rests_on(found):
    rows = PRICE_DRIVERS.work_out(found).set_index("term")
    home = rows.loc["setting=home"]
    assert home["lower"] <= home["value"] <= home["upper"]
    assert (home["confidence"], home["unit"], home["breakdown"]) == (95, "percent", "Total")
    # a home costs £4,000, a school £1,000 to £1,900
    assert 100 < home["value"] < 300
    assert home["persons"] == 11
    assert "need=semh" in rows.index
    assert "ten_weeks_away" not in rows.index  # all homes are for 52 weeks, and no school


def test_a_pair_is_of_one_person_provider_and_kind():
    pairs = fee_pairs(records())
    assert len(pairs) == 12
    assert set(pairs["old_gbp"]) == {900.0}
    assert pairs["years"].round(1).unique().tolist() == [2.0]
    moved = packages()
    moved.rows["accommodation"] = moved.rows["accommodation"].mask(
        moved.rows["start_date"].dt.year == 2021, "residential_38"
    )
    assert len(fee_pairs(records(packages=moved))) == 0


def test_pairs_of_long_ago_do_not_count():
    assert len(fee_pairs(records(packages=packages(since="2027-09-01", until="2028-01-01")))) == 0


def test_few_pairs_and_few_providers_give_no_result():
    assert FEE_GROWTH.work_out(records()).empty
    assert PRICE_DRIVERS.work_out(records()).empty
    for one in (FEE_GROWTH, PRICE_DRIVERS):
        assert one.work_out(records(packages=None)).empty


def test_growth_is_told_with_the_years_it_is_over():
    rows = packages()
    late = rows.rows[rows.rows["start_date"].dt.year == 2023]
    late = late.assign(provider_id=[f"Q{number % 12}" for number in range(len(late))])
    early = late.assign(
        start_date=pd.Timestamp("2021-09-01"), end_date=pd.Timestamp("2023-08-31"),
        weekly_cost_education_gbp=late["weekly_cost_education_gbp"] / 1.1,
    )  # fmt: skip
    both = pd.concat([early, late], ignore_index=True)
    row = FEE_GROWTH.work_out(records(packages=replace(rows, rows=both))).iloc[0]
    assert row["period"] == "2021 to 2023"
    assert row["value"] == pytest.approx(100 * (1.1**0.5 - 1), abs=0.1)
    assert row["persons"] == 103
