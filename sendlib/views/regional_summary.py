"""The summary of a regional report, for one page: what was found, what it means, what to decide.

All of it is chosen by rule from the key points of the chapters, the heaviest first.
"""

from collections.abc import Iterable, Sequence

from sendlib.contracts.areas import area_name
from sendlib.measures.regional import RegionalReview
from sendlib.params.region import RegionParams
from sendlib.views.blocks import Prose
from sendlib.views.formats import listed, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.regional_cohort import cohort_statement
from sendlib.views.summary import decisions, origin_of, priority

MOST_FOUND, MOST_DECIDED = 6, 6
PER_CHAPTER = 3


def points_in_order(params: RegionParams, *groups: Iterable[KeyPoint]) -> list[KeyPoint]:
    """Return the points of all chapters that are shown, the heaviest first.

    Args:
        params: which chapters are left out.
        groups: the points of some chapters each.
    """
    shown = [
        point
        for group in groups
        for point in group
        if point.chapter not in params.regional.leave_out
    ]
    return sorted(shown, key=lambda point: -point.weight)


def region_found(review: RegionalReview, points: Sequence[KeyPoint]) -> Prose:
    """Return what was found: how many have rare needs, then the heaviest points."""
    taken: dict[str, int] = {}
    chosen: list[KeyPoint] = []
    for point in points:
        taken[point.chapter] = taken.get(point.chapter, 0) + 1
        if taken[point.chapter] <= PER_CHAPTER and len(chosen) < MOST_FOUND:
            chosen.append(point)
    return Prose(
        "summary-found",
        (cohort_statement(review).text,),
        tuple(f"{point.text} ({_link(point)})" for point in chosen),
        origin=origin_of(chosen),
    )


def region_means(
    review: RegionalReview, points: Sequence[KeyPoint], *, without_own: Sequence[str]
) -> Prose:
    """Return what it means: what calls for a decision, who is missing, and what is not known.

    Args:
        review: the region.
        points: of `points_in_order`.
        without_own: codes of the councils that give no figures of their own.
    """
    region, decided = review.region, decisions(points)
    high = sum(priority(point) == "High" for point in decided)
    sentences = []
    if decided:
        sentences.append(
            f"By the rules of this report, {_findings(len(decided))} for a decision, "
            f"{number(high, unit='count') if high else 'none'} of them of high priority."
        )
    if region.absent:
        names = listed([area_name(code) for code in region.absent])
        sentences.append(f"No figures are published on {names}; every sum is without them.")
    if len(without_own) == len(region.members):
        sentences.append(
            "No council has given figures of its own. So the numbers count every degree of "
            "severity, and nothing can be said of complex health, distance or cost."
        )
    elif without_own:
        names = listed([area_name(code) for code in without_own])
        sentences.append(f"These councils have given no figures of their own: {names}.")
    sentences.append("The figures say where to look, not why; the judgement is the partners'.")
    return Prose("summary-meaning", (" ".join(sentences),), origin=origin_of(decided))


def _findings(amount: int) -> str:
    return f"{amount} {'finding calls' if amount == 1 else 'findings call'}"


def region_decides(points: Sequence[KeyPoint]) -> Prose:
    """Return what to decide, the weightiest first, each with its priority and its figure."""
    decided = decisions(points)[:MOST_DECIDED]
    if not decided:
        text = "No rule of this report calls for a decision on these figures."
        return Prose("summary-decide", (text,))
    return Prose(
        "summary-decide",
        (),
        tuple(
            f"{point.recommendation} (Priority: {priority(point).lower()}; {_link(point)})"
            for point in decided
        ),
        origin=origin_of(decided),
    )


def _link(point: KeyPoint) -> str:
    return "; ".join(f"[](#{label})" for label in point.figures)
