"""Key points of a region from published figures, each with its figure and what to decide on it."""

from collections.abc import Iterator, Sequence

from sendlib.contracts.areas import area_name
from sendlib.data.periods import end_year
from sendlib.measures import placements
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.regional import Regional, RegionalReview
from sendlib.measures.regional_categories import (
    PUBLISHED,
    RARE,
    RATES,
    Category,
)
from sendlib.measures.regional_places import CategoryPlaces
from sendlib.views.formats import capital, counted, listed, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.regional_evidence import ends_words
from sendlib.views.statements import period_words

COHORT, PLACES = "cohort", "places"
FEW = 5  # children in a council; fewer make no service of its own
MOST_NAMED = 4


def regional_points(
    review: RegionalReview, places: Sequence[CategoryPlaces], without_own: Sequence[str]
) -> list[KeyPoint]:
    """Return what published figures say of a region, for its summary.

    Args:
        review: the region.
        places: apart and together, by need.
        without_own: codes of the councils that give no figures of their own; where all do, these
            tell of residential placements what published figures cannot.
    """
    residential = _residential(review) if without_own else []
    return [*_few(review), *_pooling(places), *_apart(review), *residential, *_bought(review)]


def _few(review: RegionalReview) -> Iterator[KeyPoint]:
    """Say for which need most councils have fewer than five children, the rarest first."""
    found = [(one, review.compare(RATES[one.code])) for one in RARE]
    known = [(one, each) for one, each in found if len(each.known)]
    for one, each in sorted(known, key=lambda pair: float(pair[1].known["count"].sum())):
        few = int((each.known["count"] < FEW).sum())
        if 2 * few > len(each.known):
            yield KeyPoint(
                COHORT,
                f"{few} of {counted(len(each.known), 'council', 'councils')} have fewer than "
                f"{FEW} children and young people with a plan for {one.phrase} as primary need; "
                f"together they have {number(float(each.known['count'].sum()), unit='count')}.",
                f"Agree who plans and leads for {one.phrase} on behalf of all councils.",
                (_label("tab", each),),
                0.85,
            )
            return


def _pooling(places: Sequence[CategoryPlaces]) -> Iterator[KeyPoint]:
    if not places:
        return
    best = max(places, key=lambda one: one.places.saved / max(one.places.apart_total, 1))
    pooled = best.places
    yield KeyPoint(
        PLACES,
        f"Planned together, specialist places for {best.category.phrase} need "
        f"{number(pooled.together, unit='count')} where councils alone need "
        f"{number(pooled.apart_total, unit='count')} at the same service level "
        f"({pooled.saved} fewer, 95% interval {pooled.lower} to {pooled.upper}){_without(best)}.",
        f"Choose the needs for which specialist places are planned together, {best.category.phrase}"
        " first, and how far a child may have to travel.",
        ("fig-regional-places",),
        0.8,
    )


def _without(one: CategoryPlaces) -> str:
    """Name the councils that take no part, "" where all do."""
    names = listed([area_name(code) for code in one.missing])
    return f", {names} left out for want of figures" if names else ""


def _apart(review: RegionalReview) -> Iterator[KeyPoint]:
    """Name the councils whose rate stands apart from the region's, by need."""
    told: list[tuple[Category, Regional, str]] = []
    for one in PUBLISHED:
        each = review.compare(RATES[one.code])
        names = _names_apart(each, "higher")
        if names:
            told.append((one, each, f"{one.phrase} in {names}"))
    if told:
        yield KeyPoint(
            COHORT,
            "Plans per 1,000 residents are significantly more than in the region as a whole for "
            f"{listed([words for _, _, words in told[:MOST_NAMED]])}.",
            "Compare how the councils that stand apart name primary needs before anything is "
            "planned on these numbers.",
            tuple(_label("tab", each) for _, each, _ in told[:MOST_NAMED]),
            0.6,
        )


def _names_apart(found: Regional, word: str) -> str:
    names = [
        area_name(str(code))
        for code in found.known["area_code"]
        if (row := found.beside_region(str(code))) is not None and sure_difference(row) == word
    ]
    return listed(names)


def _residential(review: RegionalReview) -> Iterator[KeyPoint]:
    found = review.compare(placements.RESIDENTIAL)
    own = found.compared.own
    if own is None:
        return
    known = found.compared.known(found.region.place.area_code)
    # what was collected in another way is not set beside it
    alike = known[known["period"].map(end_year) >= end_year(found.indicator.collected_anew)]
    first = alike.iloc[0]
    text = (
        f"The councils had {number(float(own['value']), unit='count')} residential placements of "
        f"38 weeks or more in {period_words(found.compared)}"
    )
    if len(alike) > 1:
        text += (
            f", {number(float(first['value']), unit='count')} in "
            f"{period_words(found.compared, str(first['period']))}"
        )
    yield KeyPoint(
        COHORT,
        f"{text}. Where they are, what they cost and for which needs is not published.",
        "Share protected figures on packages, so that placements out of area, their distance and "
        "their cost can be planned on.",
        ("tab-regional-away",),
        0.75,
    )


def _bought(review: RegionalReview) -> Iterator[KeyPoint]:
    found = review.compare(placements.INDEPENDENT)
    own, (low, high) = found.compared.own, ends_words(found)
    if own is None or not low:
        return
    yield KeyPoint(
        COHORT,
        f"{capital(number(float(own['value']), unit='percent'))} of plans are in independent and "
        f"non-maintained special schools, from {low} to {high}.",
        "Decide whether to buy these places under one framework.",
        ("tab-regional-away",),
        0.5,
    )


def _label(kind: str, found: Regional) -> str:
    return f"{kind}-regional-{found.indicator.measure.replace('_', '-')}"
