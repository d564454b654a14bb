"""What is bought from whom, by market."""

import pandas as pd
import pytest

from sendlib.measures.local.bought import MARKET_LEAST, NAMED_LEAST, bought, spent, weekly
from tests.measures.local.drawn_market import local, packages, providers, records


@pytest.fixture(scope="module")
def rows():
    year, found = bought(records())
    assert year == 2025
    return found


def persons(rows, **where):
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows["person_id"].nunique()


def test_what_the_council_provides_itself_is_on_no_market(rows):
    assert "The Council" not in set(rows["owner_name"])
    assert len(rows) == 94


def test_a_market_is_a_setting_and_a_need_where_there_are_enough(rows):
    assert persons(rows, market="special_autism") == 48
    assert persons(rows, market="special_semh") == 32
    # homes have 11 persons and colleges 3: needs of so few stand together
    assert persons(rows, market="home_every") == 11
    assert persons(rows, market="college_every") == 3
    assert MARKET_LEAST == 25


def test_a_need_of_few_takes_the_next_smallest_along_to_the_rest():
    few = packages()
    semh = few.rows.index[few.rows["primary_need"] == "SEMH"]
    few.rows.loc[semh[:3], "primary_need"] = "PMLD"
    _, found = bought(records(packages=few))
    special = found[found["setting"] == "special"]
    assert special.groupby("market")["person_id"].nunique().to_dict() == {
        "special_autism": 48, "special_rest": 32,
    }  # fmt: skip


def test_an_owner_stands_for_all_its_providers_and_a_provider_without_one_for_itself(rows):
    assert persons(rows, owner_name="Alder Group", market="special_autism") == 30
    assert persons(rows, owner_name="House PR4") == 12


def test_owners_of_few_stand_together_and_never_alone_with_fewer_than_ten(rows):
    autism = rows[rows["market"] == "special_autism"]
    # Alder has 30, Birch 12, PR4 6: PR4 alone would be told by the rest, so Birch joins it
    assert autism.groupby("owner")["owner_name"].unique().map(set).to_dict() == {
        "1": {"Alder Group"}, "other": {"Birch Trust", "House PR4"},
    }  # fmt: skip
    assert NAMED_LEAST == 10
    sizes = rows.groupby(["market", "owner"])["person_id"].nunique()
    assert (sizes[sizes.index.get_level_values("owner") != "other"] >= NAMED_LEAST).all()


def test_a_fee_is_what_all_agencies_pay_and_missing_where_one_has_not_said():
    costs = pd.DataFrame({
        "weekly_cost_education_gbp": [500.0, 500.0, 0.0, 400.0],
        "weekly_cost_health_gbp": [100.0, None, 0.0, 0.0],
        "weekly_cost_social_care_gbp": [0.0] * 4,
        "weekly_cost_other_gbp": [None, None, None, 50.0],
    })  # fmt: skip
    assert weekly(costs).tolist()[::3] == [600, 450]
    assert weekly(costs).isna().tolist() == [False, True, True, False]


def test_spend_of_the_year_is_of_the_market_and_owner_that_january_has():
    year, money = spent(records())
    assert year == "2024-25"
    alder = money[(money["market"] == "special_autism") & (money["owner"] == "1")]
    # 30 packages of £1,000 + 10 a week for each before them, 40 weeks of a whole year
    fees = [1000 + 10 * number for number in [*range(20), *range(25, 35)]]
    assert alder["pence"].sum() == sum(fees) * 40 * 100
    assert set(alder["owner_name"]) == {"Alder Group"}


def test_without_packages_nothing_is_bought():
    empty = records(packages=None)
    assert bought(empty) is None
    assert spent(empty) is None


def test_a_package_without_a_known_provider_is_bought_from_an_owner_not_recorded():
    rows = packages()
    rows.rows["provider_id"] = pd.NA
    assert local(packages=rows).has("packages")
    _, found = bought(records(packages=rows, providers=providers()))
    assert set(found["owner_name"]) == {"not recorded"}
