import pytest

from sendlib.measures.movement import movement
from sendlib.measures.review import Review

CASELOAD = """
    area_code | period | field    | value
    885       | 2024   | ehcplans | 5945
    885       | 2025   | ehcplans | 6970
    885       | 2023   | ehcplans | 4904
"""
NEW = """
    area_code | period | field         | value
    885       | 2023   | new_ehc_plans | 1233
    885       | 2024   | new_ehc_plans | 1490
"""
CEASED = """
    area_code | period | field        | value
    885       | 2024   | total_ceased | 579
"""


@pytest.fixture
def moved(tables, facts, worcestershire):
    def made(caseload=CASELOAD, new=NEW, ceased=CEASED, questioned=()):
        drawn = {
            "caseload": facts(caseload), "new_plans": facts(new), "ceased": facts(ceased),
        }  # fmt: skip
        return movement(Review(tables(questioned, **drawn), worcestershire))

    return made


def test_what_flows_leave_over_is_shown_by_year(moved):
    found = moved()
    last = found.rows.iloc[-1]
    assert found.rows["period"].tolist() == ["2023", "2024"]
    assert last["residual_count"] == 6970 - 5945 - 1490 + 579
    assert not found.rows["questioned"].any()
    assert found.source == "drawn.csv"


def test_a_year_without_ceased_plans_has_no_residual_and_one_without_stock_is_left_out(moved):
    assert moved().rows["residual_count"].isna().tolist() == [True, False]
    assert moved(caseload=CASELOAD.replace("6970", "unavailable")).rows["period"].tolist() == [
        "2023"
    ]
    assert moved(new="area_code").rows.empty


@pytest.mark.parametrize(
    ("period", "field", "years"),
    [
        ("2024", "ehcplans", [True, True]),
        ("2025", "ehcplans", [False, True]),
        ("2023", "new_ehc_plans", [True, False]),
        ("2024", "total_ceased", [False, True]),
    ],
)
def test_a_questioned_number_marks_the_years_that_rest_on_it(moved, period, field, years):
    doubt = {"area_code": "885", "period": period, "field": field}
    assert moved(questioned=(doubt,)).rows["questioned"].tolist() == years


def test_worcestershire_in_2024_as_published(worcestershire_review):
    last = movement(worcestershire_review).rows.iloc[-1]
    columns = ["previous_plans_count", "new_count", "ceased_count", "plans_count"]
    assert last[columns].tolist() == [5945, 1490, 579, 6970]


@pytest.fixture
def worcestershire_review(published, worcestershire):
    return Review(published, worcestershire)
