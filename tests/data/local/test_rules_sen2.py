"""Rules over the modules of a SEN2 return, held together."""

import pytest

from sendlib.data.local.faults import LocalFault
from sendlib.data.local.rules import check_tables
from tests.data.local.drawn_local import given, told, words

PERSONS = "person_id | person_birth_date\nP1 | 2012-01-01\n"
REQUESTS = "request_id | person_id | received_date | request_outcome_date\n"
ASSESSMENTS = "assessment_id | request_id | person_id | assessment_outcome_date\n"
PLANS = "named_plan_id | assessment_id | request_id | start_date | cease_date | cease_reason\n"
ACTIVE = "active_plans_id | request_id | person_id\n"
PLACEMENTS = "placement_detail_id | active_plans_id | person_id | entry_date | leaving_date\n"
NEEDS = "sen_need_id | active_plans_id | sen_type\n"

SOUND = {
    "sen2_persons": PERSONS,
    "sen2_requests": REQUESTS + "R1 | P1 | 2020-01-10 | 2020-02-10",
    "sen2_assessments": ASSESSMENTS + "A1 | R1 | P1 | 2020-05-20",
    "sen2_named_plans": PLANS + "N1 | A1 | R1 | 2020-05-25 | |",
    "sen2_active_plans": ACTIVE + "C1 | R1 | P1",
    "sen2_placement_detail": PLACEMENTS + "L1 | C1 | P1 | 2020-09-01 |",
    "sen2_sen_need": NEEDS + "S1 | C1 | ASD",
}


def changed(**files):
    return told(**SOUND | files)


def test_a_sound_return_has_no_fault():
    assert changed() == []
    assert told(sen2_placement_detail=SOUND["sen2_placement_detail"]) == []
    assert told(sen2_assessments=SOUND["sen2_assessments"]) == []


@pytest.mark.parametrize(
    ("file", "rows", "column"),
    [
        ("sen2_requests", REQUESTS + "R1 | P1 | 2020-01-10 | 2020-01-09", "request_outcome_date"),
        ("sen2_assessments", ASSESSMENTS + "A1 | R1 | P1 | 2020-01-09", "assessment_outcome_date"),
        ("sen2_named_plans", PLANS + "N1 | A1 | R1 | 2020-01-09 | |", "start_date"),
    ],
)
def test_a_step_before_its_request_is_told_at_that_step(file, rows, column):
    assert changed(**{file: rows}) == [(file, 2, column, "decided_before_request", "warning")]


def test_where_every_step_lies_before_the_request_its_date_alone_is_at_fault():
    late = REQUESTS + "R1 | P1 | 2023-01-10 | 2020-02-10"
    assert changed(sen2_requests=late) == [
        ("sen2_requests", 2, "received_date", "decided_before_request", "warning")
    ]


@pytest.mark.parametrize(
    ("end", "column"), [("2024-07-31 |", "cease_reason"), ("| 1", "cease_date")]
)
def test_a_plan_that_ended_has_a_date_and_a_reason(end, column):
    placed = PLACEMENTS + "L1 | C1 | P1 | 2020-09-01 | 2024-07-31"
    plans = PLANS + f"N1 | A1 | R1 | 2020-05-25 | {end}"
    assert changed(sen2_named_plans=plans, sen2_placement_detail=placed) == [
        ("sen2_named_plans", 2, column, "missing_value", "warning")
    ]


def test_a_cease_date_that_is_unreadable_is_not_told_as_missing():
    tables = given(sen2_named_plans=PLANS + "N1 | A1 | R1 | 2020-05-25 | | 1")
    fault = LocalFault("sen2_named_plans", 2, "cease_date", "not_a_date", "warning", *[""] * 4)
    table = tables["sen2_named_plans"]
    (found,) = check_tables({"x": type(table)(**{**vars(table), "faults": (fault,)})}).values()
    assert found.faults == (fault,)


def test_an_active_plan_without_a_need_is_told():
    assert changed(sen2_sen_need=NEEDS) == [
        ("sen2_active_plans", 2, "active_plans_id", "plan_without_need", "warning")
    ]


def test_a_need_that_is_left_out_is_not_missed_as_well():
    assert changed(sen2_sen_need=NEEDS + "S1 | C1 |") == [
        ("sen2_sen_need", 2, "sen_type", "missing_value", "error")
    ]


def test_an_active_plan_whose_request_led_to_no_plan_is_told():
    assert changed(sen2_named_plans=PLANS) == [
        ("sen2_active_plans", 2, "request_id", "unlinked", "warning")
    ]


def test_a_request_that_is_not_there_is_told_once_for_each_module_that_names_it():
    found = changed(sen2_requests=REQUESTS)
    assert found == [
        ("sen2_assessments", 2, "request_id", "unlinked", "warning"),
        ("sen2_active_plans", 2, "request_id", "unlinked", "warning"),
    ]


@pytest.mark.parametrize(
    ("placement", "fault"),
    [
        ("2020-09-01 |", ("leaving_date", "missing_value")),
        ("2024-08-01 |", ("entry_date", "ends_before_start")),
        ("2024-08-01 | 2024-09-01", ("entry_date", "ends_before_start")),
        ("2020-09-01 | 2024-07-20", None),
        ("2024-07-31 | 2024-07-31", None),
    ],
)
def test_a_placement_ends_with_its_plan(placement, fault):
    found = changed(
        sen2_named_plans=PLANS + "N1 | A1 | R1 | 2020-05-25 | 2024-07-31 | 1",
        sen2_placement_detail=PLACEMENTS + f"L1 | C1 | P1 | {placement}",
    )
    expected = [("sen2_placement_detail", 2, *fault, "warning")] if fault else []
    assert found == expected


def test_a_second_plan_of_the_same_request_keeps_placements_open():
    plans = PLANS + "N1 | A1 | R1 | 2020-05-25 | 2022-01-01 | 9\nN2 | A1 | R1 | 2022-01-01 | |"
    assert changed(sen2_named_plans=plans) == []


def test_no_date_of_a_person_is_printed():
    for texts in words(**SOUND | {"sen2_requests": REQUESTS + "R1 | P1 | 2023-01-10 |"}):
        assert not any(letter.isdigit() for text in texts for letter in text.replace("sen2", ""))


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("sen2_assessments", ASSESSMENTS + "A1 | | P1 | 2020-05-20"),
        ("sen2_named_plans", PLANS + "N1 | A1 | | | |"),
    ],
)
def test_a_step_that_is_left_out_is_not_missed_at_the_active_plan(file, rows):
    (fault,) = changed(**{file: rows})
    assert fault[0] == file
    assert fault[3:] == ("missing_value", "error")
