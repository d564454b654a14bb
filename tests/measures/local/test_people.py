"""Who has a plan at a January, by need, setting and age."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.people import census_day, in_force, januaries
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import everything, persons, table


@pytest.mark.parametrize(
    ("year", "day"),
    [(2022, "2022-01-20"), (2024, "2024-01-18"), (2025, "2025-01-16"), (2026, "2026-01-15")],
)  # fmt: skip
def test_the_count_is_on_the_third_thursday_of_january(year, day):
    assert census_day(year) == pd.Timestamp(day)


def test_januaries_go_back_as_far_as_plans_that_ended_are_known():
    assert januaries(Records(everything(), 2019, 2025)) == [2023, 2024, 2025]
    assert januaries(Records(everything(), 2024, 2025)) == [2024, 2025]
    assert januaries(Records(everything(), 2019, 2024)) == [2023, 2024]
    assert januaries(Records(LocalTables(), 2019, 2025)) == []


def test_the_latest_january_counts_active_plans_and_earlier_ones_go_by_dates():
    records = Records(everything(), 2019, 2025)
    latest = in_force(records, 2025)
    assert len(latest) == 30
    assert latest["need"].value_counts().to_dict() == {"ASD": 12, "SEMH": 9, "MLD": 7, "HI": 2}
    assert latest["setting"].value_counts().to_dict() == {
        "mainstream": 17, "state_special": 10, "elsewhere": 3,
    }  # fmt: skip
    assert latest["age"].value_counts().to_dict() == {"11_to_15": 14, "5_to_10": 13, "under_5": 3}
    # six of the persons had not begun, nine of those gone had not ended
    assert len(in_force(records, 2023)) == 30 - 6 + 9
    earlier = in_force(records, 2023)
    assert (earlier["need"] == "not_recorded").sum() == 9


def test_without_active_plans_the_latest_january_goes_by_dates_too():
    files = persons()
    del files["sen2_active_plans"]
    assert len(in_force(Records(LocalTables(files), 2019, 2025), 2025)) == 30


def test_what_is_not_known_of_a_person_is_not_recorded():
    files = persons()
    del files["sen2_sen_need"], files["sen2_placement_detail"], files["providers"]
    people = in_force(Records(LocalTables(files), 2019, 2025), 2025)
    assert set(people["need"]) == set(people["setting"]) == {"not_recorded"}


def test_a_setting_in_words_alone_is_elsewhere_unless_it_says_that_it_is_not_known():
    files = persons()
    ids = [f"P{number:03}" for number in range(30)]
    words = ["Not recorded"] * 10 + ["A school abroad"] * 20
    files["sen2_placement_detail"] = table(
        "sen2_placement_detail", placement_detail_id=ids, active_plans_id=ids, person_id=ids,
        sen_setting_other=words,
    )  # fmt: skip
    people = in_force(Records(LocalTables(files), 2019, 2025), 2025)
    assert people["setting"].value_counts().to_dict() == {"elsewhere": 20, "not_recorded": 10}
