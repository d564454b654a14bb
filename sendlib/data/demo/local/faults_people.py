"""The faults planted in files of persons: packages, joint funding, travel and the SEN2 return."""

import datetime

from sendlib.data.demo.local.lines import Cell, Line
from sendlib.data.demo.local.planting import PERSON, Fits, Garden, Severity, filled

_DAY = "%d/%m/%Y"
_SEN2_PERSONS, _PLANS, _ACTIVE = "sen2_persons", "sen2_named_plans", "sen2_active_plans"

# file, column, what is written, rule, severity
_CELLS: tuple[tuple[str, str, Cell, str, Severity], ...] = (
    ("packages", "start_date", None, "missing_value", "error"),
    ("packages", "start_date", "September 2023", "not_a_date", "error"),
    ("packages", "end_date", "31/06/2024", "not_a_date", "warning"),
    ("packages", "weekly_cost_health_gbp", "see invoice", "not_a_number", "warning"),
    ("packages", "package_type", "Residental school", "not_a_code", "error"),
    ("packages", "primary_need", "ASC", "not_a_code", "warning"),
    ("packages", "looked_after", "perhaps", "not_yes_no", "warning"),
    ("packages", "weeks_a_year", "380", "out_of_range", "warning"),
    ("packages", "distance_miles", "2140", "out_of_range", "warning"),
    ("packages", "provider_postcode", "ZZ1 \udcff1AA", "unreadable_bytes", "warning"),
    ("packages", "provider_id", "PR777", "unlinked", "warning"),
    ("packages", "provider_id", None, "cost_without_placement", "warning"),
    ("packages", "provider_id", None, "cost_without_placement", "warning"),
    ("packages", PERSON, "Z999000000001", "unlinked", "warning"),
    ("joint_funding", "review_date", "05/09/25", "not_a_date", "warning"),
    ("joint_funding", "weekly_cost_gbp", "approx 4000", "not_a_number", "warning"),
    ("joint_funding", "package_id", "PK9999", "cost_without_placement", "warning"),
    ("joint_funding", "decision", "Agreed subject to", "not_a_code", "warning"),
    ("joint_funding", "health_share_percent", "200", "out_of_range", "warning"),
    ("transport", "has_escort", "sometimes", "not_yes_no", "warning"),
    ("transport", "distance_miles", "1100", "out_of_range", "warning"),
    ("transport", "mode", "tuk-tuk", "not_a_code", "error"),
    ("transport", "provider_id", "PR888", "unlinked", "warning"),
    ("transport", PERSON, "Z999000000002", "unlinked", "warning"),
    ("personal_budgets", "start_date", None, "missing_value", "error"),
    ("personal_budgets", "annual_value_gbp", "£6,200 a year", "not_a_number", "warning"),
    ("sen2_requests", "request_outcome", "Maybe", "not_a_code", "warning"),
    (_SEN2_PERSONS, "ethnicity", "XXXX", "not_a_code", "warning"),
    ("sen2_assessments", "week20", "see letter", "not_yes_no", "warning"),
    ("sen2_placement_detail", "entry_date", "autumn", "not_a_date", "warning"),
)  # fmt: skip


def plant_in_people(garden: Garden) -> None:
    """Plant the faults of persons' rows, each of another person."""
    alone = _only_once(garden)
    for file, column, text, rule, severity in _CELLS:
        fits = alone if file == "packages" else _anyone
        line = garden.pick(file, filled(column, also=fits))
        line.cells[column] = text
        garden.mark(file, line, column, rule, severity)
    _ends_first(garden, alone)
    _overlaps(garden)
    _twice(garden, alone)
    _broken(garden, alone)
    _shares(garden)
    _persons(garden)
    _chain(garden)


def _only_once(garden: Garden) -> Fits:
    """Return what tells the packages of persons who have one only, and no joint funding."""
    joint = garden.values("joint_funding", "package_id")
    number = {person: len(lines) for person, lines in garden.by("packages", PERSON).items()}
    return lambda cells: number[str(cells[PERSON])] == 1 and cells["package_id"] not in joint


def _anyone(_: dict[str, Cell]) -> bool:
    return True


def _day(cell: Cell) -> datetime.datetime:
    return datetime.datetime.strptime(str(cell), _DAY)


def _moved(cell: Cell, days: int) -> str:
    return (_day(cell) + datetime.timedelta(days=days)).strftime(_DAY)


def _ends_first(garden: Garden, alone: Fits) -> None:
    for _ in range(2):
        line = garden.pick("packages", filled("end_date", also=alone))
        line.cells["end_date"] = _moved(line.cells["start_date"], -45)
        garden.mark("packages", line, "end_date", "ends_before_start", "error")
    for _ in range(2):
        line = garden.pick("joint_funding", filled("decision_date"))
        line.cells["decision_date"] = _moved(line.cells["request_date"], -12)
        garden.mark("joint_funding", line, "decision_date", "decided_before_request", "warning")


