"""The summary of a review, for one page: what was found, what it means, what to decide.

All of it is chosen by rule from the key points of the chapters; nothing is said here that a figure
of the report does not show.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from sendlib.measures.plans import PLANS
from sendlib.measures.review import Review
from sendlib.params.model import ReportParams
from sendlib.views.blocks import PUBLISHED, Absent, Column, Origin, Prose, Table
from sendlib.views.formats import capital, counted, listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.key_points_published import CHAPTER as INDICATORS
from sendlib.views.key_points_published import standing_sentence
from sendlib.views.statements import indicator_statement

# one A4 page: words of all findings and of all decisions, and never fewer than this many of either
FOUND_WORDS, DECIDE_WORDS, FEWEST = 190, 170, 3
WORDS_OF_LINK = 2
MOST_FOUND, MOST_DECIDED = 7, 6
PER_CHAPTER = {INDICATORS: 2}
MOST_LINKS = 2
HIGH, MEDIUM = 0.7, 0.4
# what the summary calls the chapters
TOPICS = {
    "indicators": "published indicators",
    "who": "who has a plan",
    "complex-needs": "complex needs",
    "packages": "placements and packages",
    "joint-funding": "joint funding",
    "spend": "spend",
    "market": "the market",
    "demand": "demand",
    "sufficiency": "places",
    "resource": "resources",
    "commissioning": "commissioning together",
}
APPENDIX = "findings"


def in_order(points: Iterable[KeyPoint], params: ReportParams) -> list[KeyPoint]:
    """Return the points of chapters that are shown, the heaviest first."""
    out = {*params.commissioning.leave_out, *params.report.leave_out}
    shown = [point for point in points if point.chapter not in out]
    return sorted(shown, key=lambda point: -point.weight)


def found(review: Review, points: Sequence[KeyPoint]) -> Prose:
    """Return what was found: the number of plans, then the heaviest points of each chapter.

    Args:
        review: the published tables seen from the council.
        points: of `in_order`.
    """
    chosen = _fitting(_few_of_each(points), part="text", most=MOST_FOUND, words=FOUND_WORDS)
    plans = indicator_statement(review.compare(PLANS)).text
    return Prose(
        "summary-found",
        (plans,),
        tuple(f"{point.text} {_shown_in(point)}" for point in chosen),
        origin=origin_of(chosen),
    )


def meaning(review: Review, points: Sequence[KeyPoint], *, is_local: bool) -> Prose:
    """Return what it means: how the council stands, what calls for a decision, what is not known.

    Args:
        review: the published tables seen from the council.
        points: of `in_order`.
        is_local: whether files of the council's own were given.
    """
    decided = decisions(points)
    high = sum(priority(point) == "High" for point in decided)
    chapters = list(dict.fromkeys(point.chapter for point in decided))
    sentences = [standing_sentence(review)]
    if decided:
        sentences.append(
            "By the rules of this review, "
            f"{counted(len(decided), 'finding calls', 'findings call')} for a decision, "
            f"{number(high, unit='count') if high else 'none'} of them of high priority: see "
            f"{listed([f'[{_topic(chapter)}](#{chapter})' for chapter in chapters])}."
        )
    if not is_local:
        sentences.append(
            "The council's own files were not given. So nothing can be said here of what packages "
            "cost, who pays for them, or whether there are places enough."
        )
    sentences.append("The figures say where to look, not why; the judgement is the partnership's.")
    return Prose("summary-meaning", (" ".join(filter(None, sentences)),), origin=origin_of(decided))


def decide(points: Sequence[KeyPoint]) -> Prose:
    """Return what to decide, the weightiest first, each with priority, owner and its figures."""
    decided = decisions(points)
    if not decided:
        return Prose(
            "summary-decide", ("No rule of this review calls for a decision on these figures.",)
        )
    chosen = _fitting(decided, part="recommendation", most=MOST_DECIDED, words=DECIDE_WORDS)
    left = len(decided) - len(chosen)
    more = f"{counted(left, 'more recommendation stands', 'more recommendations stand')} in"
    items = [
        f"{capital(_topic(point.chapter))}: {small(point.recommendation)} (Priority: "
        f"{priority(point).lower()}; owner: to be named; {_links(_most_telling(point))})"
        for point in chosen
    ]
    items += [f"{more} [](#recommendations)."] if left else []
    return Prose("summary-decide", (), tuple(items), origin=origin_of(chosen))


def findings_appendix(points: Sequence[KeyPoint], params: ReportParams) -> Table | Absent:
    """Return every key point by weight, so that the choice of the summary can be followed."""
    label = "tab-key-findings"
    if APPENDIX not in params.commissioning.appendices or not points:
        return Absent(label)
    rows = tuple((point.text, _links(point.figures), f"{point.weight:.2f}") for point in points)
    return Table(
        caption="Every key finding, the weightiest first",
        label=label,
        columns=(Column("Finding"), Column("Shown in"), Column("Weight", numeric=True)),
        rows=rows,
        values=tuple((point.text, _links(point.figures), point.weight) for point in points),
        notes=(
            "Weight: 0 to 1, by the rules of each chapter. The summary takes the weightiest, one "
            "of a chapter and two of the published indicators, as far as one page allows.",
        ),
        origin=origin_of(points),
    )


def decisions(points: Iterable[KeyPoint]) -> list[KeyPoint]:
    """Return the points that call for a decision, each decision once, in the order given."""
    first: dict[str, KeyPoint] = {}
    for point in points:
        if point.recommendation:
            first.setdefault(point.recommendation, point)
    return list(first.values())


def priority(point: KeyPoint) -> str:
    """Return the priority of what a point calls for: High, Medium or Low, by its weight."""
    return "High" if point.weight >= HIGH else "Medium" if point.weight >= MEDIUM else "Low"


def origin_of(points: Iterable[KeyPoint]) -> Origin:
    """Return where the data of several points come from: the strictest of them."""
    origins = {point.origin for point in points}
    local = sorted(
        (one for one in origins if one.origin == "local"), key=lambda one: one.protection
    )
    return local[-1] if local else PUBLISHED


def _few_of_each(points: Iterable[KeyPoint]) -> list[KeyPoint]:
    taken: dict[str, int] = {}
    kept = []
    for point in points:
        taken[point.chapter] = taken.get(point.chapter, 0) + 1
        if taken[point.chapter] <= PER_CHAPTER.get(point.chapter, 1):
            kept.append(point)
    return kept


def _fitting(
    points: Sequence[KeyPoint], *, part: Literal["text", "recommendation"], most: int, words: int
) -> list[KeyPoint]:
    """Return the first points, as many as a page has room for."""
    kept: list[KeyPoint] = []
    for point in points[:most]:
        words -= len(str(getattr(point, part)).split()) + WORDS_OF_LINK * len(point.figures)
        if words < 0 and len(kept) >= FEWEST:
            break
        kept.append(point)
    return kept


def _shown_in(point: KeyPoint) -> str:
    return f"({_links(_most_telling(point))})"


def _most_telling(point: KeyPoint) -> list[str]:
    """Return the figures of a point that a page has room for: charts and tables come first."""
    drawn = [label for label in point.figures if label.startswith(("fig-", "tab-"))]
    return (drawn or list(point.figures))[:MOST_LINKS]


def _topic(chapter: str) -> str:
    return TOPICS.get(chapter, chapter)


def _links(labels: Iterable[str]) -> str:
    return "; ".join(f"[](#{label})" for label in labels)
