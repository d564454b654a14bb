"""An improvement plan action by action: lateness, setbacks, standstill, measures of success."""

import pandas as pd

from sendlib.measures.claims import AGREES, AHEAD, BEHIND, NO_FIGURE, NO_TARGET
from sendlib.measures.improvement import Improvement
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.slippage import EITHER, LATE, ON_TIME
from sendlib.views.blocks import Callout, Column, Evidence, Prose, Statement, Table
from sendlib.views.formats import capital, counted, listed
from sendlib.views.local_progress_words import (
    OPEN,
    group_of,
    lateness,
    month,
    months,
    named,
    of_plan,
    short_month,
    short_rating,
    shortened,
)

INPUT_FOLDER = "local/"
MOST_REVIEWS = 9  # columns that a page can take
VERDICTS = {
    AGREES: "Figure and rating agree",
    AHEAD: "Rated completed, figure short of its target",
    BEHIND: "Rated open, target reached",
    NO_FIGURE: "No figure given for the target",
    NO_TARGET: "No number to measure",
}


@of_plan("tab-ratings")
def ratings_table(plan: Improvement) -> Table:
    """Return the rating of each action at each review, the latest nine reviews at most."""
    reviews = sorted(plan.told["review"].unique())[-MOST_REVIEWS:]
    table = plan.told.pivot_table(
        index=["plan", "action_id"], columns="review", values="rating", aggfunc="last"
    )
    by_action = {key: table.loc[[key]].iloc[0] for key in table.index}
    rows = []
    for action in plan.actions.itertuples():
        ratings = by_action[str(action.plan), str(action.action_id)]
        cells = [ratings.get(review) for review in reviews]
        rows.append((
            named(plan, str(action.action_id), of=str(action.plan), longest=36),
            *("" if pd.isna(cell) else short_rating(plan, str(cell)) for cell in cells),
        ))  # fmt: skip
    left = plan.told["review"].nunique() - len(reviews)
    notes = ["A blank cell: the review does not rate the action."]
    if left:
        notes.append(f"{counted(left, 'earlier review is', 'earlier reviews are')} not shown.")
    return Table(
        caption="Rating of each action at each review",
        label="tab-ratings",
        columns=(Column("Action"), *(Column(short_month(review)) for review in reviews)),
        rows=tuple(rows),
        notes=tuple(notes),
        origin=OPEN,
    )


@of_plan("tab-actions")
def actions_table(plan: Improvement) -> Table:
    """Return who leads each action, when it runs, and where it stands."""
    rows = [
        (
            named(plan, str(row["action_id"]), of=str(row["plan"])), _lead(plan, row),
            month(row["start_date"]), month(row["due_now"]), plan.scale.label(str(row["rating"])),
        )
        for _, row in plan.actions.iterrows()
    ]  # fmt: skip
    return Table(
        caption=f"Actions, who leads them and their latest rating, {month(plan.latest)}",
        label="tab-actions",
        columns=(Column("Action"), Column("Lead"), Column("Starts"), Column("Due"),
                 Column("Rating")),
        rows=tuple(rows),
        origin=OPEN,
    )  # fmt: skip


def _lead(plan: Improvement, row: pd.Series) -> str:
    """Return the agencies or roles that lead; initials of persons only where params ask."""
    lead = "" if pd.isna(row["lead"]) else listed(str(row["lead"]).split("; "))
    if plan.options.show_initials and not pd.isna(row["lead_initials"]):
        return f"{lead} ({row['lead_initials']})".strip()
    return lead or "not given"


@of_plan("st-measures")
def measures_statement(plan: Improvement) -> Statement:
    """Say how many measures of success have a number, and how many of these a figure beside it."""
    rows = plan.measures
    with_number = rows[rows["verdict"] != NO_TARGET]
    if rows.empty:
        return Statement("The plan names no measures of success.", "st-measures", tone="missing",
                         origin=OPEN)  # fmt: skip
    counts = with_number["verdict"].value_counts()
    text = (
        f"Of {counted(len(rows), 'measure of success', 'measures of success')}, "
        f"{len(with_number)} can be counted; for {int(counts.get(NO_FIGURE, 0))} of these the plan "
        f"gives no figure. {_ahead(int(counts.get(AHEAD, 0)))}"
    )
    return Statement(text, "st-measures", origin=OPEN)


