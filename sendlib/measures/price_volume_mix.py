"""Why spend changed between two years: volume, mix and price, and lines that began or ended.

A line is what is bought, such as day places for autistic pupils. Amounts are whole pence and
quantities whole units, so that the four parts add up to the change to the penny.
"""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.sharing import apportioned

LINE_COLUMNS = ("old_pence", "new_pence", "old_quantity", "new_quantity")


@dataclass(frozen=True)
class PriceVolumeMix:
    """Spend of two years and the parts of its change, all in whole pence.

    volume: more or less bought, at the average old price. mix: more of the dear or the cheap lines.
    price: the same bought at new prices. started and ended: lines of one of the years only (ended
    is 0 or below).
    """

    old: int
    new: int
    volume: int
    mix: int
    price: int
    started: int
    ended: int

    @property
    def change(self) -> int:
        """The change in spend: exactly the sum of its parts."""
        return self.new - self.old


def price_volume_mix(lines: pd.DataFrame) -> PriceVolumeMix:
    """Divide the change in spend over lines into volume, mix, price, and lines of one year only.

    Args:
        lines: a row per line: `old_pence`, `new_pence` and `old_quantity`, `new_quantity`, whole
            numbers of 0 or more. A line without quantity was not bought in that year.

    Raises:
        ContractError: a column is absent, a number is below 0 or not whole, or there is spend
            without quantity.

    Method: `volume` = change in total quantity x average old price; `mix` = sum of (new quantity -
        old quantity scaled to the new total) x old price; `price` = sum of change in price x new
        quantity, over lines of both years. Fractions of a penny go by largest remainder.
    """
    table = _whole(lines)
    both = table[(table["old_quantity"] > 0) & (table["new_quantity"] > 0)]
    one = table.drop(both.index)
    old, new = int(both["old_pence"].sum()), int(both["new_pence"].sum())
    parts = [Fraction(0)] * 3
    if len(both):
        before, after = int(both["old_quantity"].sum()), int(both["new_quantity"].sum())
        at_old_prices = _at_old_prices(both)
        scaled = Fraction(old * after, before)
        parts = [scaled - old, at_old_prices - scaled, new - at_old_prices]
    volume, mix, price = apportioned(parts, total=new - old)
    return PriceVolumeMix(
        old=int(table["old_pence"].sum()), new=int(table["new_pence"].sum()),
        volume=volume, mix=mix, price=price,
        started=int(one["new_pence"].sum()), ended=-int(one["old_pence"].sum()),
    )  # fmt: skip


def inflation_part(lines: pd.DataFrame, *, rise: Fraction) -> int:
    """Return what general inflation alone would have added in price, in whole pence.

    Args:
        lines: as `price_volume_mix` takes them.
        rise: general inflation between the two years, such as 3/100.
    """
    table = _whole(lines)
    both = table[(table["old_quantity"] > 0) & (table["new_quantity"] > 0)]
    return round(_at_old_prices(both) * rise)


def _at_old_prices(lines: pd.DataFrame) -> Fraction:
    """Return what the new quantities would have cost at the old prices."""
    rows = lines[["old_pence", "old_quantity", "new_quantity"]].itertuples(index=False, name=None)
    found = [Fraction(int(pence) * int(now), int(then)) for pence, then, now in rows]
    return sum(found, Fraction(0))


def _whole(lines: pd.DataFrame) -> pd.DataFrame:
    absent = [name for name in LINE_COLUMNS if name not in lines]
    if absent:
        raise ContractError(f"lines have no column {absent}, found {[*lines.columns]}")
    table = lines[list(LINE_COLUMNS)].reset_index(drop=True)
    wrong = (table.isna() | (table < 0) | (table % 1 != 0)).any(axis=1)
    for year in ("old", "new"):
        wrong |= (table[f"{year}_pence"] > 0) & (table[f"{year}_quantity"] == 0)
    if wrong.any():
        found = table[wrong].iloc[0].to_dict()
        raise ContractError(
            f"a line is {found}, expected whole numbers of 0 or more and no spend without quantity "
            f"({int(wrong.sum())} lines at fault)"
        )
    return table.astype("int64")
