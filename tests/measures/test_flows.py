import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.flows import flow_residual, stock_and_flow

EHC_PLANS = "ehcp/education-health-and-care-plans_2025.zip"
COUNTS = st.integers(0, 100_000)


def counts(column, *rows):
    return pd.DataFrame(rows, columns=["area_code", "period", column])


def one_year(residuals, *, area_codes=None):
    """Plans and flows of councils with 1,000 plans before and the residuals given."""
    codes = area_codes or [f"{801 + row}" for row in range(len(residuals))]
    before = [(code, "2024", 1000) for code in codes]
    after = [(code, "2025", 1100 + extra) for code, extra in zip(codes, residuals, strict=True)]
    new = counts("new_count", *[(code, "2024", 150) for code in codes])
    ceased = counts("ceased_count", *[(code, "2024", 50) for code in codes])
    return stock_and_flow(counts("plans_count", *before, *after), new, ceased)


def test_residual_is_the_change_that_the_flows_leave_unexplained():
    assert flow_residual(1100, 1000, 150, 60).tolist() == [10]
    assert flow_residual([90], [100], [5], [10]).tolist() == [-5]


@given(before=COUNTS, new=COUNTS, ceased=COUNTS, moved=st.integers(-500, 500))
def test_what_moves_in_or_out_is_the_residual(before, new, ceased, moved):
    assert flow_residual(before + new - ceased + moved, before, new, ceased).item() == moved


def test_residual_is_missing_where_one_of_the_four_is():
    found = flow_residual([1, 1, 1, 1], [None, 1, 1, 1], [1, None, 1, 1], [1, 1, None, 1])
    assert found.isna().tolist() == [True, True, True, False]


def test_a_calendar_year_lies_between_two_januaries():
    found = stock_and_flow(
        counts("plans_count", ("885", "2024", 100), ("885", "2025", 130), ("885", "2023", 80)),
        counts("new_count", ("885", "2023", 25), ("885", "2024", 40)),
        counts("ceased_count", ("885", "2023", 5), ("885", "2024", 15)),
    )
    assert found["period"].tolist() == ["2023", "2024"]
    assert found["previous_plans_count"].tolist() == [80, 100]
    assert found["plans_count"].tolist() == [100, 130]
    assert found["residual_count"].tolist() == [0, 5]
    assert found["residual_percent"].tolist() == [0, 5]


def test_a_year_without_both_januaries_is_left_out():
    found = stock_and_flow(
        counts("plans_count", ("885", "2024", 100), ("885", "2025", 130)),
        counts("new_count", ("885", "2023", 25), ("885", "2025", 40)),
        counts("ceased_count", ("885", "2023", 5)),
    )
    assert found.empty


def test_a_flow_that_is_missing_leaves_the_residual_missing():
    found = stock_and_flow(
        counts("plans_count", ("885", "2024", 100), ("885", "2025", 130)),
        counts("new_count", ("885", "2024", 25)),
        counts("ceased_count", ("885", "2024", None)),
    )
    assert found["residual_count"].isna().all()
    assert not found["is_outlier"].any()


def test_an_area_that_had_no_plans_has_no_percentage():
    found = stock_and_flow(
        counts("plans_count", ("420", "2024", 0), ("420", "2025", 2)),
        counts("new_count", ("420", "2024", 1)),
        counts("ceased_count", ("420", "2024", 0)),
    )
    assert found["residual_count"].tolist() == [1]
    assert found["residual_percent"].isna().all()


def test_a_residual_far_from_those_of_the_other_councils_is_an_outlier():
    # median 0, median deviation 10: beyond 3.5 x 1.4826 x 10 = 51.9
    found = one_year([-20, -10, -10, 0, 0, 10, 10, 51, 53])
    assert found.loc[found["is_outlier"], "residual_count"].tolist() == [53]


def test_where_most_residuals_are_equal_any_other_is_an_outlier():
    assert one_year([0, 0, 0, 0, 1])["is_outlier"].tolist() == [False] * 4 + [True]


def test_england_and_regions_are_no_outliers_and_no_part_of_the_spread():
    codes = ["801", "802", "803", "804", "805", "ENG", "E12000005"]
    found = one_year([-10, 0, 10, 0, 400, 900, 900], area_codes=codes).set_index("area_code")
    assert found.index[found["is_outlier"]].tolist() == ["805"]


def test_row_order_does_not_matter_and_input_is_unchanged():
    plans = counts("plans_count", ("885", "2025", 130), ("885", "2024", 100))
    before = plans.copy()
    new = counts("new_count", ("885", "2024", 40))
    ceased = counts("ceased_count", ("885", "2024", 15))
    found = stock_and_flow(plans, new, ceased)
    pd.testing.assert_frame_equal(found, stock_and_flow(plans.iloc[::-1], new, ceased))
    pd.testing.assert_frame_equal(plans, before)


def test_two_rows_of_one_area_and_period_are_refused():
    twice = counts("plans_count", ("885", "2025", 1), ("885", "2025", 2))
    empty = counts("new_count"), counts("ceased_count")
    with pytest.raises(ContractError, match=r"plans_count: 1 rows repeat.*885"):
        stock_and_flow(twice, *empty)


def test_an_absent_column_is_refused():
    with pytest.raises(ContractError, match="columns absent: new_count"):
        stock_and_flow(counts("plans_count"), counts("new"), counts("ceased_count"))


def test_a_period_that_is_no_year_is_refused():
    with pytest.raises(ContractError, match="plans_count: periods are years such as 2025"):
        stock_and_flow(
            counts("plans_count", ("885", "2024/25", 1)),
            counts("new_count"),
            counts("ceased_count"),
        )


def test_flows_of_england_explain_nearly_all_of_the_change_in_plans(data_raw):
    def england(member, topic, column, name):
        with zipfile.ZipFile(data_raw / EHC_PLANS) as release:
            table = pd.read_csv(release.open(member), dtype=str, encoding="utf-8-sig")
        rows = table[
            (table["geographic_level"] == "National") & (table["breakdown_topic"] == topic)
        ]
        # January 2025 is of the academic year 202425
        years = rows["time_period"].map(lambda period: period[:2] + period[-2:])
        return pd.DataFrame(
            {"area_code": "ENG", "period": years, name: pd.to_numeric(rows[column])}
        )

    found = stock_and_flow(
        england("data/caseload.csv", "All EHC plans", "ehcplans", "plans_count"),
        england("data/newplans.csv", "New EHC plans", "new_ehc_plans", "new_count"),
        england("data/ceased_plans.csv", "All ceased EHC plans", "total_ceased", "ceased_count"),
    )
    known = found.dropna(subset="residual_percent")
    assert known["period"].tolist() == ["2022", "2023", "2024"]
    assert (known["residual_percent"].abs() < 4).all()
    assert np.array_equal(known["plans_count"], [517_048, 576_474, 638_745])
