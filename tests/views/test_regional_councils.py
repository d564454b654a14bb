import json

import pandas as pd
import pytest

from sendlib.measures.placements import RESIDENTIAL
from sendlib.measures.regional_categories import RATES
from sendlib.views.blocks import Callout, Chart
from sendlib.views.regional_councils import council_rates_table, councils_chart
from sendlib.views.regional_evidence import regional_evidence
from sendlib.views.regional_map import middle_of, outlines, regional_map

PLANS = """
    area | need | plans
    886  | hi   | 60
    887  | hi   | 9
    936  | hi   | 51
    382  | hi   | 30
    383  | hi   | 45
"""


@pytest.fixture(scope="module")
def hearing(regional):
    return regional(PLANS).compare(RATES["hi"])


def test_the_chart_says_where_the_rate_is_highest_and_lowest(hearing):
    chart = councils_chart(hearing)
    assert isinstance(chart, Chart)
    assert chart.alt.endswith(
        "From 0.09 in Medway to 0.60 in Kent; Garden Three 0.40, England 0.39."
    )
    assert [row[0] for row in chart.rows] == ["Kent", "Surrey", "Medway"]
    assert chart.svg == councils_chart(hearing).svg


def test_the_table_gives_number_rate_test_and_expected_plans(hearing):
    table = council_rates_table(hearing)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Medway"][:2] == ("9", "0.09")
    assert rows["Medway"][3] in ("lower", "similar")
    expected, low, high = (
        float(part.strip("()")) for part in rows["Medway"][4].replace(" to ", " ").split()
    )
    assert 9 < expected < 39
    assert low < expected < high
    assert rows["All of Garden Three"][:2] == ("120", "0.40")


def test_a_council_without_a_figure_stays_in_the_table(regional):
    review = regional(PLANS.replace("| 9\n", "| confidential\n"))
    rows = council_rates_table(review.compare(RATES["hi"])).rows
    assert rows[1] == ("Medway", "[c]", "[c]", "[x]", "[x]", "[x]")
    gone = regional(PLANS.replace("    887  | hi   | 9\n", ""))
    assert council_rates_table(gone.compare(RATES["hi"])).rows[1][:2] == ("Medway", "[x]")


def test_a_questioned_figure_is_shown_marked_and_expected_of_nobody(regional):
    found = regional(PLANS.replace("| 9\n", "| 9?\n")).compare(RATES["hi"])
    row = council_rates_table(found).rows[1]
    assert row[2] == "0.09 [q]"
    assert row[-1] == "[x]"


def test_expected_plans_are_figures_of_their_own(hearing):
    figures = regional_evidence(hearing, is_expected=True).figures
    rows = figures[figures["measure"] == "plans_need_hi_expected_count"]
    assert rows["area_code"].tolist() == ["886", "887", "936"]
    assert set(rows["unit"]) == {"count"}
    assert (rows["confidence"] == 95).all()
    assert "plans_need_hi_expected_count" not in set(regional_evidence(hearing).figures["measure"])


def test_comparisons_are_of_the_region_and_of_each_council(hearing):
    pairs = regional_evidence(hearing).comparisons[["area_code", "comparator"]]
    region = "OWN-garden-three"
    assert list(pairs.itertuples(index=False, name=None)) == [
        (region, "ENG"),
        *[(code, other) for code in ("886", "887", "936") for other in (region, "ENG")],
    ]


def test_without_figures_there_is_neither_chart_nor_table_nor_map(regional):
    found = regional(PLANS).compare(RESIDENTIAL)
    for shown in (councils_chart(found), council_rates_table(found), regional_map(found)):
        assert isinstance(shown, Callout)
        assert shown.tone == "missing"


SQUARE = [[0.0, 52.0], [2.0, 52.0], [2.0, 53.0], [0.0, 53.0], [0.0, 52.0]]
SPECK = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]


@pytest.fixture(scope="module")
def boundaries():
    rows = [
        {"area_code": code, "name": code, "polygons": json.dumps([[SPECK], [SQUARE]])}
        for code in ("886", "887", "936", "382")
    ]
    return pd.DataFrame(rows)


def test_the_map_shades_the_councils_of_the_region_alone(regional, boundaries):
    review = regional(PLANS, boundaries=boundaries)
    chart = regional_map(review.compare(RATES["hi"]))
    assert isinstance(chart, Chart)
    assert chart.alt.endswith("January 2025. From 0.09 in Medway to 0.60 in Kent.")
    assert [row[0] for row in chart.rows] == ["Kent", "Surrey", "Medway"]
    found = outlines(review.region.tables, list(review.region.members))
    assert set(found) == {"886", "887", "936"}


def test_the_map_says_which_council_has_no_figure(regional, boundaries):
    text = PLANS.replace("| 9\n", "| unavailable\n")
    chart = regional_map(regional(text, boundaries=boundaries).compare(RATES["hi"]))
    assert chart.notes == ("Left out, for want of a figure to rely on: Medway.",)
    assert [row[0] for row in chart.rows] == ["Kent", "Surrey"]


def test_a_council_s_number_stands_in_the_middle_of_its_largest_part(regional, boundaries):
    review = regional(PLANS, boundaries=boundaries)
    outline = outlines(review.region.tables, ["886"])["886"]
    assert middle_of(outline) == pytest.approx((1.0, 52.5))


def test_nothing_leaks_into_words(hearing, leaks):
    assert leaks(councils_chart(hearing)) == []
    assert leaks(council_rates_table(hearing)) == []