def _overlaps(garden: Garden) -> None:
    """Let a placement start before the one before it has ended."""
    pairs = (
        ("packages", "package_type", "start_date", "end_date"),
        ("sen2_placement_detail", "placement_rank", "entry_date", "leaving_date"),
    )
    for file, kind, start, end in pairs:
        of_person = garden.by(file, PERSON)
        for _ in range(2):
            line = garden.pick(file, _is_second(of_person, kind, start, end))
            before = of_person[str(line.cells[PERSON])][0]
            line.cells[start] = _moved(before.cells[end], -30)
            garden.mark(file, line, start, "overlapping_placements", "warning")


def _is_second(of_person: dict[str, list[Line]], kind: str, start: str, end: str) -> Fits:
    placed = ("education", "1")

    def fits(cells: dict[str, Cell]) -> bool:
        lines = of_person[str(cells[PERSON])]
        if len(lines) != 2 or lines[1].cells is not cells:
            return False
        first = lines[0].cells
        same = first[kind] == cells[kind] in placed and first[start] and first[end]
        return bool(same) and (_day(first[end]) - _day(first[start])).days > 90

    return fits


def _twice(garden: Garden, alone: Fits) -> None:
    for file, fits in (("packages", alone), ("transport", _anyone)):
        line = garden.pick(file, fits)
        _append(garden, file, Line(dict(line.cells)), "", "duplicate_row")
    line = garden.pick("packages", alone)
    other = Line({**line.cells, "weekly_cost_education_gbp": "£1,111.00"})
    _append(garden, "packages", other, "package_id", "duplicate_key")
    line = garden.pick("joint_funding", filled("weekly_cost_gbp"))
    other = Line({**line.cells, "weekly_cost_gbp": "£2,222.00"})
    _append(garden, "joint_funding", other, "request_id", "duplicate_key")


def _append(garden: Garden, file: str, line: Line, column: str, rule: str) -> None:
    garden.sheets[file].lines.append(line)
    garden.take(line)
    garden.mark(file, line, column, rule, "error")


def _broken(garden: Garden, alone: Fits) -> None:
    """Plant rows with too few fields, and one whose cost has a comma and no quotes."""
    for file, fits in (("transport", _anyone), ("personal_budgets", _anyone)):
        line = garden.pick(file, fits)
        line.fields = len(garden.sheets[file].columns) - 3
        garden.mark(file, line, "", "short_row", "error")
    line = garden.pick(
        "packages", lambda cells: alone(cells) and "," in str(cells["weekly_cost_education_gbp"])
    )
    line.loose = True
    garden.mark("packages", line, "", "short_row", "error")


def _shares(garden: Garden) -> None:
    for share in ("75%", "10%"):
        line = garden.pick("joint_funding", lambda cells: cells["decision"] == "Agreed")
        line.cells["health_share_percent"] = share
        garden.mark("joint_funding", line, "education_share_percent", "shares_not_100", "warning")


def _persons(garden: Garden) -> None:
    """Plant a wrong century of birth, a package of the far future, persons with two numbers."""
    planned = garden.values(_PLANS, PERSON)
    for year in ("1962", "1971"):
        line = garden.pick(_SEN2_PERSONS, lambda cells: cells[PERSON] in planned)
        line.cells["person_birth_date"] = f"{str(line.cells['person_birth_date'])[:6]}{year}"
        garden.mark(_SEN2_PERSONS, line, "person_birth_date", "age_outside_0_25", "warning")
    alone = _only_once(garden)
    line = garden.pick("packages", lambda cells: cells["end_date"] is None and alone(cells))
    line.cells["start_date"] = f"{str(line.cells['start_date'])[:6]}2052"
    garden.mark("packages", line, "start_date", "age_outside_0_25", "warning")
    for number in range(2):
        line = garden.pick(_SEN2_PERSONS)
        cells = line.cells
        other = {**cells, PERSON: f"Z99900000001{number}", "upn": None}
        other["surname"] = f" {str(cells['surname']).upper()}"
        again = Line(other)
        garden.sheets[_SEN2_PERSONS].lines.append(again)
        garden.take(again)
        garden.mark(_SEN2_PERSONS, again, PERSON, "same_person_twice", "warning")


def _chain(garden: Garden) -> None:
    """Plant plans without need or reason to end, and a request decided before it came."""
    needs = garden.by("sen2_sen_need", "active_plans_id")
    for _ in range(2):
        line = garden.pick(_ACTIVE)
        garden.drop("sen2_sen_need", needs[str(line.cells["active_plans_id"])])
        garden.mark(_ACTIVE, line, "active_plans_id", "plan_without_need", "warning")
    line = garden.pick(_PLANS, filled("cease_reason"))
    line.cells["cease_reason"] = None
    garden.mark(_PLANS, line, "cease_reason", "missing_value", "warning")
    line = garden.pick("sen2_requests", filled("request_outcome_date"))
    line.cells["request_outcome_date"] = _moved(line.cells["received_date"], -8)
    garden.mark("sen2_requests", line, "request_outcome_date", "decided_before_request", "warning")
    doubled = {plan for plan, lines in needs.items() if len(lines) == 2}
    line = garden.pick(
        "sen2_sen_need",
        lambda cells: cells["sen_type_rank"] == "2" and cells["active_plans_id"] in doubled,
    )
    line.cells["sen_type"] = "AUT"
    garden.mark("sen2_sen_need", line, "sen_type", "not_a_code", "error")
