"""What members' shares say that a year costs, away from home and close to it."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.local.all_in_cost import ALL_IN, CARE, EDUCATION, PLACED, TRAVEL
from sendlib.measures.local.share import SharedTable, Shares, codes_with, pool
from sendlib.measures.regional_value import NO_COSTS, Amount, LocalCosts

AWAY = ("residential_38", "residential_52")
NEAR = ("day",)


def local_costs(shares: Shares) -> LocalCosts:
    """Return mean costs a year of children placed away from home and by day, from shares alone.

    Travel is in none but its own amount. Where some number is hidden, an amount has the range that
    it could be in; it is left out where nothing limits it, or nobody may be placed so.

    Args:
        shares: of the members. An amount is of those that have the number of persons and some such
            cost: a council whose files do not tell of travel takes no part in that of travel.
    """
    codes = codes_with(shares, (ALL_IN, PLACED))
    if not codes:
        return NO_COSTS
    both = Shares(codes, {code: shares.shares[code] for code in codes})
    return LocalCosts(
        out_of_area=_mean(both, AWAY, (EDUCATION, CARE)),
        education=_mean(both, NEAR, (EDUCATION, CARE)),
        transport=_mean(both, NEAR, (TRAVEL,)),
        members=len(codes),
        origin=next(iter(both.shares.values())).origin,
    )


def _mean(shares: Shares, places: Sequence[str], components: Sequence[str]) -> Amount | None:
    telling = Shares(
        shares.members,
        {code: shares.shares[code] for code, table in shares.with_table(ALL_IN).items()
         if _tells(table, places, components)},
    )  # fmt: skip
    cost, persons = pool(telling, ALL_IN), pool(telling, PLACED)
    if cost is None or persons is None or cost.period != persons.period:
        return None
    spent = _sum([cost.cell(accommodation=place, component=component)
                  for place in places for component in components])  # fmt: skip
    placed = _sum([persons.cell(accommodation=place) for place in places])
    if placed[0] < 1 or pd.isna(spent[1]) or pd.isna(placed[1]):
        return None
    return Amount(spent[0] / placed[1], spent[1] / placed[0])


def _tells(table: SharedTable, places: Sequence[str], components: Sequence[str]) -> bool:
    rows = table.rows
    own = rows["accommodation"].isin(places) & rows["component"].isin(components)
    return bool((own & (rows["period"] == table.periods[-1])).any())


def _sum(cells: Sequence[pd.Series | None]) -> tuple[float, float]:
    """Return the least and the most that cells add up to; those that are not there count 0."""
    there = [cell for cell in cells if cell is not None]
    return sum(float(cell["lower"]) for cell in there), sum(float(cell["upper"]) for cell in there)
