import math
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.errors import ContractError
from sendlib.measures.change import percent_change, points_change, real_terms, round_half_away

DEFLATOR = pd.Series({"2021-22": 85.5914, "2022-23": 91.5651, "2023-24": 96.4158, "2024-25": 100.0})


def test_points_are_the_difference_of_percentages():
    found = points_change([52.5, None], [50, 1])
    assert found.tolist()[0] == 2.5
    assert found.isna().tolist() == [False, True]


def test_percent_is_of_the_old_number():
    assert percent_change([120, 80], [100, 100]).tolist() == [20, -20]


def test_from_0_or_from_nothing_there_is_no_percentage():
    assert percent_change([5, 5, None], [0, None, 5]).isna().all()


def test_a_percentage_of_a_negative_number_is_refused():
    with pytest.raises(ContractError, match="old is below 0"):
        percent_change([5], [-5])


def test_changes_keep_the_index():
    new, old = (pd.Series([amount], index=["885"]) for amount in (3, 2))
    assert points_change(new, old).to_dict() == {"885": 1}
    assert percent_change(new, old).to_dict() == {"885": 50}


def test_amounts_are_put_at_the_prices_of_the_base_year():
    years = pd.Series(["2021-22", "2024-25", "2023-24"], index=["a", "b", "c"])
    amounts = pd.Series([85.5914, 100, None], index=["a", "b", "c"])
    found = real_terms(amounts, years, deflator=DEFLATOR, base="2024-25")
    assert found.to_dict() == pytest.approx({"a": 100, "b": 100, "c": math.nan}, nan_ok=True)


def test_one_year_may_stand_for_all_amounts():
    found = real_terms([100.0, 200.0], "2024-25", deflator=DEFLATOR, base="2021-22")
    assert found.tolist() == pytest.approx([85.5914, 171.1828])


@given(amount=st.floats(0, 1e9), unit=st.floats(0.01, 100))
def test_the_base_of_the_index_itself_does_not_matter(amount, unit):
    plain = real_terms(amount, "2022-23", deflator=DEFLATOR, base="2024-25")
    scaled = real_terms(amount, "2022-23", deflator=DEFLATOR * unit, base="2024-25")
    assert plain.item() == pytest.approx(scaled.item())


@pytest.mark.parametrize(("year", "base"), [("2008-09", "2024-25"), ("2024-25", "2030-31")])
def test_a_year_the_deflator_lacks_is_refused_and_named(year, base):
    absent = min(year, base) if year == "2008-09" else base
    with pytest.raises(ContractError, match=f"covers 2021-22 to 2024-25, not {absent}"):
        real_terms([1.0], year, deflator=DEFLATOR, base=base)


@pytest.mark.parametrize("hole", [None, 0.0, -3.0])
def test_a_year_without_a_positive_index_is_refused(hole):
    holed = DEFLATOR.copy()
    holed["2023-24"] = hole
    with pytest.raises(ContractError, match="not 2023-24"):
        real_terms([1.0], "2023-24", deflator=holed, base="2024-25")


def test_an_empty_deflator_is_refused():
    with pytest.raises(ContractError, match="covers no year"):
        real_terms([1.0], "2023-24", deflator=DEFLATOR.iloc[:0], base="2024-25")


def test_two_vintages_at_once_are_refused():
    both = pd.concat([DEFLATOR, DEFLATOR])
    with pytest.raises(ContractError, match="two values of one year"):
        real_terms([1.0], "2023-24", deflator=both, base="2024-25")


def test_amounts_and_years_of_different_rows_are_refused():
    amounts = pd.Series([1.0], index=["a"])
    with pytest.raises(ContractError, match="different indexes"):
        real_terms(amounts, pd.Series(["2023-24"], index=["b"]), deflator=DEFLATOR, base="2024-25")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (-0.125, 2, -0.13),
        (12.35, 1, 12.4),
        (12.349, 1, 12.3),
        (2.4999, 0, 2),
        (28.499999999999996, 0, 29),
        (1250, -2, 1300),
        (999.95, 1, 1000),
        (1e300, 2, 1e300),
        (1234567890123456789.0, 0, 1234567890123456789.0),
        (5e-324, 3, 0),
        (0, 1, 0),
    ],
)
def test_halves_go_away_from_zero(value, places, expected):
    assert round_half_away(value, places) == expected


def test_arithmetic_does_not_turn_a_half_downwards():
    # 57 of 200 is 28.5%, and 100 * (57 / 200) is 28.499999999999996
    assert 100 * (57 / 200) < 28.5
    assert round_half_away(100 * (57 / 200)) == 29


def test_nothing_is_shown_as_minus_0():
    assert math.copysign(1, round_half_away(-0.4)) == 1


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_infinite_numbers_come_back(value):
    assert round_half_away(value, 1) == value


def test_missing_comes_back_missing():
    assert math.isnan(round_half_away(math.nan))


def test_numpy_numbers_round_alike():
    assert round_half_away(np.float64(2.675), 2) == 2.68
    assert round_half_away(np.int64(25), -1) == 30


@given(tenths=st.integers(-(10**9), 10**9), places=st.integers(0, 3))
def test_rounding_is_that_of_the_decimal_number(tenths, places):
    value = Decimal(tenths).scaleb(-4)
    expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert round_half_away(float(value), places) == float(expected)
