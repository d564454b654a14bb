"""Spare places of councils for each other: what is spare and short for certain, and who goes."""

import json

import pandas as pd
import pytest

from sendlib.measures.local.spare import spare_found
from sendlib.measures.local.sufficiency import ROLL_NEED
from sendlib.params.spare_places import SparePlaces
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    SURREY,
    drawn_share,
    drawn_shares,
    drawn_table,
)

YEAR = "2024/25"


def member(code, text, **places):
    """Return a council with numbers on roll, and places as need__phase=places."""
    drawn = "\n".join(
        ["period | need | phase | value", *(f"{YEAR} | {line}" for line in text.split("; "))]
    )
    held = [(YEAR, *name.split("__"), float(count)) for name, count in places.items()]
    return drawn_share(code, held, roll_need=drawn_table(ROLL_NEED, drawn))


@pytest.fixture
def garden(regional):
    """Return the region, with three councils whose middles are a degree of latitude apart."""

    def square(north):
        return [[[0, north], [1, north], [1, north + 1], [0, north + 1], [0, north]]]

    outlines = pd.DataFrame([
        {"area_code": code, "name": code, "polygons": json.dumps([square(north)])}
        for code, north in ((KENT, 50), (MEDWAY, 51), (SURREY, 52))
    ])  # fmt: skip
    plans = "area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9"
    return regional(plans, boundaries=outlines).region


def test_children_over_the_places_of_one_council_go_to_spare_ones_of_another(garden):
    shares = drawn_shares(
        member(KENT, "ASD | primary | 14; Total | Total | 14", ASD__primary=10),
        member(MEDWAY, "ASD | primary | 17; Total | Total | 17", ASD__primary=20),
    )
    found = spare_found(shares, garden, SparePlaces(most_miles=70))
    assert (found.short, found.total_placed, found.period) == (4, 3, YEAR)
    (line,) = found.placed.to_dict("records")
    assert (line["from"], line["to"], line["children"]) == (MEDWAY, KENT, 3)
    assert line["miles"] == pytest.approx(69.1, abs=0.1)
    councils = found.councils.set_index("area_code")
    assert councils.loc[KENT, ["short", "placed", "left", "given"]].tolist() == [4, 3, 1, 0]
    assert councils.loc[MEDWAY, ["spare", "given"]].tolist() == [3, 3]
    assert found.groups.to_numpy().tolist() == [["ASD", "primary", 3, 4, 3]]


def test_a_place_is_for_one_need_and_phase_and_within_reach(garden):
    shares = drawn_shares(
        member(KENT, "ASD | primary | 14; Total | Total | 14", ASD__primary=10),
        member(MEDWAY, "ASD | secondary | 10; Total | Total | 10", ASD__secondary=20),
        member(SURREY, "ASD | primary | 10; Total | Total | 10", ASD__primary=20),
    )
    # Surrey is two degrees from Kent
    near = spare_found(shares, garden, SparePlaces(most_miles=100))
    assert (near.total_placed, near.placed.empty) == (0, True)
    assert near.councils.set_index("area_code").loc[KENT, "left"] == 4
    given = [{"councils": ["Kent", "Surrey"], "miles": 25}]
    told = spare_found(shares, garden, SparePlaces(most_miles=100, distances=given))
    assert told.placed["miles"].tolist() == [25]
    assert told.total_placed == 4


def test_a_hidden_number_makes_neither_more_spare_nor_more_short_than_is_certain(garden):
    shares = drawn_shares(
        member(
            KENT,
            "HI | primary | 0 to 6; VI | primary | 3 to 9; PD | primary | 1 or more; "
            "SEMH | primary | 4; Total | Total | 40",
            HI__primary=8, VI__primary=2, PD__primary=5, ASD__post_16=7,
        )
    )  # fmt: skip
    found = spare_found(shares, garden, SparePlaces())
    groups = {(row["need"], row["phase"]): (row["spare"], row["short"]) for _, row in
              found.groups.iterrows()}  # fmt: skip
    assert groups == {
        ("HI", "primary"): (2, 0), ("VI", "primary"): (0, 1), ("SEMH", "primary"): (0, 4),
        ("ASD", "post_16"): (7, 0),
    }  # fmt: skip
    assert found.unknown == 3


def test_councils_without_distance_take_no_part_and_are_named(regional):
    region = regional("area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9").region
    shares = drawn_shares(
        member(KENT, "ASD | primary | 14; Total | Total | 14", ASD__primary=10),
        member(MEDWAY, "ASD | primary | 17; Total | Total | 17", ASD__primary=20),
    )
    found = spare_found(shares, region, SparePlaces())
    assert found.without_way == (KENT, MEDWAY)
    assert found.short == found.councils["left"].sum() == 4


def test_without_places_or_numbers_on_roll_nothing_is_found(garden):
    only_roll = member(KENT, "Total | Total | 14")
    assert spare_found(drawn_shares(only_roll), garden, SparePlaces()) is None
    assert spare_found(drawn_shares(drawn_share(KENT)), garden, SparePlaces()) is None
