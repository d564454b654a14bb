"""Words that all views of an improvement plan share: months, actions, ratings, lateness."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.improvement import Improvement
from sendlib.measures.local.open_files import OPEN_ORIGIN
from sendlib.measures.progress import CLOSED
from sendlib.measures.slippage import EITHER, LATE, NO_DUE, ON_TIME, OPEN_LATE
from sendlib.views import theme
from sendlib.views.blocks import Absent, Origin
from sendlib.views.formats import MONTHS, counted

P = ParamSpec("P")
T = TypeVar("T")
OPEN = Origin(**OPEN_ORIGIN)
LONGEST_NAME = 60
# what stands in a narrow column
SHORT_RATINGS = {
    "not_started": "Not started", "delayed_start": "Started late", "delayed": "Delayed",
    "on_track": "On track", "completed": "Completed", "embedded": "Embedded", "closed": "Closed",
}  # fmt: skip
# symbol, colour and pattern of each rating: no two are alike without colour
MARKS = {
    "not_started": ("o", "#FFFFFF", ""), "delayed_start": ("v", theme.OWN_LIST, "////"),
    "delayed": ("X", theme.NEIGHBOURS, "xxx"), "on_track": (">", theme.REGION, "..."),
    "completed": ("s", theme.AREA, ""), "embedded": ("*", theme.NATION, "\\\\\\"),
    CLOSED: ("P", theme.PALE, "---"),
}  # fmt: skip
FILLS = {
    "not_started": "#FFFFFF", "delayed_start": "#E8C4A6", "delayed": "#D9B3C5",
    "on_track": "#BFE3DF", "completed": "#7FA3C4", "embedded": theme.AREA, CLOSED: "#E6E6E6",
}  # fmt: skip
# a plan's own word that a report could not tell from one a program left behind
_MISTAKABLE = re.compile(r"\bNone\b")
_NUMBER = re.compile(r"[A-Z]{0,3}\d+(?:\.\d+)*", re.ASCII)


def of_plan(
    label: str,
) -> Callable[
    [Callable[Concatenate[Improvement, P], T]], Callable[Concatenate[Improvement, P], T | Absent]
]:
    """Make a view of a plan show nothing, under its label, where no plan was given."""

    def with_plan(
        view: Callable[Concatenate[Improvement, P], T],
    ) -> Callable[Concatenate[Improvement, P], T | Absent]:
        @wraps(view)
        def shown(plan: Improvement, /, *args: P.args, **named: P.kwargs) -> T | Absent:
            return view(plan, *args, **named) if plan.is_given else Absent(label)

        return shown

    return with_plan


def month(day: object) -> str:
    """Return a month as March 2021; “not given” where it is missing."""
    if not isinstance(day, pd.Timestamp) or pd.isna(day):
        return "not given"
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_month(day: pd.Timestamp) -> str:
    """Return a month as Mar 21, for the head of a narrow column."""
    return f"{MONTHS[day.month - 1][:3]} {day.year % 100:02}"


def months(number: float) -> str:
    """Return a number of months with its noun."""
    return counted(abs(number), "month", "months")


def shortened(text: str, *, longest: int = LONGEST_NAME) -> str:
    """Return a text of at most so many letters, cut between words."""
    plain = _MISTAKABLE.sub(lambda found: found[0].lower(), " ".join(text.split()))
    if len(plain) <= longest:
        return plain
    return f"{plain[:longest].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def named(plan: Improvement, number: str, *, of: str = "", longest: int = LONGEST_NAME) -> str:
    """Return an action's number and what is to be done; its plan first where there are several.

    Args:
        plan: the improvement plan.
        number: of the action.
        of: code of the plan it belongs to.
        longest: letters of what is to be done.
    """
    rows = plan.actions
    row = rows[(rows["action_id"] == number) & (rows["plan"] == of)].iloc[0]
    prefix = f"{plan_name(of)}, " if rows["plan"].nunique() > 1 else ""
    return f"{prefix}{number} {shortened(str(row['action']), longest=longest)}"


def plan_name(code: str) -> str:
    """Return what a plan is called, as it stands within a sentence."""
    name = code_sets()["plan_kinds"].get(code, "improvement plan")
    return name[:1].lower() + name[1:]


def plans_named(plan: Improvement) -> str:
    """Return what the plans are called: the written statement of action."""
    names = dict.fromkeys(plan_name(str(code)) for code in plan.actions["plan"])
    return " and the ".join(names)


def short_rating(plan: Improvement, rating: str) -> str:
    """Return a rating for a narrow column: the label of params, else a short word."""
    return plan.options.labels.get(rating, SHORT_RATINGS[rating])


def group_of(number: str, outcome: object) -> str:
    """Return the number that actions for one outcome share, such as 2.1 of 2.1A."""
    found = _NUMBER.match(number)
    return found[0] if found else str(outcome)


def lateness(row: pd.Series) -> str:
    """Return in words by how much an action missed its due month.

    Args:
        row: of `Improvement.slippage`.
    """
    lower, upper, finding = row["lower_months"], row["upper_months"], row["finding"]
    if finding == NO_DUE:
        return "no due month"
    if finding == OPEN_LATE:
        return f"open, {months(lower)} past its due month"
    if finding == LATE:
        return f"{_span(lower, upper)} late"
    if finding == ON_TIME:
        return "in time" if pd.isna(lower) or lower == upper else f"in time, {_early(lower, upper)}"
    if finding == EITHER:
        early = "in time" if pd.isna(lower) or lower == 0 else f"{months(lower)} early"
        return f"between {early} and {months(upper)} late"
    return (
        "closed without completion" if finding == "closed" else "open, not yet past its due month"
    )


def _early(lower: float, upper: float) -> str:
    return f"{_span(-upper, -lower)} early"


def _span(low: float, high: float) -> str:
    return f"{abs(low):.0f} to {months(high)}"
