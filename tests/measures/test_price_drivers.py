"""A regression of fees on their drivers, and their growth."""

import numpy as np
import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.price_drivers import EFFECT_COLUMNS, fee_growth, price_drivers

FACTORS = {"need": "autism", "setting": "school"}


def fees(count=600, providers=30, noise=0.1, seed=1):
    """Fees of which a physical need costs 25% more, ten weeks away 30% more, a home 10% less."""
    rng = np.random.default_rng(seed)
    cluster = rng.integers(0, providers, count)
    table = pd.DataFrame({
        "need": rng.choice(["autism", "physical"], count),
        "setting": rng.choice(["school", "home"], count),
        "weeks": rng.choice([0.0, 3.8, 5.2], count, p=[0.6, 0.2, 0.2]),
        "cluster": cluster.astype(str),
    })  # fmt: skip
    log = (
        7.0 + np.log(1.25) * (table["need"] == "physical") + np.log(1.30) * table["weeks"]
        + np.log(0.9) * (table["setting"] == "home")
        + rng.normal(0, noise, providers)[cluster] + rng.normal(0, noise, count)
    )  # fmt: skip
    return table.assign(fee_gbp=np.exp(log))


def effects(table, **changes):
    settings = {"factors": FACTORS, "numbers": ["weeks"], "fewest": 10} | changes
    return price_drivers(table, **settings).set_index("term")


def test_the_effects_are_those_that_made_the_fees():
    found = effects(fees(noise=1e-9))["effect_percent"]
    assert found["need=physical"] == pytest.approx(25)
    assert found["weeks"] == pytest.approx(30)
    assert found["setting=home"] == pytest.approx(-10)


def test_intervals_hold_the_true_effect_about_as_often_as_they_say():
    inside = 0
    for seed in range(30):
        row = effects(fees(count=240, seed=seed)).loc["weeks"]
        inside += row["lower_percent"] <= 30 <= row["upper_percent"]
    assert inside >= 26


def test_intervals_of_providers_that_price_alike_are_wider_than_of_single_fees():
    table = fees(noise=0.4)
    table["need"] = np.where(table["cluster"].astype(int) < 15, "autism", "physical")
    by_provider = effects(table).loc["need=physical"]
    each = effects(table.assign(cluster=range(len(table)))).loc["need=physical"]
    wide, narrow = (row["upper_percent"] - row["lower_percent"] for row in (by_provider, each))
    assert wide > 1.5 * narrow


def test_a_category_of_few_fees_and_one_that_all_have_get_no_effect():
    table = fees()
    table.loc[:3, "need"] = "other"
    table["setting"] = "home"
    assert set(effects(table).index) == {"need=physical", "weeks"}
    assert set(effects(table.assign(weeks=2.0)).index) == {"need=physical"}


def test_two_drivers_that_always_go_together_have_one_effect():
    table = fees()
    table["setting"] = table["need"].map({"autism": "school", "physical": "home"})
    assert list(effects(table).index) == ["need=physical", "weeks"]


@pytest.mark.parametrize(
    "table", [fees(count=30), fees(providers=5), fees().assign(need="autism", setting="school",
                                                               weeks=0.0)],
)  # fmt: skip
def test_too_few_fees_or_providers_or_no_driver_gives_no_effects(table):
    found = price_drivers(table, factors=FACTORS, numbers=["weeks"], fewest=10)
    assert list(found.columns) == EFFECT_COLUMNS
    assert found.empty


def test_fees_without_a_logarithm_or_a_column_are_refused():
    with pytest.raises(ContractError, match="0 or less has no logarithm"):
        effects(fees().assign(fee_gbp=0.0))
    with pytest.raises(ContractError, match="weeks"):
        effects(fees().drop(columns="weeks"))


def pairs(count=60, growth=0.05, providers=12):
    rng = np.random.default_rng(2)
    years = rng.uniform(0.6, 3, count)
    old = rng.uniform(500, 5000, count)
    log = years * np.log1p(growth) + rng.normal(0, 0.001, count)
    return pd.DataFrame({
        "old_gbp": old, "new_gbp": old * np.exp(log), "years": years,
        "cluster": rng.integers(0, providers, count).astype(str),
    })  # fmt: skip


def test_growth_is_what_a_fee_rises_by_in_a_year():
    found = fee_growth(pairs())
    assert found["growth_percent"] == pytest.approx(5, abs=0.1)
    assert found["lower_percent"] < found["growth_percent"] < found["upper_percent"]
    assert found["pairs_count"] == 60


def test_few_pairs_or_providers_tell_no_growth_and_pairs_out_of_order_are_refused():
    assert fee_growth(pairs(count=20)) is None
    assert fee_growth(pairs(providers=3)) is None
    with pytest.raises(ContractError, match="above 0"):
        fee_growth(pairs().assign(years=-1.0))
