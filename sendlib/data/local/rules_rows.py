"""Rules within one local file: what makes a row unusable, and what leaves it in doubt."""

import numpy as np

from sendlib.data.local.faults import Severity, shown
from sendlib.data.local.rules_marks import Faults, has_columns, label, mark, spoilt
from sendlib.data.local.tables import LocalTable

# first and last day of what a row is about; an action that is due before it starts is still an
# action, so that only its dates are in doubt
PERIODS: tuple[tuple[str, str], ...] = (
    ("start_date", "end_date"),
    ("start_date", "cease_date"),
    ("entry_date", "leaving_date"),
    ("start_date", "due_date"),
)
KEPT_IN_DOUBT = ("due_date",)
PARTS: tuple[tuple[str, str, str], ...] = (
    ("places", "out_of_area_on_roll", "on_roll"),
    ("outcomes", "achieved", "assessed"),
    ("services", "youngest_age", "oldest_age"),
)
SHARES = ("education_share_percent", "health_share_percent", "social_care_share_percent")
ROUNDING_POINTS = 1.0  # three thirds rounded to whole percentages add up to 99
FAR_OVER_SHARE, FAR_OVER_PLACES = 1.25, 5  # a child or two above places is common


def missing_values(table: LocalTable) -> Faults:
    """Return a fault for every required value that is blank."""
    faults: Faults = []
    for name in table.contract.required:
        blank = table.rows[name].isna() & ~spoilt(table, name)
        faults += mark(
            table, table.rows.index[blank], column=name, rule="missing_value", severity="error",
            found="nothing", expected=table.contract.columns[name].meaning,
            remedy="Fill in the value, or take the row out.",
        )  # fmt: skip
    return faults


def duplicates(table: LocalTable) -> Faults:
    """Return a fault for every row that stands there twice, or has the key of an earlier row."""
    key = list(table.contract.key)
    usable = table.rows[~spoilt(table, *key)]
    again = usable[usable.duplicated(key, keep=False)]
    if again.empty:
        return []
    first = again.index.to_series().groupby([again[name] for name in key], dropna=False)
    origin = first.transform("first")
    later = again.index != origin
    reference = again.loc[origin].set_axis(again.index)
    same = (again.eq(reference).fillna(False) | (again.isna() & reference.isna())).all(axis=1)
    numbers = " and ".join(label(name) for name in key)
    return mark(
        table, again.index[later & same], column="", rule="duplicate_row",
        found=[f"the same as row {row}" for row in origin[later & same]],
        expected="each row once", remedy="Take one of the two rows out.",
    ) + mark(
        table, again.index[later & ~same], column=key[0] if len(key) == 1 else "",
        rule="duplicate_key",
        found=[f"the {numbers} of row {row}, with other values" for row in origin[later & ~same]],
        expected=f"one row for each {numbers}",
        remedy="Say which row is right, or give one of them a number of its own.",
    )  # fmt: skip


def ends_before_start(table: LocalTable) -> Faults:
    """Return a fault for every row that ends before it starts."""
    faults: Faults = []
    for start, end in PERIODS:
        if not has_columns(table, start, end):
            continue
        early = table.rows[end] < table.rows[start]
        severity: Severity = "warning" if end in KEPT_IN_DOUBT else "error"
        faults += mark(
            table, table.rows.index[early], column=end, rule="ends_before_start",
            severity=severity, found=f"a date before the {label(start)}",
            expected=f"the {label(start)} or later",
            remedy=f"Correct the {label(start)} or the {label(end)}.",
        )  # fmt: skip
    return faults


def shares_not_100(table: LocalTable) -> Faults:
    """Return a fault for every row whose agencies' shares of a cost do not add up to 100."""
    if not has_columns(table, *SHARES):
        return []
    shares = table.rows[list(SHARES)]
    total = shares.sum(axis=1)
    off = shares.notna().any(axis=1) & ((total - 100).abs() > ROUNDING_POINTS)
    rows = table.rows.index[off & ~spoilt(table, *SHARES)]
    return mark(
        table, rows, column=SHARES[0], rule="shares_not_100",
        found=[f"shares of {value:g} in all" for value in total[rows]],
        expected="shares of education, health and social care of 100 in all",
        remedy="Correct the shares; an agency that pays nothing has 0.",
    )  # fmt: skip


def decided_before_request(table: LocalTable) -> Faults:
    """Return a fault for every request of joint funding that was decided before it was made."""
    if not has_columns(table, "request_date", "decision_date"):
        return []
    early = table.rows["decision_date"] < table.rows["request_date"]
    return mark(
        table, table.rows.index[early], column="decision_date", rule="decided_before_request",
        found="a date before the request date",
        expected="the request date or later",
        remedy="Correct the request date or the decision date.",
    )  # fmt: skip


def parts_above_whole(table: LocalTable) -> Faults:
    """Return a fault for every row in which a part is more than the whole."""
    faults: Faults = []
    for name, part, whole in PARTS:
        if name != table.name:
            continue
        rows = table.rows[(table.rows[part] > table.rows[whole]).fillna(False).astype(bool)]
        column = table.contract.columns[part]
        faults += mark(
            table, rows.index, column=part, rule="out_of_range", severity="warning",
            found=[shown(value, column, valid=True) for value in rows[part]],
            expected=f"at most the {label(whole)} of the row",
            remedy=f"Correct the {label(part)} or the {label(whole)}.",
        )  # fmt: skip
    return faults


def over_capacity(table: LocalTable) -> Faults:
    """Return a fault for every provision with far more children on roll than places."""
    if table.name != "places":
        return []
    places, on_roll = (table.rows[name].astype("float64") for name in ("places", "on_roll"))
    over = on_roll > np.maximum(places * FAR_OVER_SHARE, places + FAR_OVER_PLACES - 1)
    rows = table.rows[over]
    return mark(
        table, rows.index, column="on_roll", rule="over_capacity",
        found=[
            f"{on_roll} on roll for {places} places"
            for on_roll, places in zip(rows["on_roll"], rows["places"], strict=True)
        ],
        expected=f"at most {FAR_OVER_SHARE:.0%} of the places",
        remedy="Check places and children on roll; if both are right, leave them.",
    )  # fmt: skip
