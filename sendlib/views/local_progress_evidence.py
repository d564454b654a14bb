"""What the plan gives as evidence, beside the numbers and months of its measures of success."""

import pandas as pd

from sendlib.measures.improvement import Improvement
from sendlib.views.blocks import Absent, Column, Table
from sendlib.views.formats import counted, listed
from sendlib.views.local_progress_tables import target_words
from sendlib.views.local_progress_words import OPEN, group_of, month, of_plan, shortened

LONGEST = 320  # letters of evidence shown


@of_plan("tab-evidence")
def evidence_table(plan: Improvement) -> Table | Absent:
    """Return the evidence of each action beside what its measures can be held to."""
    rows = plan.measures
    if rows.empty or not (rows["evidence"].str.strip() != "").any():
        return Absent("tab-evidence")
    rows = rows.assign(
        group=[group_of(str(number), number) for number in rows["action_id"]],
        words=[target_words(row) for _, row in rows.iterrows()],
    )
    return Table(
        caption=f"Evidence that the plan gives, beside its measures, {month(plan.latest)}",
        label="tab-evidence",
        columns=(Column("Actions"), Column("Numbers and months in the measures"),
                 Column("Evidence and impact, as the plan has it"), Column("Rating")),
        rows=tuple(
            (listed(dict.fromkeys(map(str, same["action_id"]))), _held_to(same),
             shortened(str(same["evidence"].iloc[0]), longest=LONGEST) or "none given",
             plan.scale.label(str(same["rating"].iloc[0])))
            for _, same in rows.groupby(["plan", "group", "evidence", "rating"], sort=False)
        ),
        notes=("The plan's own words, of the latest review that has any; they are not checked.",),
        origin=OPEN,
    )  # fmt: skip


def _held_to(same: pd.DataFrame) -> str:
    """Return what can be counted or dated, each once, and how many measures have neither."""
    once = same.drop_duplicates("measure")
    told = list(dict.fromkeys(word for word in once["words"] if word))
    bare = int((once["words"] == "").sum())
    if bare:
        told.append(f"{counted(bare, 'measure has', 'measures have')} neither")
    return "; ".join(told)
