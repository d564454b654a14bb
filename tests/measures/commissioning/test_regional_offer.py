"""What councils could offer each other."""

import math

import pandas as pd
import pytest

from sendlib.measures.commissioning.regional_offer import offer, place_plan, sharing, themes
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, members


def test_specialist_services_for_rare_needs_are_on_offer_those_with_room_first():
    found = offer(members().table("services"))
    assert found["service_id"].to_list() == [
        "Leeds S1", "Leeds S2", "York S1", "York S2", "York S4"]  # fmt: skip
    assert found["free_count"].to_list()[:4] == [40, 10, 10, 0]
    assert math.isnan(found["free_count"].iloc[4])


def test_what_two_councils_buy_apart_is_added_up_by_need():
    found = sharing(members().table("services")).set_index("need")
    assert list(found.index) == ["VI", "PMLD"]
    assert found.loc["VI", "members"] == (LEEDS, YORK)
    assert found.loc["VI", "cost_gbp"] == 130_000
    assert found.loc["VI", "lowest_gbp"] == pytest.approx(1_000)
    assert found.loc["VI", "highest_gbp"] == pytest.approx(2_000)
    assert found.loc["PMLD", "free_count"] == 10
    assert found.loc["PMLD", "over_count"] == 4


def test_what_councils_mean_to_buy_is_put_together_by_theme():
    found = themes(members().table("intentions"))
    rows = [tuple(row) for row in found.itertuples(index=False)]
    assert rows[0] == ("Short breaks", (LEEDS, YORK), 2, ("commission", "commission_differently"),
                       pd.Timestamp("2026-01-01"), 150_000, 0)  # fmt: skip
    assert rows[1][0] == "Sensory"
    assert rows[1][-1] == 1
    assert themes(NOBODY.table("intentions")).empty


def test_places_are_added_up_by_need_and_year_with_the_councils_that_gave_them():
    found = place_plan(members().table("places"))
    rows = {(row.need_group, row.school_year): (row.places, row.planned_change, row.member_count)
            for row in found.itertuples()}  # fmt: skip
    assert rows == {
        ("", "2024/25"): (60, 0, 2), ("", "2025/26"): (24, 4, 1),
        ("PMLD", "2024/25"): (10, 0, 1), ("SENSORY", "2024/25"): (50, 0, 2),
        ("SENSORY", "2025/26"): (24, 4, 1),
    }  # fmt: skip
    assert place_plan(NOBODY.table("places")).empty
