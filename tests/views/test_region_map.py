import json

import pandas as pd
import pytest

from sendlib.views.blocks import Callout, Chart, Table
from sendlib.views.region_map import (
    NO_FIGURE,
    SHADES,
    classes_of,
    region_map,
    region_table,
    region_values,
)

SQUARE = [[0.0, 52.0], [1.0, 52.0], [1.0, 53.0], [0.0, 53.0], [0.0, 52.0]]
WEST_MIDLANDS = ("885", "884", "893", "894", "860", "861", "330")
TEXT = "area | period | count | whole\n" + "\n".join(
    f"{code} | 2025 | {100 + 50 * number} | 1000" for number, code in enumerate(WEST_MIDLANDS)
)


@pytest.fixture
def boundaries(tables):
    rows = [
        {"area_code": code, "name": code, "polygons": json.dumps([[SQUARE]])}
        for code in (*WEST_MIDLANDS, "916")
    ]
    return tables(boundaries=pd.DataFrame(rows))


def test_a_map_tells_highest_lowest_and_the_council_s_own(compared, boundaries):
    chart = region_map(compared(TEXT), boundaries)
    assert isinstance(chart, Chart)
    assert chart.alt == (
        "Map of the West Midlands by council: the share of plans in time, 2025. Highest Birmingham "
        "(40.0%), lowest Worcestershire (10.0%); Worcestershire 10.0%."
    )
    assert chart.caption == "Plans in time, West Midlands, 2025"
    assert len(chart.rows) == len(WEST_MIDLANDS)
    assert len(chart.evidence.figures) == len(WEST_MIDLANDS)
    assert chart.svg == region_map(compared(TEXT), boundaries).svg


def test_questioned_and_missing_councils_are_hatched_and_told_in_the_table(compared, boundaries):
    text = TEXT.replace("885 | 2025 | 100", "885 | 2025 | 100?").replace(
        "884 | 2025 | 150", "884 | 2025 | confidential"
    )
    chart = region_map(compared(text), boundaries)
    assert "lowest" in chart.alt
    assert chart.alt.endswith("Worcestershire no figure.")
    assert len(chart.rows) == len(WEST_MIDLANDS) - 2
    assert NO_FIGURE.lower() in chart.svg
    table = region_table(compared(text))
    assert isinstance(table, Table)
    assert ("Worcestershire", "10.0% [q]") in table.rows
    assert table.rows[-1] == ("Herefordshire", "[c]")
    assert table.caption == "Plans in time, councils of the West Midlands, 2025" or (
        table.caption == "Plans in time, councils of West Midlands, 2025"
    )


def test_abolished_councils_and_those_of_other_regions_are_not_on_the_map(compared):
    text = TEXT + "\n916 | 2025 | 1 | 10\n909 | 2025 | 1 | 10"
    assert set(region_values(compared(text))["area_code"]) == set(WEST_MIDLANDS)


def test_without_boundaries_or_figures_there_is_no_map(compared, tables, boundaries):
    nobody = compared("area | period | count | whole\n916 | 2025 | 1 | 10")
    none = compared("area | period | count | whole")
    cases = ((compared(TEXT), tables()), (nobody, boundaries), (none, boundaries))
    for one, given in cases:
        shown = region_map(one, given)
        assert isinstance(shown, Callout)
        assert shown.title == "No map: Plans in time"
    for one in (nobody, none):
        assert region_table(one).text == (
            "There are no figures for the councils of the West Midlands."
        )


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([10.0, 20.0], [10.0, 20.0]),
        ([10.0, 10.01, 10.02], [10.02]),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [2.0, 3.0, 4.0, 5.0, 6.0]),
        ([5.0] * 8, [5.0]),
    ],
)
def test_classes_are_as_many_as_can_be_told_apart(compared, values, classes):
    indicator = compared(TEXT).indicator
    assert classes_of(pd.Series(values), indicator) == pytest.approx(classes)


def test_shades_run_from_light_to_dark():
    lightness = [int(shade[1:3], 16) for shade in SHADES]
    assert lightness == sorted(lightness, reverse=True)
