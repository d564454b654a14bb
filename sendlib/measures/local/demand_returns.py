"""What the returns are filled from: the projection of the council's own persons, not protected.

These are numbers of few persons. They go to the department, and to the private folder, and never
into a report.
"""

import numpy as np
import pandas as pd

from sendlib.measures.local.demand import AS_SEEN, Projected, projected, simulated
from sendlib.measures.local.table import PERSON, Records
from sendlib.measures.returns.forms import EVENTS
from sendlib.measures.returns.sheets import Expected
from sendlib.measures.simulation_history import AGES, STAGES
from sendlib.measures.simulation_rates import Numbers

YEARS = 5  # the January of year n + 1 stands for year n
USUAL = 20.0  # joiners of a stage up to which its ratio is drawn towards that of all


def expected_for_returns(records: Records) -> Expected | None:
    """Return plans and steps to them by year; None where persons cannot be projected."""
    found, result = projected(records), simulated(records, AS_SEEN)
    if found is None or result is None:
        return None
    years = tuple(january - 1 for january in found.coming[:YEARS])
    joined = result.joined[:YEARS].sum(axis=(2, 3))
    ratios = _ratios(records, found)
    return Expected(
        years, result.mean[:YEARS], {kind: joined * ratios[kind][None] for kind in EVENTS}
    )


def _ratios(records: Records, found: Projected) -> dict[str, Numbers]:
    """Return requests, assessments and plans issued for each joiner, by age.

    They are of the calendar years between the Januaries known, where records of the step exist.
    """
    joined = found.model.history.joined.sum(axis=(2, 3)).astype(float)
    years = list(found.years[:-1])
    stages = np.asarray(STAGES)
    ratios = {}
    for kind, events in _events(records).items():
        counted = np.zeros((len(years), AGES))
        for at, year in enumerate(years):
            ages = events.loc[events["year"] == year, "age"].to_numpy(dtype=int)
            counted[at] = np.bincount(ages, minlength=AGES)
        told = counted.sum(axis=1) > 0
        happened, joiners = counted[told].sum(axis=0), joined[told].sum(axis=0)
        overall = happened.sum() / max(joiners.sum(), 1.0)
        by_stage = np.bincount(stages, happened), np.bincount(stages, joiners)
        ratio = (by_stage[0] + USUAL * overall) / (by_stage[1] + USUAL)
        ratios[kind] = np.asarray(ratio[stages], dtype=float)
    return ratios


def _events(records: Records) -> dict[str, pd.DataFrame]:
    """Return a row per request, assessment and plan issued: its calendar year and the age."""
    local = records.local
    assessments = local.of_all_returns("sen2_assessments").drop_duplicates("assessment_id")
    decided = assessments[assessments["assessment_outcome"].isin(["Y", "N"])]
    requests = local.of_all_returns("sen2_requests").drop_duplicates("request_id")
    plans = local.of_all_returns("sen2_named_plans").drop_duplicates("named_plan_id")
    persons = local.of_all_returns("sen2_persons").drop_duplicates(PERSON)
    born = persons.set_index(persons[PERSON].astype(str))["person_birth_date"]
    dated = {
        "requests": (requests, "received_date"),
        "assessments": (decided, "assessment_outcome_date"),
        "issued": (plans, "start_date"),
    }
    return {kind: _aged(rows, day, born) for kind, (rows, day) in dated.items()}


def _aged(rows: pd.DataFrame, day: str, born: pd.Series) -> pd.DataFrame:
    known = rows.dropna(subset=[PERSON, day])
    birthday = known[PERSON].astype(str).map(born)
    year = known[day].dt.year
    # of the school year in which the January after the event falls
    age = year - birthday.dt.year - (birthday.dt.month > 8).astype("Int64")
    table = pd.DataFrame(
        {"year": year.to_numpy(), "age": age.to_numpy(dtype=float, na_value=np.nan)}
    )
    return table.dropna().assign(age=lambda one: one["age"].clip(0, AGES - 1))
