"""The statutory arrangements in the governance of each council of a region."""

import pandas as pd

from sendlib.contracts.arrangements import arrangement_of, arrangements
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.governance import GAP, SINGLE, TWO, Governance


def members_governance(files: MemberFiles) -> pd.DataFrame:
    """Return in which councils each statutory arrangement has no group, one, two or more.

    A council that gives no governance is left out. Where several arrangements of a council mean the
    same statutory one, the best covered counts.

    Returns:
        A row per statutory arrangement: arrangement, law, and codes of councils (tuples) by the
        groups that take part: gap, single, two, several.
    """
    counts = {code: _groups(Governance(files.members[code].table("governance")))
              for code in files.with_file("governance")}  # fmt: skip
    rows = []
    for one in arrangements():
        by_status: dict[str, list[str]] = {GAP: [], SINGLE: [], TWO: [], "several": []}
        for code, found in counts.items():
            by_status[found.get(one.name, GAP)].append(code)
        rows.append((one.name, one.law, *map(tuple, by_status.values())))
    return pd.DataFrame(rows, columns=["arrangement", "law", GAP, SINGLE, TWO, "several"])


def _groups(governance: Governance) -> dict[str, str]:
    """Return the status of each statutory arrangement that a council's own ones mean."""
    best: dict[str, tuple[int, str]] = {}
    coverage = governance.coverage
    for _, row in coverage[coverage["group_count"] > 0].iterrows():
        known = arrangement_of(str(row["arrangement"]))
        if known is not None:
            found = (int(row["group_count"]), str(row["status"]))
            best[known.name] = max(found, best.get(known.name, (0, "")))
    return {name: status for name, (_, status) in best.items()}
