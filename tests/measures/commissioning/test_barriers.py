"""Figures that bear on what stands in the way."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.barriers import health_vacancies, taken_places
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, members


def test_places_taken_are_those_of_the_latest_year_in_which_anybody_is_counted():
    found = taken_places(members().table("places"))
    assert (found.part, found.whole, found.members) == (63, 60, (LEEDS, YORK))
    assert found.percent == pytest.approx(105)
    rows = members().table("places")
    before = rows.assign(school_year="2023/24", places=900)
    assert taken_places(pd.concat([before, rows])).whole == 60
    assert taken_places(NOBODY.table("places")) is None


def test_health_posts_not_filled_are_counted_at_each_councils_latest_date():
    found = health_vacancies(members().table("workforce"))
    assert (found.part, found.whole) == (3, 20)
    assert health_vacancies(NOBODY.table("workforce")) is None