def _ahead(number: int) -> str:
    if not number:
        return "No rating runs ahead of a figure given."
    return (
        f"{counted(number, 'measure belongs', 'measures belong')} to an action rated completed "
        "while the figure given is short of the target."
    )


@of_plan("tab-measures")
def measures_table(plan: Improvement) -> Table | Callout:
    """Return measures of success with their numbers and months, beside figure and rating."""
    if plan.measures.empty:
        return Callout("No measures of success", "The plan names none.", "tab-measures",
                       origin=OPEN)  # fmt: skip
    rows = plan.measures.assign(
        key=plan.measures["measure"].str.rstrip(" ."),
        group=[group_of(str(number), number) for number in plan.measures["action_id"]],
    )
    found = []
    # a measure that several actions share stands once
    for _, same in rows.groupby(["plan", "group", "key", "rating", "verdict"], sort=False):
        row = same.iloc[0]
        found.append((
            listed(dict.fromkeys(map(str, same["action_id"]))), shortened(row["key"], longest=160),
            target_words(row), _plain(row["figure"], row["unit"]),
            plan.scale.label(str(row["rating"])), VERDICTS[row["verdict"]],
        ))  # fmt: skip
    return Table(
        caption=f"Measures of success beside figures and ratings, {month(plan.latest)}",
        label="tab-measures",
        columns=(Column("Actions"), Column("Measure"), Column("Target and month"),
                 Column("Figure given"), Column("Rating"), Column("What they say together")),
        rows=tuple(found),
        notes=(
            "Targets and months are read from the words of the measure. A figure is that of the "
            "plan's column “measured”, or a number in the evidence that counts the same thing.",
        ),
        origin=OPEN,
    )  # fmt: skip


def target_words(row: pd.Series) -> str:
    """Return what a measure can be held to: 90%, by March 2024; blank where it has neither."""
    number = _plain(row["target"], str(row["unit"]))
    parts = [f"at most {number}" if row["direction"] == "at_most" and number else number]
    parts += [f"by {month(row['month'])}"] if not pd.isna(row["month"]) else []
    return ", ".join(part for part in parts if part)


