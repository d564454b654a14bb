"""Services of several councils beside needs and outcomes."""

import math

import pandas as pd
import pytest

from sendlib.measures.commissioning.regional_map import (
    alike,
    levels_covered,
    members_of,
    money_by_need,
    outcomes_sought,
    overlaps_within,
    rank_correlation,
)
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, members

SERVICES = members().table("services")


def test_only_councils_with_services_take_part():
    assert members_of(SERVICES) == (LEEDS, YORK)
    assert members_of(NOBODY.table("services")) == ()


def test_a_need_is_covered_in_every_council_in_some_or_in_none():
    found = levels_covered(SERVICES, needs=["HI", "VI", "PMLD"], levels=["specialist", "universal"])
    rows = {(row.need, row.level): (row.with_service, row.without, row.status)
            for row in found.itertuples()}  # fmt: skip
    assert rows["VI", "specialist"] == ((LEEDS, YORK), (), "match")
    assert rows["HI", "specialist"] == ((YORK,), (LEEDS,), "part")
    assert rows["PMLD", "specialist"] == ((), (LEEDS, YORK), "gap")
    # York's advice is for any need
    assert rows["HI", "universal"] == ((YORK,), (LEEDS,), "part")


def test_outcomes_are_those_that_services_seek_however_they_are_written():
    found = outcomes_sought(SERVICES, needs=["HI", "VI", "ASD"])
    rows = [tuple(row) for row in found.itertuples(index=False)]
    assert rows == [
        ("HI", "communication", 2, (YORK,), (LEEDS,), "part"),
        ("HI", "independence", 1, (YORK,), (LEEDS,), "part"),
        ("VI", "independence", 2, (LEEDS, YORK), (), "match"),
        ("VI", "communication", 1, (YORK,), (LEEDS,), "part"),
        ("ASD", "rest", 1, (LEEDS,), (YORK,), "part"),
        ("ASD", "friends", 1, (LEEDS,), (YORK,), "part"),
    ]


def test_an_overlap_is_within_one_council():
    (row,) = overlaps_within(SERVICES).itertuples()
    assert (row.first, row.second, row.member) == ("York S1", "York S4", YORK)
    assert row.needs == ("HI",)
    assert overlaps_within(NOBODY.table("services")).empty


def test_offers_are_alike_by_what_both_have_of_what_either_has():
    (row,) = alike(SERVICES).itertuples()
    # Leeds: VI independence, PMLD rest and friends, ASD rest and friends; York: HI and VI with two
    # outcomes each, PMLD rest; both: VI independence, PMLD rest
    assert (row.one, row.other, row.shared_count) == (LEEDS, YORK, 2)
    assert row.share_percent == pytest.approx(100 * 2 / 8)
    bare = SERVICES.assign(needs=None)
    assert math.isnan(alike(bare)["share_percent"].iloc[0])


def test_money_is_split_among_the_needs_a_service_names():
    found = money_by_need(SERVICES, {"HI": 30, "VI": 0, "PMLD": 10, "SLD": 0, "DS": 4})
    rows = found.set_index("need")
    assert rows["cost_gbp"].to_dict() == {"HI": 45_000, "VI": 85_000, "PMLD": 290_000, "DS": 0}
    assert rows.loc["HI", "per_child_gbp"] == 1_500
    assert math.isnan(rows.loc["VI", "per_child_gbp"])


def test_ranks_of_children_and_money_are_compared_where_there_are_enough():
    def money(children, cost):
        return pd.DataFrame({"children": children, "cost_gbp": cost})

    assert rank_correlation(money([1, 2, 3, 4, 5], [10, 20, 30, 40, 50])) == pytest.approx(1)
    # 1 - 6 * (1 + 1) / (5 * 24)
    assert rank_correlation(money([1, 2, 3, 4, 5], [20, 10, 30, 40, 50])) == pytest.approx(0.9)
    assert math.isnan(rank_correlation(money([1, 2, 3, 4, 0], [10, 20, 30, 40, 50])))
    assert math.isnan(rank_correlation(money([1, 2, 3, 4, 5], [7] * 5)))
