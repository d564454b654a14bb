"""What services are used for, cost and achieve."""

import math

import pytest

from sendlib.measures.commissioning.services import (
    outcome_figures,
    service_figures,
    unit_costs,
)
from tests.measures.commissioning.drawn_files import OUTCOMES, SERVICES, read


@pytest.fixture(scope="module")
def services():
    return read("services", SERVICES)


@pytest.fixture(scope="module")
def outcomes():
    return read("outcomes", OUTCOMES)


def test_a_person_costs_the_whole_cost_by_those_served(services):
    found = unit_costs(services)
    assert found.loc[["S1", "S2", "S4"]].tolist() == [1000, 2000, 100]
    assert math.isnan(found["S5"])


def test_an_outcome_is_that_of_the_latest_period_with_its_cost(services, outcomes):
    found = outcome_figures(services, outcomes).set_index(["service_id", "measure"])
    row = found.loc[("S1", "Goals met")]
    assert (row["period"], row["achieved_percent"], row["outcome_cost_gbp"]) == (
        "2024-25",
        80,
        1250,
    )
    # Wilson, 40 of 50: 0.669629 to 0.887562
    assert row["lower_percent"] == pytest.approx(66.9629, abs=1e-4)
    assert row["upper_gbp"] == pytest.approx(1000 / 0.669629, abs=0.01)
    assert row["lower_gbp"] == pytest.approx(1000 / 0.887562, abs=0.01)


def test_a_hidden_number_leaves_its_outcome_missing(services, outcomes):
    hidden = outcomes.copy()
    hidden.loc[hidden["measure"] == "Informed", "achieved"] = None
    row = outcome_figures(services, hidden).set_index("service_id").loc["S4"]
    assert row[["achieved_percent", "outcome_cost_gbp"]].isna().all()


def test_more_achieved_than_assessed_is_no_share(services, outcomes):
    odd = outcomes.copy()
    odd.loc[odd["measure"] == "Informed", "achieved"] = 101
    assert outcome_figures(services, odd).set_index("service_id")["achieved_percent"].isna()["S4"]


def test_nobody_who_achieved_has_no_cost_of_an_outcome(services, outcomes):
    none = outcomes.copy()
    none.loc[none["measure"] == "Informed", "achieved"] = 0
    row = outcome_figures(services, none).set_index("service_id").loc["S4"]
    assert row["achieved_percent"] == 0
    assert row[["outcome_cost_gbp", "upper_gbp"]].isna().all()


def test_figures_pool_the_outcomes_of_a_service_by_their_counts(services, outcomes):
    found = service_figures(services, outcomes).set_index("service_id")
    # 60 of 100; targets of 75 over as many
    assert found.loc["S1", ["achieved_percent", "target_percent", "gap_points"]].tolist() == [
        60, 75, -15,
    ]  # fmt: skip
    # without a target an outcome does not count
    assert math.isnan(found.loc["S4", "achieved_percent"])
    assert found.loc["S1", "outcome_cost_gbp"] == pytest.approx(1000 / 0.6)


def test_a_median_needs_three_services_of_the_level(services, outcomes):
    found = service_figures(services, outcomes).set_index("service_id")
    assert found.loc[["S1", "S2", "S3"], "cost_ratio"].tolist() == [1, 2, 1]
    assert found.loc[["S4", "S5"], "cost_ratio"].isna().all()


def test_use_is_of_capacity_and_missing_without_it(services, outcomes):
    found = service_figures(services, outcomes).set_index("service_id")["use_percent"]
    assert found[["S1", "S2", "S3", "S4"]].tolist() == [120, 50, 95, 97.5]
    assert math.isnan(found["S5"])


def test_no_services_have_no_figures(services, outcomes):
    assert service_figures(services.iloc[:0], outcomes.iloc[:0]).empty


def test_what_is_given_stays_as_it_is(services, outcomes):
    before = services.copy(), outcomes.copy()
    service_figures(services, outcomes)
    assert services.equals(before[0])
    assert outcomes.equals(before[1])