def _plain(value: object, unit: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{value:,.10g}%" if unit == "percent" else f"{value:,.10g}"


@of_plan("tab-too-early")
def too_early_table(plan: Improvement) -> Table | Prose:
    """Return reviews that rate an action as begun before its start; the plan contradicts itself."""
    if plan.too_early.empty:
        return Prose("tab-too-early",
                     ("No review rates an action as begun before the month in which it starts.",),
                     origin=OPEN)  # fmt: skip
    rows = [
        (named(plan, str(row["action_id"]), of=str(row["plan"])), month(row["start_date"]),
         month(row["review"]), plan.scale.label(str(row["rating"])))
        for _, row in plan.too_early.iterrows()
    ]  # fmt: skip
    return Table(
        caption="Actions rated as begun before the month in which they start",
        label="tab-too-early",
        columns=(Column("Action"), Column("Starts"), Column("Review"), Column("Rating")),
        rows=tuple(rows),
        notes=(
            "Either the start or the rating is not as the plan has it; both are shown as given.",
        ),
        origin=OPEN,
    )


@of_plan("st-slippage")
def slippage_statement(plan: Improvement) -> Statement:
    """Say how many completed actions were late for sure, and how many cannot be told."""
    findings = plan.slippage["finding"].value_counts()
    done = int(plan.slippage["reached"].notna().sum())
    if not done:
        return Statement("No action has been rated completed yet.", "st-slippage", origin=OPEN)
    late, in_time = int(findings.get(LATE, 0)), int(findings.get(ON_TIME, 0))
    rest = int(findings.get(EITHER, 0))
    doubt = f"; for {rest} the reviews stand too far apart to tell" if rest else ""
    text = (
        f"Of {counted(done, 'action', 'actions')} rated completed, {in_time or 'none'} came in "
        f"time for sure and {late or 'none'} late for sure, against the month first agreed{doubt}."
    )
    return Statement(text, "st-slippage", origin=OPEN)


@of_plan("tab-setbacks")
def setbacks_table(plan: Improvement) -> Table | Callout:
    """Return every review that gave an action a worse rating than the one before."""
    if plan.setbacks.empty:
        return Callout("No action fell back",
                       "No review gave an action a worse rating than the review before.",
                       "tab-setbacks", origin=OPEN)  # fmt: skip
    rows = [
        (
            named(plan, row["action_id"], of=row["plan"]), month(row["review"]),
            plan.scale.label(row["rating_before"]), plan.scale.label(row["rating"]),
        )
        for _, row in plan.setbacks.iterrows()
    ]  # fmt: skip
    return Table(
        caption="Actions rated worse than at the review before",
        label="tab-setbacks",
        columns=(Column("Action"), Column("Review"), Column("Before"), Column("Then")),
        rows=tuple(rows),
        origin=OPEN,
    )


@of_plan("tab-standstill")
def standstill_table(plan: Improvement) -> Table | Callout:
    """Return open actions that were not reviewed, or did not change, for long."""
    limit = months(plan.options.stale_months)
    if plan.standstill.empty:
        return Callout("No action stands still",
                       f"Every open action was reviewed within {limit}, and none past its due "
                       f"month kept the same rating for {limit}.",
                       "tab-standstill", origin=OPEN)  # fmt: skip
    reasons = {"not_reviewed": "Not reviewed", "no_change": "Past due, rating unchanged"}
    rows = [
        (named(plan, row["action_id"], of=row["plan"]), plan.scale.label(row["rating"]),
         reasons[row["reason"]], month(row["since"]), f"{row['months']:.0f}")
        for _, row in plan.standstill.iterrows()
    ]  # fmt: skip
    return Table(
        caption=f"Open actions without review or change for {limit}, {month(plan.latest)}",
        label="tab-standstill",
        columns=(Column("Action"), Column("Rating"), Column("What stands still"), Column("Since"),
                 Column("Months", numeric=True)),
        rows=tuple(rows),
        origin=OPEN,
    )  # fmt: skip


@of_plan("tab-slippage")
def slippage_table(plan: Improvement) -> Table:
    """Return by how much each action missed its due month."""
    due_now = plan.actions.set_index(["plan", "action_id"])["due_now"]
    rows, moved = [], 0
    for _, row in plan.slippage.iterrows():
        now = due_now[(row["plan"], row["action_id"])]
        is_moved = pd.notna(now) and now != row["due"]
        moved += is_moved
        due = f"{month(row['due'])} (now {month(now)})" if is_moved else month(row["due"])
        rows.append((named(plan, row["action_id"], of=row["plan"]), due, _between(row),
                     capital(lateness(row))))  # fmt: skip
    notes = (
        "An action was completed after the review before the first that found it completed, and by "
        "that review; so lateness is known only within whole months between the two.",
        *(("Where a due month was moved, lateness is against the one first agreed.",) if moved
          else ()),
    )  # fmt: skip
    return Table(
        caption="When actions were due and when they were found completed",
        label="tab-slippage",
        columns=(Column("Action"), Column("Due"), Column("Completed between"), Column("Lateness")),
        rows=tuple(rows),
        notes=notes,
        origin=OPEN,
    )


def _between(row: pd.Series) -> str:
    if pd.isna(row["reached"]):
        return "not completed"
    if pd.isna(row["before"]):
        return f"by {month(row['reached'])}"
    return f"{month(row['before'])} and {month(row['reached'])}"


def files_read(files: OpenFiles, plan: Improvement) -> Table | Prose:
    """Return the file that the report rests on, with rows read and left out, and what was read."""
    inputs = pd.DataFrame(
        {
            "path": [f"{INPUT_FOLDER}{name}" for name in sorted(files.digests)],
            "sha256": [files.digests[name] for name in sorted(files.digests)],
        }
    )
    if not plan.is_given:
        return Prose("files-read", ("No file was read that this report could show.",),
                     evidence=Evidence(inputs=inputs), origin=OPEN)  # fmt: skip
    left_out = files.left_out("actions")
    return Table(
        caption="The council's own file that this report rests on",
        label="tab-files-read",
        columns=(Column("File"), Column("Actions", numeric=True), Column("Reviews", numeric=True),
                 Column("Ratings read", numeric=True), Column("Ratings left out", numeric=True)),
        rows=(("Improvement actions", str(len(plan.actions)), str(plan.told["review"].nunique()),
               str(len(plan.rows)), str(left_out)),),
        notes=("A rating is left out where “sendlib check” finds an error in it. Checksums of the "
               "files read are in manifest.json beside the report.",),
        evidence=Evidence(inputs=inputs),
        origin=OPEN,
    )  # fmt: skip
