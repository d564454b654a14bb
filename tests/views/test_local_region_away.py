"""Placements away from home and travel of councils that share."""

import pandas as pd
import pytest

from sendlib.measures.local.away import (
    AWAY_LOCATION,
    AWAY_MILES,
    AWAY_TYPE,
    TRAVEL_COST,
    TRAVEL_PERSONS,
)
from sendlib.measures.local.market import MARKET_DISTANCE
from sendlib.measures.local.results import ProtectedResult
from sendlib.views.blocks import Absent
from sendlib.views.local_region_away import (
    distance_table,
    location_table,
    residential_chart,
    residential_points,
    residential_statement,
    residential_table,
    travel_table,
)
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    drawn_share,
    drawn_shares,
    drawn_table,
)

TYPES = """
    residential_type | accommodation  | value
    autism           | Total          | 20
    semh             | Total          | {semh}
    Total            | residential_38 | 12
    Total            | residential_52 | {weeks52}
    Total            | Total          | 90
"""
WHERE = """
    location | accommodation  | value
    outside  | residential_38 | 6
    outside  | residential_52 | {weeks52}
    outside  | Total          | 40
    Total    | residential_38 | 12
    Total    | residential_52 | 16
    Total    | Total          | 90
"""
VIEWS = (
    residential_statement, residential_chart, residential_table, location_table, distance_table,
    travel_table,
)  # fmt: skip


@pytest.fixture
def garden(regional):
    return regional("area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9").region


def miles(value):
    return ProtectedResult(AWAY_MILES, pd.DataFrame([{
        "period": "2025", "breakdown": "Total", "statistic": "miles", "value": value,
        "lower": None, "upper": None, "unit": "ratio", "confidence": None,
        "reason": "" if value else "confidential",
    }]))  # fmt: skip


def member(code, semh="8", weeks52="16", persons="100", cost="900000", far=45.0):
    bands = "\n".join(f"{band} | 10" for band in ("0-9", "10-19", "20-39", "40+"))
    return drawn_share(
        code,
        results=[miles(far)],
        away_type=drawn_table(AWAY_TYPE, TYPES.format(semh=semh, weeks52=weeks52)),
        away_location=drawn_table(AWAY_LOCATION, WHERE.format(weeks52=weeks52)),
        market_distance=drawn_table(MARKET_DISTANCE, f"distance | value\n{bands}\nTotal | 40"),
        travel_persons=drawn_table(
            TRAVEL_PERSONS, f"setting | value\nindependent_special | 20\nTotal | {persons}"
        ),
        travel_cost=drawn_table(
            TRAVEL_COST, f"setting | value\nindependent_special | 240000\nTotal | {cost}"
        ),
    )


def test_the_sentence_says_how_many_for_whom_and_how_many_out_of_area(garden):
    text = residential_statement(drawn_shares(member(KENT), member(MEDWAY)), garden).text
    assert text == (
        "In January 2025, 2 councils of Garden Three paid for 56 placements of 38 or 52 weeks a "
        "year. The largest group was autism, communication or learning difficulty, with behaviour "
        "that challenges (40). By the records of 2 councils, 44 of them were out of the council's "
        "area."
    )


def test_the_summary_is_told_of_them_where_sites_are_known(garden):
    (one,) = residential_points(drawn_shares(member(KENT), member(MEDWAY)), garden)
    assert one.text == (
        "By the records of 2 councils, 56 placements are residential, 44 of them out of the "
        "council's area."
    )
    assert residential_points(drawn_shares(), garden) == []


def test_the_sentence_goes_without_sites_of_providers(garden):
    one = member(KENT)
    only = drawn_share(KENT, away_type=one.tables["away-type"])
    assert "out of the council" not in residential_statement(drawn_shares(only), garden).text


def test_the_four_groups_have_a_column_each_and_hidden_parts_make_ranges(garden):
    shares = drawn_shares(member(KENT), member(MEDWAY, semh="0 to 4", weeks52="3 or more"))
    table = residential_table(shares, garden)
    assert table.rows[0] == ("Kent", "0", "20", "8", "0", "28")
    assert table.rows[1] == ("Medway", "0", "20", "[c]", "0", "[c]")
    assert table.rows[2] == ("All 2 councils", "0", "40", "8 to 12", "0", "43 or more")
    assert table.values[1][3] is None
    chart = residential_chart(shares, garden)
    assert "with behaviour that challenges 8 to 12" in chart.alt


def test_out_of_area_is_told_of_all_packages_and_of_residential_ones(garden):
    table = location_table(drawn_shares(member(KENT)), garden)
    assert table.rows == (
        ("Kent", "90", "40", "28", "22"), ("One council in all", "90", "40", "28", "22"),
    )  # fmt: skip


def test_miles_are_bands_and_the_council_s_own_median(garden):
    table = distance_table(drawn_shares(member(KENT), member(MEDWAY, far=None)), garden)
    assert table.rows[0] == ("Kent", "10", "10", "10", "10", "45")
    assert table.rows[1][-1] == "[c]"
    assert table.rows[2] == ("All 2 councils", "20", "20", "20", "20", "")
    assert (table.values[0][-1], table.values[1][-1]) == (45, None)
    figures = table.evidence.figures
    own = figures[figures["measure"] == "local_away_miles_miles_ratio"]
    assert own.set_index("area_code")["status"].to_dict() == {
        KENT: "derived", MEDWAY: "suppressed",
    }  # fmt: skip


def test_travel_has_its_cost_for_each_and_a_range_where_parts_are_hidden(garden):
    shares = drawn_shares(member(KENT), member(MEDWAY, persons="100 to 110", cost="0 to 90000"))
    table = travel_table(shares, garden)
    assert table.rows[0] == ("Kent", "100", "£900,000", "£9,000", "£12,000")
    assert table.rows[1] == ("Medway", "[c]", "[c]", "[c]", "£12,000")
    # 900,000 over 210 at least, 990,000 over 200 at most
    assert table.rows[2][1:] == (
        "200 to 210", "£900,000 to £990,000", "£4,286 to £4,950", "£12,000",
    )  # fmt: skip


def test_travel_of_nobody_or_without_limit_has_no_cost_for_each(garden):
    nobody = drawn_share(
        KENT, travel_persons=drawn_table(TRAVEL_PERSONS, "setting | value\nTotal | 7 or more"),
        travel_cost=drawn_table(TRAVEL_COST, "setting | value\nTotal | 70"),
    )  # fmt: skip
    assert travel_table(drawn_shares(nobody), garden).rows[-1][3:] == ("[c]", "[z]")


def test_without_shares_nothing_is_shown(garden):
    assert all(isinstance(view(drawn_shares(), garden), Absent) for view in VIEWS)
