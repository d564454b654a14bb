"""The EHC plans release: a zip of twelve tables, a supporting file and guidance."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.data.demo.breakdowns import (
    START_AGE,
    Breakdown,
    ages,
    ethnicity,
    placement,
    sex,
    single_ages,
    total,
    years_held,
)
from sendlib.data.demo.containers import Floats, Ints, percent, zip_bytes
from sendlib.data.demo.ees import Block, Table
from sendlib.data.demo.process import assessments, requests
from sendlib.data.demo.profiles import CALENDAR_YEARS
from sendlib.data.demo.rates import rates
from sendlib.data.demo.reviews import annual_reviews
from sendlib.data.demo.settings import FIELDS, HISTORIC_FIELDS, MEMBERS
from sendlib.data.demo.support import officers, personal_budgets, residential, work_based
from sendlib.data.demo.tabulating import Kinds, tabulated, totals_block
from sendlib.data.demo.timeliness import timeliness
from sendlib.data.demo.world import World

PATH = "ehcp/education-health-and-care-plans_2025.zip"
ACADEMIC, CALENDAR = "Academic year", "Calendar year"
ALL_PLANS, ALL_NEW, ALL_CEASED = "All EHC plans", "New EHC plans", "All ceased EHC plans"
# until these years the total of those educated elsewhere left other placement settings out
LAST_NARROW_STOCK, LAST_NARROW_NEW = 2023, 2021
_PERCENTS = {
    "mainstream_total": "mainstream_total_pc",
    "special_total": "special_total_pc",
    "ap_pru_total": "AP_PRU_total_pc",
    "fe_total": "fe_total_pc",
    "ed_elsewhere": "ed_elsewhere_pc",
    "nm_early_years": "nm_early_years_pc",
    "placement_unknown": "placement_unknown_pc",
}
GUIDANCE = """Demonstration data: education, health and care plans

Invented figures for invented councils in the format of the Department for Education's release.
They describe no real place and no real person. England is the sum of the invented councils.

