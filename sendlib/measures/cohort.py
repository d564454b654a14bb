"""Who has complex needs by a definition of rules, and what each rule adds.

Persons are a row each, with what the rules ask about: `PERSON_COLUMNS`.
"""

import numpy as np
import pandas as pd

from sendlib.params.cohorts import NUMBERS, Cohort, Rule

# what is counted in whole numbers, and the fewest that say something
LEAST = {"agencies": 2.0, "number_of_needs": 1.0}
SEVERITY = {"low": 1, "medium": 2, "high": 3}
# what each rule asks about; numbers are 0, and sets empty, where nothing is recorded
COLUMN_OF = {
    "needs": "needs", "number_of_needs": "number_of_needs", "settings": "settings",
    "residential": "is_residential", "weekly_cost_gbp": "weekly_cost_gbp", "agencies": "agencies",
    "residential_weeks": "residential_weeks", "residential_nights": "residential_nights",
    "looked_after": "looked_after", "continuing_care": "continuing_care",
    "health_severity": "health_severity",
}  # fmt: skip
PERSON_COLUMNS = tuple(COLUMN_OF.values())


def rules_met(persons: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """Return whether each person meets each rule: a column per rule, numbered from 1.

    Args:
        persons: a row per person: `needs` and `settings` (sets of codes), `health_severity` (1 low
            to 3 high, 0 not recorded), numbers and booleans as in `PERSON_COLUMNS`.
        cohort: the definition.
    """
    return pd.DataFrame(
        {str(at): meets(persons, rule) for at, rule in enumerate(cohort.rules, start=1)},
        index=persons.index,
    )


def meets(persons: pd.DataFrame, rule: Rule) -> pd.Series:
    """Return whether each person meets one rule."""
    column = persons[COLUMN_OF[rule.kind]]
    if rule.kind in NUMBERS:
        return column >= float(rule.value)
    if rule.kind == "health_severity":
        return column >= SEVERITY[rule.value]
    if rule.kind in ("needs", "settings"):
        wanted = set(rule.value)
        return column.map(lambda found: not wanted.isdisjoint(found)).astype(bool)
    return column.astype(bool)


def is_in(persons: pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Return whether each person is in the cohort."""
    return rules_met(persons, cohort).sum(axis=1) >= cohort.least


def sweep(persons: pd.DataFrame, cohort: Cohort, factors: tuple[float, ...]) -> pd.DataFrame:
    """Return the size of a cohort with the threshold of one rule moved, the others as they are.

    Args:
        persons: as `rules_met` takes them.
        cohort: the definition.
        factors: what each threshold is multiplied by.

    Returns:
        A row per rule with a number and factor: `rule` (its number), `factor`, `threshold` and
        `size`. A threshold that moves nothing, since it is counted in whole steps, is left out.
    """
    met = rules_met(persons, cohort)
    rows = []
    for at, rule in enumerate(cohort.rules, start=1):
        if rule.kind not in NUMBERS:
            continue
        others = met.drop(columns=str(at)).sum(axis=1)
        steps = dict.fromkeys(_moved(rule, factor) for factor in factors)
        for threshold in steps:
            own = persons[COLUMN_OF[rule.kind]] >= threshold
            size = int((others + own >= cohort.least).sum())
            rows.append((str(at), threshold / float(rule.value), threshold, size))
    return pd.DataFrame(rows, columns=["rule", "factor", "threshold", "size"])


def _moved(rule: Rule, factor: float) -> float:
    """Return a threshold moved; one that counts agencies or needs, in whole numbers."""
    threshold = float(rule.value) * factor
    if rule.kind in LEAST:
        return max(LEAST[rule.kind], float(np.floor(threshold + 0.5)))
    return threshold
