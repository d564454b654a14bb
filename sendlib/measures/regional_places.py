"""Specialist places for rare needs: what councils need apart, and what they need together."""

from dataclasses import dataclass

import pandas as pd

from sendlib.measures.pooled_places import PooledPlaces, pooled_places
from sendlib.measures.regional import RegionalReview
from sendlib.measures.regional_categories import RARE, SPECIALIST, Category, placed_in
from sendlib.measures.selection import joined_paths

SEED = 20180301


@dataclass(frozen=True)
class CategoryPlaces:
    """The places of one category. children: by council, in specialist settings in January.

    places: apart and together at the service level. missing: councils without a figure, which take
    no part. source: the files.
    """

    category: Category
    children: pd.Series
    places: PooledPlaces
    missing: tuple[str, ...]
    period: str
    source: str


def places_by_need(review: RegionalReview, *, service_level_percent: float) -> list[CategoryPlaces]:
    """Return the specialist places of each rare need; autism and SEMH are too common to pool.

    Children are those with a plan in a special school, unit or resourced provision in January; a
    category without a figure in two councils at least is left out.

    Args:
        review: the region.
        service_level_percent: percent of years in which nobody is to be without a place.
    """
    found = [_places(review, one, service_level_percent / 100) for one in RARE]
    return [one for one in found if one is not None]


def _places(
    review: RegionalReview, category: Category, service_level: float
) -> CategoryPlaces | None:
    parts = review.compare_all(placed_in(category, name) for name in SPECIALIST)
    counts = pd.DataFrame({
        number: part.known.set_index("area_code")["value"].astype(float)
        for number, part in enumerate(parts)
    })  # fmt: skip
    children = counts.dropna().sum(axis=1)
    children = children.reindex([code for code in review.region.members if code in children.index])
    if len(children) < 2:
        return None
    return CategoryPlaces(
        category=category,
        children=children,
        places=pooled_places(children, service_level=service_level, seed=SEED),
        missing=tuple(code for code in review.region.members if code not in children.index),
        period=parts[0].compared.latest,
        source=joined_paths(pd.concat([part.known["source"] for part in parts])),
    )
