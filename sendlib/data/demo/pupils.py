"""Pupils with SEN: in mainstream schools, of all pupils, and by type of school."""

import numpy as np

from sendlib.contracts.areas import ENGLAND_NAME
from sendlib.data.demo.containers import Floats, csv_bytes, number, percent
from sendlib.data.demo.forms import ALL_SEN, PLAN, SUPPORT, academic, children_in, digits, where
from sendlib.data.demo.profiles import AREAS, CHILDREN_YEARS, COUNT, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.series import Series, Spread, share_series
from sendlib.data.demo.world import World

MAINSTREAM_PATH = "outcomes/mainstream_with_sen.csv"
PUPILS_PATH = "outcomes/percent_pupils_ehcp.csv"
PHASES_PATH = "outcomes/provider_types.csv"
# pupils of each kind per child, for the shares by type of school
_PHASE_PEOPLE = {
    "all pupils": 0.745, "pupils with EHC plans": 0.032, "pupils on SEN support": 0.097,
}  # fmt: skip


def pupil_files(demo: World, measures: dict[str, Series]) -> dict[str, bytes]:
    """Return the three files by their paths."""
    return {
        MAINSTREAM_PATH: _mainstream(demo),
        PUPILS_PATH: _pupils(measures),
        PHASES_PATH: _phases(demo),
    }


def _mainstream(demo: World) -> bytes:
    section = rates()["pupils"]
    years: list[str] = section["years"]
    england = rates()["population"]["children_by_year"]
    at_ends = [CHILDREN_YEARS.index(int(academic(year))) for year in years]
    ratio = np.array(section["mainstream_pupils"]) / np.array([england[at] for at in at_ends])
    whole = np.rint(children_in(demo, years) * ratio)
    tilt = demo.profile.setting_tilt["mainstream"] / 0.12
    plan = share_series(
        demo.rng("pupils", 70), years,
        Spread(np.array(section["mainstream_ehc_percent"]), tilt, 0.16), whole,
    )  # fmt: skip
    support = share_series(
        demo.rng("pupils", 71), years,
        Spread(np.array(section["mainstream_support_percent"]), -tilt, 0.10), whole,
    )  # fmt: skip
    parts = {PLAN: plan.part, SUPPORT: support.part, ALL_SEN: plan.part + support.part}
    total = summed(whole)
    rows = []
    for label, part in parts.items():
        values = percent(summed(part), total, 2)
        for at, area in enumerate(AREAS):
            region, level, name = where(area, "region_name", "geographic_level", "la_name")
            rows += [
                [
                    f"{digits(year)}.0",
                    region,
                    level,
                    name,
                    f"{total[at, year_at]:.1f}",
                    label,
                    number(values[at, year_at]),
                    year,
                ]
                for year_at, year in enumerate(years)
            ]
    header = ("time_period", "region_name", "geographic_level", "la_name", "total_pupils",
              "SEN provision", "% of pupils", "academic_year")  # fmt: skip
    return csv_bytes(header, rows)


def _pupils(measures: dict[str, Series]) -> bytes:
    years: list[str] = rates()["pupils"]["years"]
    rows = []
    for label, name in ((PLAN, "SEN_TotStat"), (SUPPORT, "SEN_TotSENSuP")):
        values = measures[name].of(*map(academic, years)).values(2)
        columns = ("geographic_level", "region_name", "la_name", "new_la_code")
        rows += [
            [
                f"{digits(year)}.0",
                *where(area, *columns, england=ENGLAND_NAME),
                label,
                number(values[at, year_at]),
                year,
            ]
            for at, area in enumerate(AREAS)
            for year_at, year in enumerate(years)
        ]
    header = ("time_period", "geographic_level", "region_name", "la_name", "new_la_code",
              "SEN provision", "% of pupils", "academic_year")  # fmt: skip
    return csv_bytes(header, rows)


def _phases(demo: World) -> bytes:
    section = rates()["pupils"]
    years, phases = section["years"], section["phases"]
    columns = ("geographic_level", "region_name", "la_name", "new_la_code")
    rows = []
    for number_, (label, shares) in enumerate(section["phase_percent_2022"].items()):
        counts = summed(_by_phase(demo, number_, np.array(shares), _PHASE_PEOPLE[label]))
        values = percent(counts, counts.sum(axis=2, keepdims=True), 2)
        rows += [
            [
                year,
                "Academic year",
                *where(area, *columns),
                phase,
                label,
                number(values[at, year_at, phase_at]),
            ]
            for at, area in enumerate(AREAS)
            for year_at, year in enumerate(years)
            for phase_at, phase in enumerate(phases)
        ]
    header = ("academic_year", "time_identifier", *columns, "phase_type_grouping",
              "Provision type", "% of pupils (with SEN provision type)")  # fmt: skip
    return csv_bytes(header, rows)


def _by_phase(demo: World, part: int, shares: Floats, per_child: float) -> Floats:
    """Draw pupils by council, year and type of school, the tilts of the council in it."""
    years = rates()["pupils"]["years"]
    rng = demo.rng("pupils", 80 + part)
    tilt = np.zeros((COUNT, len(shares)))
    tilt[:, 3] = demo.profile.setting_tilt["special_state"]
    tilt[:, 5:] = demo.profile.setting_tilt["special_independent"][:, None] * 0.5
    weight = shares * np.exp(tilt)
    chance = weight / weight.sum(axis=1, keepdims=True)
    people = np.rint(children_in(demo, years) * per_child).astype(np.int64)
    drawn = [[rng.multinomial(size, chance[at]) for size in people[at]] for at in range(COUNT)]
    return np.array(drawn)
