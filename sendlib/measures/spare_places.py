"""Spare places given to children without one, within reach of home and fairly across councils."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from sendlib.errors import ContractError, SendlibError

Floats = npt.NDArray[np.float64]
SHORT = 1e-6  # of a whole number, which the solver gives as a fraction


@dataclass(frozen=True)
class Allocation:
    """Who goes where.

    placed: provision, area_code, children and miles, one row per pair with children. unmet: by
    area, as given. left: by area, children for whom no place is in reach or free. spare_left: by
    provision, places that stay free.
    """

    placed: pd.DataFrame
    unmet: pd.Series
    left: pd.Series
    spare_left: pd.Series

    @property
    def share_met(self) -> pd.Series:
        """Share of children placed, 0 to 1, by area with any to place."""
        some = self.unmet[self.unmet > 0]
        return 1 - self.left[some.index] / some


def allocate(
    spare: Mapping[str, int], unmet: Mapping[str, int], miles: pd.DataFrame, *, most_miles: float
) -> Allocation:
    """Give spare places to children without one.

    First the council that is served worst is served as well as can be, then as many children as
    can be are placed, then their way is made as short as can be.

    Args:
        spare: free places by provision.
        unmet: children without a place by area code.
        miles: from each provision (index) to each area (columns); missing where there is no way.
        most_miles: no child is placed farther away.

    Returns:
        Whole children; `placed` and `left` add up to `unmet`, `placed` and `spare_left` to `spare`.

    Raises:
        ContractError: a number below 0 or not whole, or a provision or area without distances.

    Method: integer programmes solved one after the other (HiGHS through scipy), the optimum of each
        being a constraint of the next: max-min fairness, as in Bertsimas, Farias and Trichakis
        2011, Operations Research 59, pp. 17-31.
    """
    _require_whole({**spare}, "spare places")
    _require_whole({**unmet}, "children without a place")
    absent = sorted({*spare} - {*miles.index}) + sorted({*unmet} - {*miles.columns})
    if absent:
        raise ContractError(f"no distances of {', '.join(absent)}")
    away = {
        (str(one), str(area)): float(number)
        for one, row in miles.iterrows()
        for area, number in row.items()
    }
    pairs = [
        (one, area, away[one, area])
        for one in sorted(spare)
        for area in sorted(unmet)
        if spare[one] and unmet[area] and away[one, area] <= most_miles
    ]
    children = _solved(pairs, spare, unmet) if pairs else np.zeros(0)
    rows = [
        {"provision": provision, "area_code": area, "children": int(number), "miles": far}
        for (provision, area, far), number in zip(pairs, children, strict=True)
        if number
    ]
    placed = pd.DataFrame(rows, columns=["provision", "area_code", "children", "miles"])
    return Allocation(
        placed=placed,
        unmet=_sorted(unmet),
        left=_sorted(unmet) - _sums(placed, "area_code", unmet),
        spare_left=_sorted(spare) - _sums(placed, "provision", spare),
    )


def _solved(
    pairs: list[tuple[str, str, float]], spare: Mapping[str, int], unmet: Mapping[str, int]
) -> Floats:
    """Return how many children each pair of provision and area has.

    One variable a pair, and at the end the share met in the area that is served worst.
    """
    of_provision, free = _sums_of([pair[0] for pair in pairs], spare)
    of_area, wanted = _sums_of([pair[1] for pair in pairs], unmet)
    size, areas = len(pairs), len(wanted)
    worst_share = np.zeros((areas, size + 1))
    worst_share[:, -1] = -wanted
    rules = [LinearConstraint(of_provision, ub=free), LinearConstraint(of_area, ub=wanted)]
    fair = LinearConstraint(of_area + worst_share, lb=0)
    worst = _best(np.append(np.zeros(size), -1.0), [*rules, fair])[-1]
    rules.append(LinearConstraint(of_area, lb=worst * wanted - SHORT))
    everyone = np.append(np.ones(size), 0.0)
    most = _best(-everyone, rules)[:-1].sum()
    rules.append(LinearConstraint(everyone, lb=most - SHORT))
    return _best(np.append([away for *_, away in pairs], 0.0), rules)[:-1]


def _best(cost: Floats, rules: list[LinearConstraint]) -> Floats:
    """Return the cheapest whole numbers of children, and the share that goes with them."""
    whole = np.append(np.ones(len(cost) - 1), 0.0)
    limits = Bounds(lb=0, ub=np.append(np.full(len(cost) - 1, np.inf), 1.0))
    solved = milp(cost, integrality=whole, bounds=limits, constraints=rules)
    if solved.x is None:
        raise SendlibError(
            f"no allocation was found: {solved.message}; give fewer provisions or areas at a time"
        )
    found: Floats = np.where(whole == 1, np.round(solved.x), solved.x)
    return found


def _sums_of(names: list[str], numbers: Mapping[str, int]) -> tuple[Floats, Floats]:
    """Return the matrix that adds up pairs by a name, and the most that each sum may be."""
    order = sorted(set(names))
    matrix = np.zeros((len(order), len(names) + 1))
    matrix[[order.index(name) for name in names], np.arange(len(names))] = 1.0
    return matrix, np.array([numbers[name] for name in order], dtype=float)


def _require_whole(numbers: Mapping[str, int], what: str) -> None:
    for name, number in numbers.items():
        if number < 0 or number % 1:
            raise ContractError(f"{what} of {name}: found {number}, expected a whole number from 0")


def _sorted(numbers: Mapping[str, int]) -> pd.Series:
    return pd.Series({name: int(numbers[name]) for name in sorted(numbers)}, dtype="int64")


def _sums(placed: pd.DataFrame, column: str, names: Mapping[str, int]) -> pd.Series:
    sums = placed.groupby(column)["children"].sum()
    return sums.reindex(sorted(names), fill_value=0).astype("int64")
