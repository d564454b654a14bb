"""Absence, social care, alternative provision, destinations and ages of plans, by SEN status.

Figures that LAIT has too come from the same series.
"""

from collections.abc import Sequence

import numpy as np

from sendlib.contracts.areas import ENGLAND, ENGLAND_NAME
from sendlib.data.demo.containers import Floats, Ints, csv_bytes, number, percent, rounded
from sendlib.data.demo.ees import counted
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
from sendlib.data.demo.profiles import AREAS, COUNT, summed
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
            "destinations_1618.csv": _destinations(demo),
            "ehcp_ageprofile.csv": _age_profile(demo),
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
                ]  # fmt: skip
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
                    *where(area, "geographic_level", "region_code", "region_name", "la_name",
                           "new_la_code", england=ENGLAND_NAME),
                    group, label, number(values[at, year_at]), year,
                ]
                for at, area in enumerate(AREAS)
                for year_at, year in enumerate(years)
            ]  # fmt: skip
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
                    ]  # fmt: skip
                )
    header = ("time_period", "geographic_level", "region_name", "old_la_code", "new_la_code",
              "la_name", "prov_type", "setting_type", "total", "academic_year", "Type of AP",
              "Academic year", "Total", "Provision type", "Local authority", "Region")  # fmt: skip
    return csv_bytes(header, rows)


def _destinations(demo: World) -> bytes:
    section = rates()["destinations"]
    years, kinds, labels = section["years"], section["kinds"], section["labels"]
    sustained = len(kinds) - 2
    rows = []
    for number_, (group, shares) in enumerate(section["percent_2021"].items()):
        rng = demo.rng("pupils", 50 + number_)
        steps = rng.normal(0, 0.12, (COUNT, len(kinds)))
        steps[:, sustained] -= 0.12 * demo.profile.themes["participation"]
        weight = np.array(shares) * np.exp(steps)
        chance = weight / weight.sum(axis=1, keepdims=True)
        sizes = np.rint(
            children_in(demo, years) * section["cohort_per_1000_children"][group] / 1000
        )
        counts = np.stack(
            [[rng.multinomial(int(size), chance[at]) for size in sizes[at]] for at in range(COUNT)]
        )
        table, cohort = summed(counts), summed(sizes.astype(np.int64))
        overall = table[:, :, :sustained].sum(axis=2)
        for at, area in enumerate(AREAS):
            if area == ENGLAND:
                continue
            for year_at, year in enumerate(years):
                figures = [*table[at, year_at], overall[at, year_at]]
                rows += [
                    [
                        digits(year),
                        *where(area, "geographic_level", "region_name", "la_name"),
                        group,
                        str(int(cohort[at, year_at])),
                        year,
                        kind,
                        number(float(percent(figure, cohort[at, year_at]))),
                        labels[kind],
                    ]  # fmt: skip
                    for kind, figure in zip([*kinds, "overall"], figures, strict=True)
                ]
    header = ("time_period", "geographic_level", "region_name", "la_name", "characteristic",
              "cohort", "academic_year", "destination_raw", "% of pupils", "Destination")  # fmt: skip
    return csv_bytes(header, rows)


def _age_profile(demo: World) -> bytes:
    section = rates()["age_profile"]
    groups: list[str] = section["groups"]
    header = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name",
              "region_code", "region_name", "new_la_code", "old_la_code", "la_name")  # fmt: skip
    rows = []
    for text, mix in reversed(list(section["by_year"].items())):
        year = int(text)
        counts = summed(_by_age_group(demo, year, np.array(mix, dtype=float)))
        for at, area in enumerate(AREAS):
            for group_at, group in enumerate(groups):
                if mix[group_at] == 0:
                    continue
                count = int(counts[at, group_at])
                share = float(rounded(100 * count / counts[at].sum(), 5))
                rows.append(
                    [
                        text,
                        "Calendar year",
                        *where(area, *header[2:]),
                        group,
                        "Total",
                        str(count),
                        repr(share),
                        f"{count}.0",
                        group,
                    ]  # fmt: skip
                )
    more = ("characteristic_age", "ehcp_or_statement", "num_caseload", "pc_caseload",
            "Number of EHCPs", "Age group")  # fmt: skip
    return csv_bytes((*header, *more), rows)


def _by_age_group(demo: World, year: int, mix: Floats) -> Ints:
    """Count plans by age group: from the people where they are followed, else by England's mix."""
    if year in demo.people.stocks:
        people = demo.people.stocks[year]
        codes = np.searchsorted(np.array([5, 11, 16, 20]), people["age"].to_numpy(), side="right")
        return counted(people["council"].to_numpy(), (codes, len(mix)))
    rng = demo.rng("history", year)
    weight = mix * np.exp(demo.rng("history", 1).normal(0, 0.05, (COUNT, len(mix))))
    chance = weight / weight.sum(axis=1, keepdims=True)
    plans = demo.profile.plans_in(year)
    return np.array([rng.multinomial(plans[at], chance[at]) for at in range(COUNT)])
