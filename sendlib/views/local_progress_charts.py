"""An improvement plan drawn: ratings over uneven dates, and how long actions take."""

import math

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sendlib.measures.embedding import TimeTo
from sendlib.measures.improvement import Improvement
from sendlib.measures.place import Place
from sendlib.measures.progress import CLOSED
from sendlib.views import theme
from sendlib.views.blocks import Chart, Statement
from sendlib.views.formats import MONTHS, counted, listed
from sendlib.views.local_progress_words import (
    FILLS,
    MARKS,
    OPEN,
    month,
    months,
    of_plan,
    short_rating,
)
from sendlib.views.time_axis import days

SHOWN_MONTHS = 36


@of_plan("fig-rating-shares")
def shares_chart(plan: Improvement, place: Place) -> Chart:
    """Draw how many actions stood at each rating at each review, the reviews where they fell."""
    shares = plan.shares
    reviews = [pd.Timestamp(one) for one in sorted(shares["review"].unique())]
    order = [rating for rating in (*reversed(plan.scale.ratings), CLOSED)
             if shares.loc[shares["rating"] == rating, "count"].any()]  # fmt: skip
    at = [days(review) for review in reviews]
    gap = min(np.diff(at)) if len(at) > 1 else 60
    width = max(0.72 * gap, (at[-1] - at[0]) / 60)
    with theme.canvas(3.7, left=0.08, right=0.98, top=0.97, bottom=0.27) as (figure, axes):
        below = np.zeros(len(reviews))
        for rating in order:
            counts = shares[shares["rating"] == rating].sort_values("review")["count"].to_numpy()
            axes.bar(at, counts, width, bottom=below, color=FILLS[rating], hatch=MARKS[rating][2],
                     edgecolor=theme.NATION, linewidth=0.6)  # fmt: skip
            below = below + counts
        axes.set_xticks(at, [_tick(review) for review in reviews], fontsize=8)
        axes.set_ylabel("Actions")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x", visible=False)
        sns.despine(ax=axes)
        handles = [
            Patch(facecolor=FILLS[one], hatch=MARKS[one][2], edgecolor=theme.NATION, linewidth=0.6,
                  label=short_rating(plan, one))
            for one in order
        ]  # fmt: skip
        axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=4,
                    frameon=False, fontsize=9)  # fmt: skip
        svg = theme.svg_of(figure)
    first, last = shares[shares["review"] == reviews[0]], shares[shares["review"] == reviews[-1]]
    return Chart(
        svg=svg,
        alt=f"Stacked bars of actions by rating at {counted(len(reviews), 'review', 'reviews')}, "
        f"{place.name}. {month(reviews[0])}: {_counts(plan, first)}. {month(reviews[-1])}: "
        f"{_counts(plan, last)}.",
        caption=f"Actions by rating at each review, {place.name}",
        label="fig-rating-shares",
        columns=(("review", "Review"), *((one, plan.scale.label(one)) for one in order)),
        rows=tuple(
            (month(review), *(_count(shares, review, rating) for rating in order))
            for review in reviews
        ),
        notes=("Reviews stand where they fell in time. An action that a review leaves out keeps "
               "its rating.",),
        origin=OPEN,
    )  # fmt: skip


def _count(shares: pd.DataFrame, review: pd.Timestamp, rating: str) -> int:
    rows = shares[(shares["review"] == review) & (shares["rating"] == rating)]
    return int(rows["count"].iloc[0])


def _counts(plan: Improvement, shares: pd.DataFrame) -> str:
    rows = shares[shares["count"] > 0].iloc[::-1]
    return listed([f"{count} {short_rating(plan, rating).lower()}" for rating, count in
                   zip(rows["rating"].astype(str), rows["count"], strict=True)])  # fmt: skip


