"""A council's open files seen together, and from which day."""

import pandas as pd

from sendlib.params.load import from_notebook
from tests.measures.commissioning.drawn_files import nothing_given, partners, without


def test_days_are_counted_from_the_date_of_the_report():
    params = from_notebook(area="York", document={"date": "2025-07-01"})
    assert partners(params).as_of == pd.Timestamp("2025-07-01")


def test_without_a_date_they_are_counted_from_the_last_that_the_files_tell():
    assert partners().as_of == pd.Timestamp("2025-03-31")


def test_without_either_they_are_counted_from_the_end_of_the_last_year():
    assert nothing_given().as_of == pd.Timestamp("2025-03-31")
    params = from_notebook(area="York", years={"last": 2023})
    given = partners(params, budgets="financial_year | agency | line | budget_gbp\n")
    assert given.as_of == pd.Timestamp("2023-03-31")


def test_the_rules_are_those_of_the_params_file():
    params = from_notebook(area="York", commissioning={"decisions": {"low_use_percent": 40}})
    found = partners(params).services.set_index("service_id")["decision"]
    assert found["S2"] == "commission_differently"
    assert partners().services.set_index("service_id")["decision"]["S2"] == "decommission"


def test_services_without_outcomes_have_what_is_known():
    found = without("outcomes").services.set_index("service_id")
    assert found["achieved_percent"].isna().all()
    assert found.loc["S1", "decision"] == "commission"


def test_files_that_are_not_there_have_no_rows():
    nothing = nothing_given()
    assert nothing.services.empty
    assert nothing.outcomes.empty
