"""The change in spend, divided to the penny."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sendlib.errors import ContractError
from sendlib.measures.price_volume_mix import (
    LINE_COLUMNS,
    inflation_part,
    price_volume_mix,
)


def lines(*rows):
    return pd.DataFrame(rows, columns=LINE_COLUMNS)


# Worked by hand. Day places: 10 at £100, then 12 at £110; residential: 5 at £400, then 9 at £420.
# Old spend 1,000 + 2,000 = 3,000 for 15, new 1,320 + 3,780 = 5,100 for 21; average old price £200.
# Volume 6 x 200 = 1,200. Old quantities scaled to 21: 14 and 7, so mix -2 x 100 + 2 x 400 = 600.
# Price 12 x 10 + 9 x 20 = 300. A line of 700 began, one of 250 ended.
BY_HAND = lines(
    (1000_00, 1320_00, 10, 12), (2000_00, 3780_00, 5, 9), (0, 700_00, 0, 2), (250_00, 0, 1, 0)
)


def test_a_change_worked_by_hand():
    found = price_volume_mix(BY_HAND)
    assert (found.old, found.new, found.change) == (3250_00, 5800_00, 2550_00)
    assert (found.volume, found.mix, found.price) == (1200_00, 600_00, 300_00)
    assert (found.started, found.ended) == (700_00, -250_00)


def test_inflation_is_what_it_would_add_to_the_new_quantities_at_old_prices():
    # 12 x 100 + 9 x 400 = 4,800 at old prices; 3% of it
    assert inflation_part(BY_HAND, rise=Fraction(3, 100)) == 144_00


def test_lines_that_only_begin_or_end_have_no_price():
    found = price_volume_mix(lines((0, 500, 0, 1), (300, 0, 2, 0)))
    assert (found.volume, found.mix, found.price) == (0, 0, 0)
    assert found.change == found.started + found.ended == 200
    assert price_volume_mix(lines()).change == 0


def test_a_line_that_nobody_is_charged_for_has_a_price_of_nothing():
    found = price_volume_mix(lines((0, 900, 3, 3), (600, 600, 3, 3)))
    assert (found.volume, found.mix, found.price) == (0, 0, 900)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((10, 10, 0, 1), "no spend without quantity"),
        ((10, -1, 1, 1), r"'new_pence': -1"),
        ((10, 10, 1, 1.5), r"'new_quantity': 1\.5"),
        ((10, float("nan"), 1, 1), "whole numbers"),
    ],
)
def test_what_cannot_be_is_refused(row, said):
    with pytest.raises(ContractError, match=said):
        price_volume_mix(lines((5, 5, 1, 1), row))


def test_a_table_without_quantities_is_refused():
    with pytest.raises(ContractError, match=r"no column \['old_quantity', 'new_quantity'\]"):
        price_volume_mix(pd.DataFrame({"old_pence": [1], "new_pence": [1]}))


WHOLE = some.integers(0, 10**9)
BOUGHT = some.tuples(WHOLE, WHOLE, some.integers(1, 10**5), some.integers(1, 10**5))
BEGUN = some.tuples(some.just(0), WHOLE, some.just(0), some.integers(1, 10**5))
LINES = some.lists(some.one_of(BOUGHT, BEGUN, BEGUN.map(lambda r: (r[1], 0, r[3], 0))), max_size=8)


@given(LINES)
def test_the_parts_always_add_up_to_the_penny(rows):
    found = price_volume_mix(lines(*rows))
    parts = found.volume + found.mix + found.price + found.started + found.ended
    assert parts == found.change == sum(row[1] for row in rows) - sum(row[0] for row in rows)
    assert all(isinstance(part, int) for part in (found.volume, found.mix, found.price))


@given(some.lists(BOUGHT, min_size=1, max_size=8), some.integers(2, 9))
def test_the_same_bought_at_the_same_prices_in_another_number_is_volume_alone(rows, times):
    scaled = [(old, old * times, quantity, quantity * times) for old, _, quantity, _ in rows]
    found = price_volume_mix(lines(*scaled))
    assert (found.mix, found.price, found.volume) == (0, 0, found.change)


@given(some.lists(BOUGHT, min_size=1, max_size=8))
def test_the_order_of_lines_does_not_matter(rows):
    assert price_volume_mix(lines(*rows)) == price_volume_mix(lines(*rows[::-1]))
