"""Priorities, intentions and actions: the chain and where it breaks."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.register import chain, latest_actions, without_priority
from tests.measures.commissioning.drawn_files import (
    ACTIONS,
    INTENTIONS,
    PRIORITIES,
    SERVICES,
    read,
)


@pytest.fixture(scope="module")
def links():
    files = [
        read("priorities", PRIORITIES), read("intentions", INTENTIONS), read("services", SERVICES)
    ]  # fmt: skip
    return chain(*files).set_index("priority_id")


def test_a_priority_leads_to_services_and_to_what_is_bought_for_one(links):
    row = links.loc["A"]
    assert row["intentions"] == ("I1", "I2")
    assert row["services"] == ("Talking", "Nights away")
    assert row["individual"] == ("Nights away",)
    assert row["breaks"] == ""


def test_the_chain_breaks_without_a_service_and_without_an_intention(links):
    assert links["breaks"].to_dict() == {"A": "", "B": "no_service", "C": "no_intention"}


def test_an_intention_without_a_priority_is_told():
    assert without_priority(read("intentions", INTENTIONS))["intention_id"].tolist() == ["I4"]


def test_an_action_counts_as_it_stood_last_and_is_late_only_while_open():
    found = latest_actions(read("actions", ACTIONS), as_of=pd.Timestamp("2025-03-31"))
    assert found["action_id"].tolist() == ["2", "1", "3"]
    assert found["rating"].tolist() == ["embedded", "on_track", "not_started"]
    assert found["is_late"].tolist() == [False, True, False]


def test_an_action_due_in_the_month_itself_is_not_late_yet():
    found = latest_actions(read("actions", ACTIONS), as_of=pd.Timestamp("2024-06-30"))
    # the second was due in May, and is embedded
    assert not found["is_late"].any()
