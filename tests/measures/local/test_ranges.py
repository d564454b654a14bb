"""Ranges of hidden numbers: what a reader could work out by hand, and no more."""

import numpy as np
import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.measures.local.protection import Counted, Solved
from sendlib.measures.local.ranges import ranges
from sendlib.measures.local.spend import SPEND_NEED
from sendlib.measures.local.table import Part
from sendlib.params.disclosure import Disclosure


def solved(counts, hidden, measure=PACKAGES_NEED):
    """Return one table of one field, with a total, as the gate leaves it."""
    names = [*(f"need{at}" for at in range(len(counts) - 1)), TOTAL]
    frame = pd.DataFrame({"need": names, "persons": counts})
    frame = (
        frame.assign(count=counts)
        if measure.unit == "count"
        else frame.assign(amount=counts, largest=1.0, hidden=False)
    )
    part = Part("2025", "packages", frame)
    one = Counted(measure, part, part.table(measure.name, ("need",)), np.array(hidden))
    return Solved((one,), (), frozenset(), sum(hidden), sum(hidden))


def test_a_number_that_is_shown_is_its_own_range_and_a_hidden_one_is_what_the_total_leaves():
    found = ranges(solved([3, 4, 20, 27], [True, True, False, False]), Disclosure())
    (table,) = found.values()
    # 27 - 20 = 7 are left for two
    assert table.to_numpy().tolist() == [[0, 7], [0, 7], [20, 20], [27, 27]]


def test_where_nothing_limits_a_hidden_number_its_most_is_missing():
    (table,) = ranges(solved([3, 20, 23], [True, False, True]), Disclosure()).values()
    assert table["lower"].tolist() == [0, 20, 20]
    assert table["upper"].isna().tolist() == [True, False, True]


def test_the_range_does_not_tell_which_of_the_hidden_numbers_is_which():
    rules = Disclosure()
    one = ranges(solved([1, 6, 20, 27], [True, True, False, False]), rules)
    other = ranges(solved([4, 3, 20, 27], [True, True, False, False]), rules)
    pd.testing.assert_frame_equal(*(found["packages-need, 2025"] for found in (one, other)))


def test_a_rounded_table_leaves_a_wider_range_by_what_rounding_hides():
    (table,) = ranges(
        solved([3, 4, 20, 27], [True, True, False, False]), Disclosure(rounding=5)
    ).values()
    # 20 is one of 18 to 22, 27 shown as 25 one of 23 to 27: 27 - 18 = 9 at most are left
    assert table.to_numpy().tolist() == [[0, 9], [0, 9], [18, 22], [23, 27]]
    (tens,) = ranges(
        solved([3, 4, 20, 27], [True, True, False, False]), Disclosure(rounding=10)
    ).values()
    assert tens.to_numpy().tolist()[2:] == [[15, 24], [25, 34]]


def test_a_rounded_table_may_have_no_limit():
    (table,) = ranges(solved([3, 20, 23], [True, False, True]), Disclosure(rounding=5)).values()
    assert table["upper"].isna().tolist() == [True, False, True]


def test_sums_of_money_are_ranges_in_pounds_and_never_rounded():
    (table,) = ranges(
        solved([300.5, 99.5, 600.0, 1000.0], [True, True, False, False], SPEND_NEED),
        Disclosure(rounding=5),
    ).values()
    assert table.to_numpy().tolist() == [[0, 400], [0, 400], [600, 600], [1000, 1000]]
