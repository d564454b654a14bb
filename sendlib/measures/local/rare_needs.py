"""Children and young people whose needs are rare and high: seven categories, by three conditions.

All three hold at a January count. The need stands in the way of learning unless more is done:
there is an EHC plan. It is so rare that a mainstream setting is unlikely to know it: they learn in
a special school, unit, resourced provision or specialist college, or have a package. And it is so
rare that no formula finds it: it is one of the categories. Each person counts once, in the first
category that fits.

Source: after the definition of NatSIP, “Regional commissioning for low-incidence, high-need
children with SEND”, 2018, section 3.1, which leaves open how severity is told; the rules are ours.
"""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from sendlib.data.periods import census_day
from sendlib.measures.cohort import SEVERITY as RATED
from sendlib.measures.local import packages, people
from sendlib.measures.local.cohort_persons import considered
from sendlib.measures.local.table import PERSON, Field, LocalMeasure, Part, Records, cross

NEEDED = ("sen2_persons", "sen2_named_plans", "sen2_sen_need", "packages")
DEFINITION = "1"  # raised when the rules below change
COMPLEX, OTHER, SEVERE = "complex", "other", "severe"
HEALTH_ALONE = "HEALTH"
CATEGORY = Field(
    "rare_need",
    "Category",
    {
        "MSI": "Multi-sensory impairment", "PMLD": "Profound and multiple learning difficulty",
        "VI": "Vision impairment", "HI": "Hearing impairment", "ASD": "Autism",
        "SEMH": "Social, emotional and mental health",
        HEALTH_ALONE: "Very complex health needs, other need",
    },
)  # fmt: skip
LEVEL = Field("severity", "Severity", {SEVERE: "Severe", OTHER: "Not known to be severe"})
HEALTH = Field(
    "complex_health", "Health", {COMPLEX: "Very complex health needs", OTHER: "Others"}
)  # fmt: skip
BY_ANY_NEED = ("MSI", "PMLD", "VI", "HI")  # first to last; the others by primary need
BY_PRIMARY_NEED = ("ASD", "SEMH")
ALWAYS_SEVERE = ("PMLD", HEALTH_ALONE)  # by what they are
SPECIALIST = (
    "sen_unit", "resourced_provision", "maintained_special", "non_maintained_special",
    "independent_special", "post_16_special",
)  # fmt: skip
POPULATION = "children and young people with rare and high needs, January {year}"
RATINGS = ("education_need", "health_need", "social_care_need")


def years(records: Records) -> list[int]:
    """Return the years at whose January both plans and packages can be counted."""
    return sorted({*packages.januaries(records)} & {*people.januaries(records)})


def persons(records: Records, year: int) -> pd.DataFrame:
    """Return who meets the three conditions at a January, a row each.

    Returns:
        person_id, `rare_need`, `severity` and `complex_health`, categories of the fields.
    """
    plans = people.in_force(records, year)[[PERSON]]
    told = considered(records, year).set_index(PERSON)
    here = plans[plans[PERSON].isin(_specialist(records, year))]
    marks = _marks(records, year, told).reindex(here[PERSON]).fillna(value=False).astype(bool)
    marks.index = here.index
    category = _categories(records, year, here[PERSON]).mask(
        lambda found: found.isna() & marks[COMPLEX], HEALTH_ALONE
    )
    is_severe = marks[SEVERE] | category.isin(ALWAYS_SEVERE)
    return here.assign(
        rare_need=category,
        severity=is_severe.map({True: SEVERE, False: OTHER}),
        complex_health=marks[COMPLEX].map({True: COMPLEX, False: OTHER}),
    ).dropna(subset=["rare_need"])


def _specialist(records: Records, year: int) -> set[str]:
    """Return who learns in specialist provision, or has a package, at a January."""
    local = records.local.at(year)
    kinds = people.setting_kinds(local, records.local.table("providers"))
    bought = {*packages.in_force(records, year)[PERSON].astype(str)}
    return {*kinds.index[kinds.isin(SPECIALIST)], *bought}


def _categories(records: Records, year: int, who: pd.Series) -> pd.Series:
    """Return the first category that fits each person by need; missing where none does."""
    rows = records.local.at(year).table("sen2_sen_need").dropna(subset=[PERSON, "sen_type"])
    rows = rows.sort_values("sen_type_rank", kind="stable")
    person, need = rows[PERSON].astype(str), rows["sen_type"].astype(object)
    primary = need.groupby(person).first()
    found = who.map(primary).where(lambda code: code.isin(BY_PRIMARY_NEED))
    for code in reversed(BY_ANY_NEED):
        found = found.mask(who.isin(set(person[need == code])), code)
    return found


def _marks(records: Records, year: int, told: pd.DataFrame) -> pd.DataFrame:
    """Return by person whether needs are rated severe, and whether health needs are complex.

    Complex: continuing care, or health needs rated high, in a package or a request for joint
    funding. Severe: that, any other need rated high, residence of 38 or 52 weeks, or two agencies
    that pay.
    """
    requests = records.local.table("joint_funding")
    asked = requests[requests["request_date"] <= census_day(year)]
    rated = {
        name: set(asked.loc[(asked[name] == "high").fillna(value=False), PERSON].astype(str))
        for name in RATINGS
    }
    everyone = told.index.union(sorted(set().union(*rated.values())))
    known = told.reindex(everyone)
    is_complex = (
        known["continuing_care"].eq(other=True)
        | (known["health_severity"] == RATED["high"])
        | everyone.isin(rated["health_need"])
    )
    is_severe = is_complex | known["is_residential"].eq(other=True) | (known["agencies"] >= 2)
    for name in RATINGS:
        is_severe |= everyone.isin(rated[name])
    return pd.DataFrame({COMPLEX: is_complex, SEVERE: is_severe}, index=everyone)


def _counted(records: Records, field: str) -> list[Part]:
    parts = []
    for year in years(records)[-1:]:
        rows = records.once(f"rare needs: {year}", partial(persons, year=year))
        if len(rows):
            counts = cross(rows, ["rare_need", field])
            parts.append(Part(str(year), POPULATION.format(year=year), counts))
    return parts


def _by_severity(records: Records) -> Sequence[Part]:
    return _counted(records, "severity")


def _by_health(records: Records) -> Sequence[Part]:
    return _counted(records, "complex_health")


_NOTE = (
    "With an EHC plan, and in specialist provision or with a package; each counts once. Severe: "
    "rated high in a package or a request for joint funding, in residence, in continuing care or "
    "paid for by two agencies; profound and multiple learning difficulty always."
)
RARE_SEVERITY = LocalMeasure(
    name="rare-needs-severity", title="Rare and high needs by severity", files=NEEDED,
    fields=(CATEGORY, LEVEL), measure="local_rare_needs_count",
    noun="children and young people with rare and high needs", count=_by_severity, note=_NOTE,
)  # fmt: skip
RARE_HEALTH = LocalMeasure(
    name="rare-needs-health", title="Rare and high needs with very complex health needs",
    files=NEEDED, fields=(CATEGORY, HEALTH), measure="local_rare_needs_count",
    noun="children and young people with rare and high needs", count=_by_health,
    note="Very complex: in continuing care, or health needs rated high. Each counts once.",
)  # fmt: skip
TABLES = (RARE_SEVERITY, RARE_HEALTH)
