"""What the chapters on market and places hand to the summary."""

import pandas as pd
import pytest

from sendlib.measures.demand import Demand
from sendlib.measures.local import market, sufficiency
from sendlib.measures.local.gaps import gaps
from sendlib.measures.local.protected import ProtectedTables
from sendlib.params.sufficiency import Sufficiency
from sendlib.views.local_market_points import market_points, sufficiency_points
from tests.measures.local.drawn_market import contracts, opened, protected
from tests.measures.local.test_gaps import coming
from tests.views.test_sufficiency import ahead  # noqa: F401

RESULTS = (*market.RESULTS, *sufficiency.RESULTS)


@pytest.fixture(scope="module")
def own():
    return protected((*market.TABLES, *sufficiency.TABLES), RESULTS)


def test_a_market_with_much_at_one_owner_and_contracts_that_end_are_points(own, worcestershire):
    points = market_points(None, own, opened(), worcestershire)
    texts = [point.text for point in points]
    assert any("“children's homes: all needs”, one owner receives 100.0%" in one for one in texts)
    # 11 packages of £4,000 for 52 weeks, £2.3 million of £7.0 million
    assert any(one.startswith("Cedar Homes receives 33% of all") for one in texts)
    (ending,) = [point for point in points if "contract lot" in point.text]
    assert ending.text == (
        "4 contract lots worth £1.8 million a year end by the first quarter of 2026."
    )
    assert ending.origin.protection == "not_personal"
    assert {point.chapter for point in points} == {"market"}


def test_contracts_that_end_later_are_no_point_yet(worcestershire):
    late = contracts()
    late.rows["end_date"] = pd.Timestamp("2029-08-31")
    assert market_points(None, ProtectedTables(), opened(contracts=late), worcestershire) == []


def test_without_files_the_market_has_no_points(worcestershire):
    none = opened(contracts=None)
    assert market_points(None, ProtectedTables(), none, worcestershire) == []


def test_a_sure_shortfall_and_its_cost_are_points(own, worcestershire):
    found = gaps(own, opened(), coming(), Sufficiency())
    short, cost = sufficiency_points(None, found, worcestershire)
    # gaps in all 62, of autism 52.2, language 10.8, learning 2.0
    assert short.text == (
        "In 2026/27, Worcestershire is expected to need 62 more specialist places than are "
        "planned; the largest gap is for autism (53)."
    )
    assert short.recommendation == "Decide how these places will be provided by 2026/27."
    assert cost.figures == ("tab-place-costs", "tab-unit-costs")


def test_a_gap_of_now_alone_makes_no_point(own, worcestershire):
    nothing = Demand(**{**vars(coming()), "rows": coming().rows.head(0)})
    found = gaps(own, opened(), nothing, Sufficiency())
    assert sufficiency_points(None, found, worcestershire) == []


def test_published_figures_are_the_point_where_no_places_are_given(ahead, worcestershire):  # noqa: F811
    (point,) = sufficiency_points(ahead(), None, worcestershire)
    assert point.text.endswith("state-funded special schools (from 200 to 300).")
    assert sufficiency_points(None, None, worcestershire) == []
