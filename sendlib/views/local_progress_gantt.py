"""An improvement plan in time: its actions, or its outcomes, from start to due month."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sendlib.measures.improvement import Improvement
from sendlib.measures.place import Place
from sendlib.measures.progress import CLOSED
from sendlib.views import theme
from sendlib.views.blocks import Chart, Statement
from sendlib.views.formats import counted, listed
from sendlib.views.local_progress_words import (
    MARKS,
    OPEN,
    group_of,
    month,
    of_plan,
    short_rating,
    shortened,
)
from sendlib.views.time_axis import date_axis, days

MOST_ROWS = 24


@dataclass(frozen=True)
class Bar:
    """A row of the Gantt chart: its name, from when to when, and its rating at each review."""

    name: str
    start: pd.Timestamp
    due: pd.Timestamp
    ratings: tuple[tuple[pd.Timestamp, str], ...]
    count: int = 1
    done: int = 0
    closed: int = 0
    has_due: bool = True

    @property
    def is_open(self) -> bool:
        """Whether an action of the row is neither done nor closed."""
        return self.done + self.closed < self.count


@of_plan("fig-gantt")
def gantt_chart(plan: Improvement, place: Place) -> Chart:
    """Draw the plan in time: one row an action, or one an outcome where there are many actions."""
    bars = _action_bars(plan, plan.actions)
    if len(bars) > MOST_ROWS:
        bars = _outcome_bars(plan)
        what = "outcomes" if len(bars) <= MOST_ROWS else "the first outcomes"
        caption = f"Actions in time by outcome: {what} of the plan, {place.name}"
        return _gantt(plan, bars[:MOST_ROWS], "fig-gantt", caption, by_outcome=True)
    return _gantt(plan, bars, "fig-gantt", f"Actions in time, {place.name}")


@of_plan("fig-gantt-open")
def open_gantt_chart(plan: Improvement, place: Place) -> Chart | Statement:
    """Draw the actions still open in time, those due first at the top; at most two dozen."""
    still_open = plan.actions[~plan.actions["is_done"] & ~plan.actions["is_closed"]]
    if still_open.empty:
        return Statement("No action is open.", "fig-gantt-open", origin=OPEN)
    first = still_open.sort_values("due_now", kind="stable").head(MOST_ROWS)
    more = len(still_open) - len(first)
    caption = f"Open actions in time, {place.name}" + (
        f"; {more} due later not shown" if more else ""
    )
    return _gantt(plan, _action_bars(plan, first), "fig-gantt-open", caption)


def _action_bars(plan: Improvement, actions: pd.DataFrame) -> list[Bar]:
    bars = []
    for action in actions.to_dict("records"):
        rows = plan.told[(plan.told["plan"] == action["plan"])
                         & (plan.told["action_id"] == action["action_id"])]  # fmt: skip
        start = action["first"] if pd.isna(action["start_date"]) else action["start_date"]
        name = f"{action['action_id']} {shortened(str(action['action']), longest=44)}"
        ratings = tuple(zip(rows["review"], rows["rating"].astype(str), strict=True))
        done, closed = int(action["is_done"]), int(action["is_closed"])
        # what has no end runs on to the latest review
        has_due = pd.notna(action["due_now"])
        due = action["due_now"] if has_due else plan.latest
        bars.append(Bar(name, start, due, ratings, 1, done, closed, has_due))
    return bars


def _outcome_bars(plan: Improvement) -> list[Bar]:
    """Return a bar for each outcome, rated at each review as its action that is least far."""
    groups = [
        group_of(str(number), outcome)
        for number, outcome in zip(
            plan.actions["action_id"], plan.actions["outcome"].fillna(""), strict=True
        )
    ]
    bars = []
    for (_, group), rows in plan.actions.groupby([plan.actions["plan"], groups], sort=False):
        parts = _action_bars(plan, rows)
        outcome = rows["outcome"].fillna("").iloc[0]
        name = f"{group} {shortened(str(outcome), longest=40)}".strip()
        reviews = sorted({review for bar in parts for review, _ in bar.ratings})
        ratings = tuple((review, _least(plan, parts, review)) for review in reviews)
        done = sum(bar.done for bar in parts)
        bars.append(Bar(
            f"{name} ({done} of {len(parts)} done)", min(bar.start for bar in parts),
            max(bar.due for bar in parts), ratings, len(parts), done,
            sum(bar.closed for bar in parts),
        ))  # fmt: skip
    return bars


def _least(plan: Improvement, parts: Sequence[Bar], review: pd.Timestamp) -> str:
    ratings = [[rating for day, rating in bar.ratings if day <= review][-1:] for bar in parts]
    known = [rating for one in ratings for rating in one]
    on_scale = [rating for rating in known if rating != CLOSED]
    return min(on_scale, key=plan.scale.level) if on_scale else CLOSED


def _gantt(
    plan: Improvement, bars: Sequence[Bar], label: str, caption: str, *, by_outcome: bool = False
) -> Chart:
    height = 1.15 + 0.3 * len(bars)
    top, bottom = 1 - 0.1 / height, 0.95 / height
    with theme.canvas(height, left=0.4, right=0.98, top=top, bottom=bottom) as (figure, axes):
        for at, bar in enumerate(bars):
            _draw_bar(axes, at, bar)
        axes.axvline(days(plan.latest), color=theme.PALE, linewidth=1, linestyle=":")
        axes.set_yticks(
            range(len(bars)), [textwrap.fill(bar.name, 44) for bar in bars], fontsize=8.5
        )
        axes.set_ylim(len(bars) - 0.4, -0.6)
        first = min(min(bar.start, bar.ratings[0][0]) for bar in bars)
        date_axis(axes, first, max(max(bar.due, bar.ratings[-1][0]) for bar in bars))
        sns.despine(ax=axes, left=True)
        used = dict.fromkeys(rating for bar in bars for _, rating in bar.ratings)
        axes.legend(
            handles=_legend(plan, [one for one in MARKS if one in used]), loc="upper center",
            bbox_to_anchor=(0.15, -0.42 / height / (top - bottom)), ncol=4, frameon=False,
            fontsize=8.5, handletextpad=0.3, columnspacing=1.0,
        )  # fmt: skip
        svg = theme.svg_of(figure)
    return Chart(
        svg=svg,
        alt=_gantt_alt(plan, bars, by_outcome=by_outcome),
        caption=caption,
        label=label,
        columns=(("row", "Outcome" if by_outcome else "Action"), ("start", "Starts"),
                 ("due", "Due"), ("first", "First review"), ("last", "Latest review"),
                 ("rating", "Latest rating")),
        rows=tuple((bar.name, month(bar.start), month(bar.due if bar.has_due else None),
                    month(bar.ratings[0][0]),
                    month(bar.ratings[-1][0]), plan.scale.label(bar.ratings[-1][1]))
                   for bar in bars),
        notes=(
            "A bar runs from start to due month, marked at its end; the dotted line is the latest "
            "review. A symbol "
            "stands where the rating changed, and at the latest review."
            + (" An outcome is rated as its action that is least far." if by_outcome else ""),
        ),
        origin=OPEN,
    )  # fmt: skip


def _draw_bar(axes: Axes, at: int, bar: Bar) -> None:
    width = max(days(bar.due) - days(bar.start), 12)
    axes.barh(at, width, left=days(bar.start), height=0.5, color=theme.BAND, zorder=1)
    if bar.has_due:
        end = days(bar.start) + width
        axes.vlines(end, at - 0.34, at + 0.34, color=theme.NATION, lw=1.6, zorder=2)
    before = ""
    for number, (review, rating) in enumerate(bar.ratings, start=1):
        if rating != before or number == len(bar.ratings):
            marker, colour, _ = MARKS[rating]
            axes.scatter(
                [days(review)], [at], marker=marker, s=62 if marker == "*" else 34, zorder=3,
                color=colour, edgecolors=theme.NATION if rating == "not_started" else colour,
                linewidths=1.0,
            )  # fmt: skip
        before = rating


def _gantt_alt(plan: Improvement, bars: Sequence[Bar], *, by_outcome: bool) -> str:
    count = sum(bar.count for bar in bars)
    done = sum(bar.done for bar in bars)
    start, end = min(bar.start for bar in bars), max(bar.due for bar in bars)
    late = [bar.name for bar in bars if bar.is_open and bar.due < plan.latest]
    rows = counted(len(bars), "outcome", "outcomes") + " with " if by_outcome else ""
    told = (
        f" Open past the due month: {listed([name.split(' ')[0] for name in late])}."
        if late
        else ""
    )
    return (
        f"Gantt chart of {rows}{counted(count, 'action', 'actions')}, {month(start)} to "
        f"{month(end)}. At the latest review, {month(plan.latest)}, {done} of {count} stand at "
        f"completed or better.{told}"
    )


def _legend(plan: Improvement, ratings: Sequence[str]) -> list[Line2D]:
    return [
        Line2D([], [], linestyle="", marker=MARKS[one][0], markerfacecolor=MARKS[one][1],
               markeredgecolor=theme.NATION if one == "not_started" else MARKS[one][1],
               markersize=9 if MARKS[one][0] == "*" else 6.5, label=short_rating(plan, one))
        for one in ratings
    ]  # fmt: skip
