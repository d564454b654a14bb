"""Groups of areas as one, pooled by summing counts."""

from dataclasses import dataclass

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
