from collections import Counter

import pytest

from sendlib.contracts.areas import DEMO_COUNCILS
from sendlib.data.demo.local.here import Here, here
from sendlib.data.demo.local.market import SCHOOLS, providers
from sendlib.data.demo.providers import listed
from tests.data.demo.local.conftest import Records


def test_names_are_unique_and_begin_with_an_invented_place(drawn: Records) -> None:
    names = drawn["providers"]["provider_name"]
    assert names.is_unique
    places = tuple(council.name for council in DEMO_COUNCILS.values())
    assert names.str.startswith(places).all()


def test_a_few_groups_own_many_providers() -> None:
    table = providers(here("101"), pupils=Counter(dict.fromkeys(SCHOOLS, 300)))
    bought = table[table["what"].isin(["school", "home", "fostering", "support"])]
    assert 40 <= len(bought) <= 60
    owned = bought["parent_owner"].value_counts()
    assert 12 <= len(owned) <= 36
    assert owned.iloc[0] >= 5


@pytest.mark.parametrize("area", ["101", "119"])
def test_the_councils_own_schools_are_those_of_the_published_lists(area: str) -> None:
    place = here(area)
    names = set(providers(place, pupils={})["provider_name"])
    approved, others = listed(place.demo)
    published = {str(row[2]) for row in approved if row[1] == place.name}
    published |= {str(row[3]) for row in others if row[2] == place.name}
    assert published <= names


def test_every_kind_of_school_is_there_even_without_pupils(place: Here) -> None:
    assert set(SCHOOLS) <= set(providers(place, pupils={})["what"])
