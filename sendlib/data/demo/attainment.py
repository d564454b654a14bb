"""Attainment at key stages 2 and 4 by SEN status, from the series that LAIT shows."""

import numpy as np

from sendlib.data.demo.containers import Floats, csv_bytes, number, percent, rounded
from sendlib.data.demo.forms import (
    ALL_SEN,
    NO_SEN,
    PLAN,
    SUPPORT,
    academic,
    digits,
    where,
    whole_of,
)
from sendlib.data.demo.profiles import AREAS, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.series import Series

KS2_PATH, KS4_PATH = "outcomes/ks2_attainment.csv", "outcomes/ks4_attainment.csv"
NOT_PUBLISHED = ":"
# standard deviation of pupils' Progress 8 scores, by which DfE makes the intervals
PROGRESS_DEVIATION = 1.27
PUPILS_PER_SCHOOL = 190


def attainment_files(measures: dict[str, Series]) -> dict[str, bytes]:
    """Return both files by their paths."""
    return {KS2_PATH: _key_stage_2(measures), KS4_PATH: _key_stage_4(measures)}


def _key_stage_2(measures: dict[str, Series]) -> bytes:
    years: list[str] = rates()["key_stage_2"]["years"]
    names = {PLAN: "NEW_KS2_RWM_Sen_Withsta", NO_SEN: "NoID_SEN_NEW_KS2_RWM",
             SUPPORT: "NEW_KS2_RWM_Sen_W/Osta"}  # fmt: skip
    found = {group: measures[name].of(*map(academic, years)) for group, name in names.items()}
    plan, support = found[PLAN], found[SUPPORT]
    found[ALL_SEN] = Series(
        plan.years, plan.part + support.part, whole_of(plan) + whole_of(support)
    )
    rows = []
    for group, series in found.items():
        met, eligible = summed(series.part), summed(whole_of(series))
        for at, area in enumerate(AREAS):
            for year_at, year in enumerate(years):
                share = percent(met[at, year_at], eligible[at, year_at], 2)
                rows.append(
                    [
                        digits(year),
                        *where(area, "geographic_level", "region_name", "la_name"),
                        group,
                        number(float(percent(met[at, year_at], eligible[at, year_at], 0))),
                        str(int(met[at, year_at])),
                        str(int(eligible[at, year_at])),
                        number(float(share)),
                        year,
                    ]
                )
    header = ("time_period", "geographic_level", "region_name", "la_name", "characteristic",
              "pt_rwm_met_expected_standard", "t_rwm_met_expected_standard",
              "t_rwm_eligible_pupils", "Percent meeting expected standard",
              "academic_year")  # fmt: skip
    return csv_bytes(header, rows)


def _key_stage_4(measures: dict[str, Series]) -> bytes:
    years: list[str] = rates()["key_stage_4"]["years"]
    header = ("time_period", "geographic_level", "region_name", "la_name",
              "characteristic_sen_description", "t_pupils", "t_schools", "avg_att8",
              "avg_p8score", "p8score_ci_low", "p8score_ci_upp", "academic_year", "SEN provision",
              "Average progress 8 score", "Progress 8 score (lower confidence interval)",
              "Progress 8 score (upper confidence interval)")  # fmt: skip
    groups = {
        "Any SEN": (("SEN_WoStat", "SEN_Stat"), ALL_SEN),
        "No identified SEN": (("SEN_NoID",), "No identified SEN"),
    }
    rows = []
    for group, (names, label) in groups.items():
        attained = _merged([measures[f"{name}_AVG_Attain8_Score"] for name in names], years)
        progress = _merged([measures[f"{name}_AVG_Prog8_Score"] for name in names], years)
        pupils = summed(whole_of(attained))
        schools = summed(np.rint(whole_of(attained) / PUPILS_PER_SCHOOL + 2).astype(np.int64))
        scores, moved = attained.values(1), progress.values(2)
        for at, area in enumerate(AREAS):
            for year_at, year in enumerate(years):
                figures = _with_interval(moved[at, year_at], pupils[at, year_at])
                texts = [number(figure, NOT_PUBLISHED) for figure in figures]
                blanks = ["" if text == NOT_PUBLISHED else text for text in texts]
                rows.append(
                    [
                        f"{digits(year)}.0",
                        *where(area, "geographic_level", "region_name", "la_name"),
                        group,
                        f"{pupils[at, year_at]:.1f}",
                        f"{schools[at, year_at]:.1f}",
                        number(scores[at, year_at]),
                        *texts,
                        year,
                        label,
                        *blanks,
                    ]
                )
    return csv_bytes(header, rows)


def _merged(groups: list[Series], years: list[str]) -> Series:
    """Pool groups of pupils in some years."""
    chosen = [group.of(*map(academic, years)) for group in groups]
    part = np.sum([group.part for group in chosen], axis=0)
    whole = np.sum([whole_of(group) for group in chosen], axis=0)
    return Series(tuple(years), part, whole, 1.0)


def _with_interval(score: float, pupils: float) -> list[float]:
    half = 1.96 * PROGRESS_DEVIATION / np.sqrt(pupils)
    around: Floats = rounded(np.array([score, score - half, score + half]), 2)
    return [float(value) for value in around]
