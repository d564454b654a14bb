"""The action plan: what is to be done, by whom, by when, and how success is known."""

from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.register import FINISHED, latest_actions
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    evidence,
    month,
    named,
    open_table,
    origin_of,
    text_of,
)

FILES = ("actions",)


def actions_statement(partners: Partnership) -> Statement | Absent:
    """Say how many actions there are, how many are open, and how many of these are late."""
    label = "st-actions"
    actions = partners.files.table("actions")
    if actions.empty:
        return Absent(label)
    found = latest_actions(actions, as_of=partners.as_of)
    still_open = found[~found["rating"].isin(FINISHED)]
    late = int(found["is_late"].sum())
    text = (
        f"The action plan has {counted(len(found), 'action', 'actions')}; "
        f"{number(float(len(still_open)), unit='count')} are open at the latest review, and "
        f"{number(float(late), unit='count')} of these were due before {month(partners.as_of)}."
    )
    period = str(partners.as_of.year)
    shown = [
        Shown("actions_count", period, "Total", float(len(found)), "count"),
        Shown("actions_open_count", period, "Total", float(len(still_open)), "count"),
        Shown("actions_late_count", period, "Total", float(late), "count"),
    ]
    return Statement(
        text, label, evidence=evidence(partners, shown, FILES), origin=origin_of(partners)
    )


def actions_table(partners: Partnership) -> Table | None:
    """Return the open actions with owner, due month, measure of success and latest rating."""
    label = "tab-actions"
    actions = partners.files.table("actions")
    found = latest_actions(actions, as_of=partners.as_of) if len(actions) else actions
    found = found[~found["rating"].isin(FINISHED)]
    if found.empty:
        return None
    return open_table(
        partners,
        caption="Open actions",
        label=label,
        columns=(
            Column("Action"), Column("Owner"), Column("Due"), Column("Measure of success"),
            Column("Latest rating"),
        ),
        rows=[
            (
                f"{row['action_id']}. {row['action']}",
                capital(
                    ", ".join(
                        filter(None, (text_of(row["lead"]),
                                      small(named("agencies", row["lead_agency"], ""))))
                    )
                ) or "Not given",
                f"{month(row['due_date'])}{', late' if row['is_late'] else ''}",
                text_of(row["measure_of_success"], "Not given"),
                f"{named('ratings', row['rating'])} ({month(row['review_date'])})",
            )
            for _, row in found.iterrows()
        ],
        notes=(
            f"Late: due before {month(partners.as_of)}. How far actions slip is told in the report "
            "on improvement progress.",
        ),
        files=FILES,
    )  # fmt: skip


def actions_points(partners: Partnership) -> list[KeyPoint]:
    """Return what late actions say to those who decide."""
    actions = partners.files.table("actions")
    found = latest_actions(actions, as_of=partners.as_of) if len(actions) else None
    late = 0 if found is None else int(found["is_late"].sum())
    if not late:
        return []
    verb = "is" if late == 1 else "are"
    return [
        KeyPoint(
            "commissioning",
            f"{counted(late, 'action', 'actions')} of the plan {verb} open past the month agreed.",
            "Ask each owner for a new date and what stands in the way, or close the action.",
            ("tab-actions", "st-actions"), 0.4, origin_of(partners),
        )
    ]  # fmt: skip