@of_plan("st-embedding")
def embedding_statement(plan: Improvement) -> Statement:
    """Say in how many months half of the actions were completed, and embedded in practice."""
    parts = []
    for rating, word in _ends(plan):
        found = plan.time_to(rating)
        if found.times is None:
            return Statement("The plan gives no start of its actions, so how long they take cannot "
                             "be told.", "st-embedding", tone="missing", origin=OPEN)  # fmt: skip
        low, high = found.times.quantile(0.5)
        if math.isinf(high):
            parts.append(f"fewer than half were {word} by the latest review")
        else:
            parts.append(f"half were {word} within {_range(low, high)} of their start")
    without = plan.time_to(plan.scale.completed).without_start
    left = f" Actions without a start are left out: {without}." if without else ""
    return Statement(f"Of all actions, {listed(parts)}.{left}", "st-embedding", origin=OPEN)


@of_plan("fig-embedding")
def embedding_chart(plan: Improvement, place: Place) -> Chart | Statement:
    """Draw the share of actions completed, and embedded, by months since their start."""
    ends = [(word, plan.time_to(rating)) for rating, word in _ends(plan)]
    if ends[0][1].times is None:
        return Statement("Without starts there is nothing to draw.", "fig-embedding",
                         tone="missing", origin=OPEN)  # fmt: skip
    longest = min(max(_longest(found) for _, found in ends) + 3, SHOWN_MONTHS)
    times = list(range(longest + 1))
    styles = ((theme.AREA, "-", "//"), (theme.OWN_LIST, "--", "\\\\"))
    rows: dict[int, list[object]] = {time: [f"{time}"] for time in times}
    with theme.canvas(3.3, left=0.1, right=0.97, top=0.96, bottom=0.26) as (figure, axes):
        for (word, found), (colour, line, hatch) in zip(ends, styles, strict=True):
            shares = [found.times.share_by(time) for time in times] if found.times else []
            low, high = ([100 * share[end] for share in shares] for end in (0, 1))
            axes.fill_between(times, low, high, step="post", color=colour, alpha=0.18, hatch=hatch,
                              linewidth=0)  # fmt: skip
            axes.step(times, low, where="post", color=colour, linestyle=line, linewidth=2,
                      label=f"{word}, for sure")  # fmt: skip
            for time, sure, may in zip(times, low, high, strict=True):
                rows[time] += [round(sure, 1), round(may, 1)]
        axes.set(xlabel="Months since the start of the action", ylabel="% of actions",
                 ylim=(0, 102), xlim=(0, longest))  # fmt: skip
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncol=2, frameon=False)
        sns.despine(ax=axes)
        svg = theme.svg_of(figure)
    last = rows[longest]
    return Chart(
        svg=svg,
        alt=f"Step lines of the share of actions completed and embedded by months since their "
        f"start, {place.name}. After {months(longest)}: {last[1]:.0f}% "
        f"completed and {last[3]:.0f}% embedded for sure.",
        caption=f"Time from start to completed and to embedded, {place.name}",
        label="fig-embedding",
        columns=(("months", "Months since start"), ("completed_sure", "Completed, % for sure"),
                 ("completed_may", "Completed, % at most"),
                 ("embedded_sure", "Embedded, % for sure"),
                 ("embedded_may", "Embedded, % at most")),
        rows=tuple(tuple(row) for row in rows.values()),
        notes=("The band is what cannot be told, since an end is known only to between two "
               "reviews (Turnbull's estimate). Actions not yet so far count as taking longer.",),
        origin=OPEN,
    )  # fmt: skip


def _ends(plan: Improvement) -> tuple[tuple[str, str], tuple[str, str]]:
    return (plan.scale.completed, "completed"), (plan.scale.embedded, "embedded")


def _longest(found: TimeTo) -> int:
    ends = found.intervals.replace(math.inf, np.nan)[["lower", "upper"]].max().max()
    return int(max(ends, 1))


def _range(low: float, high: float) -> str:
    return months(high) if low < 0 else f"{low:.0f} to {months(high)}"


def _tick(day: pd.Timestamp) -> str:
    return f"{MONTHS[day.month - 1][:3]}\n{day.year}"
