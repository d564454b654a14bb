"""Days to a decision, and health's share."""

import numpy as np
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.joint_results import JOINT_DAYS, JOINT_HEALTH
from sendlib.measures.local.table import Records
from tests.measures.local.drawn_review import table

EMPTY = Records(LocalTables({"joint_funding": table("joint_funding", request_id=[])}), 2019, 2025)


def records(*rows, packages=None):
    names = (
        "person_id", "request_date", "decision_date", "decision", "health_need",
        "health_share_percent", "weekly_cost_gbp", "package_id",
    )  # fmt: skip
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    ids = [f"J{at}" for at in range(len(rows))]
    files = {"joint_funding": table("joint_funding", request_id=ids, **columns)}
    return Records(LocalTables({**files, **(packages or {})}), 2019, 2025)


def request(person, asked, decided, decision="agreed", **other):
    usual = {"need": "high", "share": "20", "cost": "1000", "package": None, **other}
    return (person, asked, decided, decision, *usual.values())


def test_days_are_told_by_year_of_the_request_and_waiting_counts_as_waiting():
    rows = [
        request("A", "2023-01-01", "2023-01-11"), request("B", "2023-01-01", "2023-01-21"),
        request("C", "2023-01-01", "2023-01-31"), request("D", "2023-01-01", None, "pending"),
        request("E", "2024-01-01", "2024-01-01"),
    ]  # fmt: skip
    found = JOINT_DAYS.work_out(records(*rows)).set_index(["period", "statistic"])
    assert found.loc[("2023", "quartile_days"), "value"] == 10
    assert found.loc[("2023", "median_days"), "value"] == 20
    assert found.loc[("2023", "upper_quartile_days"), "value"] == 30
    assert found.loc[("2024", "median_days"), "value"] == 1  # decided on the day
    assert found.loc[("2023 to 2024", "median_days"), "persons"] == 5


def test_requests_that_all_wait_have_no_days():
    found = JOINT_DAYS.work_out(records(request("A", "2024-01-01", None, None)))
    assert found["value"].isna().all()
    assert found["period"].unique().tolist() == ["2024"]


def test_health_is_told_by_rating_for_the_paid_weeks_of_the_package():
    bought = {"packages": table("packages", package_id=["K1"], weeks_a_year=["38"])}
    rows = [
        request("A", "2023-01-01", "2023-02-01", share="20"),
        request("B", "2023-01-01", "2023-02-01", share=None, package="K1"),
        request("C", "2023-01-01", "2023-02-01", "refused", share="0"),
        request("D", "2023-01-01", None, "pending", share=None),
        request("E", "2023-01-01", "2023-02-01", need="low", share="0"),
    ]  # fmt: skip
    found = JOINT_HEALTH.work_out(records(*rows, packages=bought))
    high = found[found["breakdown"] == "health_need=high"].set_index("statistic")
    assert high.loc["missing", "value"] == 2
    assert high.loc["agreed_percent", "value"] == 20
    # a fifth of 38 weeks and of 52 weeks at 1,000 a week
    assert high.loc["parity", "value"] == 18_000
    assert high.loc["parity", "largest"] == pytest.approx(52 / 90)
    low = found[found["breakdown"] == "health_need=low"].set_index("statistic")
    assert low.loc["missing", "value"] == low.loc["parity", "value"] == 0
    assert np.isnan(low.loc["agreed_percent", "value"])
    medium = found[found["breakdown"] == "health_need=medium"].set_index("statistic")
    assert medium["persons"].tolist() == [0, 0, 0]


def test_parity_is_not_known_where_health_pays_no_share_at_all():
    found = JOINT_HEALTH.work_out(records(request("A", "2023-01-01", "2023-02-01", share=None)))
    rows = found[found["breakdown"] == "health_need=high"].set_index("statistic")
    assert rows.loc["missing", "value"] == 1
    assert np.isnan(rows.loc["parity", "value"])
    assert rows.loc["parity", "largest"] == 0


def test_without_requests_there_is_nothing_to_tell():
    assert JOINT_DAYS.work_out(EMPTY).empty
    assert JOINT_HEALTH.work_out(EMPTY).empty
