"""How long decisions on joint funding take, and the health share that is missing."""

import pandas as pd

from sendlib.measures.change import round_half_away
from sendlib.measures.joint_funding import RATINGS, with_parity
from sendlib.measures.local.joint import PENDING, requests
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.spend import WEEKS_IN_YEAR
from sendlib.measures.local.table import PERSON, Records
from sendlib.measures.survival import lasting

NEEDED = ("joint_funding",)
HORIZON_DAYS = 365.0
TO_POUNDS = 1000


def _days(records: Records) -> pd.DataFrame:
    rows = requests(records)
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    now = pd.concat([rows["request_date"], rows["decision_date"]]).max()
    is_decided = rows["decision_date"].notna() & (rows["outcome"] != PENDING)
    end = rows["decision_date"].where(is_decided, now)
    rows = rows.assign(is_decided=is_decided, days=(end - rows["request_date"]).dt.days.clip(1))
    years = rows["request_date"].dt.year
    parts = {str(int(str(year))): part for year, part in rows.groupby(years)}
    whole = " to ".join(dict.fromkeys([str(years.min()), str(years.max())]))
    found = []
    for period, part in {**parts, whole: rows}.items():
        took = lasting(part["days"], part["is_decided"], horizon=HORIZON_DAYS)
        persons = part[PERSON].nunique()
        found += [
            row(period, "Total", "quartile_days", took.quartile, unit="days", persons=persons),
            row(period, "Total", "median_days", took.median, unit="days", persons=persons,
                lower=took.median_lower, upper=took.median_upper, confidence=95.0),
            row(period, "Total", "upper_quartile_days", took.upper, unit="days", persons=persons),
        ]  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def _health(records: Records) -> pd.DataFrame:
    rows = requests(records)
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    packages = records.local.table("packages").drop_duplicates("package_id")
    weeks = packages.set_index("package_id")["weeks_a_year"]
    paid = rows["package_id"].map(weeks).astype(float).fillna(WEEKS_IN_YEAR)
    rated = with_parity(rows.assign(yearly_gbp=rows["weekly_cost_gbp"].fillna(0.0) * paid))
    years = rows["request_date"].dt.year
    period = " to ".join(dict.fromkeys([str(years.min()), str(years.max())]))
    found = []
    for rating in RATINGS:
        mine = rated[rated["health_need"] == rating]
        missing = mine[mine["is_missing"]]
        where, persons = f"health_need={rating}", missing[PERSON].nunique()
        paying = mine[mine["health_share_percent"] > 0]
        agreed = mine["agreed_percent"].iloc[0] if len(mine) else float("nan")
        # where health pays a share in no request of the rating, parity is not known
        parity = missing["parity_gbp"].sum(skipna=False)
        each = missing.groupby(PERSON)["parity_gbp"].sum()
        largest = each.max() / parity if parity > 0 else 0.0
        found += [
            row(period, where, "missing", len(missing), unit="count", persons=persons),
            row(period, where, "agreed_percent", round_half_away(agreed), unit="percent",
                persons=paying[PERSON].nunique()),
            row(period, where, "parity", TO_POUNDS * round_half_away(parity / TO_POUNDS),
                unit="gbp", persons=persons, largest=largest),
        ]  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


JOINT_DAYS = LocalResult(
    name="joint-days", title="Days from request to decision on joint funding", files=NEEDED,
    work_out=_days,
    note=(
        "By year of the request. Requests that wait still count as waiting at least as long as "
        "they have."
    ),
)  # fmt: skip
JOINT_HEALTH = LocalResult(
    name="joint-health", title="Health's share that is missing, and what parity would give",
    files=NEEDED, work_out=_health,
    note=(
        "Missing: no share recorded, or none paid though health needs are rated medium or high. "
        "Parity: the share that health pays on average, weighted by cost, where it pays one for "
        "needs of the same rating; a year's cost, rounded to £1,000. It is a measure of scale, no "
        "finding on any case."
    ),
)  # fmt: skip
RESULTS = (JOINT_DAYS, JOINT_HEALTH)
