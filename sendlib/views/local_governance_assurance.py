"""The assurance map: principles and standards, how far each is in place, and on what that rests."""

import pandas as pd

from sendlib.measures.governance_assurance import assurance, assurance_by_part
from sendlib.views.blocks import Absent, Column, Table
from sendlib.views.local_governance import OPEN

STATUS = {
    "assured": "Assured", "unproven": "Rated in place, no evidence given",
    "partly": "Partly in place", "contested": "Partners differ", "weak": "Not in place",
}  # fmt: skip
NOTE = (
    "Assured: every partner rates it 4 or 5 and evidence is given. Partners differ: two steps or "
    "more apart. Not in place: no partner rates it above 2."
)


def assurance_table(rated: pd.DataFrame) -> Table | Absent:
    """Return how many principles and standards of each part are assured.

    Args:
        rated: rows of the local file `selfassessment`.
    """
    found = assurance(rated)
    if found.empty:
        return Absent("tab-assurance")
    parts = assurance_by_part(found)
    statuses = [name for name in parts.columns if name != "total"]
    return Table(
        caption="Principles and standards by how far they are assured",
        label="tab-assurance",
        columns=(Column("Part of the framework"),
                 *(Column(STATUS[name], numeric=True) for name in statuses),
                 Column("All", numeric=True)),
        rows=tuple((str(part) or "Other", *(str(int(row[name])) for name in parts.columns))
                   for part, row in parts.iterrows()),
        notes=(NOTE,),
        origin=OPEN,
    )  # fmt: skip


def assurance_gaps_table(rated: pd.DataFrame) -> Table | Absent:
    """Return the principles and standards that are not assured, with what comes next.

    Args:
        rated: rows of the local file `selfassessment`.
    """
    found = assurance(rated)
    rows = found[found["status"] != "assured"]
    if rows.empty:
        return Absent("tab-assurance-gaps")
    return Table(
        caption="Principles and standards that are not assured",
        label="tab-assurance-gaps",
        columns=(Column("Standard"), Column("Status"), Column("Ratings"), Column("Evidence"),
                 Column("Next step")),
        rows=tuple(
            (row["standard"], STATUS[row["status"]], _ratings(row), row["evidence"] or "none given",
             row["next_step"] or "none given")
            for _, row in rows.iterrows()
        ),
        notes=("Ratings from 1, not in place, to 5, embedded.",),
        origin=OPEN,
    )  # fmt: skip


def _ratings(row: pd.Series) -> str:
    low, high = row["lowest"], row["highest"]
    return f"{low}" if low == high else f"{low} to {high}"
