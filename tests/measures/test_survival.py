"""How long things last, when not all of them have ended."""

import numpy as np
import pytest

from sendlib.measures.survival import lasting, restricted_mean


def test_a_course_worked_by_hand():
    # 5 spells: ends at 10, 30, 40; goes on at 20 and 50. S: 0.8 from 10, 0.8 x 2/3 from 30,
    # 0.8 x 1/3 from 40
    found = lasting([10, 20, 30, 40, 50], [1, 0, 1, 1, 0], horizon=45)
    assert (found.quartile, found.median) == (30, 40)
    assert np.isnan(found.upper)
    area = 10 + 20 * 0.8 + 10 * 0.8 * 2 / 3 + 5 * 0.8 / 3
    assert found.mean == pytest.approx(area)


def test_the_median_of_the_leukaemia_trial_is_the_published_one():
    # Gehan 1965, 6-mercaptopurine: median remission 23 weeks, 13 to unbounded
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    found = lasting(weeks, ended, horizon=35)
    assert found.median == 23
    assert found.median_lower == 13


def test_spells_that_were_long_when_records_begin_do_not_make_stays_look_long():
    rng = np.random.default_rng(4)
    start = rng.uniform(0, 2000, 6000)
    length = rng.exponential(300, 6000)
    end = start + length
    seen = end > 1000  # records begin on day 1,000 and hold what had not ended then
    stays, entry = length[seen], np.maximum(0, 1000 - start[seen])
    found = lasting(stays, np.ones(seen.sum()), seen_from=entry, horizon=600)
    truth = 300 * np.log(2)
    assert found.median == pytest.approx(truth, rel=0.08)
    plain = lasting(stays, np.ones(seen.sum()), horizon=600)
    assert plain.median > found.median * 1.05


def test_where_nothing_has_ended_nothing_is_known():
    assert np.isnan(lasting([5, 6], [0, 0], horizon=10).median)
    assert np.isnan(lasting([5], [1], seen_from=[5], horizon=10).mean)
    assert np.isnan(lasting([], [], horizon=10).median)


def test_a_mean_up_to_a_horizon_that_nobody_reached_is_not_known():
    assert np.isnan(restricted_mean(np.array([2.0]), np.array([0.5]), last=8, horizon=10))
    assert restricted_mean(np.array([2.0]), np.array([0.0]), last=2, horizon=10) == 2
    assert restricted_mean(np.array([2.0]), np.array([0.5]), last=10, horizon=10) == 6
