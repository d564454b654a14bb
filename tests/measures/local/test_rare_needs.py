"""Rare and high needs: who is counted, in which category, and who of them is severe."""

import pandas as pd

from sendlib.measures.local.rare_needs import RARE_HEALTH, RARE_SEVERITY, persons, years
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_packages import SPAN, records
from tests.measures.local.drawn_review import persons as drawn
from tests.measures.local.drawn_review import table


def given(people, *rows, requests=()):
    """Return records of people: need, setting and other needs of each; and of packages.

    Settings: SP is a special school, MS a mainstream one. Six more have a common need.
    """
    people = [*people, *[("MLD", "MS", "")] * 6]
    files = drawn(
        needs=[need for need, _, _ in people], born=["2012-01-01"] * len(people),
        settings=[setting for _, setting, _ in people],
    )  # fmt: skip
    second = [(f"P{at:03}", other) for at, (_, _, other) in enumerate(people) if other]
    first = files["sen2_sen_need"].rows
    more = table(
        "sen2_sen_need", sen_need_id=[f"T{at}" for at in range(len(second))],
        person_id=[who for who, _ in second], active_plans_id=["A"] * len(second),
        sen_type=[need for _, need in second], sen_type_rank=["2"] * len(second),
    )  # fmt: skip
    both = table(
        "sen2_sen_need",
        **{name: [*first[name], *more.rows[name]] for name in
           ("sen_need_id", "person_id", "active_plans_id", "sen_type", "sen_type_rank")},
    )  # fmt: skip
    asked = table(
        "joint_funding", request_id=[f"J{at}" for at in range(len(requests))],
        **{name: [one.get(name) for one in requests] for name in
           ("person_id", "request_date", "education_need", "health_need", "social_care_need")},
    )  # fmt: skip
    beside = {**files, "sen2_sen_need": both, "joint_funding": asked}
    return records(*SPAN, *rows, beside=beside)


def found(whole):
    rows = persons(whole, 2025).set_index("person_id")
    return {who: (row["rare_need"], row["severity"], row["complex_health"]) for who, row in
            rows.iterrows()}  # fmt: skip


def test_three_conditions_hold_at_once():
    whole = given([
        ("HI", "SP", ""), ("HI", "MS", ""), ("MLD", "SP", ""), ("ASD", "SP", ""),
    ])  # fmt: skip
    # not who learns in a mainstream school without a package, nor a need that is common
    assert set(found(whole)) == {"P000", "P003"}


def test_a_package_stands_for_specialist_provision_and_a_plan_is_needed_beside_it():
    whole = given(
        [("VI", "MS", "")], {"person_id": "P000"}, {"person_id": "WITHOUT", "primary_need": "VI"}
    )
    assert found(whole) == {"P000": ("VI", "other", "other")}


def test_each_counts_in_the_first_category_sensory_needs_and_pmld_by_any_need():
    whole = given([
        ("SLD", "SP", "MSI"), ("PMLD", "SP", "VI"), ("ASD", "SP", "HI"), ("MLD", "SP", "ASD"),
        ("SEMH", "SP", "ASD"),
    ])  # fmt: skip
    assert {who: one[0] for who, one in found(whole).items()} == {
        "P000": "MSI", "P001": "PMLD", "P002": "HI", "P004": "SEMH",
    }  # fmt: skip


def test_severe_is_what_is_rated_high_in_residence_continuing_care_or_paid_by_two():
    whole = given(
        [("ASD", "SP", "")] * 7,
        {"person_id": "P000"},
        {"person_id": "P001", "accommodation": "residential_38"},
        {"person_id": "P002", "weekly_cost_health_gbp": "50"},
        {"person_id": "P003", "continuing_care": True},
        {"person_id": "P004", "health_severity": "high"},
        requests=[
            {"person_id": "P005", "request_date": "2024-05-01", "education_need": "high"},
            {"person_id": "P006", "request_date": "2025-05-01", "health_need": "high"},
            {"person_id": "P000", "request_date": "2024-05-01", "health_need": "medium"},
        ],
    )  # fmt: skip
    severe = {who: one[1:] for who, one in found(whole).items()}
    assert severe == {
        "P000": ("other", "other"), "P001": ("severe", "other"), "P002": ("severe", "other"),
        "P003": ("severe", "complex"), "P004": ("severe", "complex"), "P005": ("severe", "other"),
        "P006": ("other", "other"),  # asked for after the January
    }  # fmt: skip


def test_very_complex_health_brings_in_who_has_no_rare_need_and_pmld_is_always_severe():
    whole = given(
        [("MLD", "SP", ""), ("PMLD", "SP", ""), ("MLD", "SP", "")],
        {"person_id": "P000", "continuing_care": True},
        requests=[{"person_id": "P002", "request_date": "2024-05-01", "health_need": "high"}],
    )
    assert found(whole) == {
        "P000": ("HEALTH", "severe", "complex"), "P001": ("PMLD", "severe", "other"),
        "P002": ("HEALTH", "severe", "complex"),
    }  # fmt: skip


def test_the_two_tables_are_of_the_same_persons_at_the_latest_january():
    whole = given(
        [("HI", "SP", ""), ("PMLD", "SP", "")], {"person_id": "P000", "continuing_care": True}
    )
    (by_severity,), (by_health,) = RARE_SEVERITY.count(whole), RARE_HEALTH.count(whole)
    assert by_severity.population == by_health.population
    assert by_severity.period == "2025" == str(years(whole)[-1])
    cells = by_severity.counts.set_index(["rare_need", "severity"])["count"]
    assert (cells["Total", "severe"], cells["PMLD", "severe"]) == (2, 1)
    assert (
        by_health.counts.set_index(["rare_need", "complex_health"])["count"]["HI", "complex"] == 1
    )


def test_nobody_makes_no_table():
    assert list(RARE_SEVERITY.count(given([("MLD", "SP", "")]))) == []
    empty = Records(records().local, 2019, 2025)
    assert years(Records(type(empty.local)(), 2019, 2025)) == []
    assert isinstance(persons(given([("MLD", "SP", "")]), 2025), pd.DataFrame)
