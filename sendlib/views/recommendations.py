"""What the review recommends, why, who decides and by when; the last two are for the partners."""

from collections.abc import Sequence

from sendlib.views.blocks import Column, Prose, Statement, Table
from sendlib.views.formats import counted, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.summary import HIGH, MEDIUM, decisions, origin_of, priority

OPEN = "To be named"
UNDATED = "To be set"


def recommendations_statement(points: Sequence[KeyPoint]) -> Statement:
    """Say how many recommendations there are, and how many of high priority.

    Args:
        points: key points of the chapters shown, the heaviest first.
    """
    decided = decisions(points)
    label = "st-recommendations"
    if not decided:
        return Statement(
            "No rule of this review calls for a decision on the figures in hand.", label,
            tone="missing",
        )  # fmt: skip
    count = sum(priority(point) == "High" for point in decided)
    high = number(count, unit="count") if count else "none"
    text = (
        f"The figures call for {counted(len(decided), 'decision', 'decisions')}, {high} of them of "
        "high priority. Each rests on a stated rule and names its figures; who decides and by when "
        "is for the partners to fill in."
    )
    return Statement(text, label, origin=origin_of(decided))


def recommendations_table(points: Sequence[KeyPoint]) -> Table | Prose:
    """Return every recommendation with why, priority, who decides and by when."""
    decided = decisions(points)
    label = "tab-recommendations"
    if not decided:
        return Prose(label, ("Nothing to list.",))
    rows = tuple(
        (
            point.recommendation,
            f"{point.text} ({'; '.join(f'[](#{figure})' for figure in point.figures)})",
            priority(point),
            OPEN,
            UNDATED,
        )
        for point in decided
    )
    return Table(
        caption="Recommendations, with the figures that call for them",
        label=label,
        columns=(
            Column("Recommendation"), Column("Why"), Column("Priority"), Column("Who decides"),
            Column("By when"),
        ),
        rows=rows,
        values=rows,
        notes=(
            f"Priority follows the weight of the finding, 0 to 1: high from {HIGH:g}, medium from "
            f"{MEDIUM:g}. A difference from England calls for a decision only where one end of the "
            "indicator is good and the difference is significant.",
        ),
        origin=origin_of(decided),
    )  # fmt: skip
