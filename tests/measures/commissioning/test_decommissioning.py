"""What has to be known before a service ends."""

import pandas as pd

from sendlib.measures.commissioning.decommissioning import to_end
from sendlib.measures.commissioning.partnership import partnership_of_region
from sendlib.measures.place import region_place
from tests.measures.commissioning.drawn_members import LEEDS, YORK, members
from tests.views.drawn_region import region


def ending(files=None):
    params = region()
    found = partnership_of_region(params, files or members(), region_place(params))
    tables = [found.files.table(name) for name in ("intentions", "contracts")]
    return to_end(found.services, *tables).set_index("service_id")


def test_services_end_by_rules_or_by_intention():
    found = ending()
    assert list(found.index) == ["Leeds S1", "York S4"]
    assert found.loc["Leeds S1", "by_rules"]
    assert found.loc["Leeds S1", "by_intention"] == ()
    assert not found.loc["York S4", "by_rules"]
    assert found.loc["York S4", "by_intention"] == ("York I2",)
    assert found["member"].to_list() == [LEEDS, YORK]


def test_others_for_the_same_need_and_level_are_counted_here_and_elsewhere():
    found = ending()
    # York has a sensory team for vision; Leeds has no other
    assert found.loc["Leeds S1", ["others_here", "others_elsewhere"]].to_list() == [0, 1]
    assert found.loc["York S4", ["others_here", "others_elsewhere"]].to_list() == [1, 0]


def test_notice_is_the_longest_of_the_providers_contracts_before_the_end():
    found = ending()
    assert found.loc["York S4", "notice_months"] == 6
    assert found.loc["York S4", "notice_by"] == pd.Timestamp("2026-03-30")
    # Leeds gives no contracts
    assert pd.isna(found.loc["Leeds S1", "notice_by"])


def test_without_intentions_only_the_rules_end_a_service():
    assert list(ending(members(("services", "outcomes"))).index) == ["Leeds S1"]
