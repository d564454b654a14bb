"""Every LAIT measure of the demo as a series: drawn, or taken from the tables it repeats."""

import re
from collections.abc import Sequence

import numpy as np

from sendlib.data.demo.containers import Floats
from sendlib.data.demo.ees import Table
from sendlib.data.demo.profiles import AREAS, COUNT
from sendlib.data.demo.rates import Rates, lait_measures, rates
from sendlib.data.demo.series import (
    Series,
    Spread,
    amount_series,
    rate_series,
    score_series,
    share_series,
)
from sendlib.data.demo.world import World

# people a measure is about, per person aged 0 to 17: by what its title says, the first that fits
_BASES = (
    (r"[Ss]pecial [Ss]chool", 0.0130),
    (r"^Primary|primary school", 0.385),
    (r"^Secondary|secondary", 0.300),
    (r"Total pupils|[Tt]otal school|Total School|Total Permanent|Total number|sessions", 0.745),
    (r"looked after", 0.0068),
    (r"[Cc]hildren in need", 0.021),
    (r"[Cc]are leavers", 0.0022),
    (r"19 year.*EHCP", 0.0019),
    (r"19 year.*SEN Support", 0.0058),
    (r"KS4 SEN cohort", 0.0080),
    (r"16-17.*SEN|16-17 yr olds with SEN", 0.0110),
    (r"16.*17", 0.105),
    (r"without EHCP", 0.0062),
    (r"EHCP|EHC|Statement", 0.0026),
    (r"SEN Support|SEND Support|All SEND|SEN pupils", 0.0075),
    (r"low income", 0.88),
    (r"", 0.045),
)
# the theme a measure goes with, by its title or topic, the first that fits
_THEMES = (
    (r"absen|missed", "absence"),
    (r"xclusion|suspension", "exclusion"),
    (r"NEET|17 year|16-17|16 & 17|education & employment|Employment|19 year|KS4 cohort|offers",
     "participation"),
    (r"Foundation|Good level|Phonics|2½", "early_years"),
    (r"free school meals|low income|first language|birth|obese", "deprivation"),
    (r"S251|Expenditure|expenditure", "money"),
    (r"need|looked after|leavers|ospital|mental", "care"),
    (r"", "attainment"),
)  # fmt: skip
_SCORE_SIZES = (
    (r"Progress 8|Progress scores", 0.22),
    (r"English Baccalaureate.*Average", 0.18),
    (r"Attainment 8", 1.8),
)
# measures whose councils lie further apart than most
_WIDE = r"xclusion|suspension|NEET|not known|first language"


def first_fit(pairs: tuple[tuple[str, object], ...], text: str) -> object:
    """Return what goes with the first pattern found in a text; the last pattern fits all."""
    return next(found for pattern, found in pairs if re.search(pattern, text))


def measured(demo: World, tables: dict[str, Table]) -> dict[str, Series]:
    """Return the series of every measure, by its short name."""
    drawn = {
        entry["measure"]: _drawn(demo, entry, number)
        for number, entry in enumerate(lait_measures())
    }
    return drawn | _tied(demo, drawn) | from_tables(tables)


def _drawn(demo: World, entry: Rates, number: int) -> Series:
    rng = demo.rng("series", number)
    title, years = entry["title"], entry["years"]
    england = np.array([np.nan if value is None else value for value in entry["england"]], float)
    children = children_by_year(demo, years)
    theme = str(first_fit(_THEMES, f"{title} {entry['topic']}"))
    sign = -1.0 if entry["polarity"] == "Low" and theme != "deprivation" else 1.0
    if theme in ("care", "money") and entry["polarity"] != "High":
        sign = -1.0
    size = 0.30 if re.search(_WIDE, title) else 0.16
    spread = Spread(england, sign * demo.profile.themes[theme], size)
    if "Gross" in title or entry["measure"] == "LACnum":
        total = float(rates()["population"]["children_by_year"][-1])
        return amount_series(rng, years, spread, children, total)
    if "unit cost" in title:
        size = 0.12 * float(england.mean())
        return score_series(rng, years, Spread(england, spread.theme, size), children)
    if "rate" in title and "(%)" not in title:
        return rate_series(rng, years, spread, children, 10_000.0)
    people = children * float(str(first_fit(_BASES, title)))
    if "core" in title and "(%)" not in title:
        size = next((size for pattern, size in _SCORE_SIZES if re.search(pattern, title)), 0.2)
        return score_series(rng, years, Spread(england, spread.theme, size), people)
    if "(num)" in title or "Total number of cases" in title:
        return Series(tuple(years), np.full((COUNT, len(years)), np.nan), None)
    if np.nanmax(england) > 100 or re.search(r"suspensions \(%\)", title):
        return rate_series(rng, years, spread, people, 100.0)
    return share_series(rng, years, spread, people)


def children_by_year(demo: World, years: Sequence[str]) -> Floats:
    """Return people aged 0 to 17 by council and LAIT year."""
    columns = [demo.profile.children_in(end_of(year)) for year in years]
    return np.stack(columns, axis=1).astype(float)


def end_of(year: str) -> int:
    """Return the calendar year in which a LAIT year ends: 2025, 2024-25 (OT) and 2024/25."""
    digits = re.findall(r"\d+", year)
    return int(digits[0]) + (1 if len(digits) > 1 else 0)


