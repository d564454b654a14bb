"""What a cohort would be with other thresholds, and how far the records can tell.

Sizes are told as rounded percentages of the size as defined: two exact ones side by side would give
away how many lie between two thresholds.
"""

import pandas as pd

from sendlib.measures.change import round_half_away
from sendlib.measures.cohort import sweep
from sendlib.measures.local.cohort import IN, members
from sendlib.measures.local.cohort_persons import years
from sendlib.measures.local.packages import NEEDED, in_force
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import PERSON, Records

FACTORS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
# fewest in the cohort -> percent that sizes are rounded to: a step is ten persons or more
STEPS = {200: 5, 100: 10, 50: 20}
RECORDED_STEP = 5
# what of the packages a rule rests on
RECORDED_IN = {
    "needs": "primary_need", "settings": "setting_type", "residential": "accommodation",
    "weekly_cost_gbp": "weekly_cost_education_gbp", "agencies": "weekly_cost_health_gbp",
    "residential_weeks": "weeks_a_year", "residential_nights": "residential_nights",
    "looked_after": "looked_after", "continuing_care": "continuing_care",
    "health_severity": "health_severity",
}  # fmt: skip


def _moved(records: Records) -> pd.DataFrame:
    cohort = records.options.definitions[0]
    found = []
    for year in years(records)[-1:]:
        persons = members(records, year)
        size = int((persons["cohort"] == IN).sum())
        step = next((step for fewest, step in STEPS.items() if size >= fewest), None)
        if step is None:
            continue
        moved = sweep(persons, cohort, FACTORS)[["rule", "threshold", "size"]]
        for rule, threshold, now in moved.itertuples(index=False, name=None):
            percent = step * round_half_away(100 * int(now) / size / step)
            found.append(
                row(str(year), f"rule={rule}", f"at_{threshold:g}", percent, unit="percent",
                    persons=size)
            )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def _recorded(records: Records) -> pd.DataFrame:
    cohort = records.options.definitions[0]
    found = []
    for year in years(records)[-1:]:
        rows = in_force(records, year)
        for at, rule in enumerate(cohort.rules, start=1):
            column = RECORDED_IN.get(rule.kind)
            if column and len(rows):
                share = 100 * rows[column].notna().mean()
                percent = RECORDED_STEP * round_half_away(share / RECORDED_STEP)
                found.append(
                    row(str(year), f"rule={at}", "recorded", percent, unit="percent",
                        persons=rows[PERSON].nunique())
                )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


COHORT_SWEEP = LocalResult(
    name="cohort-sweep", title="Size of the cohort with other thresholds", files=NEEDED,
    work_out=_moved,
    note=(
        "In percent of the size as defined, rounded, with one threshold moved and the other rules "
        "as they are."
    ),
)  # fmt: skip
COHORT_RECORDED = LocalResult(
    name="cohort-recorded", title="How far the records can tell", files=NEEDED, work_out=_recorded,
    note="Packages in which what the rule asks about is filled in, in percent, to the nearest 5.",
)  # fmt: skip
RESULTS = (COHORT_SWEEP, COHORT_RECORDED)
