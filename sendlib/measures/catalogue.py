"""Every indicator of the evidence base, in reading order, and those without a source in hand."""

from dataclasses import dataclass

from sendlib.measures import (
    adulthood,
    ages,
    alternative_provision,
    finance,
    needs,
    outcomes,
    placements,
    plans,
    population,
    social_care,
    timeliness,
)
from sendlib.measures.indicator import Indicator, Unit

INDICATORS: tuple[Indicator, ...] = (
    *population.INDICATORS,
    *plans.INDICATORS,
    *needs.INDICATORS,
    *ages.INDICATORS,
    *placements.INDICATORS,
    *timeliness.INDICATORS,
    *outcomes.INDICATORS,
    *adulthood.INDICATORS,
    *social_care.INDICATORS,
    *alternative_provision.INDICATORS,
    *finance.INDICATORS,
)


@dataclass(frozen=True)
class Unavailable:
    """An indicator that reviews ask for and no file in hand gives by council.

    measure: its name in figures.csv. title: heading of its row. subject: how a sentence calls it.
    unit: of its figures. publisher: who publishes it.
    """

    measure: str
    title: str
    subject: str
    unit: Unit
    publisher: str


UNAVAILABLE = (
    Unavailable(
        "premature_births_per_1000",
        "Premature births",
        "the rate of premature births",
        "per_1000",
        "the Office for Health Improvement and Disparities, in Fingertips",
    ),
    Unavailable(
        "age_20_24_neet_percent",
        "20 to 24 year olds with SEND who are NEET",
        "the share of 20 to 24 year olds with SEND not in education, employment or training",
        "percent",
        "the Department for Education, for England only, in NEET age 16 to 24",
    ),
    Unavailable(
        "disabled_adults_in_work_percent",
        "Disabled adults in work",
        "the share of disabled adults in work",
        "percent",
        "the Office for National Statistics, in the Annual Population Survey",
    ),
)


# a number alone is not compared: a large council has more of everything
GLANCE = tuple(indicator for indicator in INDICATORS if indicator.kind != "count")
# all that the evidence base compares: the indicators, and the parts of a whole that are none
COMPARED = tuple(dict.fromkeys((*INDICATORS, *population.BANDS, *placements.MIX)))

# every published column behind an indicator
FIELDS = frozenset(
    name
    for indicator in INDICATORS
    for part in (indicator.count, indicator.denominator)
    if part is not None
    for name in part.fields
)
