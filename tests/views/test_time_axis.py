"""Ticks of an axis of dates."""

import pandas as pd

from sendlib.views.time_axis import MOST_TICKS, date_axis


def ticks(axes, first, last):
    date_axis(axes, pd.Timestamp(first), pd.Timestamp(last))
    return [label.get_text() for label in axes.get_xticklabels()]


def test_a_short_time_has_a_tick_a_month(axes):
    assert ticks(axes, "2026-03-01", "2026-05-31") == ["Mar 2026", "Apr 2026", "May 2026"]


def test_a_long_time_has_few_ticks_with_january_among_them(axes):
    found = ticks(axes, "2023-05-01", "2027-02-28")
    assert found == ["Jan 2024", "Jan 2025", "Jan 2026", "Jan 2027"]
    assert len(ticks(axes, "1900-01-01", "2030-01-01")) > MOST_TICKS
