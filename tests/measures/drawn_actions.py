"""Improvement plans drawn in tests: one row per action, one column per review."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import TYPES
from sendlib.measures.improvement import Improvement, improvement
from sendlib.params.progress import Progress
from tests.conftest import drawn_rows

SHORT = {"n": "not_started", "s": "delayed_start", "d": "delayed", "t": "on_track",
         "c": "completed", "e": "embedded", "x": "closed"}  # fmt: skip


def drawn_actions(text: str) -> pd.DataFrame:
    """Return rows of the local file from a drawn plan: `id | start | due | 2024-01 | ...`.

    Ratings are letters of `SHORT`; other columns are those of the contract.
    """
    columns = local_files()["actions"].columns
    rows = []
    for row in drawn_rows(text):
        usual = {name: cell for name, cell in row.items() if name in columns}
        usual |= {"action_id": row["id"], "start_date": row["start"], "due_date": row["due"]}
        usual.setdefault("action", f"Do {row['id']}")
        for name, cell in row.items():
            if name[:2] == "20" and cell:
                rows.append({**usual, "review_date": name, "rating": SHORT[cell]})
    made = {
        name: pd.Series([row.get(name) or None for row in rows], dtype=object).astype(
            TYPES[column.kind]
        )
        if column.kind != "month"
        else pd.to_datetime(pd.Series([row.get(name) or None for row in rows], dtype=object))
        for name, column in columns.items()
    }
    return pd.DataFrame(made)


def drawn_plan(text: str, **options: object) -> Improvement:
    """Return the improvement plan that a drawing shows."""
    return improvement(drawn_actions(text), Progress.model_validate(options))
