"""Who has a plan at a January, by need, setting and age."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.data.periods import census_day
from sendlib.measures.local.people import in_force, januaries
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


def returned(year, *people):
    """Return the SEN2 return of a January: number, need and day of birth of each with a plan."""
    ids = [one for one, _, _ in people]
    return LocalTables({
        "sen2_persons": table(
            "sen2_persons", person_id=ids, person_birth_date=[born for _, _, born in people]
        ),
        "sen2_active_plans": table(
            "sen2_active_plans", active_plans_id=ids, request_id=ids, person_id=ids
        ),
        "sen2_named_plans": table(
            "sen2_named_plans", named_plan_id=ids, assessment_id=ids, person_id=ids,
            start_date=[f"{year - 1}-03-01"] * len(ids),
        ),
        "sen2_sen_need": table(
            "sen2_sen_need", sen_need_id=ids, active_plans_id=ids, person_id=ids,
            sen_type=[need for _, need, _ in people], sen_type_rank=["1"] * len(ids),
        ),
    })  # fmt: skip


def test_a_january_with_a_return_of_its_own_is_counted_from_it():
    earlier = returned(2024, ("A", "SLCN", "2009-01-01"), ("B", "PD", "2019-01-01"))
    latest = returned(2025, ("A", "ASD", "2009-01-01"))
    local = LocalTables(latest.tables, snapshots={2024: earlier, 2025: latest})
    records = Records(local, 2019, 2025)
    assert januaries(records) == [2024, 2025]
    counted = {
        year: in_force(records, year)[["person_id", "need", "age"]].to_numpy().tolist()
        for year in (2024, 2025)
    }
    assert counted == {
        2024: [["A", "SLCN", "11_to_15"], ["B", "PD", "5_to_10"]],
        2025: [["A", "ASD", "16_to_19"]],
    }
