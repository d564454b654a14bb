"""Tables of joint funding: what was decided, and how long requests have waited."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.table import (
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
    known,
)

PENDING = "pending"
REQUESTS = "requests for joint funding"
OUTCOME = Field("outcome", "Decision", categories(code_sets()["decisions"], "Not recorded"))
WAITING = Field(
    "waiting",
    "Time waited",
    {"0-2": "Less than 3 months", "3-5": "3 to 5 months", "6-11": "6 to 11 months",
     "12+": "12 months or more"},
)  # fmt: skip
_DAYS_IN_MONTH = 30.4375


def requests(records: Records) -> pd.DataFrame:
    """Return requests for joint funding with `outcome` and the band of months `waiting`."""
    rows = records.local.table("joint_funding")
    decided = rows["decision_date"].notna()
    outcome = known(rows["decision"]).where(rows["decision"].notna() | decided, PENDING)
    dates = pd.concat([rows["request_date"], rows["decision_date"]])
    months = (dates.max() - rows["request_date"]).dt.days / _DAYS_IN_MONTH
    band = pd.cut(months, [-1, 3, 6, 12, 10_000], right=False, labels=list(WAITING.categories))
    return rows.assign(outcome=outcome, waiting=band.astype(object).fillna("0-2").astype(str))


def _period(rows: pd.DataFrame) -> str:
    years = rows["request_date"].dt.year
    return " to ".join(dict.fromkeys([str(years.min()), str(years.max())]))


def _by_outcome(records: Records) -> Sequence[Part]:
    rows = requests(records)
    if rows.empty:
        return []
    return [Part(_period(rows), REQUESTS, cross(rows, ["outcome"]))]


def _by_waiting(records: Records) -> Sequence[Part]:
    rows = requests(records)
    waiting = rows[rows["outcome"] == PENDING]
    if waiting.empty:
        return []
    where = JOINT_WAITING.within
    return [Part(_period(rows), REQUESTS, cross(waiting, ["waiting"]), where=where)]


JOINT_OUTCOME = LocalMeasure(
    name="joint-outcome", title="Requests for joint funding by decision", files=("joint_funding",),
    fields=(OUTCOME,), measure="local_joint_funding_count", noun="requests for joint funding",
    count=_by_outcome,
)  # fmt: skip
JOINT_WAITING = LocalMeasure(
    name="joint-waiting", title="Requests for joint funding without a decision, by time waited",
    files=("joint_funding",), fields=(WAITING,), measure="local_joint_funding_count",
    noun="requests without a decision", count=_by_waiting,
    note="Up to the last day on which the file has a request or a decision.",
    within={"outcome": PENDING},
)  # fmt: skip
TABLES = (JOINT_OUTCOME, JOINT_WAITING)
