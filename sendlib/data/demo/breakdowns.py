"""The breakdowns of the plan releases, each with the words its file uses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Ints
from sendlib.data.demo.rates import rates
from sendlib.data.demo.settings import FIELDS, LABELS, MEMBERS, TOTALS

AGE, START_AGE, SEX = "Child or young persons age", "Age when plan started", "Sex"
ETHNICITY, YEARS_IN_PLACE = "Ethnicity", "Years EHC plan in place"
PLACEMENT = "Type of placement"
SEXES = ("Female", "Male", "Unknown")


@dataclass(frozen=True)
class Breakdown:
    """One topic: its labels, and the code of each person among them."""

    topic: str
    labels: Sequence[str]
    codes: Ints


def total(people: pd.DataFrame, label: str) -> Breakdown:
    """Return the breakdown of one kind: everybody."""
    return Breakdown(label, (label,), np.zeros(len(people), dtype=np.int64))


def ages(
    people: pd.DataFrame,
    topic: str,
    *,
    column: str = "age",
    oldest: int = 20,
    words: tuple[str, str, str] = ("age 2 and under", "age {}", "age 20 and over"),
) -> Breakdown:
    """Return single years of age with an open end at either side.

    Args:
        people: a row per person.
        topic: what the file calls the breakdown.
        column: which age.
        oldest: the last label's age.
        words: the first label, the pattern of those between, the last.
    """
    first, between, last = words
    labels = (first, *(between.format(age) for age in range(3, oldest)), last)
    codes = np.clip(people[column].to_numpy(), 2, oldest) - 2
    return Breakdown(topic, labels, codes)


def single_ages(people: pd.DataFrame) -> Breakdown:
    """Return the ages of the caseload: under 3 to 25."""
    return ages(people, AGE, oldest=25, words=("under 3", "age {}", "age 25"))


def sex(people: pd.DataFrame) -> Breakdown:
    """Return sex."""
    return Breakdown(SEX, SEXES, people["sex"].to_numpy())


def ethnicity(people: pd.DataFrame) -> Breakdown:
    """Return ethnicity."""
    labels = tuple(rates()["caseload"]["ethnicity_2025"])
    return Breakdown(ETHNICITY, labels, people["ethnicity"].to_numpy())


def years_held(
    people: pd.DataFrame,
    topic: str = YEARS_IN_PLACE,
    *,
    words: tuple[str, str, str, str] = ("Less than a year", "1", "{}", "12 or more"),
) -> Breakdown:
    """Return how long plans have been in place."""
    first, one, many, last = words
    labels = (first, one, *(many.format(year) for year in range(2, 12)), last)
    return Breakdown(topic, labels, np.minimum(people["years"].to_numpy(), 12))


def placement(people: pd.DataFrame) -> Breakdown:
    """Return the setting, without the totals of groups: `with_totals` adds them."""
    return Breakdown(PLACEMENT, tuple(LABELS.values()), people["setting"].to_numpy())


def total_members() -> dict[str, list[int]]:
    """Return the label of each group total and the places of its settings."""
    return {
        label: [FIELDS.index(field) for field in MEMBERS[total]] for total, label in TOTALS.items()
    }
