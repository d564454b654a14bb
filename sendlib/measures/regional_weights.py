"""Numbers of the councils of a region by which money is shared out, or set beside needs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sendlib.measures.needs import NEEDS, need_share
from sendlib.measures.plans import PLANS
from sendlib.measures.population import CHILDREN_AND_YOUNG_PEOPLE
from sendlib.measures.regional import RegionalReview
from sendlib.measures.selection import indicator_values
from sendlib.params.regional_value import PooledBy

EQUAL = "equal"
INDICATORS = {"population": CHILDREN_AND_YOUNG_PEOPLE, "plans": PLANS}


@dataclass(frozen=True)
class Weights:
    """What each council counts in a pool.

    by: `population` (residents aged 0 to 25), `plans` or `equal`. of: council code -> its weight.
    """

    by: str
    of: Mapping[str, float]


def pool_weights(review: RegionalReview, by: PooledBy) -> Weights:
    """Return what the councils count in a pool; alike where one has no figure to rely on.

    Args:
        review: published figures of the region.
        by: what params share out by.
    """
    members = review.region.members
    if by in INDICATORS:
        known = review.compare(INDICATORS[by]).known
        found = dict(zip(known["area_code"].astype(str), known["value"].astype(float), strict=True))
        if set(found) == set(members):
            return Weights(by, found)
    return Weights(EQUAL, dict.fromkeys(members, 1.0))


def children_by_need(review: RegionalReview, councils: Collection[str]) -> dict[str, float]:
    """Return children with a plan by code of primary need, in some councils together.

    Needs of which some of them has no figure to rely on are left out.

    Args:
        review: published figures of the region.
        councils: three-digit codes.
    """
    found: dict[str, float] = {}
    for code in NEEDS if councils else ():
        values = indicator_values(review.region.tables, need_share(code))
        own = values[values["area_code"].isin(councils) & (values["status"] != "questioned")]
        own = own[own["value"].notna() & (own["period"] == own["period"].max())]
        if len(own) == len(councils):
            found[code.upper()] = float(own["count"].sum())
    return found
