"""Absence, social care and alternative provision, by SEN status.

Figures that LAIT has too come from the same series.
"""

from collections.abc import Sequence

import numpy as np

from sendlib.contracts.areas import ENGLAND, ENGLAND_NAME
from sendlib.data.demo.containers import csv_bytes, number
from sendlib.data.demo.forms import (
    ALL_SEN,
    NO_SEN,
    PLAN,
    SUPPORT,
    academic,
    children_in,
    digits,
    where,
    whole_of,
)
from sendlib.data.demo.profiles import AREAS, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.series import Series, Spread, rate_series, renamed, share_series
from sendlib.data.demo.world import World

FOLDER = "outcomes/"
PUPILS_PER_CHILD = 0.745
# sessions that stand for one pupil's year where shares of sessions are drawn
SESSIONS = 30.0


def outcome_files(demo: World, measures: dict[str, Series]) -> dict[str, bytes]:
    """Return these files by their paths."""
    return {
        FOLDER + name: content
        for name, content in {
            "absence.csv": _absence(demo),
            "cin_la.csv": _social_care(demo, measures),
            "ap_counts.csv": _alternative_provision(demo),
        }.items()
    }


def _absence(demo: World) -> bytes:
    section = rates()["absence"]
    years = section["years"]
    people = {"EHCP or Statement": 0.04, "SEN support": 0.125, NO_SEN: 0.835}
    found: dict[str, dict[str, Series]] = {}
    for number_, (group, share) in enumerate(people.items()):
        whole = np.rint(children_in(demo, years) * PUPILS_PER_CHILD * share * SESSIONS)
        for kind in ("authorised", "unauthorised"):
            rng = demo.rng("pupils", 10 + 2 * number_ + (kind == "authorised"))
            theme = -demo.profile.themes["absence"]
            spread = Spread(np.array(section[kind][group]), theme, 0.13)
            found.setdefault(group, {})[kind] = share_series(rng, years, spread, whole)
    both = [found["EHCP or Statement"], found["SEN support"]]
    found[ALL_SEN] = {
        kind: Series(
            tuple(years),
            both[0][kind].part + both[1][kind].part,
            whole_of(both[0][kind]) + whole_of(both[1][kind]),
        )
        for kind in ("authorised", "unauthorised")
    }
    rows = []
    for group, kinds in found.items():
        first, second = kinds["authorised"], kinds["unauthorised"]
        overall = Series(first.years, first.part + second.part, first.whole)
        for label, series in (
            ("Overall", overall), ("Authorised", first), ("Unauthorised", second),
        ):  # fmt: skip
            values = series.values(2)
            rows += [
                [
                    digits(year),
                    *where(area, "geographic_level"),
                    group,
                    *where(area, "region_name", "new_la_code", "la_name", england=ENGLAND_NAME),
                    label,
                    number(values[at, year_at]),
                    year,
                ]
                for at, area in enumerate(AREAS)
                for year_at, year in enumerate(years)
            ]
    header = ("time_period", "geographic_level", "characteristic", "region_name", "new_la_code",
              "la_name", "Absence measure", "Percentage", "academic_year")  # fmt: skip
    return csv_bytes(header, rows)


def _social_care(demo: World, measures: dict[str, Series]) -> bytes:
    section = rates()["social_care"]
    years: list[str] = section["years"]
    rows = []
    for group, per_1000 in section["children_per_1000"].items():
        plan, support = _care_series(demo, measures, group, per_1000)
        whole = whole_of(plan)
        parts = {
            "No identified SEN": whole - plan.part - support.part,
            ALL_SEN: plan.part + support.part,
            SUPPORT: support.part,
            PLAN: plan.part,
        }
        for label, part in parts.items():
            values = Series(tuple(years), part, whole).values(1)
            rows += [
                [
                    f"{digits(year)}.0",
                    *where(
                        area,
                        "geographic_level",
                        "region_code",
                        "region_name",
                        "la_name",
                        "new_la_code",
                        england=ENGLAND_NAME,
                    ),
                    group,
                    label,
                    number(values[at, year_at]),
                    year,
                ]
                for at, area in enumerate(AREAS)
                for year_at, year in enumerate(years)
            ]
    header = ("time_period", "geographic_level", "region_code", "region_name", "la_name",
              "new_la_code", "social_care_group", "SEN Provision", "Percentage of children",
              "academic_year")  # fmt: skip
    return csv_bytes(header, rows)


def _care_series(
    demo: World, measures: dict[str, Series], group: str, per_1000: float
) -> tuple[Series, Series]:
    """Return plan and support: from LAIT where it has them, drawn for children on protection."""
    section = rates()["social_care"]
    years = section["years"]
    names = {
        "CINO at 31 March": ("CINStatement", "CINSEN_SUP"),
        "CLA 12 months at 31 March": ("LAC_SEN_Statement", "LAC_SEN"),
    }
    if group in names:
        plan, support = (
            renamed(measures[name].of(*map(academic, years)), years) for name in names[group]
        )
        return plan, support
    whole = np.rint(children_in(demo, years) * per_1000 / 1000)
    theme = -demo.profile.themes["care"]
    plan, support = (
        share_series(
            demo.rng("care", at), years, Spread(np.array(section[group][kind]), theme, 0.12), whole
        )
        for at, kind in enumerate((PLAN, SUPPORT))
    )
    return plan, support


def _alternative_provision(demo: World) -> bytes:
    section = rates()["alternative_provision"]
    years: list[str] = section["years"]
    size = np.array(rates()["population"]["children_by_year"][-1])
    rows: list[Sequence[str]] = []
    for number_, kind in enumerate(
        ("State-funded AP school", "School arranged AP", "LA funded AP placements")
    ):
        england = np.array([np.nan if count is None else count for count in section[kind]], float)
        theme = -demo.profile.themes["exclusion"]
        series = rate_series(
            demo.rng("pupils", 30 + number_), years, Spread(england, theme, 0.35),
            children_in(demo, years), float(size),
        )  # fmt: skip
        counts = summed(series.part)
        for at, area in enumerate(AREAS):
            for year_at, year in enumerate(years):
                if np.isnan(counts[at, year_at]):
                    continue
                total = str(int(counts[at, year_at]))
                region, name = where(area, "region_name", "la_name", england=ENGLAND_NAME)
                rows.append(
                    [
                        digits(year),
                        *where(area, "geographic_level"),
                        region,
                        *where(area, "old_la_code", "new_la_code"),
                        name,
                        kind,
                        "Total",
                        total,
                        year,
                        kind,
                        year,
                        total,
                        kind,
                        name,
                        "" if area == ENGLAND else region,
                    ]
                )
    header = ("time_period", "geographic_level", "region_name", "old_la_code", "new_la_code",
              "la_name", "prov_type", "setting_type", "total", "academic_year", "Type of AP",
              "Academic year", "Total", "Provision type", "Local authority", "Region")  # fmt: skip
    return csv_bytes(header, rows)
