import pandas as pd

from sendlib.data.demo.local.here import CENSUS
from tests.data.demo.local.conftest import Records

AGENCIES = ("education", "health", "social_care", "other")


def annual(packages: pd.DataFrame) -> pd.Series:
    costs = [packages[f"weekly_cost_{agency}_gbp"].fillna(0) for agency in AGENCIES]
    total: pd.Series = sum(costs[1:], costs[0]) * packages["weeks_a_year"]
    return total


def open_at(packages: pd.DataFrame, year: int) -> pd.DataFrame:
    census = CENSUS[year]
    return packages[(packages["start_date"] <= census) & ~(packages["end_date"] < census)]


def test_a_tenth_of_persons_makes_a_third_to_a_half_of_the_cost(drawn: Records) -> None:
    now = open_at(drawn["packages"], 2025)
    cost = annual(now).groupby(now["person_id"]).sum().sort_values(ascending=False)
    share = cost.head(round(len(cost) / 10)).sum() / cost.sum()
    assert 0.30 < share < 0.50


def test_places_bought_grow_in_number_and_in_price_over_five_years(drawn: Records) -> None:
    packages = drawn["packages"]
    days = packages[packages["accommodation"] == "day"]
    assert len(open_at(days, 2025)) > 1.3 * len(open_at(days, 2020))
    price = days.groupby(days["start_date"].dt.year)["weekly_cost_education_gbp"].mean()
    assert price[2024] > 1.15 * price[2019]


def test_health_is_missing_only_where_a_request_is_undecided(drawn: Records) -> None:
    packages, joint = drawn["packages"], drawn["joint_funding"]
    open_requests = joint[joint["decision"].isin(["pending", "deferred"])]
    missing = packages[packages["weekly_cost_health_gbp"].isna()]
    assert set(missing["package_id"]) == set(open_requests["package_id"])
    assert len(missing) > 0


def test_packages_are_of_persons_of_the_return_and_providers_of_the_list(drawn: Records) -> None:
    packages = drawn["packages"]
    assert packages["person_id"].isin(drawn["sen2_persons"]["person_id"]).all()
    assert packages["provider_id"].isin(drawn["providers"]["provider_id"]).all()
    assert packages["package_id"].is_unique


def test_no_provider_has_more_children_than_places(drawn: Records) -> None:
    now = open_at(drawn["packages"], 2025)
    capacity = drawn["providers"].set_index("provider_id")["capacity"].dropna()
    held = now["provider_id"].value_counts().reindex(capacity.index).fillna(0)
    assert (held <= capacity).all()


def test_who_is_looked_after_is_so_in_each_of_their_packages(drawn: Records) -> None:
    packages = drawn["packages"]
    assert packages.groupby("person_id")["looked_after"].nunique().max() == 1
    away = packages["package_type"].isin(["residential_care", "fostering"])
    assert packages.loc[away, "looked_after"].all()