z - Not applicable
x - unavailable
"""


def plan_tables(demo: World) -> dict[str, Table]:
    """Return the twelve tables of the release by the name of their file."""
    return {
        "annual_reviews": annual_reviews(demo),
        "assessments": assessments(demo),
        "caseload": caseload(demo),
        "ceased_plans": ceased(demo),
        "newplans": new_plans(demo),
        "personal_budgets": personal_budgets(demo),
        "requests": requests(demo),
        "residential_settings": residential(demo),
        "sen_need_newplans": _needs("needs_new_plans", demo.people.new[2024], "2024"),
        "sen_needs_all_plans": _needs("needs", demo.people.stocks[2025], "202425"),
        "timeliness_20_week": timeliness(demo),
        "work_based_placements": work_based(demo),
    }


def plans_release(demo: World, tables: dict[str, Table]) -> dict[str, bytes]:
    """Return the release zip by its path."""
    members = {f"data/{name}.csv": table.content() for name, table in tables.items()}
    members["supporting-files/sen2_dmo_dco.csv"] = officers(demo)
    members["data-guidance/data-guidance.txt"] = GUIDANCE.encode("utf-8")
    return {PATH: zip_bytes(members)}


def academic_period(january: int) -> str:
    """Return how EES writes the academic year of a January count: 2025 is 202425."""
    return f"{january - 1}{january % 100:02d}"


def caseload(demo: World) -> Table:
    """Return plans in January by setting; breakdowns from January 2024."""
    blocks: list[Block] = []
    for year in (2019, 2020, 2021, 2022):
        counts = historic(demo, demo.profile.plans_in(year), year, new=False)
        derive = _Settings("ehcplans", year, narrow=True, new=False)
        blocks.append(totals_block(academic_period(year), ALL_PLANS, counts, derive))
    for year, people in demo.people.stocks.items():
        topics = [total(people, ALL_PLANS)]
        if year > LAST_NARROW_STOCK:
            start = ages(people, START_AGE, column="start_age")
            topics += [start, single_ages(people), ethnicity(people), sex(people)]
            topics.append(years_held(people))
        blocks += tabulated(
            academic_period(year),
            people,
            topics,
            [_by_setting(people)],
            everybody="ehcplans",
            derive=_Settings("ehcplans", year, narrow=year <= LAST_NARROW_STOCK, new=False),
        )
    return Table("caseload", ACADEMIC, tuple(blocks))


def new_plans(demo: World) -> Table:
    """Return plans made in a calendar year by setting; breakdowns from 2022."""
    blocks: list[Block] = []
    for year in (2019, 2020, 2021):
        made = demo.profile.new[:, CALENDAR_YEARS.index(year)]
        counts = historic(demo, made, year, new=True)
        derive = _Settings("new_ehc_plans", year, narrow=True, new=True)
        blocks.append(totals_block(str(year), ALL_NEW, counts, derive))
    for year, people in demo.people.new.items():
        topics = [total(people, ALL_NEW), ages(people, START_AGE), ethnicity(people), sex(people)]
        blocks += tabulated(
            str(year),
            people,
            topics,
            [_by_setting(people)],
            everybody="new_ehc_plans",
            derive=_Settings("new_ehc_plans", year, narrow=False, new=True),
        )
    return Table("new_plans", CALENDAR, tuple(blocks))


def historic(demo: World, totals: Ints, year: int, *, new: bool) -> dict[str, Ints]:
    """Return plans of a year before there were persons: all and by setting, a row per council."""
    counts = demo.settings.historic(demo.rng("history", 2 * year + new), totals, year, new=new)
    everybody = "new_ehc_plans" if new else "ehcplans"
    split = {field: counts[:, at] for at, field in enumerate(HISTORIC_FIELDS)}
    return {everybody: counts.sum(axis=1), **split}


def _by_setting(people: pd.DataFrame) -> Kinds:
    return FIELDS, people["setting"].to_numpy()


class _Settings:
    """Adds the totals and percentages of settings, and takes out what was not collected."""

    def __init__(self, everybody: str, year: int, *, narrow: bool, new: bool) -> None:
        section = "new_plans" if new else "caseload"
        row = rates()[section]["setting_counts_by_year"][str(year)]
        self.everybody = everybody
        self.narrow = narrow
        self.absent = [
            field for field, count in zip(HISTORIC_FIELDS, row, strict=True) if count == 0
        ]

    def __call__(self, fields: dict[str, Floats]) -> dict[str, Floats]:
        everybody = fields[self.everybody]
        found = dict(fields)
        for name, members in MEMBERS.items():
            counted = [
                field
                for field in members
                if not (self.narrow and field == "other_placement_settings")
            ]
            found[name] = np.sum([fields[field] for field in counted], axis=0)
        for name, share in _PERCENTS.items():
            found[share] = percent(found[name], everybody)
        for field in self.absent:
            found.pop(field, None)
            found.pop(_PERCENTS.get(field, ""), None)
        return found


def _needs(dataset: str, people: pd.DataFrame, period: str) -> Table:
    """Return plans by primary need and every breakdown."""
    names: Sequence[str] = rates()["needs"]["fields"]
    stock = dataset == "needs"
    topics: list[Breakdown] = [total(people, ALL_PLANS)]
    topics.append(single_ages(people) if stock else ages(people, single_ages(people).topic))
    topics += [ethnicity(people), sex(people), placement(people)]
    if stock:
        topics.append(years_held(people))

    def shares(fields: dict[str, Floats]) -> dict[str, Floats]:
        parts = {
            name.removeprefix("number_").removeprefix("need_") + "_pc": percent(
                fields[name], fields["ehc_plans"]
            )
            for name in names
        }
        return fields | parts

    kinds = [(names, people["need"].to_numpy())]
    blocks = tabulated(period, people, topics, kinds, everybody="ehc_plans", derive=shares)
    return Table(dataset, ACADEMIC if stock else CALENDAR, tuple(blocks))


def ceased(demo: World) -> Table:
    """Return plans that ended in a calendar year by reason; breakdowns from 2023."""
    blocks: list[Block] = []
    for year, people in demo.people.ceased.items():
        topics = [total(people, ALL_CEASED)]
        if year > min(demo.people.ceased):
            held = ("Under a year", "1 year", "{} years", "12 years and over")
            topics += [ages(people, "Age plan ceased"), ethnicity(people), sex(people)]
            topics += [placement(people), years_held(people, "Years plan held", words=held)]
        kinds = [(rates()["ceased"]["reasons"], people["reason"].to_numpy())]
        blocks += tabulated(str(year), people, topics, kinds, everybody="total_ceased")
    return Table("ceased", CALENDAR, tuple(blocks))