def _tied(demo: World, drawn: dict[str, Series]) -> dict[str, Series]:
    """Return the measures that follow from others, or from the plans of the councils."""
    plan, support = drawn["CINStatement"], drawn["CINSEN_SUP"]
    rest = _whole(plan) - plan.part - support.part
    looked_after = drawn["LACnum"]
    children = children_by_year(demo, looked_after.years)
    rate = Series(looked_after.years, looked_after.part, children, 10_000.0)
    tests = [drawn[f"Multiplication_{group}"] for group in ("EHCP", "SENDSupport")]
    return {
        "CINNoSEN": Series(plan.years, rest, _whole(plan)),
        "LAC": rate,
        "Multiplication_AllSEND": _pooled(*tests),
        "TotAbs": added(drawn["TotAuthAbs"], drawn["TotUnAuthAbs"]),
        "total_absence_special": added(
            drawn["authorised_absence_special"], drawn["unauthorised_absence_special"]
        ),
        "16-17_not known_NEET": added(
            drawn["16-17 NEET"].of(*drawn["16-17_not known_NEET"].years),
            drawn["16-17_not known"].of(*drawn["16-17_not known_NEET"].years),
        ),
        **{name: _by_plans(demo, drawn[name]) for name in _FOLLOW_PLANS},
    }


def added(first: Series, second: Series) -> Series:
    """Add two shares of the same people."""
    return Series(first.years, first.part + second.part, first.whole, first.per)


def _pooled(first: Series, second: Series) -> Series:
    """Pool two groups of people."""
    return Series(first.years, first.part + second.part, _whole(first) + _whole(second), first.per)


# shares of pupils with a plan, which go with the plans of the council
_FOLLOW_PLANS = ("SEN_TotStat", "PrimStatements", "SecStatements")


def _by_plans(demo: World, series: Series) -> Series:
    """Spread the plans of England's share over councils as their plans are spread."""
    plans = np.stack([demo.profile.plans_in(end_of(year)) for year in series.years], axis=1)
    return Series(
        series.years,
        np.rint(series.part.sum(axis=0) * plans / plans.sum(axis=0)),
        series.whole,
        series.per,
    )


def _whole(series: Series) -> Floats:
    return np.ones_like(series.part) if series.whole is None else series.whole


# LAIT measures that repeat a figure of the plan releases: file, its first and last year, how the
# file writes a year, the fields that add up to the part and to the whole
_COUNTS = {
    "SEN_INIT_REQ": ("requests", 2019, 2024, "requests_received_in_year"),
    "SEN_ASSESSMENT": ("assessments", 2022, 2024, "assess_in_year"),
    "SEN_CASES_JAN": ("caseload", 2019, 2025, "ehcplans"),
    "SEN_AN_REVIEW_EXPECTED": ("annual_reviews", 2024, 2024, "review_expected"),
    "SEN_AN_REVIEW_MEET_REC": ("annual_reviews", 2024, 2024, "total_review_meeting"),
    "SEN_TOT_CEASED_EHC_PLAN": ("ceased_plans", 2022, 2024, "total_ceased"),
}
_NEW, _MAINTAINED = "new_ehc_plans", "mainstream_la_maintained"
_SHARES = {
    "EHCP_Initial_req_refused": (
        "requests", 2019, 2024, ("requests_decided_not_to_assess",),
        ("requests_received_in_year",),
    ),
    "SEN_PLAN_ISSUED": ("assessments", 2022, 2024, ("assess_issued",), ("assess_in_year",)),
    "SEN_PLAN_NOT_ISSUED": ("assessments", 2022, 2024, ("assess_not_issued",), ("assess_in_year",)),
    "SEN_NOT_ISSUE_PLAN_16WKS": (
        "assessments", 2023, 2024, ("outcome_decision_within_time",),
        ("outcome_decision_within_time", "outcome_decision_over_time"),
    ),
    "SEN_EHC_Excpt_20wks": (
        "timeliness_20_week", 2019, 2024, ("plans_issued_20_weeks_ex",), ("plans_issued_den_ex",),
    ),
    "SEN_EHC_All_20wks": (
        "timeliness_20_week", 2019, 2024, ("plans_issued_within_20_weeks",), ("plans_issued_den",),
    ),
    "SEN_State-Plans_sch": (
        "newplans", 2019, 2024,
        (_MAINTAINED, f"{_MAINTAINED}_resourced_provision", f"{_MAINTAINED}_senunit"), (_NEW,),
    ),
    "SEN_PEC_AN_REVIEW_EXPECTED": (
        "annual_reviews", 2024, 2024, ("review_expected",), ("total_ehc_plans",),
    ),
    "SEN_PEC_AN_REVIEW_MEET_REC": (
        "annual_reviews", 2024, 2024, ("total_review_meeting",), ("review_expected",),
    ),
    "SEN_PEC_OUTCOME_COM_4WKS": (
        "annual_reviews", 2024, 2024, ("number_decsion_4weeks",),
        ("number_decsion_4weeks", "number_decision_gt_4weeks"),
    ),
}  # fmt: skip


def from_tables(tables: dict[str, Table]) -> dict[str, Series]:
    """Return the measures that LAIT takes from the plan releases, figure for figure."""
    found = {
        name: Series(_years(first, last), _sums(tables[file], first, last, (field,)), None)
        for name, (file, first, last, field) in _COUNTS.items()
    }
    for name, (file, first, last, part, whole) in _SHARES.items():
        found[name] = Series(
            _years(first, last),
            _sums(tables[file], first, last, part),
            _sums(tables[file], first, last, whole),
        )
    return found


def _years(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(year) for year in range(first, last + 1))


def _sums(table: Table, first: int, last: int, fields: tuple[str, ...]) -> Floats:
    """Return the sum of fields by council and year."""
    columns = []
    for year in range(first, last + 1):
        period = f"{year - 1}{year % 100:02d}" if table.dataset == "caseload" else str(year)
        found = np.sum([table.total(period, field) for field in fields], axis=0)
        columns.append(found[len(AREAS) - COUNT :])
    return np.stack(columns, axis=1)
