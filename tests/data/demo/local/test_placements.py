import numpy as np
import pandas as pd
import pytest

from sendlib.data.demo.local.here import CENSUS, Here
from sendlib.data.demo.local.placements import BOUGHT, placements, published
from sendlib.data.demo.local.roll import roll
from sendlib.data.demo.settings import FIELDS


@pytest.fixture(scope="module")
def persons(place: Here) -> pd.DataFrame:
    return roll(place)


@pytest.fixture(scope="module")
def placed(place: Here, persons: pd.DataFrame) -> pd.DataFrame:
    return placements(place, persons)


@pytest.mark.parametrize("year", CENSUS)
def test_each_january_has_its_published_count(
    place: Here, persons: pd.DataFrame, placed: pd.DataFrame, year: int
) -> None:
    census = pd.Timestamp(CENSUS[year])
    then = placed[(placed["start"] <= census) & ~(placed["end"] < census)]
    counts = [int((then["setting"] == number).sum()) for number in range(len(BOUGHT))]
    if year < 2023:
        expected = published(place, year)
    else:
        stock = place.mine(place.demo.people.stocks[year])["setting"]
        expected = [int((stock == FIELDS.index(field)).sum()) for field in BOUGHT]
    assert counts == expected
    assert len(persons) > len(placed)


def test_residential_placements_are_those_published(
    place: Here, placed: pd.DataFrame, public
) -> None:
    topic = "All residential placements"
    now = placed[(placed["start"] <= CENSUS[2025]) & ~(placed["end"] < CENSUS[2025])]
    weeks = {0: "Res_3851", 1: "Res_52"}
    for kind, field in weeks.items():
        expected = public("residential_settings", "202425", field, topic).get(topic, 0)
        assert (now["kind"] == kind).sum() == expected
    assert place.name == "Thistlemere"


def test_nobody_is_in_two_placements_at_once_or_without_a_plan(
    persons: pd.DataFrame, placed: pd.DataFrame
) -> None:
    ordered = placed.sort_values(["person_id", "start"])
    following = ordered.groupby("person_id")["start"].shift(-1)
    has_next = following.notna()
    assert (ordered["end"] < following)[has_next].all()
    plan = persons.loc[placed["person_id"]]
    assert (placed["start"].to_numpy() >= plan["start"].to_numpy()).all()
    late = placed["end"].to_numpy() > plan["ceased"].to_numpy()
    assert not late.any()


def test_some_move_and_some_get_a_new_price(placed: pd.DataFrame) -> None:
    assert {"", "moved", "renegotiated"} == set(placed["again"])
    assert np.isin(placed["kind"], [-1, 0, 1]).all()
