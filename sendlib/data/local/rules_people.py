"""Rules over persons: ages outside 0 to 25, and the same person under two numbers."""

from collections.abc import Iterator

import pandas as pd

from sendlib.data.local.linkage import PERSON, PERSONS
from sendlib.data.local.rules_marks import Faults, Given, by_column, label, looked_up, mark
from sendlib.data.local.tables import LocalTable

OLDEST = 25  # a plan can go on to the end of the school year in which a person turns 25
BORN = "person_birth_date"
# what happens to a person, at which the age is looked at
EVENTS: tuple[tuple[str, str], ...] = (
    ("sen2_requests", "received_date"),
    ("sen2_assessments", "assessment_outcome_date"),
    ("sen2_named_plans", "start_date"),
    ("sen2_placement_detail", "entry_date"),
    ("packages", "start_date"),
    ("joint_funding", "request_date"),
    ("personal_budgets", "start_date"),
)
NAMES = ("surname", "forename")
# two rows that agree in all of one of these are the same person, if all are given; the last is for
# rows without names
SAME: tuple[tuple[str, ...], ...] = (
    ("upn",), ("unique_learner_number",), (BORN, *NAMES), (BORN, "sex", "postcode"),
)  # fmt: skip
RULE = "age_outside_0_25"


def ages(given: Given) -> Faults:
    """Return a fault where an age lies outside 0 to 25 by the date of birth in the SEN2 return.

    If all that happened to a person happened at such an age, the date of birth is at fault, and is
    told once; if only some did, their dates are.
    """
    if PERSONS not in given:
        return []
    persons = given[PERSONS].rows.drop_duplicates(PERSON)
    births = persons.dropna(subset=[PERSON]).set_index(PERSON)[BORN]
    events = _events(given, births)
    events["is_outside"] = _outside(events["born"], events["date"])
    always = events.groupby("person")["is_outside"].all()
    wrong_births = persons.index[persons[PERSON].isin(always.index[always])]
    faults = mark(
        given[PERSONS], wrong_births, column=BORN, rule=RULE,
        found="a date of birth by which everything happened at an age outside 0 to 25",
        expected=f"an age of 0 to {OLDEST} at each request, plan and package",
        remedy="Correct the date of birth.",
    )  # fmt: skip
    odd = events[events["is_outside"] & ~events["person"].isin(always.index[always])]
    for file, column, group in by_column(odd):
        faults += mark(
            given[file], pd.Index(group["row"]), column=column, rule=RULE,
            found="a date at which the person is younger than 0 or older than 25",
            expected=f"a date at an age of 0 to {OLDEST}",
            remedy=f"Correct the {label(column)}, or the date of birth in {PERSONS}.",
        )  # fmt: skip
    return faults


def _events(given: Given, births: pd.Series) -> pd.DataFrame:
    """Return a row for each dated event of a person whose date of birth is known."""
    parts = []
    for file, column in EVENTS:
        if file not in given:
            continue
        rows = given[file].rows
        part = pd.DataFrame(
            {"row": rows.index, "person": rows[PERSON].array, "date": rows[column].array}
        ).assign(file=file, column=column)
        part["born"] = looked_up(part["person"], births)
        parts.append(part.dropna(subset=["date", "born"]))
    return pd.concat([_none(), *parts], ignore_index=True)


def _none() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": pd.Series([], dtype="int64"),
            "person": pd.Series([], dtype="string"),
            "date": pd.Series([], dtype="datetime64[us]"),
            "file": pd.Series([], dtype="str"),
            "column": pd.Series([], dtype="str"),
            "born": pd.Series([], dtype="datetime64[us]"),
        }
    )


def _outside(born: pd.Series, date: pd.Series) -> "pd.Series[bool]":
    """Say whether the age at a date is below 0 or above 25 completed years."""
    years = date.dt.year - born.dt.year
    before = (date.dt.month * 100 + date.dt.day) < (born.dt.month * 100 + born.dt.day)
    age: pd.Series[int] = years - before.astype("int64")
    return ~age.between(0, OLDEST)


def same_person_twice(given: Given) -> Faults:
    """Return a fault for every person of the SEN2 return who stands there under an earlier number.

    The same person is the same UPN or ULN, or the same date of birth and name; where there are no
    names, the same date of birth, sex and postcode. Capitals and blanks do not matter. Each row is
    told once.
    """
    if PERSONS not in given:
        return []
    table = given[PERSONS]
    seen: set[int] = set()
    faults: Faults = []
    for columns, pairs in _pairs(table):
        new = pairs[~pairs.index.isin(list(seen))]
        seen |= set(new.index)
        what = " and ".join(label(name) for name in columns)
        faults += mark(
            table, new.index, column=PERSON, rule="same_person_twice",
            found=[f"another number for the {what} of row {row}" for row in new],
            expected="one number for each person, the same in all files",
            remedy="Use one of the two numbers for this person in all files; twins can stay.",
        )  # fmt: skip
    return faults


def _pairs(table: LocalTable) -> Iterator[tuple[tuple[str, ...], pd.Series]]:
    """Yield, by what they agree in, the rows of persons met before and the row they were met in."""
    for columns in SAME:
        rows = table.rows.dropna(subset=[PERSON, *columns])
        if columns[-1] == "postcode":
            rows = rows[rows[[*NAMES]].isna().any(axis=1)]
        folded = [_folded(rows[name]) for name in columns]
        first = rows.groupby(folded)[PERSON].transform("first")
        origin = rows.index.to_series().groupby(folded).transform("first")
        yield columns, origin[(rows[PERSON] != first).astype(bool)]


def _folded(values: pd.Series) -> pd.Series:
    if values.dtype != "string":
        return values
    return values.str.casefold().str.replace(r"[^\w]+", "", regex=True)
