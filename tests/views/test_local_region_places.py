"""Spare places for children of other councils, as sentence, tables and map."""

import json

import pandas as pd
import pytest

from sendlib.measures.local.spare import SpareFound
from sendlib.params.spare_places import SparePlaces
from sendlib.views.blocks import Absent
from sendlib.views.local_region_places import (
    moves_table,
    spare_map,
    spare_missing,
    spare_statement,
    spare_table,
)

KENT, MEDWAY, SURREY = "886", "887", "936"


@pytest.fixture
def garden(regional):
    def square(north):
        return [[[0, north], [1, north], [1, north + 1], [0, north + 1], [0, north]]]

    outlines = pd.DataFrame([
        {"area_code": code, "name": code, "polygons": json.dumps([square(north)])}
        for code, north in ((KENT, 50), (MEDWAY, 51), (SURREY, 52))
    ])  # fmt: skip
    plans = "area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9"
    return regional(plans, boundaries=outlines).region


def found(moved=3, left=2, **changes):
    short = moved + left
    usual = {
        "period": "2024/25",
        "groups": pd.DataFrame(
            [("ASD", "primary", 8, short, moved)],
            columns=["need", "phase", "spare", "short", "placed"],
        ),
        "placed": pd.DataFrame(
            [("ASD", "primary", MEDWAY, KENT, moved, 21.6)] if moved else [],
            columns=["need", "phase", "from", "to", "children", "miles"],
        ),
        "councils": pd.DataFrame(
            [(KENT, 0, short, moved, left, 0), (MEDWAY, 8, 0, 0, 0, moved)],
            columns=["area_code", "spare", "short", "placed", "left", "given"],
        ),
        "unknown": 0, "without_way": (), "terms": SparePlaces(),
    }  # fmt: skip
    return SpareFound(**{**usual, **changes})


def test_the_sentence_says_what_is_spare_who_is_short_and_who_could_go(garden):
    assert spare_statement(found(), garden).text == (
        "In 2024/25, specialist provision in Garden Three had 8 spare places, and elsewhere 5 "
        "children more on roll than places, each group of needs and phase by itself. Within 30 "
        "miles, another council has a place of the same kind for 3 of these children. Without one "
        "in reach: Kent (2)."
    )
    nobody = spare_statement(found(moved=0, left=0), garden).text
    assert "Within" not in nobody
    assert "Without one" not in nobody


def test_each_council_has_a_row_and_all_of_them_the_last(garden):
    table = spare_table(found(unknown=1, without_way=(KENT,)), garden)
    assert table.rows == (
        ("Kent", "0", "5", "3", "0", "2"), ("Medway", "8", "0", "0", "3", "0"),
        ("All 2 councils", "8", "5", "3", "3", "2"),
    )  # fmt: skip
    assert "In 1 group the number on roll is hidden" in table.notes[1]
    assert table.notes[2].startswith("No distance is known of Kent")
    figures = table.evidence.figures.set_index(["measure", "area_code"])["value"]
    assert figures["local_spare_places_count", MEDWAY] == 8
    assert figures["local_children_without_place_count", garden.place.area_code] == 2


def test_moves_name_need_phase_councils_children_and_miles(garden):
    (row,) = moves_table(found(), garden).rows
    assert row == ("Autism, early years and primary", "Kent", "Medway", "3", "22")
    assert isinstance(moves_table(found(moved=0), garden), Absent)


def test_the_map_tells_who_has_more_and_where_children_could_go(garden):
    chart = spare_map(found(), garden)
    assert "Kent \N{MINUS SIGN}5 and Medway +8" in chart.alt
    assert chart.alt.endswith("Arrows: 3 children of Kent to Medway.")
    assert chart.rows == (("Kent", -5), ("Medway", 8))
    still = spare_map(found(moved=0), garden)
    assert still.alt.endswith("Nobody could go elsewhere within reach.")


def test_a_council_without_boundaries_has_no_arrow(garden):
    placed = found().placed.assign(**{"from": "816"})
    councils = found().councils.replace({"area_code": {MEDWAY: "816"}})
    chart = spare_map(found(placed=placed, councils=councils), garden)
    assert "3 children of Kent to York" in chart.alt


def test_without_boundaries_there_is_no_map(regional):
    plans = "area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9"
    assert isinstance(spare_map(found(), regional(plans).region), Absent)


def test_without_places_a_box_says_what_to_give(garden):
    assert "file of places" in spare_missing(None).text
    assert isinstance(spare_missing(found()), Absent)
    for view in (spare_statement, spare_table, spare_map, moves_table):
        assert isinstance(view(None, garden), Absent)
