"""Extra support in plans: personal budgets, residential and work-based placements, officers."""

import numpy as np
import pandas as pd

from sendlib.contracts.areas import DEMO_COUNCILS
from sendlib.data.demo.breakdowns import AGE, Breakdown, ages, ethnicity, placement, sex, total
from sendlib.data.demo.containers import Floats, Ints, csv_bytes
from sendlib.data.demo.ees import HEADER, Block, Table, dataset_fields, place_cells
from sendlib.data.demo.people import within
from sendlib.data.demo.profiles import COUNT
from sendlib.data.demo.rates import by_year, rates
from sendlib.data.demo.settings import FIELDS
from sendlib.data.demo.tabulating import tabulated, totals_block
from sendlib.data.demo.world import World

ACADEMIC = "Academic year"
ALL_BUDGETS, ALL_RESIDENTIAL = "All personal budgets", "All residential placements"
ALL_WORK = "All work based placements"
# how often a placement is residential, beside the average, by setting
_RESIDENTIAL_WEIGHT = {
    "special_non_maintained": 30.0, "special_independent": 9.0,
    "specialist_post_16_institutions": 14.0, "special_la_maintained": 0.4,
    "special_academy_free": 0.4, "w_settings": 60.0, "mainstream_independent": 2.5,
    "other_arrangements_la": 0.6,
}  # fmt: skip


def _topics(people: pd.DataFrame, label: str) -> list[Breakdown]:
    first = [total(people, label), ages(people, AGE), ethnicity(people), sex(people)]
    return [*first, placement(people)]


def personal_budgets(demo: World) -> Table:
    """Return plans with a personal budget by kind; breakdowns from January 2024."""
    names = tuple(rates()["personal_budgets"]["fields"])
    blocks: list[Block] = []
    for year in by_year("personal_budgets", "percent_of_plans"):
        period = f"{year - 1}{year % 100:02d}"
        if year not in demo.people.stocks or year == 2023:
            rng, chance = demo.rng("budgets", year), _budget_chance(demo, year)
            held = rng.binomial(demo.profile.plans_in(year), chance)
            kinds = np.array([rng.multinomial(count, _budget_mix()) for count in held])
            split = {name: kinds[:, at] for at, name in enumerate(names)}
            blocks.append(totals_block(period, ALL_BUDGETS, {"personal_budget": held, **split}))
            continue
        people, kind = demo.people.stocks[year], budget_kind(demo, year)
        counts = [(names, kind), (("personal_budget",), np.where(kind >= 0, 0, -1))]
        blocks += tabulated(period, people, _topics(people, ALL_BUDGETS), counts, everybody="_all")
    return Table("personal_budgets", ACADEMIC, tuple(blocks))


def budget_kind(demo: World, year: int) -> Ints:
    """Return the kind of each plan's personal budget in January of a year, -1 where none."""
    people, rng = demo.people.stocks[year], demo.rng("budgets", year)
    mix = _budget_mix()
    has = rng.random(len(people)) < _budget_chance(demo, year)[people["council"].to_numpy()]
    return np.where(has, rng.choice(len(mix), len(people), p=mix), -1)


def _budget_mix() -> Floats:
    mix = np.array(rates()["personal_budgets"]["kinds_2025"], dtype=float)
    shares: Floats = mix / mix.sum()
    return shares


def _budget_chance(demo: World, year: int) -> Floats:
    share = by_year("personal_budgets", "percent_of_plans")[year]
    offset = demo.rng("budgets").normal(0, 0.7, COUNT)
    return np.array([within(share / 100, step) for step in offset])


