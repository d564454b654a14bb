"""Which deflator is used, and what prices rose by."""

from fractions import Fraction

import pandas as pd

from sendlib.contracts.deflator import DEFLATOR_INDEX
from sendlib.measures.deflator import deflator, rise


def test_the_published_file_comes_first_and_the_packages_own_table_else(tables, drawn):
    prices = drawn("financial_year | index\n2023-24 | 96.5\n2024-25 | 100")
    given = deflator(tables(deflator=prices.assign(index=prices["index"].astype(float))))
    assert given.to_dict() == {"2023-24": 96.5, "2024-25": 100.0}
    assert deflator(None).to_dict() == deflator(tables()).to_dict() == DEFLATOR_INDEX


def test_prices_rise_by_an_exact_share():
    index = pd.Series({"2023-24": 80.0, "2024-25": 100.0})
    assert rise(index, "2023-24", "2024-25") == Fraction(1, 4)
    assert rise(index, "2024-25", "2024-25") == 0
    assert rise(index, "2022-23", "2024-25") is None
