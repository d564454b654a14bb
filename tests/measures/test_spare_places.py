"""Spare places for children without one: whole, in reach, fair, and as near as can be."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.spare_places import allocate


def miles(table):
    return pd.DataFrame(table, dtype=float).T


NEAR = miles({"Oak": {"301": 3, "302": 9}, "Elm": {"301": 12, "302": 4}})


def test_children_go_to_the_nearest_place_that_is_free():
    found = allocate({"Oak": 2, "Elm": 2}, {"301": 2, "302": 2}, NEAR, most_miles=20)
    assert found.placed.to_dict("records") == [
        {"provision": "Elm", "area_code": "302", "children": 2, "miles": 4.0},
        {"provision": "Oak", "area_code": "301", "children": 2, "miles": 3.0},
    ]
    assert found.left.to_dict() == {"301": 0, "302": 0}
    assert found.spare_left.to_dict() == {"Elm": 0, "Oak": 0}
    assert found.share_met.to_dict() == {"301": 1.0, "302": 1.0}


def test_nobody_is_placed_beyond_the_limit():
    found = allocate({"Elm": 5}, {"301": 4, "302": 1}, NEAR, most_miles=10)
    assert found.left.to_dict() == {"301": 4, "302": 0}
    assert found.spare_left.to_dict() == {"Elm": 4}


def test_too_few_places_are_shared_in_proportion_though_one_council_is_nearer():
    found = allocate({"Oak": 6}, {"301": 8, "302": 4}, NEAR, most_miles=20)
    assert found.share_met.to_dict() == {"301": 0.5, "302": 0.5}


def test_a_council_out_of_reach_does_not_keep_others_from_places():
    found = allocate({"Oak": 2}, {"301": 2, "303": 5}, NEAR.assign(**{"303": 99.0}), most_miles=20)
    assert found.share_met.to_dict() == {"301": 1.0, "303": 0.0}


def test_missing_distances_are_no_way_and_nothing_to_do_is_done():
    unknown = NEAR.assign(**{"301": float("nan")})
    found = allocate({"Oak": 2, "Elm": 0}, {"301": 2, "302": 0}, unknown, most_miles=20)
    assert found.placed.empty
    assert found.left.to_dict() == {"301": 2, "302": 0}
    assert found.share_met.to_dict() == {"301": 0.0}


@pytest.mark.parametrize(
    ("spare", "unmet", "fault"),
    [
        ({"Oak": -1}, {"301": 1}, "spare places of Oak: found -1"),
        ({"Oak": 1}, {"301": 0.5}, "children without a place of 301: found 0.5"),
        ({"Ash": 1}, {"309": 1}, "no distances of Ash, 309"),
    ],
)
def test_numbers_that_cannot_be_are_refused(spare, unmet, fault):
    with pytest.raises(ContractError, match=fault):
        allocate(spare, unmet, NEAR, most_miles=20)


def every_allocation(spare, unmet, away, most):
    """Try every table of whole numbers: worst share first, then all placed, then miles."""
    pairs = [(one, area) for one in spare for area in unmet if away.at[one, area] <= most]
    reached = {area for _, area in pairs if unmet[area]}
    best = None
    for numbers in product(*(range(min(spare[one], unmet[area]) + 1) for one, area in pairs)):
        by_pair = dict(zip(pairs, numbers, strict=True))
        used = {one: sum(n for (other, _), n in by_pair.items() if other == one) for one in spare}
        met = {area: sum(n for (_, other), n in by_pair.items() if other == area) for area in unmet}
        if any(used[one] > spare[one] for one in spare) or any(
            met[area] > unmet[area] for area in unmet
        ):
            continue
        in_reach = [area for area in reached if any(spare[one] for one, a in pairs if a == area)]
        worst = min((met[area] / unmet[area] for area in in_reach), default=1.0)
        far = sum(n * away.at[pair] for pair, n in by_pair.items())
        score = (round(worst, 9), sum(numbers), -far)
        best = score if best is None or score > best else best
    return best


SMALL = st.integers(0, 3)


@settings(max_examples=40, deadline=None)
@given(st.tuples(SMALL, SMALL), st.tuples(SMALL, SMALL), st.tuples(*[st.integers(1, 9)] * 4))
def test_it_is_the_best_of_all_allocations_there_are(free, wanted, far):
    spare = dict(zip(("Oak", "Elm"), free, strict=True))
    unmet = dict(zip(("301", "302"), wanted, strict=True))
    away = miles({"Oak": {"301": far[0], "302": far[1]}, "Elm": {"301": far[2], "302": far[3]}})
    found = allocate(spare, unmet, away, most_miles=7)
    placed = found.placed
    assert (placed["miles"] <= 7).all()
    by_area = placed.groupby("area_code")["children"].sum()
    by_provision = placed.groupby("provision")["children"].sum()
    for area, number in unmet.items():
        assert by_area.get(area, 0) + found.left[area] == number
    for one, number in spare.items():
        assert by_provision.get(one, 0) + found.spare_left[one] == number
    in_reach = [
        area for area in unmet
        if unmet[area] and any(spare[one] and away.at[one, area] <= 7 for one in spare)
    ]  # fmt: skip
    worst = min((by_area.get(area, 0) / unmet[area] for area in in_reach), default=1.0)
    miles_all = float((placed["children"] * placed["miles"]).sum())
    score = (round(worst, 9), int(placed["children"].sum()), -miles_all)
    assert score == every_allocation(spare, unmet, away, 7)
