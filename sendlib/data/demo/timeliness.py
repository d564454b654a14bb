"""How long new plans took: within 20 weeks, later, over a year."""

import numpy as np

from sendlib.data.demo.containers import Floats, percent
from sendlib.data.demo.ees import Block, Table
from sendlib.data.demo.people import within
from sendlib.data.demo.process import AGGREGATE_YEARS, CALENDAR, made_in, topics
from sendlib.data.demo.profiles import CALENDAR_YEARS
from sendlib.data.demo.rates import by_year
from sendlib.data.demo.tabulating import Kinds, flags, tabulated, totals_block
from sendlib.data.demo.world import World

ALL_ISSUED = "All EHC plans issued"


def timeliness(demo: World) -> Table:
    """Return new plans by how long they took; breakdowns from 2023."""
    blocks: list[Block] = []
    for year in AGGREGATE_YEARS[:-1]:
        rng = demo.rng("history", year)
        made = made_in(demo, year)
        exceptions = by_year("timeliness", "exceptions_percent")[year] / 100
        excepted = rng.binomial(made, exceptions)
        england = by_year("timeliness", "within_20_weeks_percent")[year] / 100
        offsets = demo.profile.speed[:, CALENDAR_YEARS.index(year)]
        chance = np.array([within(england, offset) for offset in offsets])
        counted = rng.binomial(made - excepted, chance)
        counts = {
            "plans_issued_den": made,
            "plans_issued_den_ex": made - excepted,
            "plans_issued_within_20_weeks": counted + rng.binomial(excepted, chance * 0.6),
            "plans_issued_20_weeks_ex": counted,
        }
        blocks.append(totals_block(str(year), ALL_ISSUED, counts, _speed_shares))
    words = ("age 2 and under", "age {}", "age 20 and over")
    for year, people in demo.people.new.items():
        aggregate = year in AGGREGATE_YEARS
        exception, speed = people["exception"].to_numpy(), people["speed"].to_numpy()
        names = ("plans_issued_within_20_weeks", "plans_issued_gt20weeks_ltYear",
                 "plans_issued_gt_1_year")  # fmt: skip
        without = ("plans_issued_20_weeks_ex", "plans_issued_gt20weeks_ltYear_ex",
                   "plans_issued_gt_1_year_ex")  # fmt: skip
        kinds: list[Kinds] = [(names, speed), (without, np.where(exception, -1, speed))]
        if aggregate:
            kinds = [(name[:1], np.where(codes == 0, 0, -1)) for name, codes in kinds]
        every = topics(people, ALL_ISSUED, words)
        blocks += tabulated(
            str(year),
            people,
            every[:1] if aggregate else every,
            [*kinds, *flags(plans_issued_den_ex=~exception)],
            everybody="plans_issued_den",
            derive=_speed_shares,
        )
    return Table("timeliness", CALENDAR, tuple(blocks))


def _speed_shares(fields: dict[str, Floats]) -> dict[str, Floats]:
    shares = {
        "pc_plans_issued_within_20_weeks": ("plans_issued_within_20_weeks", ""),
        "PC_plans_issued_20_weeks_ex": ("plans_issued_20_weeks_ex", "_ex"),
        "pc_plans_issued_gt20weeks_ltYear": ("plans_issued_gt20weeks_ltYear", ""),
        "PC_plans_issued_gt20weeks_ltYear_ex": ("plans_issued_gt20weeks_ltYear_ex", "_ex"),
        "pc_plans_issued_gt_1_year": ("plans_issued_gt_1_year", ""),
        "PC_plans_issued_gt_1_year_ex": ("plans_issued_gt_1_year_ex", "_ex"),
    }
    return fields | {
        name: percent(fields[part], fields[f"plans_issued_den{end}"])
        for name, (part, end) in shares.items()
        if part in fields
    }
