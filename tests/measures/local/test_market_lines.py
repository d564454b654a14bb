"""Markets and owners as the protected tables tell them."""

import pytest

from sendlib.measures.concentration import herfindahl
from sendlib.measures.local.market import RESULTS, TABLES
from sendlib.measures.local.market_lines import LINE_COLUMNS, market_lines, owner_lines
from sendlib.measures.local.protected import ProtectedTables
from tests.measures.local.drawn_market import protected


@pytest.fixture(scope="module")
def own():
    return protected(TABLES, RESULTS)


def test_a_market_has_its_packages_owners_spend_and_least_index(own):
    lines = market_lines(own).set_index("market")
    autism = lines.loc["special_autism"]
    assert (autism["places_count"], autism["providers_count"], autism["owners_count"]) == (48, 4, 3)
    share = autism["largest_percent"]
    assert autism["hhi_least_index"] == pytest.approx(share**2)
    assert list(lines["spend_gbp"]) == sorted(lines["spend_gbp"], reverse=True)


def test_the_index_shown_is_never_above_that_of_every_owner(own):
    alder, birch, other = 30, 12, 6
    true = herfindahl([alder, birch, other])
    shown = market_lines(own).set_index("market").loc["special_autism", "hhi_least_index"]
    assert shown < true * 1.2  # fees differ a little by package
    assert shown < herfindahl([alder, birch + other]) * 1.2


def test_a_market_in_which_nobody_stands_alone_has_no_index(own):
    college = market_lines(own).set_index("market").loc["college_every"]
    assert college[["hhi_least_index", "largest_percent"]].isna().all()
    assert college["places_count"] == 3


def test_owners_of_a_market_add_up_to_it(own):
    lines, owners = market_lines(own).set_index("market"), owner_lines(own)
    for market, part in owners.groupby("market"):
        assert part["places_count"].sum() == lines.loc[market, "places_count"]
        assert part["spend_gbp"].sum() == pytest.approx(lines.loc[market, "spend_gbp"])
        assert part["spend_percent"].sum() == pytest.approx(100)
    first = owners[owners["market"] == "special_autism"].iloc[0]
    assert (first["owner_name"], first["providers_count"]) == ("Alder Group", 2)


def test_what_is_hidden_is_missing_and_adds_nothing():
    hidden = protected(TABLES, RESULTS, hidden=lambda row: row["owner"] == "1"
                       if "owner" in row else False)  # fmt: skip
    lines = market_lines(hidden).set_index("market")
    assert lines["hhi_least_index"].isna().all()
    owners = owner_lines(hidden)
    assert owners[owners["rank"] == "1"][["places_count", "spend_gbp"]].isna().all(axis=None)


def test_without_the_tables_there_are_no_markets():
    assert list(market_lines(ProtectedTables()).columns) == LINE_COLUMNS
    assert market_lines(ProtectedTables()).empty
    assert owner_lines(ProtectedTables()).empty
    bare = market_lines(protected(TABLES[:1]))
    assert bare[["spend_gbp", "providers_count"]].isna().all(axis=None)


def test_an_owner_whose_name_is_hidden_stands_with_no_name():
    strict = protected(TABLES, RESULTS, threshold=31)
    assert "Alder Group" not in set(owner_lines(strict)["owner_name"])
