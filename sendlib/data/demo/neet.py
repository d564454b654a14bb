"""The scorecards of young people not in education, employment or training (NEET), three years."""

from collections.abc import Mapping

import numpy as np

from sendlib.data.demo.containers import Floats, csv_bytes, number, rounded
from sendlib.data.demo.ees import place_cells
from sendlib.data.demo.forms import whole_of
from sendlib.data.demo.profiles import AREAS, COUNT, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.series import Series, Spread, score_series, share_series
from sendlib.data.demo.world import World

PATHS = {
    "2022": "outcomes/UD_NEETNK_LA_dashboard_2022_final.csv",
    "2023": "outcomes/UD_NEETNK_LA_dashboard_2023_final.csv",
    "2025": "outcomes/UD_NEETNK_LA_dashboard_final.csv",
}
_PLACE = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "Age",
)  # fmt: skip
_FIGURES = (
    "Cohort_DJFavg", "NEET_not_known_percent", "NEET_percent", "Notknown_percent",
    "annual_change_ppts_NEET_not_known", "annualchange_NEET", "annualchange_notknown",
    "cohort_March", "TOTAL_participating_in_education_and_training_percent",
    "Full_time_education_percent", "Apprenticeship_percent",
    "Other_education_and_training_percent", "annual_change_Participation_in_education_training",
    "annual_change_FTE", "annual_change_apprenticeship", "annual_change_other_education_training",
    "September_guarantee_Offer_made_percent", "September_guarantee_annual_change_ppts",
    "cohort_noSEN_percent", "NEET_NK_noSEN_percent", "cohort_EHCP_percent",
    "NEET_NK_EHCP_percent", "cohort_SENDsupport_percent", "NEET_NK_SENDsupport_percent",
    "VG_cohort_DJF_avg", "VG_cohort_percentage", "VG_NEET_NK_percentage", "Level_3",
    "L2_em_GCSE_othL2", "avg_att8", "pt_l2basics_94", "sess_overall_percent",
)  # fmt: skip
_QUINTILES = {
    "NEET_NK_quintile": ("NEET_not_known_percent", 1),
    "NEET_quintile": ("NEET_percent", 1),
    "Notknown_quintile": ("Notknown_percent", 1),
    "Participation_ET_quintile": ("TOTAL_participating_in_education_and_training_percent", -1),
    "Sep_guarantee_quintile": ("September_guarantee_Offer_made_percent", -1),
}
_OLD_ABSENCE = ("sess_overall_percent_pa_10_exact", "Age1617_ONS_population")
_NEW_ABSENCE = ("enrolments_pa_10_exact_percent",)
LATEST = "2025"

Figures = Mapping[str, Floats]


def neet_files(demo: World, measures: dict[str, Series]) -> dict[str, bytes]:
    """Return the scorecards by their paths."""
    return {path: _scorecard(demo, measures, year) for year, path in PATHS.items()}


def _scorecard(demo: World, measures: dict[str, Series], year: str) -> bytes:
    found = {**_participation(demo, measures, year), **_by_need(demo, measures, year)}
    found |= _other(demo, year)
    absence = _NEW_ABSENCE if year == LATEST else _OLD_ABSENCE
    columns = (*_FIGURES, *absence, *_QUINTILES)
    quintiles = {name: _quintile(found[field], sign) for name, (field, sign) in _QUINTILES.items()}
    table = {**found, **quintiles}
    rows = []
    for at, area in enumerate(AREAS):
        cells = place_cells(area) | {
            "time_period": year, "time_identifier": "Calendar year", "Age": "16-17",
        }  # fmt: skip
        figures = [number(float(table[name][at]), "z") for name in columns]
        rows.append([*(cells[column] for column in _PLACE), *figures])
    return csv_bytes((*_PLACE, *columns), rows)


def _participation(demo: World, measures: dict[str, Series], year: str) -> dict[str, Floats]:
    """Return shares and their yearly changes, from the series that LAIT shows."""
    now, before = year, str(int(year) - 1)
    names = {
        "NEET_percent": ("16-17 NEET", "annualchange_NEET"),
        "Notknown_percent": ("16-17_not known", "annualchange_notknown"),
        "NEET_not_known_percent": ("16-17_not known_NEET", "annual_change_ppts_NEET_not_known"),
        "TOTAL_participating_in_education_and_training_percent": (
            "16-17Ed&Training", "annual_change_Participation_in_education_training",
        ),
        "September_guarantee_Offer_made_percent": (
            "Sept_Guarantee", "September_guarantee_annual_change_ppts",
        ),
    }  # fmt: skip
    found: dict[str, Floats] = {}
    for field, (measure, change) in names.items():
        exact = measures[measure].of(before, now).values(6)
        found[field] = rounded(exact[:, 1], 1)
        found[change] = rounded(exact[:, 1] - exact[:, 0], 1)
    cohort = summed(whole_of(measures["16-17 NEET"].of(now)))[:, 0]
    total = found["TOTAL_participating_in_education_and_training_percent"]
    kinds = {
        "Apprenticeship_percent": "apprenticeship",
        "Other_education_and_training_percent": "other_education",
    }
    for part, (field, kind) in enumerate(kinds.items()):
        found[field] = _share(demo, kind, year, 20 + part, cohort)
    named = ("annual_change_apprenticeship", "annual_change_other_education_training")
    for part, change in enumerate(named):
        found[change] = rounded(demo.rng("pupils", 110 + part).normal(0, 0.3, len(AREAS)), 1)
    found["annual_change_FTE"] = rounded(
        found["annual_change_Participation_in_education_training"]
        - found[named[0]] - found[named[1]],
        1,
    )  # fmt: skip
    found["Full_time_education_percent"] = rounded(
        total - found["Apprenticeship_percent"] - found["Other_education_and_training_percent"], 1
    )
    return found | {"Cohort_DJFavg": cohort, "cohort_March": cohort}


