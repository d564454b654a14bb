"""Tables and results of the market."""

import pytest

from sendlib.measures.local.market import (
    MARKET_DEPENDENCE,
    MARKET_DISTANCE,
    MARKET_JUDGEMENT,
    MARKET_OWNERS,
    MARKET_PLACES,
    MARKET_PRICES,
    MARKET_SPEND,
    MARKET_STRUCTURE,
    RESULTS,
    TABLES,
)
from sendlib.measures.local.results import protected_result
from sendlib.params.disclosure import Disclosure
from tests.measures.local.drawn_market import packages, providers, records


def counts(measure, **where):
    rows = measure.count(records())[-1].counts
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows.iloc[0]


def figures(result, **files):
    rows = result.work_out(records(**files))
    return {(row["breakdown"], row["statistic"]): row for _, row in rows.iterrows()}


def test_places_and_spend_are_counted_by_market_and_owner():
    assert [part.period for part in MARKET_PLACES.count(records())] == ["2025"]
    assert counts(MARKET_PLACES, market="special_autism", owner="1")["count"] == 30
    assert counts(MARKET_PLACES, market="Total", owner="Total")["count"] == 94
    assert [part.period for part in MARKET_SPEND.count(records())] == ["2024-25"]
    homes = counts(MARKET_SPEND, market="home_every", owner="Total")
    assert homes["amount"] == pytest.approx(11 * 4000 * 52)
    assert homes["largest"] == pytest.approx(4000 * 52)


def test_packages_stand_by_judgement_and_by_miles_from_home():
    assert counts(MARKET_JUDGEMENT, judgement="good")["count"] == 25
    # miles are 0 to 49, again 0 to 49, and 0 to 2; those of 41 to 49 are the council's own home
    near = counts(MARKET_DISTANCE, distance="0-9")["count"]
    far = counts(MARKET_DISTANCE, distance="40+")["count"]
    assert (near, far) == (23, 11)


def test_owners_that_stand_alone_are_named_with_their_providers():
    found = figures(MARKET_OWNERS)
    row = found["market=special_autism;owner=1", "providers"]
    assert (row["owner_name"], row["value"], row["persons"]) == ("Alder Group", 2, 30)
    assert not any("owner=other" in breakdown for breakdown, _ in found)


def test_a_market_has_its_providers_and_owners():
    found = figures(MARKET_STRUCTURE)
    assert found["market=special_autism", "providers"]["value"] == 4
    assert found["market=special_autism", "owners"]["value"] == 3


def test_quartiles_rest_on_the_persons_of_one_side():
    found = figures(MARKET_PRICES)
    median = found["market=special_autism", "median"]
    assert median["value"] % 10 == 0
    assert median["persons"] == 24
    assert found["market=special_autism", "lower_quartile"]["persons"] == 12
    away = found["market=home_every", "median"]
    assert (away["value"], away["stay"], away["persons"]) == (4000, "away", 5)


def test_a_quartile_of_few_is_hidden():
    shown = protected_result(MARKET_PRICES, records(), Disclosure()).rows
    homes = shown[shown["breakdown"] == "market=home_every"].set_index("statistic")
    assert homes["reason"].to_dict() == {
        "lower_quartile": "confidential", "median": "", "upper_quartile": "confidential",
    }  # fmt: skip
    assert homes["value"].isna().sum() == 2


def test_dependence_goes_both_ways_in_coarse_steps():
    found = figures(MARKET_DEPENDENCE)
    alder = {statistic: row for (_, statistic), row in found.items()
             if row["owner_name"] == "Alder Group"}  # fmt: skip
    # 45 packages in 100 registered places
    assert alder["capacity_share"]["value"] == 45
    assert alder["spend_share"]["value"] == round(alder["spend_share"]["value"])
    assert "Dogwood" not in {row["owner_name"] for row in found.values()}


def test_an_owner_without_registered_places_takes_no_share_of_them():
    bare = providers()
    bare.rows["capacity"] = bare.rows["capacity"].where(bare.rows["provider_id"] == "PR3")
    found = figures(MARKET_DEPENDENCE, providers=bare)
    values = {row["owner_name"]: row["value"] for (_, name), row in found.items()
              if name == "capacity_share"}  # fmt: skip
    assert values["Birch Trust"] == 75  # 23 of 30, to five
    assert values["Alder Group"] != values["Alder Group"]


@pytest.mark.parametrize("one", [*TABLES, *RESULTS], ids=lambda one: one.name)
def test_without_packages_there_is_nothing(one):
    work = one.count if one in TABLES else one.work_out
    assert len(work(records(packages=None))) == 0


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_packages_of_the_council_alone_are_no_market(one):
    own = packages()
    own.rows["provider_id"] = "PR6"
    assert len(one.count(records(packages=own))) == 0
