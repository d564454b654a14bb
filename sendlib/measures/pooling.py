"""Groups of areas as one: pooled by summing counts, and the mean of the statistical neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.arrays import Values, aligned, require_at_least_zero


@dataclass(frozen=True)
class Pooled:
    """Sums over the areas of a group.

    count and denominator: sums over the areas that have both; NaN where none has. areas_count:
    areas summed. missing_count: areas left out, for want of one or the other.
    """

    count: float
    denominator: float
    areas_count: int
    missing_count: int


@dataclass(frozen=True)
class NeighboursMean:
    """The mean of the neighbours' published values.

    value: unweighted mean, NaN where no neighbour has a value. areas_count: neighbours in it.
    missing: codes of the neighbours without a value.
    """

    value: float
    areas_count: int
    missing: tuple[str, ...]


def pooled(counts: Values, denominators: Values) -> Pooled:
    """Add up the counts and denominators of a group of areas; rates are never averaged.

    Args:
        counts: one per area.
        denominators: theirs.

    Raises:
        ContractError: a negative or infinite number, or lengths that differ.

    Method: Fingertips technical guidance, aggregation of areas.
    """
    given = aligned({"count": counts, "denominator": denominators})
    require_at_least_zero(given, "count", "denominator")
    known = given.dropna()
    sums = known.sum(min_count=1)
    return Pooled(
        count=float(sums["count"]),
        denominator=float(sums["denominator"]),
        areas_count=len(known),
        missing_count=len(given) - len(known),
    )


def neighbours_mean(
    values: pd.Series, neighbours: Sequence[str], *, area_code: str
) -> NeighboursMean:
    """Return the mean of an indicator over an area's statistical neighbours.

    Args:
        values: the published values of one period, by area_code.
        neighbours: the neighbours' codes; one that is absent from `values` counts as missing.
        area_code: the area itself, which is never in the mean even where its list names it.

    Raises:
        ContractError: a neighbour is named twice, or an area has two values.

    Source: DfE, Local authority interactive tool (LAIT), statistical neighbour average.
    """
    repeated = sorted({code for code in neighbours if list(neighbours).count(code) > 1})
    if repeated:
        raise ContractError(f"neighbours of {area_code} named twice: {', '.join(repeated)}")
    if values.index.has_duplicates:
        twice = values.index[values.index.duplicated()].unique()[:3].tolist()
        raise ContractError(f"areas with two values, expected one each: {twice}")
    others = [code for code in neighbours if code != area_code]
    found = aligned({"values": values.reindex(others)})["values"]
    known = found.dropna()
    return NeighboursMean(
        value=float(known.mean()),
        areas_count=len(known),
        missing=tuple(found.index[found.isna()]),
    )
