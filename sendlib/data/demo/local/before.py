"""The way to a plan in a demo council: requests and assessments, with or without a plan.

The published counts draw requests apart from the plans that came of them. Here each new plan of
2023 and 2024 takes over a request that was agreed, of a person born in the same school year where
there is one; requests and assessments that are left are of persons without a plan.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Ints
from sendlib.data.demo.local.here import Days, Here, between, day, first_of, part_of
from sendlib.data.demo.local.roll import birthdays, person_numbers, postcodes
from sendlib.data.demo.process import decided_in_six_weeks

YEARS = (2023, 2024)
YES, NO, OPEN, WITHDRAWN, LONG_AGO = "Y", "N", "A", "W", "H"
_OUTCOMES = np.array([YES, NO, OPEN, WITHDRAWN], dtype=object)
# days from the request to the plan: within 20 weeks, within a year, longer
_WAITS = ((98, 140), (141, 330), (366, 520))
_TO_PLAN = 42


@dataclass(frozen=True)
class Before:
    """others: persons without a plan, as those of the roll. steps: a row per request."""

    others: pd.DataFrame
    steps: pd.DataFrame


def before(here: Here, roll: pd.DataFrame) -> Before:
    """Return requests and assessments of everybody.

    Returns:
        others: a row per person without a plan: born, sex, ethnicity, postcode, cohort.
        steps: a row per person of the roll and of the others: person_id, received, request_outcome,
        request_date, assessment_outcome and assessment_date (missing where there was none),
        excepted (from the 20 weeks).
    """
    rng = here.rng("before")
    planned = _planned(here, rng, roll)
    requests = {year: _requests(here, year) for year in YEARS}
    for year in YEARS:
        _take(rng, planned, requests[year], year)
    refused = pd.concat([_assessed(here, rng, year, requests[year]) for year in YEARS])
    left = pd.concat([requests[year][~requests[year]["taken"]] for year in YEARS])
    alone = _without_plan(rng, left)
    others = pd.concat([refused, alone], ignore_index=True)
    return Before(_persons(here, rng, others, len(roll)), _steps(planned, others, here, roll))


def _planned(here: Here, rng: np.random.Generator, roll: pd.DataFrame) -> pd.DataFrame:
    """Return the request of each plan: as long before it as the published speed says."""
    size = len(roll)
    speed, excepted = np.zeros(size, dtype=int), np.zeros(size, dtype=bool)
    by_key = pd.Series(range(size), roll["key"])
    for frame in here.demo.people.new.values():
        mine = here.mine(frame)
        known = mine["place"].isin(by_key.index)
        at = by_key[mine["place"][known]].to_numpy()
        speed[at] = mine["speed"].to_numpy()[known]
        excepted[at] = mine["exception"].to_numpy()[known]
    start = roll["start"].to_numpy("datetime64[D]")
    first, last = (np.array(_WAITS)[speed, end] for end in (0, 1))
    received = start - np.floor(first + rng.random(size) * (last - first + 1)).astype(int)
    decided = received + rng.integers(18, _TO_PLAN + 1, size)
    started = start.astype("datetime64[Y]").astype(int) + 1970
    return pd.DataFrame(
        {
            "received": received,
            "request_outcome": np.where(started >= YEARS[0] - 1, YES, LONG_AGO),
            "request_date": decided,
            "assessment_outcome": np.where(started >= YEARS[0] - 1, YES, LONG_AGO),
            "assessment_date": start,
            "excepted": excepted,
            "cohort": roll["cohort"].to_numpy(),
            "start": start,
        },
        index=roll.index,
    )


def _requests(here: Here, year: int) -> pd.DataFrame:
    frame = here.demo.people.requests[year]
    mine = here.mine(frame).reset_index(drop=True)
    return pd.DataFrame(
        {
            "sex": mine["sex"],
            "ethnicity": mine["ethnicity"],
            "cohort": year - mine["age"],
            "outcome": _OUTCOMES[mine["outcome"].to_numpy()],
            "on_time": decided_in_six_weeks(here.demo, year)[here.is_mine(frame)],
            "year": year,
            "taken": False,
        }
    )


def _take(
    rng: np.random.Generator, planned: pd.DataFrame, requests: pd.DataFrame, year: int
) -> None:
    """Let plans whose request came in a year take over one of its agreed requests each."""
    plans = planned[_year(planned["received"].to_numpy()) == year]
    taken = _paired(rng, plans["cohort"].to_numpy(), requests)
    requests.loc[taken, "taken"] = True
    mine = requests.loc[taken]
    received = plans["received"].to_numpy()[: len(taken)]
    planned.loc[plans.index[: len(taken)], "request_date"] = _decided(
        rng, received, mine["on_time"].to_numpy(), latest=plans["start"].to_numpy()[: len(taken)]
    )


def _paired(rng: np.random.Generator, cohorts: Ints, requests: pd.DataFrame) -> list[int]:
    """Return an agreed request for each of some years of birth, of the nearest that is left."""
    agreed = requests[(requests["outcome"] == YES) & ~requests["taken"]]
    order = agreed.iloc[rng.permutation(len(agreed))]
    pools = {cohort: list(rows) for cohort, rows in order.groupby("cohort").groups.items()}
    found = []
    for cohort in cohorts[: len(agreed)]:
        near = min((key for key, rows in pools.items() if rows), key=lambda key: abs(key - cohort))
        found.append(pools[near].pop())
    return found


def _decided(rng: np.random.Generator, received: Days, on_time: Flags, *, latest: Days) -> Days:
    size = len(received)
    soon, late = rng.integers(18, 43, size), rng.integers(43, 76, size)
    date: Days = np.minimum(received + np.where(on_time, soon, late), latest)
    return date


def _assessed(
    here: Here, rng: np.random.Generator, year: int, requests: pd.DataFrame
) -> pd.DataFrame:
    """Return assessments of a year without plan, each with an agreed request if any is left."""
    mine = here.mine(here.demo.people.assessments[year])
    mine = mine[mine["outcome"] > 0].reset_index(drop=True)
    size = len(mine)
    outcome = _OUTCOMES[mine["outcome"].to_numpy()]
    taken = _paired(rng, (year - mine["age"]).to_numpy(), requests)
    requests.loc[taken, "taken"] = True
    on_time = np.ones(size, dtype=bool)
    on_time[: len(taken)] = requests.loc[taken, "on_time"].to_numpy()
    here_now = np.arange(size) < len(taken)
    received = between(
        rng, first_of(np.full(size, year), 1, 4), first_of(np.full(size, year), 8, 15)
    )
    autumn = between(
        rng, first_of(np.full(size, year - 1), 10, 5), first_of(np.full(size, year - 1), 12, 20)
    )
    received = np.where(here_now, received, autumn)
    told = received + rng.integers(90, 120, size)
    return pd.DataFrame(
        {
            "sex": mine["sex"],
            "ethnicity": mine["ethnicity"],
            "cohort": year - mine["age"],
            "received": received,
            "request_outcome": YES,
            "request_date": _decided(rng, received, on_time, latest=told),
            "assessment_outcome": outcome,
            "assessment_date": np.where(outcome == OPEN, day("NaT"), told),
            "excepted": part_of(rng, size, 0.05),
        }
    )


def _without_plan(rng: np.random.Generator, left: pd.DataFrame) -> pd.DataFrame:
    """Return requests that have led to no assessment so far; the undecided ones came last."""
    year, outcome = left["year"].to_numpy(), left["outcome"].to_numpy()
    early = between(rng, first_of(year, 1, 4), first_of(year, 10, 10))
    late = between(rng, first_of(year, 10, 20), first_of(year, 12, 31))
    autumn = between(rng, first_of(year, 8, 20), first_of(year, 10, 10))
    received = np.where(outcome == OPEN, late, np.where(outcome == YES, autumn, early))
    decided = _decided(rng, received, left["on_time"].to_numpy(), latest=first_of(year, 12, 31))
    return pd.DataFrame(
        {
            "sex": left["sex"].to_numpy(),
            "ethnicity": left["ethnicity"].to_numpy(),
            "cohort": left["cohort"].to_numpy(),
            "received": received,
            "request_outcome": outcome,
            "request_date": np.where(outcome == OPEN, day("NaT"), decided),
            "assessment_outcome": None,
            "assessment_date": day("NaT"),
            "excepted": False,
        }
    )


def _persons(
    here: Here, rng: np.random.Generator, others: pd.DataFrame, known: int
) -> pd.DataFrame:
    size = len(others)
    numbers = person_numbers(here.council.code, known + size)[known:]
    return pd.DataFrame(
        {
            "born": birthdays(rng, others["cohort"].to_numpy(), np.zeros(size, dtype=bool)),
            "sex": others["sex"].to_numpy(),
            "ethnicity": others["ethnicity"].to_numpy(),
            "postcode": postcodes(rng, size),
            "cohort": others["cohort"].to_numpy(),
        },
        index=pd.Index(numbers, name="person_id"),
    )


def _steps(
    planned: pd.DataFrame, others: pd.DataFrame, here: Here, roll: pd.DataFrame
) -> pd.DataFrame:
    columns = [
        "received", "request_outcome", "request_date", "assessment_outcome", "assessment_date",
        "excepted",
    ]  # fmt: skip
    numbers = person_numbers(here.council.code, len(roll) + len(others))
    both = pd.concat([planned[columns], others[columns]], ignore_index=True)
    return both.assign(person_id=[*roll.index, *numbers[len(roll) :]])


def _year(days: Days) -> Ints:
    years: Ints = days.astype("datetime64[Y]").astype(int) + 1970
    return years