def residential(demo: World) -> Table:
    """Return plans with a residential placement by weeks; breakdowns from January 2024."""
    names = ("Res_3851", "Res_52")
    blocks: list[Block] = []
    for year, share in by_year("residential", "percent_of_plans").items():
        period = f"{year - 1}{year % 100:02d}"
        if year not in demo.people.stocks or year == 2023:
            rng = demo.rng("residential", year)
            held = rng.binomial(
                demo.profile.plans_in(year), share / 100 * _residential_offset(demo)
            )
            long = rng.binomial(held, _full_year())
            counts = {"Res_tot": held, "Res_3851": held - long, "Res_52": long}
            blocks.append(totals_block(period, ALL_RESIDENTIAL, counts))
            continue
        people, kind = demo.people.stocks[year], residential_kind(demo, year)
        topics = _topics(people, ALL_RESIDENTIAL)
        kinds = [(names, kind), (("Res_tot",), np.where(kind >= 0, 0, -1))]
        blocks += tabulated(period, people, topics, kinds, everybody="_all")
    return Table("residential", ACADEMIC, tuple(blocks))


def residential_kind(demo: World, year: int) -> Ints:
    """Return each plan's residential placement: -1 none, 0 for 38 to 51 weeks, 1 for 52."""
    people, rng = demo.people.stocks[year], demo.rng("residential", year)
    share = by_year("residential", "percent_of_plans")[year]
    weight = np.array([_RESIDENTIAL_WEIGHT.get(field, 0.02) for field in FIELDS])
    mine = weight[people["setting"].to_numpy()]
    offset = _residential_offset(demo)[people["council"].to_numpy()]
    has = rng.random(len(people)) < share / 100 * mine / mine.mean() * offset
    return np.where(has, np.where(rng.random(len(people)) < _full_year(), 1, 0), -1)


def _full_year() -> float:
    return float(rates()["residential"]["weeks_52_percent"]) / 100


def _residential_offset(demo: World) -> Floats:
    offset: Floats = np.exp(demo.rng("residential").normal(0, 0.4, COUNT))
    return offset


def work_based(demo: World) -> Table:
    """Return young people on work-based placements in January 2025."""
    people = demo.people.stocks[2025]
    table = rates()["work_based"]["placements"]
    names = tuple(table)
    mix = np.array(list(table.values()), dtype=float)
    rng = demo.rng("work")
    old_enough = people["age"].to_numpy() >= 16
    share = mix.sum() / rates()["caseload"]["totals"]["2025"] / old_enough.mean()
    offset = np.exp(rng.normal(0, 0.4, COUNT))[people["council"].to_numpy()]
    has = old_enough & (rng.random(len(people)) < share * offset)
    kind = np.where(has, rng.choice(len(names), len(people), p=mix / mix.sum()), -1)
    labels = ("age 15 and under", *(f"age {age}" for age in range(16, 25)), "age 25 or over")
    codes = np.clip(people["age"].to_numpy(), 15, 25) - 15
    topics = [
        total(people, ALL_WORK),
        ethnicity(people),
        sex(people),
        placement(people),
        Breakdown("Young persons age", labels, codes),
    ]
    kinds = [(names, kind), (("open_wbp",), np.where(has, 0, -1))]
    blocks = tabulated("202425", people, topics, kinds, everybody="_all")
    return Table("work_based", ACADEMIC, tuple(blocks))


def officers(demo: World) -> bytes:
    """Return which councils have designated officers, by year."""
    rng = demo.rng("officers")
    medical, clinical = rng.random(COUNT) < 0.6, rng.random(COUNT) < 0.9
    social = rng.random(COUNT) < 0.8
    rows = []
    for year in range(2019, 2026):
        for at, code in enumerate(DEMO_COUNCILS):
            cells = place_cells(code)
            where = [cells[column] for column in HEADER[2:]]
            care = _yes(social[at]) if year == 2025 else "n/a"
            answers = [_yes(medical[at]), _yes(clinical[at]), care]
            rows.append([str(year), "Calendar year", *where, *answers])
    header = (*HEADER, *dataset_fields("medical_officers"))
    return csv_bytes(header, rows, mark=True, newline="\r\n")


def _yes(answer: bool | np.bool_) -> str:
    return "Yes" if answer else "No"
