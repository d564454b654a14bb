"""Spare places of the members of a region for children of others, from what they share.

Spare are places beyond the children on roll, short are children on roll beyond the places, both of
one group of needs and one phase. Where the number on roll is hidden, it is taken at the end of its
range that makes neither more spare nor more short than there is for certain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.distances import centres, miles_between
from sendlib.measures.local.share import Share, Shares
from sendlib.measures.local.sufficiency import ROLL_NEED
from sendlib.measures.region import Region
from sendlib.measures.spare_places import allocate
from sendlib.params.spare_places import SparePlaces

GROUP = ["need", "phase"]
PLACED = [*GROUP, "from", "to", "children", "miles"]
COUNCIL = ["area_code", "spare", "short", "placed", "left", "given"]


@dataclass(frozen=True)
class SpareFound:
    """What the councils of a region could do for each other.

    period: school year. groups: need, phase, spare, short and placed, of all councils. placed: a
    row per need, phase, council that has the place (from), council of the children (to), children
    and miles. councils: a row each: spare, short, placed (its children elsewhere), left (its
    children without a place in reach) and given (its places taken by others). unknown: groups of a
    council whose number on roll is hidden. without_way: councils of which no distance is known.
    """

    period: str
    groups: pd.DataFrame
    placed: pd.DataFrame
    councils: pd.DataFrame
    unknown: int
    without_way: tuple[str, ...]
    terms: SparePlaces

    @property
    def short(self) -> int:
        """Children on roll beyond the places of their own council."""
        return int(self.councils["short"].sum())

    @property
    def total_placed(self) -> int:
        """Of them those for whom another council has a place within reach."""
        return int(self.placed["children"].sum())


def spare_found(shares: Shares, region: Region, terms: SparePlaces) -> SpareFound | None:
    """Return spare places and children short of one, and who could go where.

    Each group of needs and phase by itself, as a place for one is none for another. Councils whose
    distances are not known take no part.

    Args:
        shares: of the region's councils.
        region: with boundaries, if they are among the published files.
        terms: how far a child may go, and distances in the place of straight lines.

    Returns:
        None where no council shares both places and numbers on roll.
    """
    period = shares.period_of(ROLL_NEED)
    tables = {code: _balance(one, period) for code, one in shares.shares.items()}
    known = {code: table for code, table in tables.items() if table is not None}
    if not known:
        return None
    given = [(*one.councils, one.miles) for one in terms.distances]
    miles = miles_between(centres(region.tables, tuple(known)), given)
    reached = [code for code in known if code in miles.index]
    every = pd.concat([table.assign(area_code=code) for code, table in known.items()])
    here = every[every["area_code"].isin(reached)]
    parts = list(_placed(here, miles, terms.most_miles))
    placed = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=PLACED)
    return SpareFound(
        period=period,
        groups=_groups(every, placed),
        placed=placed[PLACED],
        councils=_councils(every, placed),
        unknown=int(every["is_hidden"].sum()),
        without_way=tuple(code for code in known if code not in reached),
        terms=terms,
    )


def _balance(share: Share, period: str) -> pd.DataFrame | None:
    """Return spare and short by need and phase of one council: whole numbers, one of them 0."""
    roll = share.table(ROLL_NEED)
    places = share.places
    if roll is None or period not in roll.periods or places.empty:
        return None
    rows = roll.rows
    parts = rows[(rows["period"] == period) & (rows[GROUP] != TOTAL).all(axis=1)]
    held = places[places["school_year"] == period].set_index(GROUP)["places"]
    table = parts.set_index(GROUP)[["lower", "upper"]].join(held, how="outer")
    # a group without a row on roll has nobody; one without places has none
    table = table.fillna({"lower": 0.0, "places": 0.0})
    upper = table["upper"].where(table["lower"].gt(0) | table["upper"].notna(), 0.0)
    spare = (table["places"] - upper).clip(lower=0).fillna(0.0)
    short = (table["lower"] - table["places"]).clip(lower=0)
    return pd.DataFrame(
        {
            "spare": np.floor(spare).astype(int), "short": np.floor(short).astype(int),
            "is_hidden": table["lower"] != upper,
        }
    ).reset_index()  # fmt: skip


def _placed(here: pd.DataFrame, miles: pd.DataFrame, most_miles: float) -> Iterator[pd.DataFrame]:
    for (need, phase), rows in here.groupby(GROUP):
        by_code = rows.set_index("area_code")
        spare, short = _some(by_code["spare"]), _some(by_code["short"])
        if spare and short:
            found = allocate(spare, short, miles, most_miles=most_miles).placed
            named = found.rename(columns={"provision": "from", "area_code": "to"})
            yield named.assign(need=str(need), phase=str(phase))


def _some(numbers: pd.Series) -> Mapping[str, int]:
    return {str(code): int(number) for code, number in numbers.items() if number}


def _groups(every: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    sums = every.groupby(GROUP)[["spare", "short"]].sum()
    went = placed.groupby(GROUP)["children"].sum() if len(placed) else pd.Series(dtype=float)
    found = sums.assign(placed=went.reindex(sums.index).fillna(0).astype(int))
    return found[(found["short"] > 0) | (found["spare"] > 0)].reset_index()


def _councils(every: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    sums = every.groupby("area_code", sort=False)[["spare", "short"]].sum()
    went, gave = (
        placed.groupby(side)["children"].sum().reindex(sums.index).fillna(0).astype(int)
        if len(placed) else 0 for side in ("to", "from")
    )  # fmt: skip
    found = sums.assign(placed=went, given=gave)
    return found.assign(left=found["short"] - found["placed"]).reset_index()[COUNCIL]
