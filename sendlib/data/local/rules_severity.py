"""The rules that local files are checked by: what each is called and how serious its faults are.

This is the one place where severity is decided. An error leaves the row out of every figure: it
cannot be used, or would be counted twice. A warning keeps the row: a person has to look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sendlib.data.local.faults import Severity


@dataclass(frozen=True)
class Rule:
    """A rule: its title, its usual severity (`either` where it depends on the column), and why."""

    title: str
    severity: Severity | Literal["either"]
    effect: str


_READ = "An error where the column is required; else the value counts as missing."

RULES: Mapping[str, Rule] = {
    "missing_value": Rule(
        "Value missing", "either", "An error where the column is required, else a warning."
    ),
    "not_a_date": Rule("Not a date", "either", _READ),
    "not_a_number": Rule("Not a number", "either", _READ),
    "not_a_code": Rule("Not an allowed value", "either", _READ),
    "not_yes_no": Rule("Not yes or no", "either", _READ),
    "out_of_range": Rule(
        "Out of range", "either",
        "An error where the column is required; else the value counts as missing. A part above "
        "its whole is a warning, and stays.",
    ),
    "duplicate_row": Rule("Same row twice", "error", "The first is kept, the others left out."),
    "duplicate_key": Rule(
        "Same key with other values", "error", "The first is kept, the others left out."
    ),
    "ends_before_start": Rule(
        "Ends before it starts", "either",
        "An error: the row belongs to no time. A warning for an action due before it starts, and "
        "for a placement that starts after its plan ceased.",
    ),
    "unknown_column": Rule("Unknown column", "warning", "The column is not read."),
    "missing_column": Rule(
        "Column missing", "error", "Without a required column none of the file's rows is read."
    ),
    "duplicate_column": Rule("Column twice", "warning", "The first is read."),
    "short_row": Rule(
        "Wrong number of fields", "error", "It cannot be told which value belongs where."
    ),
    "unreadable_bytes": Rule("Unreadable characters", "either", _READ),
    "unlinked": Rule(
        "Not found in the other file", "warning", "The row is kept, without the other file's part."
    ),
    "overlapping_placements": Rule(
        "Overlapping placements", "warning", "Both are kept, and both costs are counted."
    ),
    "cost_without_placement": Rule(
        "Cost without placement", "warning", "The cost is counted, under no provider or package."
    ),
    "age_outside_0_25": Rule("Age outside 0 to 25", "warning", "The row is kept as it stands."),
    "same_person_twice": Rule(
        "Same person under two numbers", "warning", "Both are counted, as two persons."
    ),
    "shares_not_100": Rule("Shares do not add up to 100", "warning", "Shares are used as given."),
    "decided_before_request": Rule(
        "Decided before requested", "warning", "Both dates are kept as they stand."
    ),
    "plan_without_need": Rule("Plan without need", "warning", "The plan counts under no need."),
    "in_two_files_different": Rule(
        "In two files or sheets", "warning", "Only the one named first is read."
    ),
    "over_capacity": Rule("Far over capacity", "warning", "Both numbers are used as given."),
}  # fmt: skip


def severity_of(rule: str, given: Severity | None = None) -> Severity:
    """Return how serious a fault is: as its rule says, or as given where that depends."""
    severity = RULES[rule].severity
    if severity == "either":
        if given is None:
            raise ValueError(f"{rule}: say whether it is an error or a warning")
        return given
    return severity


def title_of(rule: str) -> str:
    """Return what a reader knows a rule by."""
    return RULES[rule].title if rule in RULES else rule.replace("_", " ").capitalize()
