"""Outcomes of area SEND inspections, in the workbook that Data to Insight compiles."""

from datetime import date, timedelta

import numpy as np

from sendlib.data.demo.containers import workbook_bytes
from sendlib.data.demo.profiles import COUNCILS, COUNT, DEMOSHIRE
from sendlib.data.demo.rates import rates
from sendlib.data.demo.reference import REGION_LETTERS, neighbour_codes, neighbours
from sendlib.data.demo.world import World

PATH = "ofsted/ofsted_csc_send_overview.xlsx"
NO_DATE = "01/01/1900"
INSPECTED_SHARE = 0.7
FIRST_DAY = date(2023, 3, 6)
_HEADER = (
    "urn", "la_code", "region_code", "ltla23cd", "stat_neighbours", "local_authority",
    "inspection_link", "outcome_grade", "previous_inspection_date", "inspection_start_date",
    "inspection_end_date", "publication_date", "next_inspection", "next_inspection_by_date",
    "local_link_to_all_inspections", "inspection_outcome_text",
)  # fmt: skip
# Ofsted and the Care Quality Commission, area SEND inspections framework: the three outcomes
_OUTCOMES = (
    "The local area partnership's special educational needs and/or disabilities (SEND) "
    "arrangements typically lead to positive experiences and outcomes for children and young "
    "people with SEND.",
    "The local area partnership's arrangements lead to inconsistent experiences and outcomes for "
    "children and young people with special educational needs and/or disabilities (SEND). The "
    "local area partnership must work jointly to make improvements.",
    "There are widespread and/or systemic failings leading to significant concerns about the "
    "experiences and outcomes of children and young people with special educational needs and/or "
    "disabilities (SEND), which the local area partnership must address urgently.",
)
_NEXT = (("5 years", 60), ("3 years", 36), ("18 months", 18))


def inspection_files(demo: World) -> dict[str, bytes]:
    """Return the workbook by its path."""
    rng = demo.rng("inspections")
    nearest, _ = neighbours(demo)
    inspected = rng.random(COUNT) < INSPECTED_SHARE
    inspected[DEMOSHIRE] = True
    grades = rng.choice(3, COUNT, p=rates()["inspections"]["outcome_shares"])
    grades[DEMOSHIRE] = 1
    weeks = rng.integers(0, 150, COUNT)
    rows: list[tuple[object, ...]] = [_HEADER]
    for at in np.flatnonzero(inspected):
        start = FIRST_DAY + timedelta(weeks=int(weeks[at]))
        rows.append(_row(int(at), int(grades[at]), start, neighbour_codes(nearest, int(at))))
    return {PATH: workbook_bytes("ofsted_cs_send_inspections", rows)}


def _row(at: int, grade: int, start: date, codes: list[str]) -> tuple[object, ...]:
    council = COUNCILS[at]
    words, months = _NEXT[grade]
    name = council.name.lower()
    published = start + timedelta(weeks=9)
    return (
        f"9{council.code}", council.code, REGION_LETTERS[council.region], council.ons_codes[0],
        ", ".join(codes), name, f"https://inspections.example/{council.code}", f"{grade + 1}.0",
        NO_DATE, _day(start), _day(start + timedelta(days=4)), _day(published), words,
        _day(months_later(start, months)), f"inspection_reports/9{council.code}_{name}",
        f"Demonstration: invented. {_OUTCOMES[grade]}",
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{day:%d/%m/%y}"


def months_later(day: date, months: int) -> date:
    """Return the day some months later, the 28th where the month may be shorter."""
    count = day.month - 1 + months
    return date(day.year + count // 12, count % 12 + 1, min(day.day, 28))
