"""Personal budgets: how they are taken, what they are worth, and how they go with points."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import norm

from sendlib.contracts.local_files import code_sets
from sendlib.data.periods import census_day
from sendlib.measures.allocation import allocate
from sendlib.measures.local import people
from sendlib.measures.local.need_groups import need_groups
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import (
    NOT_RECORDED,
    PENCE,
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
)

NEEDED = ("personal_budgets",)
KIND = Field("budget_kind", "How it is taken", dict(code_sets()["fund_kinds"]))
GIVER = Field("agency", "Agency", categories(code_sets()["agencies"], "Not recorded"))
IN_FORCE = "personal budgets in force, January {year}"
DAYS_SHORT = 45
# files that tell of a person's need and age
PLANS = ("sen2_persons", "sen2_named_plans", "sen2_sen_need", "sen2_placement_detail")
NORMAL = float(norm.ppf(0.975))
RATIO, POINT = "held_of_model", "pounds_a_point"


def in_force(records: Records) -> tuple[int, pd.DataFrame] | None:
    """Return the latest January that the file reaches, and the budgets in force then."""
    rows = records.local.table("personal_budgets")
    seen = [rows[name].max() for name in ("start_date", "end_date")]
    reached = max((day for day in seen if pd.notna(day)), default=None)
    if reached is None:
        return None
    year = min(records.last_year, (reached + pd.Timedelta(days=DAYS_SHORT)).year)
    day = census_day(year)
    open_then = rows[(rows["start_date"] <= day) & ~(rows["end_date"] < day)]
    return (year, open_then) if len(open_then) else None


def _by_kind(records: Records) -> Sequence[Part]:
    found = in_force(records)
    if found is None:
        return []
    year, rows = found
    counted = cross(rows.assign(budget_kind=rows["kind"].astype(str)), ["budget_kind"])
    return [Part(str(year), IN_FORCE.format(year=year), counted)]


def _by_agency(records: Records) -> Sequence[Part]:
    found = in_force(records)
    if found is None:
        return []
    year, rows = found
    pence = (rows["annual_value_gbp"].fillna(0.0) * 100).round().astype("int64")
    paid = pd.DataFrame(
        {PERSON: rows[PERSON].astype(str), "agency": rows["agency"].astype(str), PENCE: pence}
    )
    paid = paid[paid[PENCE] > 0]
    if paid.empty:
        return []
    return [Part(str(year), IN_FORCE.format(year=year), cross(paid, ["agency"]))]


def allocated(records: Records) -> tuple[int, pd.DataFrame] | None:
    """Return budgets with points, and what each would be if only points counted.

    Returns:
        Year, and rows of the file with value and points above 0, `model_gbp`, `need` and `age`.
        None where no budget has both, or where the budget cannot give everyone the least sum.
    """
    found = in_force(records)
    if found is None:
        return None
    year, rows = found
    rows = rows[(rows["points"] > 0) & (rows["annual_value_gbp"] > 0)]
    rules = records.options.allocation
    budget = rules.budget_gbp or float(rows["annual_value_gbp"].sum())
    if rows.empty or rules.lowest_gbp * len(rows) > budget:
        return None
    model = allocate(
        rows["points"], budget_gbp=budget, lowest_gbp=rules.lowest_gbp,
        highest_gbp=rules.highest_gbp,
    )  # fmt: skip
    return year, _described(rows.assign(model_gbp=model), records, year)


def _described(rows: pd.DataFrame, records: Records, year: int) -> pd.DataFrame:
    persons = rows[PERSON].astype(str)
    if not all(records.local.has(name) for name in PLANS) or year not in people.januaries(records):
        return rows.assign(need=NOT_RECORDED, age=NOT_RECORDED)
    known = people.in_force(records, year).set_index(PERSON)
    age = persons.map(known["age"]).fillna(NOT_RECORDED)
    return rows.assign(need=need_groups(persons.map(known["need"])), age=age)


def _equity(records: Records) -> pd.DataFrame:
    found = allocated(records)
    if found is None:
        return pd.DataFrame(columns=[*COLUMNS])
    year, rows = found
    groups: list[tuple[str, pd.DataFrame]] = [("Total", rows)]
    for name in ("agency", "need", "age"):
        parts = rows.groupby(rows[name].astype(str))
        if len(parts) > 1:
            groups += [(f"{name}={code}", part) for code, part in parts]
    return pd.DataFrame(
        [one for key, part in groups for one in _figures(str(year), key, part)], columns=[*COLUMNS]
    )


def _figures(period: str, key: str, part: pd.DataFrame) -> list[dict[str, object]]:
    """Return what a group holds of its model sums, with a 95% interval, and pounds a point.

    Method: ratio estimator, Cochran 1977, Sampling techniques, pp. 153-155; persons as units.
    """
    each = part.groupby(part[PERSON].astype(str))[["annual_value_gbp", "model_gbp", "points"]].sum()
    sums, count = each.sum(), len(each)
    ratio = sums["annual_value_gbp"] / sums["model_gbp"]
    rest = each["annual_value_gbp"] - ratio * each["model_gbp"]
    error = np.nan
    if count > 1:
        error = NORMAL * np.sqrt(count / (count - 1) * (rest**2).sum()) / sums["model_gbp"]
    largest = float((each.max() / sums).max())
    return [
        row(
            period, key, RATIO, ratio, unit="ratio", persons=count, largest=largest,
            lower=ratio - error, upper=ratio + error, confidence=95.0 if count > 1 else np.nan,
        ),
        row(
            period, key, POINT, sums["annual_value_gbp"] / sums["points"], unit="gbp",
            persons=count, largest=largest,
        ),
    ]  # fmt: skip


BUDGETS_KIND = LocalMeasure(
    name="personal-budgets-kind", title="Personal budgets by how they are taken", files=NEEDED,
    fields=(KIND,), measure="local_personal_budgets_count", noun="personal budgets",
    count=_by_kind,
    note="A person may hold several. Budgets in force on the day of the January count.",
)  # fmt: skip
BUDGETS_VALUE = LocalMeasure(
    name="personal-budgets-value", title="Value of personal budgets by agency", files=NEEDED,
    fields=(GIVER,), measure="local_personal_budgets_gbp", noun="personal budgets", unit="gbp",
    count=_by_agency, note="Pounds a year of budgets in force on the day of the January count.",
)  # fmt: skip
EQUITY = LocalResult(
    name="personal-budgets-equity", title="Personal budgets beside what their points come to",
    files=NEEDED, work_out=_equity,
    note=(
        "1 is what points alone would give: each point is worth the same, within the budget and "
        "the least and most of one budget."
    ),
)  # fmt: skip
TABLES = (BUDGETS_KIND, BUDGETS_VALUE)
RESULTS = (EQUITY,)
