from tests.data.demo.local.conftest import Records


def test_travel_is_of_persons_with_a_plan_to_a_provider(drawn: Records) -> None:
    travel = drawn["transport"]
    assert travel["person_id"].isin(drawn["sen2_persons"]["person_id"]).all()
    assert travel["provider_id"].isin(drawn["providers"]["provider_id"]).all()
    assert not travel.duplicated(["person_id", "school_year", "mode"]).any()
    assert travel["distance_miles"].max() <= 60


def test_travel_costs_more_from_year_to_year(drawn: Records) -> None:
    totals = drawn["transport"].groupby("school_year")["annual_cost_gbp"].sum()
    assert list(totals.index) == ["2022/23", "2023/24", "2024/25"]
    assert totals.is_monotonic_increasing


def test_personal_budgets_end_after_they_start(drawn: Records) -> None:
    budgets = drawn["personal_budgets"]
    ended = budgets.dropna(subset=["end_date"])
    assert (ended["end_date"] >= ended["start_date"]).all()
    assert not budgets.duplicated(["person_id", "agency", "start_date"]).any()
