"""Where the partners of a region stand with what they agreed: signed, done, late, collected."""

import datetime
from collections.abc import Sequence

import pandas as pd

from sendlib.params.theory_of_change import STAGES, TheoryOfChange
from sendlib.params.working_together import KINDS, THEMES, WorkingTogether

DONE, LATE, DUE, OPEN = "done", "late", "due", "open"


def partners_of(agreed: WorkingTogether, members: Sequence[str]) -> tuple[str, ...]:
    """Return who is asked to sign: the councils by name, then other partners in params.

    Args:
        agreed: what the partnership agreed.
        members: names of the councils, in the order shown.
    """
    known = {name.casefold() for name in members}
    others = [one.partner for one in agreed.signatures if one.partner.casefold() not in known]
    return (*members, *others)


def signed(agreed: WorkingTogether, members: Sequence[str]) -> pd.DataFrame:
    """Return each statement with the partners that agreed it and those that did not yet.

    A partner agrees what it signed with a date, apart from the statements that it names.

    Returns:
        A row per statement: number (V1, I1, P1), kind, text, agreed and missing (tuples of names).
    """
    partners = partners_of(agreed, members)
    given = {one.partner.casefold(): one for one in agreed.signatures if one.date}
    rows = []
    for number, text in agreed.statements.items():
        yes = tuple(
            name
            for name in partners
            if name.casefold() in given and number not in given[name.casefold()].apart_from
        )
        no = tuple(name for name in partners if name not in yes)
        rows.append((number, KINDS[number[0]], text, yes, no))
    return pd.DataFrame(rows, columns=["number", "kind", "text", "agreed", "missing"])


def steps(agreed: WorkingTogether, *, as_of: datetime.date | None) -> pd.DataFrame:
    """Return the steps of all phases with how they stand.

    Args:
        agreed: what the partnership agreed.
        as_of: day of the report; without one, nothing open is called late.

    Returns:
        A row per step: phase, step, start, end (first days of months), lead, done, standing:
        `done`, `late` (its month has passed), `due` (started and not over), `open`.
    """
    rows = [
        (phase.name, one.step, one.start, one.end, one.lead, one.done,
         _standing(one.start, one.end, one.done, as_of))
        for phase in agreed.phases
        for one in phase.steps
    ]  # fmt: skip
    columns = ["phase", "step", "start", "end", "lead", "done", "standing"]
    return pd.DataFrame(rows, columns=columns)


def activities(agreed: WorkingTogether, *, as_of: datetime.date | None) -> pd.DataFrame:
    """Return the activities of all workstreams with how they stand.

    Returns:
        A row per activity: workstream, lead, activity, owner, due, done, standing (as in `steps`).
    """
    rows = [
        (stream.name, stream.lead, one.activity, one.owner, one.due, one.done,
         _standing(None, one.due, one.done, as_of))
        for stream in agreed.workstreams
        for one in stream.activities
    ]  # fmt: skip
    columns = ["workstream", "lead", "activity", "owner", "due", "done", "standing"]
    return pd.DataFrame(rows, columns=columns)


def evaluation_grid(agreed: WorkingTogether) -> pd.DataFrame:
    """Return how many methods judge each theme in each phase, and how many brought something.

    Returns:
        A row per phase and theme, in order: phase, theme, method_count, collected_count.
    """
    rows = []
    for phase in agreed.phases:
        for theme in THEMES:
            own = [one for one in agreed.evaluation
                   if one.phase == phase.name and one.theme == theme]  # fmt: skip
            collected = sum(bool(one.collected) for one in own)
            rows.append((phase.name, theme, len(own), collected))
    return pd.DataFrame(rows, columns=["phase", "theme", "method_count", "collected_count"])


def loose_ends(theory: TheoryOfChange) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ids of elements that lead to nothing, and of those that nothing leads to.

    Impact need not lead on, and nothing needs to lead to inputs.
    """
    every = [(stage, one) for stage in STAGES for one in theory.elements(stage)]
    reached = {name for _, one in every for name in one.leads_to}
    ends = tuple(one.id for stage, one in every if stage != STAGES[-1] and not one.leads_to)
    starts = tuple(one.id for stage, one in every if stage != STAGES[0] and one.id not in reached)
    return ends, starts


def _standing(
    start: datetime.date | None, end: datetime.date | None, done: datetime.date | None,
    as_of: datetime.date | None,
) -> str:  # fmt: skip
    """Say how something stands; what is due in a month is late from the next one on."""
    if done is not None:
        return DONE
    if as_of is None or end is None:
        return OPEN
    month = as_of.replace(day=1)
    if end < month:
        return LATE
    return DUE if start is not None and start <= month else OPEN
