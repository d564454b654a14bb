"""The change in spend on packages, by lines of persons enough."""

import pandas as pd
import pytest

from sendlib.measures.local.spend import spending
from sendlib.measures.local.spend_change import PARTS, SPEND_CHANGE, lines_of
from tests.measures.local.drawn_packages import SPAN, records, several


def parts(found, period):
    rows = found[found["period"] == period].set_index("statistic")["value"]
    return rows[[name for name in [*PARTS, "inflation"] if name in rows]].to_dict()


def test_more_places_are_volume_and_dearer_ones_price():
    old = several(20, start_date="2019-04-01")
    new = several(10, "N", start_date="2024-04-01", weekly_cost_education_gbp="150")
    found = SPEND_CHANGE.work_out(records(*SPAN, *old, *new))
    last = parts(found, "2023-24 to 2024-25")
    year = 52 * 100.0
    assert last["volume"] == pytest.approx(10 * year)
    assert last["price"] == pytest.approx(10 * year / 2)
    assert last["mix"] == last["started"] == last["ended"] == 0
    # at old prices the new quantity costs 30 years of a place; prices rose from 96.4158 to 100
    assert last["inflation"] == pytest.approx(30 * year * (100 / 96.4158 - 1), abs=0.01)
    assert set(found["persons"]) == {20, 30}


def test_the_parts_of_every_pair_of_years_add_up_to_its_change():
    rows = [
        *several(12, start_date="2019-04-01", end_date="2023-06-30"),
        *several(15, "Q", start_date="2021-09-01", primary_need="SEMH", weeks_a_year="38"),
        *several(11, "R", start_date="2022-01-15", accommodation="residential_38",
                 weekly_cost_education_gbp="3333.33"),
        *several(3, "S", start_date="2020-09-01", primary_need="HI"),
    ]  # fmt: skip
    own = records(*SPAN, *rows)
    spent = {year: rows["pence"].sum() / 100 for year, rows in spending(own).items()}
    found = SPEND_CHANGE.work_out(own)
    assert found["period"].nunique() == 5
    assert "2020-21 to 2024-25" in set(found["period"])
    for period, rows in found.groupby("period"):
        old, new = str(period).split(" to ")
        told = rows[rows["statistic"].isin(PARTS)]["value"].sum()
        assert round(told, 2) == round(spent[new] - spent[old], 2)


def years(old, new):
    given = records(*SPAN, *old, *new)
    spent = spending(given)
    return lines_of(spent["2023-24"], spent["2024-25"])


def test_a_line_of_few_persons_is_taken_with_the_next_larger_ones():
    many, some = several(40), several(12, "M", primary_need="SEMH")
    few = several(3, "F", primary_need="HI")
    found = years(many, [*some, *few])
    # 40 alone; 3 of a rare need go with 12
    assert sorted(found["old_quantity"]) == [15 * 5200, 40 * 5200]
    assert (found["new_pence"] == found["old_pence"]).all()


def test_where_all_lines_are_of_few_there_is_one_line():
    found = years(several(4), several(3, "F", primary_need="HI"))
    assert len(found) == 1
    assert found["old_pence"].tolist() == [7 * 5200 * 100]


def test_a_line_that_begins_is_one_of_its_own_unless_it_is_mostly_one_persons():
    new = {"start_date": "2024-04-01", "primary_need": "SEMH"}
    found = years(several(20), several(12, "N", **new))
    assert sorted(found["old_quantity"]) == [0, 20 * 5200]
    dear = {**new, "person_id": "D", "weekly_cost_education_gbp": "9000"}
    assert len(years(several(20), [*several(12, "N", **new), dear])) == 1


def test_one_year_has_no_change_and_two_have_no_longer_span():
    assert SPEND_CHANGE.work_out(records(*several(9, end_date="2025-03-20"))).empty
    two = records(*several(9, end_date="2024-03-20"), *several(9, "N", end_date="2025-03-20"))
    assert SPEND_CHANGE.work_out(two)["period"].unique().tolist() == ["2023-24 to 2024-25"]


def test_years_without_a_deflator_have_no_inflation(tables):
    prices = pd.DataFrame({"financial_year": ["2012-13"], "index": [70.0]})
    own = records(*SPAN, *several(9))
    bare = type(own)(own.local, 2019, 2025, own.options, tables(deflator=prices))
    assert "inflation" not in set(SPEND_CHANGE.work_out(bare)["statistic"])
