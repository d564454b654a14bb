"""Whose growth demand for places follows."""

from fractions import Fraction

import pandas as pd
import pytest

from sendlib.measures.local.demand import AS_SEEN, PROJECTION
from sendlib.measures.local.gaps import gaps
from sendlib.measures.local.plans import PLANS_NEED_SETTING
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import ProtectedResult
from tests.measures.local.drawn_market import opened, protected
from tests.measures.local.test_gaps import MEASURES, RESULTS, TERMS, coming


def own_projection(value, *, lower=0.9, upper=1.1, reason=""):
    """Return plans in state special schools now, 200, and as the council's persons tell of 2027."""
    line = row("2027", "setting=state_special", "plans", value, unit="count", persons=200,
               lower=value * lower, upper=value * upper, confidence=80)  # fmt: skip
    rows = pd.DataFrame([line], columns=COLUMNS).assign(scenario=AS_SEEN, reason=reason)
    now = pd.DataFrame({
        "period": "2025", "need": ["Total", "ASD"], "setting": "state_special",
        "value": [200.0, 90.0], "percent": float("nan"), "reason": "",
    })  # fmt: skip
    given = protected(MEASURES, RESULTS)
    return ProtectedTables(
        tables={**given.tables, PLANS_NEED_SETTING.name: Protected(PLANS_NEED_SETTING, now)},
        results={**given.results, PROJECTION.name: ProtectedResult(PROJECTION, rows)},
    )


def test_demand_follows_the_council_s_own_plans_in_special_schools_where_they_are_projected():
    assert not gaps(protected(MEASURES, RESULTS), opened(), coming(), TERMS).of_special
    special = gaps(own_projection(250.0), opened(), coming(), TERMS)
    assert special.of_special
    assert special.growth.factor == Fraction(5, 4)
    assert special.tables["need"].iloc[-1]["demand_then"] == pytest.approx(145 * 1.25)


def test_a_projection_that_is_hidden_or_comes_to_nothing_is_not_followed():
    for own in (own_projection(250.0, reason="confidential"), own_projection(10.0, lower=0)):
        assert not gaps(own, opened(), coming(), TERMS).of_special
