import numpy as np

from sendlib.data.demo.local.here import here
from sendlib.data.demo.local.improvement import intentions
from sendlib.data.demo.local.market import providers
from sendlib.data.demo.local.roll import roll
from sendlib.data.demo.local.schooling import pupils_by_kind
from sendlib.data.demo.local.services import month_end, services
from tests.data.demo.local.conftest import Records


def test_there_are_forty_services_each_of_a_provider(drawn: Records) -> None:
    offered = drawn["services"]
    assert len(offered) == 40
    assert offered["provider_id"].isin(drawn["providers"]["provider_id"]).all()
    assert (offered["youngest_age"] < offered["oldest_age"]).all()


def test_months_are_counted_from_march_2025() -> None:
    assert month_end(0) == np.datetime64("2025-03-31")
    assert month_end(11) == np.datetime64("2026-02-28")


def test_contracts_end_in_the_quarters_to_come(drawn: Records) -> None:
    contracts = drawn["contracts"]
    assert not contracts.duplicated(["contract_id", "lot"]).any()
    assert (contracts["end_date"] > contracts["start_date"]).all()
    quarters = contracts["end_date"].dt.to_period("Q")
    assert quarters.nunique() >= 8
    assert (contracts["end_date"] > "2025-03-31").all()
    assert contracts.groupby("contract_id").size().max() > 1


def test_nobody_achieves_more_than_was_assessed(drawn: Records) -> None:
    outcomes = drawn["outcomes"]
    assert (outcomes["achieved"] <= outcomes["assessed"]).all()
    assert outcomes["service_id"].isin(drawn["services"]["service_id"]).all()


def test_posts_are_filled_in_part(drawn: Records) -> None:
    workforce = drawn["workforce"]
    assert (workforce["in_post_fte"] <= workforce["established_fte"]).all()
    vacant = 1 - workforce["in_post_fte"].sum() / workforce["established_fte"].sum()
    assert 0.08 < vacant < 0.30


def test_councils_of_a_region_do_not_all_have_the_same_services() -> None:
    place = here("109")
    sellers = providers(place, pupils=pupils_by_kind(roll(place)))
    found = services(place, sellers)
    assert len(found) == 38
    assert "Sensory support service" not in set(found["service"])
    # an intention for a service that is not there names none
    without = found[found["service"] != "Community equipment"]
    named = intentions(place, found)["service_id"].notna().sum()
    assert intentions(place, without)["service_id"].notna().sum() == named - 1
