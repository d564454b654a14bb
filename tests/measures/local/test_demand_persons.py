"""Persons at Januaries, and what happened between them."""

import numpy as np
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.demand_persons import (
    NEEDS,
    PROVISIONS,
    history_of,
    persons_at_januaries,
)
from sendlib.measures.simulation_history import AGES
from tests.measures.local.drawn_demand import files, records
from tests.measures.local.drawn_review import table

KEYS = list(PROVISIONS)


@pytest.fixture(scope="module")
def persons():
    return persons_at_januaries(records())


@pytest.fixture(scope="module")
def history(persons):
    steps = len(persons.years) - 1
    return history_of(persons, np.full((steps, AGES), 1000.0), np.zeros(steps))


def test_stocks_follow_from_the_dates_of_plans(persons, history):
    # 160 now, 20 since May 2024, 20 since May 2023; 15 ended in each of the two years
    assert persons.years == (2023, 2024, 2025)
    assert history.stock.sum(axis=(1, 2, 3)).tolist() == [150, 155, 160]
    assert history.left.sum(axis=(1, 2, 3)).tolist() == [15, 15]
    assert history.joined.sum(axis=(1, 2, 3)).tolist() == [20, 20]


def test_age_is_in_whole_years_at_31_august_before_the_january(persons):
    latest = persons.at[-1]["age"]
    assert latest["P000"] == 4  # born 15 January 2020
    assert latest["P008"] == 11  # born 15 September 2012
    assert persons.at[-2]["age"]["P001"] == latest["P001"] - 1
    assert persons.at[0]["age"]["G000"] == 17


def test_moves_are_those_between_januaries_and_from_where_to_where(history):
    moved = history.moved.sum(axis=(1, 2))
    assert moved[0].sum() == 0
    special = KEYS.index("state_special")
    # sixteen moved in 2024; five of them were in the special school before, and two joined later
    assert moved[1][:, special].sum() == moved[1].sum() > 5
    assert history.watched.sum() <= (history.stock[:-1] - history.left).sum()


def test_those_who_left_have_the_setting_their_plan_names_and_a_need_of_their_stage(persons):
    left = persons.at[0].loc[["G000", "G014", "G029"]]
    assert (left["setting"] == KEYS.index("further_education")).all()
    assert left["need"].isin([NEEDS.index(code) for code in ("ASD", "SEMH", "SLCN", "MLD")]).all()


def test_the_same_files_give_the_same_persons(persons):
    again = persons_at_januaries(records())
    assert all(one.equals(other) for one, other in zip(persons.at, again.at, strict=True))


def test_januaries_of_which_few_settings_are_known_tell_of_no_moves():
    tables = files()
    rows = tables["sen2_placement_detail"].rows
    late = rows["entry_date"].mask(rows["placement_detail_id"].str.startswith("L"))
    object.__setattr__(
        tables["sen2_placement_detail"], "rows",
        rows.assign(entry_date=late.fillna(rows["entry_date"].max())),
    )  # fmt: skip
    found = persons_at_januaries(records(tables=tables))
    assert [bool(one["seen"].any()) for one in found.at] == [False, False, True]


def test_until_a_january_nothing_later_is_known(persons):
    assert persons.until(2024).years == (2023, 2024)
    assert len(persons.until(2024).at) == 2


def test_units_of_mainstream_schools_are_told_by_their_mark_and_other_words_are_elsewhere():
    tables = files()
    ids = [f"P{number:03}" for number in range(160)]
    tables["sen2_placement_detail"] = table(
        "sen2_placement_detail", placement_detail_id=ids, active_plans_id=ids, person_id=ids,
        placement_rank=["1"] * 160, entry_date=["2020-05-05"] * 160,
        urn=["100002"] * 100 + [None] * 60, sen_setting=[None] * 110 + ["EHE"] * 50,
        sen_setting_other=[None] * 100 + ["A school abroad"] * 10 + [None] * 50,
        sen_unit_indicator=[number < 30 for number in range(160)],
    )  # fmt: skip
    latest = persons_at_januaries(records(tables=tables)).at[-1]["setting"]
    counts = latest.map(lambda place: KEYS[place]).value_counts().to_dict()
    assert counts == {"mainstream": 70, "home_educated": 50, "base": 30, "elsewhere": 10}


def test_without_placements_the_setting_is_not_identified_and_without_needs_none_is_recorded():
    tables = files()
    for name in ("sen2_placement_detail", "sen2_sen_need", "sen2_plan_detail"):
        del tables[name]
    latest = persons_at_januaries(records(tables=tables)).at[-1]
    assert set(latest["setting"]) == {KEYS.index("not_recorded")}
    assert set(latest["need"]) == {NEEDS.index("not_recorded")}


def test_no_files_are_no_januaries():
    assert persons_at_januaries(records(tables={})).years == ()
    assert LocalTables().table("sen2_persons").empty
