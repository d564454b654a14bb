import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression
from statsmodels.duration.survfunc import SurvfuncRight

from sendlib.errors import ContractError
from sendlib.measures.interval_censored import turnbull

times = st.lists(st.tuples(st.integers(1, 8), st.booleans()), min_size=1, max_size=15)


def test_intervals_that_do_not_overlap_have_the_share_of_times_in_them():
    found = turnbull([0, 0, 2, 5], [2, 2, 4, 9])
    assert (found.start, found.end, found.count) == ((0, 2, 5), (2, 4, 9), 4)
    assert found.mass == pytest.approx((0.5, 0.25, 0.25))


def test_mass_stands_in_the_innermost_intervals_alone():
    # three intervals that share (2, 3]: all of it lies there
    found = turnbull([0, 2, 1], [3, 5, 4])
    assert (found.start, found.end, found.mass) == ((2,), (3,), (1,))


@settings(max_examples=40, deadline=None)
@given(times)
def test_with_ends_known_exactly_it_is_the_kaplan_meier_estimate(given):
    # whole months: an end in month t lies in (t - 1, t]; one not seen by t lies above t
    lower = [month - 1 if ended else month for month, ended in given]
    upper = [month if ended else math.inf for month, ended in given]
    found = turnbull(lower, upper)
    if not any(ended for _, ended in given):
        assert found.end == (math.inf,)
        return
    kaplan = SurvfuncRight([month for month, _ in given], [int(ended) for _, ended in given])
    for month, survivors in zip(kaplan.surv_times, kaplan.surv_prob, strict=True):
        assert found.share_by(month)[0] == pytest.approx(1 - survivors, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(times)
def test_with_one_look_at_each_it_is_the_isotonic_regression_of_what_was_seen(given):
    # each was looked at once, in one month: ended by then, or not
    lower = [-1.0 if ended else month for month, ended in given]
    upper = [month if ended else math.inf for month, ended in given]
    found = turnbull(lower, upper)
    months = sorted({month for month, _ in given})
    seen = [[ended for month, ended in given if month == one] for one in months]
    fitted = isotonic_regression([np.mean(one) for one in seen], weights=[len(one) for one in seen])
    for month, share in zip(months, fitted.x, strict=True):
        assert found.share_by(month)[0] == pytest.approx(share, abs=2e-3)


def test_a_share_and_a_median_are_intervals():
    found = turnbull([0, 0, 5], [3, 3, math.inf])
    assert found.share_by(2) == pytest.approx((0, 2 / 3))
    assert found.share_by(3) == pytest.approx((2 / 3, 2 / 3))
    assert found.share_by(6) == pytest.approx((2 / 3, 1))
    assert found.quantile(0.5) == (0, 3)
    assert found.quantile(0.9) == (5, math.inf)
    assert turnbull([0], [1]).quantile(1.1) == (math.inf, math.inf)


@pytest.mark.parametrize(("lower", "upper"), [([], []), ([1], [1]), ([2], [1]), ([1, 2], [3])])
def test_no_times_or_an_empty_interval_is_refused(lower, upper):
    with pytest.raises(ContractError, match="times: found none"):
        turnbull(lower, upper)
