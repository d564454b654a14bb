"""Pooled and aligned funds."""

import math

import pandas as pd

from sendlib.measures.commissioning.pooled import schemes
from tests.measures.commissioning.drawn_files import FUNDS, read

TODAY = pd.Timestamp("2025-03-31")


def found():
    return schemes(read("pooled_funds", FUNDS), year="2024-25", as_of=TODAY)


def test_a_scheme_has_the_contributions_of_its_year_the_largest_first():
    equipment, therapies = found()
    assert equipment.contributions == {"health": 300.10, "social_care": 100.20}
    assert equipment.contribution_gbp == 400.30
    assert (equipment.name, equipment.host, equipment.purpose) == (
        "Equipment", "social_care", "section_75",
    )  # fmt: skip
    assert therapies.host == ""


def test_spend_is_missing_where_one_agency_does_not_say():
    equipment, therapies = found()
    assert equipment.spend_gbp == 400
    assert math.isnan(therapies.spend_gbp)


def test_shares_of_risk_are_whole_where_all_give_one_and_they_make_a_hundred():
    equipment, therapies = found()
    assert equipment.is_risk_whole
    assert not therapies.is_risk_whole
    odd = read("pooled_funds", FUNDS.replace("| 40  ", "| 30  "))
    assert not schemes(odd, year="2024-25", as_of=TODAY)[0].is_risk_whole


def test_months_to_the_end_are_counted_from_the_day():
    equipment, therapies = found()
    assert round(equipment.end_months, 1) == 9.0
    assert therapies.end is None
    assert math.isnan(therapies.end_months)