def _england(kind: str, year: str) -> float:
    section = rates()["neet"]
    return float(section[kind][section["years"].index(year)])


def _share(
    demo: World, kind: str, year: str, part: int, cohort: Floats, *, poor: bool = False
) -> Floats:
    """Draw a share of the cohort by area; `poor` where a high share is a bad sign."""
    theme = demo.profile.themes["participation"] * (-1 if poor else 1)
    spread = Spread(np.array([_england(kind, year)]), theme, 0.16)
    whole = cohort[len(AREAS) - COUNT :, None]
    return share_series(demo.rng("pupils", 130 + part), [year], spread, whole).values(1)[:, 0]


def _by_need(demo: World, measures: dict[str, Series], year: str) -> dict[str, Floats]:
    """Return the cohort by SEN status and how many of each are NEET or not known."""
    both = measures["16-17_not known_NEET"].of(year)
    cohort, missing = whole_of(both)[:, 0], both.part[:, 0]
    theme = demo.profile.themes["participation"]
    size: dict[str, Floats] = {}
    out: dict[str, Floats] = {}
    for part, kind in enumerate(("ehc", "support")):
        rng = demo.rng("pupils", 150 + part)
        share = Spread(np.array([_england(f"share_{kind}", year)]), 0 * theme, 0.12)
        size[kind] = share_series(rng, [year], share, cohort[:, None]).part[:, 0]
        spread = Spread(np.array([_england(f"neet_not_known_{kind}", year)]), -theme, 0.25)
        drawn = share_series(rng, [year], spread, size[kind][:, None]).part[:, 0]
        # no more than a third of all who are NEET or not known, so that the others add up
        out[kind] = np.minimum(drawn, np.floor(missing / 3))
    size["none"] = cohort - size["ehc"] - size["support"]
    out["none"] = missing - out["ehc"] - out["support"]
    words = {"none": "noSEN", "ehc": "EHCP", "support": "SENDsupport"}
    found: dict[str, Floats] = {}
    for kind, word in words.items():
        people = summed(size[kind])
        found[f"cohort_{word}_percent"] = rounded(100 * people / summed(cohort), 1)
        found[f"NEET_NK_{word}_percent"] = rounded(100 * summed(out[kind]) / people, 1)
    return found


def _other(demo: World, year: str) -> dict[str, Floats]:
    """Return the rest of the scorecard: vulnerable group, attainment and absence."""
    children = demo.profile.children_in(int(year)).astype(float)
    cohort = np.rint(children * 0.105)
    areas = summed(cohort)
    vulnerable = share_series(
        demo.rng("pupils", 160), [year],
        Spread(np.array([_england("vulnerable_share", year)]), 0 * children, 0.25),
        cohort[:, None],
    )  # fmt: skip
    group = summed(vulnerable.part)[:, 0]
    theme = demo.profile.themes["attainment"]
    score = score_series(
        demo.rng("pupils", 161), [year],
        Spread(np.array([_england("attainment_8", year)]), theme, 1.8), cohort[:, None],
    )  # fmt: skip
    persistent = _share(demo, "persistent_absence", year, 31, areas, poor=True)
    return {
        "VG_cohort_DJF_avg": group,
        "VG_cohort_percentage": vulnerable.values(1)[:, 0],
        "VG_NEET_NK_percentage": _share(demo, "vulnerable_neet", year, 32, group, poor=True),
        "Level_3": _share(demo, "level_3", year, 33, areas),
        "L2_em_GCSE_othL2": _share(demo, "level_2", year, 34, areas),
        "avg_att8": score.values(1)[:, 0],
        "pt_l2basics_94": _share(demo, "basics", year, 35, areas),
        "sess_overall_percent": _share(demo, "absence", year, 36, areas, poor=True),
        "sess_overall_percent_pa_10_exact": persistent,
        "enrolments_pa_10_exact_percent": persistent,
        "Age1617_ONS_population": areas if year == "2022" else areas * np.nan,
    }


def _quintile(values: Floats, sign: int) -> Floats:
    """Return the fifth of the councils each is in, 1 the best; none for England and regions."""
    councils = sign * values[len(AREAS) - COUNT :]
    rank = np.argsort(np.argsort(councils, kind="stable"), kind="stable")
    return np.concatenate([np.full(len(AREAS) - COUNT, np.nan), rank * 5 // COUNT + 1.0])
