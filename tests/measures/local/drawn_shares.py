"""Shares drawn in a few words: one table or more of each council, hidden numbers with a range."""

import pandas as pd

from sendlib.measures.local.share import Share, SharedTable, Shares
from tests.conftest import drawn_rows

KENT, MEDWAY, SURREY = "886", "887", "936"
MEMBERS = (KENT, MEDWAY, SURREY)


def drawn_table(measure, text):
    """Return a table drawn as `period | <fields> | value`; `0 to 4` is hidden, `2 or more` too."""
    rows = pd.DataFrame([{"period": "2025", **row} for row in drawn_rows(text)])
    ends = rows["value"].map(_ends)
    return SharedTable(
        measure,
        rows.assign(
            value=[low if low == high else None for low, high in ends],
            lower=[low for low, _ in ends],
            upper=[high for _, high in ends],
            reason=["" if low == high else "confidential" for low, high in ends],
        ).astype({"value": float, "lower": float, "upper": float}),
    )


def _ends(text):
    if " or more" in text:
        return float(text.split()[0]), float("nan")
    low, _, high = text.partition(" to ")
    return float(low), float(high or low)


def drawn_share(code, places=None, results=(), **tables):
    """Return the share of a council; tables by name as `drawn_table` makes them."""
    columns = ["school_year", "need", "phase", "places"]
    return Share(
        code,
        tables={name.replace("_", "-"): table for name, table in tables.items()},
        results={one.result.name: one for one in results},
        places=pd.DataFrame(places or [], columns=columns),
        hidden_count=2,
        digests={f"local/{code}/share.json": "f" * 64},
    )


def drawn_shares(*shares, members=MEMBERS):
    return Shares(members, {one.area_code: one for one in shares})
