"""Principles and standards as an assurance map: which are in place, and on what that rests."""

import pandas as pd

from sendlib.measures.commissioning.cycle import latest_ratings

ASSURED, UNPROVEN, CONTESTED, PARTLY, WEAK = (
    "assured", "unproven", "contested", "partly", "weak",
)  # fmt: skip
IN_PLACE, NOT_IN_PLACE = 4, 2  # of ratings from 1 to 5


def assurance(rated: pd.DataFrame) -> pd.DataFrame:
    """Return each principle or standard with how far it is assured.

    A standard is `assured` where every partner rates it 4 or 5 and evidence is given, `unproven`
    where they do without evidence, `contested` where partners are two steps or more apart, `weak`
    where no partner rates it above 2, else `partly`.

    Args:
        rated: rows of the local file `selfassessment`.

    Returns:
        A row per standard in the file's order: standard, group, status, lowest, highest, evidence,
        next_step.
    """
    columns = ["standard", "group", "status", "lowest", "highest", "evidence", "next_step"]
    if rated.empty:
        return pd.DataFrame(columns=columns)
    latest = latest_ratings(rated)
    return latest.assign(status=[_status(row) for _, row in latest.iterrows()])[columns]


def assurance_by_part(found: pd.DataFrame) -> pd.DataFrame:
    """Return how many standards of each part of a framework have each status, and all of them.

    Args:
        found: of `assurance`.
    """
    counts = pd.crosstab(found["group"], found["status"])
    order = [status for status in (ASSURED, UNPROVEN, PARTLY, CONTESTED, WEAK) if status in counts]
    parts = list(dict.fromkeys(found["group"]))
    table: pd.DataFrame = counts.reindex(index=parts, columns=order)
    return table.assign(total=table.sum(axis=1))


def _status(row: pd.Series) -> str:
    if row["lowest"] >= IN_PLACE:
        return ASSURED if row["evidence"] else UNPROVEN
    if row["differs"]:
        return CONTESTED
    return WEAK if row["highest"] <= NOT_IN_PLACE else PARTLY
