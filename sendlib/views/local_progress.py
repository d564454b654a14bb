"""An improvement plan for its board: where it stands, and what to look at."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.improvement import Improvement
from sendlib.measures.place import Place
from sendlib.measures.progress import CLOSED
from sendlib.measures.slippage import OPEN_LATE
from sendlib.params.model import ReportParams
from sendlib.views.blocks import (
    Absent,
    Callout,
    Column,
    Evidence,
    Prose,
    Statement,
    Table,
    nothing,
)
from sendlib.views.formats import counted, listed
from sendlib.views.local_progress_words import (
    OPEN,
    month,
    months,
    named,
    of_plan,
    plans_named,
    short_rating,
    shortened,
)

TITLE = "SEND improvement progress"
SOON_MONTHS = 3
MOST_LISTED = 5
LONGEST_LISTED = 40  # letters of an action
NO_AREA = "Not under an area"


@of_plan("about")
def about_progress(plan: Improvement, place: Place) -> Prose:
    """Say what the report covers and how far its ratings can be trusted."""
    reviews = plan.told["review"].nunique()
    return Prose(
        "about",
        (
            f"This report follows the actions of the {plans_named(plan)} of {place.inside} through "
            f"{counted(reviews, 'review', 'reviews')}, from {month(plan.told['review'].min())} to "
            f"{month(plan.latest)}. The ratings are the partnership's own: the report counts, "
            "dates and compares them, and does not judge the work.",
        ),
        origin=OPEN,
    )


def what_to_supply(plan: Improvement) -> Callout | Absent:
    """Say which file the report needs, where there is none."""
    if plan.is_given:
        return Absent("callout-supply")
    return nothing(
        "No improvement plan was given",
        "Put the plan into the folder that the params file names (local: folder), as a file called "
        "“actions”: the workbook, CSV file or Markdown table in which you keep it, with one row "
        "for each action, columns for number, action and due date, and one column for each review, "
        "headed by its month, such as “RAG May 2025”. Any other name is given under local: files. "
        "The report then shows ratings over time, what is late, what fell back and what the "
        "measures of success say.",
        "callout-supply",
    )


@of_plan("st-progress")
def board_statement(plan: Improvement, place: Place) -> Statement:
    """Say how many actions stand where at the latest review."""
    now = plan.shares[plan.shares["review"] == plan.latest].set_index("rating")["count"]
    total, scale = int(now.sum()), plan.scale
    done = sum(int(now[rating]) for rating in scale.ratings if scale.is_done(rating))
    embedded = sum(
        int(now[rating])
        for rating in scale.ratings
        if scale.level(rating) >= scale.level(scale.embedded)
    )
    late = int((plan.slippage["finding"] == OPEN_LATE).sum())
    closed = (
        f" {counted(int(now[CLOSED]), 'was', 'were')} closed without completion."
        if now[CLOSED]
        else ""
    )
    stand = "no action is" if not late else counted(late, "action is", "actions are")
    text = (
        f"In {month(plan.latest)}, {done} of {counted(total, 'action', 'actions')} in "
        f"{place.inside} stood at completed or better, {embedded} of them embedded in practice; "
        f"{stand} open past the due month.{closed}"
    )
    return Statement(text, "st-progress", evidence=Evidence(figures=figures(plan, place)),
                     origin=OPEN)  # fmt: skip


@of_plan("tab-progress-areas")
def board_table(plan: Improvement) -> Table:
    """Return the latest rating of actions by area for improvement, and what is open past due."""
    ratings = [*plan.scale.ratings, CLOSED]
    shown = [rating for rating in ratings if (plan.actions["rating"] == rating).any()]
    late = plan.slippage.set_index(["plan", "action_id"])["finding"] == OPEN_LATE
    areas = plan.actions["area_for_improvement"].fillna(NO_AREA)
    groups = [(str(area), rows) for area, rows in plan.actions.groupby(areas, sort=False)]
    if len(groups) > 1:
        groups.append(("All", plan.actions))
    rows = []
    for area, actions in groups:
        keys = list(zip(actions["plan"], actions["action_id"], strict=True))
        counts = [int((actions["rating"] == rating).sum()) for rating in reversed(shown)]
        rows.append((shortened(area, longest=90), len(actions), *counts, int(late[keys].sum())))
    heads = [short_rating(plan, rating) for rating in reversed(shown)]
    return Table(
        caption=f"Actions by area for improvement and rating, {month(plan.latest)}",
        label="tab-progress-areas",
        columns=(Column("Area"), *(Column(head, numeric=True) for head in
                                   ("Actions", *heads, "Open past due"))),
        rows=tuple(tuple(map(str, row)) for row in rows),
        values=tuple(rows),
        notes=("An action that the latest review leaves out counts at its last rating.",),
        origin=OPEN,
    )  # fmt: skip


@of_plan("board-points")
def board_points(plan: Improvement) -> Prose:
    """Return what a board has to look at, action by action, most pressing first."""
    points = [*_late_points(plan), *_setback_points(plan), *_still_points(plan),
              *_soon_points(plan)]  # fmt: skip
    if not points:
        return Prose("board-points", ("No action is open past its due month, fell back at the "
                                      "latest review or stands still.",), origin=OPEN)  # fmt: skip
    return Prose("board-points", ("For the board's attention:",), tuple(points), origin=OPEN)


def _late_points(plan: Improvement) -> list[str]:
    rows = plan.slippage[plan.slippage["finding"] == OPEN_LATE]
    rows = rows.sort_values("lower_months", ascending=False, kind="stable")
    names = [f"{_short(plan, row)} "
             f"({months(row['lower_months'])})" for _, row in rows.iterrows()]  # fmt: skip
    return [f"Open past the due month: {_some(names)}."] if names else []


def _setback_points(plan: Improvement) -> list[str]:
    rows = plan.setbacks[plan.setbacks["review"] == plan.latest]
    names = [_short(plan, row) for _, row in rows.iterrows()]
    return [f"Rated worse than at the review before: {_some(names)}."] if names else []


def _still_points(plan: Improvement) -> list[str]:
    rows = plan.standstill
    unseen = rows[rows["reason"] == "not_reviewed"]
    names = [f"{_short(plan, row)} (since {month(row['since'])})" for _, row in unseen.iterrows()]
    limit = months(plan.options.stale_months)
    return [f"Open and not reviewed for {limit} or longer: {_some(names)}."] if names else []


def _soon_points(plan: Improvement) -> list[str]:
    still_open = plan.actions[~plan.actions["is_done"] & ~plan.actions["is_closed"]]
    until = plan.latest + pd.DateOffset(months=SOON_MONTHS)
    soon = still_open[(still_open["due_now"] >= plan.latest) & (still_open["due_now"] <= until)]
    names = [f"{_short(plan, row)} ({month(row['due_now'])})" for _, row in soon.iterrows()]
    return [f"Due within {months(SOON_MONTHS)} and still open: {_some(names)}."] if names else []


def _short(plan: Improvement, row: pd.Series) -> str:
    return named(plan, str(row["action_id"]), of=str(row["plan"]), longest=LONGEST_LISTED)


def _some(names: list[str]) -> str:
    more = len(names) - MOST_LISTED
    return listed([*names[:MOST_LISTED], f"{more} more"] if more > 0 else names)


def progress_notice(params: ReportParams, plan: Improvement) -> Callout | Prose | Absent:
    """Warn that the demo's plan is invented; elsewhere say that all rests on the council's file."""
    if not params.is_demo:
        return Absent("notice") if not plan.is_given else Prose(
            "notice", ("Every figure comes from the improvement plan that the council gave.",),
            origin=OPEN,
        )  # fmt: skip
    return Callout(
        "Demonstration: invented data",
        "The council, its plan and every rating are made up, to show what a report looks like.",
        "notice", "warning",
    )  # fmt: skip


@of_plan("rating-scale")
def scale_note(plan: Improvement) -> Prose:
    """Say how ratings are ordered, and from which one an action is completed or embedded."""
    scale = plan.scale
    return Prose(
        "rating-scale",
        (
            f"Ratings of this plan, from the worst: {listed(map(scale.label, scale.ratings))}. An "
            f"action counts as completed from “{scale.label(scale.completed)}” on and as embedded "
            f"from “{scale.label(scale.embedded)}” on. It stands still after "
            f"{months(plan.options.stale_months)} without review, or past its due month with the "
            "same rating.",
        ),
        origin=OPEN,
    )


def figures(plan: Improvement, place: Place) -> pd.DataFrame:
    """Return the number of actions at each rating and review as figures."""
    shares = plan.shares
    table = pd.DataFrame(
        {
            "measure": "local_actions_count",
            "area_code": place.area_code,
            "area_name": place.name,
            "period": shares["review"].dt.strftime("%Y-%m"),
            "breakdown": "rating=" + shares["rating"],
            "value": shares["count"].astype(float),
            "unit": "count",
            "lower": None, "upper": None, "confidence": None,
            "count": shares["count"].astype(float),
            "denominator": shares["total"].astype(float),
            "status": "derived",
            "source": "local/actions",
        }
    )  # fmt: skip
    return table[list(FIGURE_COLUMNS)]
