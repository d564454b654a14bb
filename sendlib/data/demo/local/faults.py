"""The faults that are planted in a demo council's files, of every rule that files are checked by.

They are those that analysts meet: words in a column of numbers, a year mistyped, a row pasted
twice, a number of nobody. No two are in one row or of one person, so each can only be told once.
"""

import datetime
from collections.abc import Mapping

from sendlib.data.demo.local.faults_people import plant_in_people
from sendlib.data.demo.local.here import Here
from sendlib.data.demo.local.lines import Cell, Line, Sheet
from sendlib.data.demo.local.planting import Garden, Planted, Severity, filled

# file, column, what is written, rule, severity: one cell of a row in which the column is filled
_CELLS: tuple[tuple[str, str, Cell, str, Severity], ...] = (
    ("contracts", "end_date", None, "missing_value", "error"),
    ("workforce", "established_fte", None, "missing_value", "error"),
    ("actions", "action", None, "missing_value", "error"),
    ("services", "median_wait_weeks", "n/a", "missing_value", "warning"),
    ("budgets", "budget_gbp", "12.4m", "not_a_number", "error"),
    ("places", "places", "about 20", "not_a_number", "error"),
    ("workforce", "in_post_fte", "full", "not_a_number", "warning"),
    ("contracts", "annual_value_gbp", "see schedule 2", "not_a_number", "warning"),
    ("contracts", "end_date", "end of term", "not_a_date", "error"),
    ("providers", "judgement_date", "31/02/2023", "not_a_date", "warning"),
    ("engagement", "date", "spring term", "not_a_date", "error"),
    ("providers", "judgement", "Satisfactory", "not_a_code", "warning"),
    ("actions", "rating", "Amber-green", "not_a_code", "error"),
    ("services", "needs", "Autism and more", "not_a_code", "warning"),
    ("budgets", "is_forecast", "in part", "not_yes_no", "warning"),
    ("services", "is_joint", "to be agreed", "not_yes_no", "warning"),
    ("contracts", "notice_months", 90, "out_of_range", "warning"),
    ("services", "oldest_age", 99, "out_of_range", "warning"),
    ("engagement", "theme", "Waiting \x1a lists", "unreadable_bytes", "warning"),
    ("outcomes", "service_id", "S99", "unlinked", "warning"),
    ("intentions", "priority_id", "P99", "unlinked", "warning"),
    ("contracts", "provider_id", "PR999", "unlinked", "warning"),
)
_YEAR_SLIP = ("actions", "due_date")
_ROUND_FILES = ("places", "workforce")
# file and column: one nobody knows, one that stands twice, one that is not there
_UNKNOWN = (("services", "Notes"), ("transport", "Taxi firm"))
_REPEATED = (("contracts", "end_date"), ("joint_funding", "decision"))
_WITHOUT = (("selfassessment", "rating"), ("pooled_funds", "contribution_gbp"))
# the local files that stand in the workbook as well as in a file of their own
AGAIN = ("governance", "priorities")


def plant(here: Here, sheets: Mapping[str, Sheet]) -> tuple[Planted, ...]:
    """Change the sheets of a council's files so that they hold faults, and say which."""
    garden = Garden(sheets, here.rng("faults"))
    plant_in_people(garden)
    for file, column, text, rule, severity in _CELLS:
        line = garden.pick(file, filled(column))
        line.cells[column] = text
        garden.mark(file, line, column, rule, severity)
    _dates(garden)
    _rows(garden)
    _headers(garden)
    return garden.planted()


def _dates(garden: Garden) -> None:
    """Plant a year with a slipped digit, dates that end before they start."""
    file, column = _YEAR_SLIP
    line = garden.pick(file, lambda cells: " 202" in str(cells[column]))
    month, year = str(line.cells[column]).split()
    line.cells[column] = f"{month} {year[0]}-{year[2:]}"
    garden.mark(file, line, column, "not_a_date", "warning")
    line = garden.pick("contracts", filled("start_date", "end_date"))
    line.cells["end_date"] = datetime.datetime(2011, 8, 31)
    garden.mark("contracts", line, "end_date", "ends_before_start", "error")
    line = garden.pick("intentions")
    line.cells["end_date"] = "January 2024"
    garden.mark("intentions", line, "end_date", "ends_before_start", "error")
    line = garden.pick("actions")
    line.cells["due_date"] = "April 2022"
    garden.mark("actions", line, "due_date", "ends_before_start", "warning")


def _rows(garden: Garden) -> None:
    """Plant rows that stand twice, parts above their whole, provisions far too full."""
    for file in _ROUND_FILES:
        line = garden.pick(file)
        _copy(garden, file, line, "", "duplicate_row")
    line = garden.pick("places", filled("cost_per_place_gbp"))
    _copy(garden, "places", line, "", "duplicate_key", cost_per_place_gbp=19_750)
    line = garden.pick("providers", filled("capacity"))
    _copy(garden, "providers", line, "provider_id", "duplicate_key", parent_owner="Demo New Owner")
    for _ in range(2):
        line = garden.pick("places", filled("on_roll"))
        line.cells["on_roll"] = int(str(line.cells["places"])) * 3 + 12
        garden.mark("places", line, "on_roll", "over_capacity", "warning")
    line = garden.pick("places", filled("on_roll"))
    line.cells["out_of_area_on_roll"] = int(str(line.cells["on_roll"])) + 7
    garden.mark("places", line, "out_of_area_on_roll", "out_of_range", "warning")
    line = garden.pick("outcomes")
    line.cells["achieved"] = int(str(line.cells["assessed"])) + 40
    garden.mark("outcomes", line, "achieved", "out_of_range", "warning")


def _copy(garden: Garden, file: str, line: Line, column: str, rule: str, **changes: Cell) -> None:
    """Put a copy of a row at the end of its file, with some cells changed."""
    again = Line({**line.cells, **changes})
    garden.sheets[file].lines.append(again)
    garden.take(again)
    garden.mark(file, again, column, rule, "error")


def _headers(garden: Garden) -> None:
    """Plant a column nobody knows, one that is not there, one that stands twice, a second file."""
    for file, column in _UNKNOWN:
        garden.sheets[file].columns.append(column)
        garden.mark(file, None, column, "unknown_column", "warning")
    for file, column in _REPEATED:
        garden.sheets[file].columns.append(column)
        garden.mark(file, None, column, "duplicate_column", "warning")
    for file, column in _WITHOUT:
        garden.sheets[file].columns.remove(column)
        garden.mark(file, None, column, "missing_column", "error")
    for file in AGAIN:
        garden.mark(file, None, "", "in_two_files_different", "warning")
