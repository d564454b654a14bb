"""What a place costs with everything in."""

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.all_in_cost import ALL_IN, PLACED
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import table

PACKAGES = table(
    "packages", package_id=["K1", "K2", "K3", "K4"], person_id=["P1", "P1", "P2", "P3"],
    package_type=["education", "short_breaks", "education", "therapy"],
    accommodation=["day", "short_break", "residential_38", None],
    primary_need=["ASD", "ASD", "PD", "PD"], start_date=["2022-04-01"] * 4,
    end_date=[None, None, "2025-03-20", None], weeks_a_year=[40.0, 50.0, 38.0, None],
    weekly_cost_education_gbp=[100.0, 0.0, 1000.0, 0.0],
    weekly_cost_health_gbp=[0.0, None, 10.0, 5.0],
    weekly_cost_social_care_gbp=[0.0, 20.0, 0.0, 0.0],
    weekly_cost_other_gbp=[0.0, 0.0, 0.0, 0.0],
)  # fmt: skip
TRANSPORT = table(
    "transport", person_id=["P1", "P1", "P9"], school_year=["2024/25", "2023/24", "2024/25"],
    mode=["taxi"] * 3, annual_cost_gbp=[5000.0, 99.0, 70.0],
)  # fmt: skip
BUDGETS = table(
    "personal_budgets", person_id=["P2", "P2"], agency=["health"] * 2,
    kind=["notional"] * 2, start_date=["2024-06-01", "2020-01-01"], end_date=[None, "2021-01-01"],
    annual_value_gbp=[300.0, 900.0],
)  # fmt: skip


def records(**files):
    return Records(LocalTables(files, {}), 2019, 2025)


def test_a_person_stands_once_in_the_first_place_that_fits():
    (part,) = PLACED.count(records(packages=PACKAGES))
    counts = part.counts.set_index("accommodation")["count"].to_dict()
    assert counts == {"short_break": 1, "residential_38": 1, "none": 1, "Total": 3}


def test_all_costs_of_those_persons_are_in_and_no_others():
    given = records(packages=PACKAGES, transport=TRANSPORT, personal_budgets=BUDGETS)
    (part,) = ALL_IN.count(given)
    amounts = part.counts.set_index(["accommodation", "component"])["amount"]
    assert amounts["short_break", "education"] == 4000
    assert amounts["short_break", "care"] == 1000
    assert amounts["short_break", "travel"] == 5000
    assert amounts["residential_38", "Total"] == 38 * 1010 + 300
    assert amounts["none", "care"] == 5 * 52
    assert amounts["Total", "Total"] == 10_000 + 38_680 + 260


def test_without_packages_there_is_nothing():
    assert PLACED.count(records()) == []
    assert ALL_IN.count(records()) == []


def test_packages_without_costs_have_persons_and_no_sums():
    free = table(
        "packages", package_id=["K1"], person_id=["P1"], package_type=["education"],
        start_date=["2025-01-02"],
    )  # fmt: skip
    assert ALL_IN.count(records(packages=free)) == []
    assert len(PLACED.count(records(packages=free))) == 1
