"""Who has complex needs by the review's definition: size, need, age, rules and cost.

Persons count at a January. Those with a package in force are considered, and those with a plan
alone where a definition can be met by needs alone.
"""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.cohort import is_in, rules_met
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local import spend
from sendlib.measures.local.cohort_persons import considered, years
from sendlib.measures.local.need_groups import NEED_GROUP
from sendlib.measures.local.packages import NEEDED
from sendlib.measures.local.plans import AGE
from sendlib.measures.local.spend import SPEND
from sendlib.measures.local.table import (
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    cross,
)
from sendlib.params.cohorts import MOST_RULES, Cohort

IN, OUT = "in", "out"
MEMBER = {IN: "In the cohort", OUT: "Not in the cohort"}
COHORT = Field("cohort", "Complex needs", MEMBER)
OTHER_COHORT = Field("other_cohort", "Second definition", MEMBER)
RULE = Field("rule", "Rule", {str(at): f"Rule {at}" for at in range(1, MOST_RULES + 1)})
MOST_MET = 3
RULES_MET = Field(
    "rules_met",
    "Rules met",
    {"1": "This rule alone", "2": "With one other", "3": "With two others or more"},
)  # fmt: skip
PERSONS = "people considered for complex needs, January {year}"
PAIRS = "rules that people meet, January {year}"
MEASURE = "local_complex_needs_count"
LATER_PRICES = "Weekly costs of earlier years are taken at prices of the latest (GDP deflator)."


def members(records: Records, year: int, cohort: Cohort | None = None) -> pd.DataFrame:
    """Return the persons considered at a January, with `cohort`: whether they are in one.

    Args:
        records: the council's own files.
        year: of the January.
        cohort: the definition; the first of the review's where None.
    """
    first = records.options.definitions[0]
    persons = considered(records, year)
    inside = is_in(persons, cohort or first)
    return persons.assign(cohort=inside.map({True: IN, False: OUT}))


def _part(year: int, counts: pd.DataFrame, **where: str) -> Part:
    return Part(str(year), PERSONS.format(year=year), counts, where=where)


def _by_january(records: Records) -> Sequence[Part]:
    found = [(year, members(records, year)) for year in years(records)]
    return [_part(year, cross(rows, ["cohort"])) for year, rows in found if len(rows)]


def _inside(records: Records, year: int, name: str) -> list[Part]:
    """Count a cohort by a field; a cell stands on the fewer of those in the cohort and not."""
    rows = members(records, year)
    inside = rows[rows["cohort"] == IN]
    if inside.empty:
        return []
    counts = cross(inside, [name])
    everyone = rows[name].value_counts()
    whole = counts[name].map(everyone).where(counts[name] != TOTAL, len(rows))
    others = (whole - counts["count"]).astype(int)
    fewer = counts["persons"].where((others == 0) | (others > counts["persons"]), others)
    return [_part(year, counts.assign(persons=fewer), cohort=IN)]


def _by_need(records: Records) -> Sequence[Part]:
    return [part for year in years(records)[-1:] for part in _inside(records, year, "need")]


def _by_age(records: Records) -> Sequence[Part]:
    return [part for year in years(records)[-1:] for part in _inside(records, year, "age")]


def _by_rule(records: Records) -> Sequence[Part]:
    """Count each rule that a person meets, by how many the person meets in all.

    Totals over rules are left out: they count a person more than once.
    """
    cohort = records.options.definitions[0]
    parts = []
    for year in years(records)[-1:]:
        persons = considered(records, year)
        met = rules_met(persons, cohort)
        several = met.sum(axis=1).clip(upper=MOST_MET).astype(str)
        long = met.assign(**{PERSON: persons[PERSON], "rules_met": several})
        rows = long.melt([PERSON, "rules_met"], var_name="rule", value_name="is_met")
        rows = rows[rows["is_met"]]
        if len(rows):
            counts = cross(rows, ["rule", "rules_met"])
            mixed = (counts["rule"] == TOTAL) & (counts["rules_met"] != TOTAL)
            kept = counts[~mixed].reset_index(drop=True)
            parts.append(Part(str(year), PAIRS.format(year=year), kept))
    return parts


def _by_both(records: Records) -> Sequence[Part]:
    """Count persons by two definitions at the latest January."""
    if len(records.options.definitions) < 2:
        return []
    second = records.options.definitions[1]
    parts = []
    for year in years(records)[-1:]:
        rows = members(records, year)
        rows = rows.assign(other_cohort=members(records, year, second)["cohort"])
        if len(rows):
            parts.append(_part(year, cross(rows, ["cohort", "other_cohort"])))
    return parts


def _spend(records: Records) -> Sequence[Part]:
    """Sum the spend of a financial year by who is in the cohort at the January in it."""
    counted = set(years(records))
    parts = []
    for year, (name, rows) in zip(
        spend.years(records), spend.spending(records).items(), strict=True
    ):
        if year not in counted or rows.empty:
            continue
        persons = members(records, year)
        inside = set(persons.loc[persons["cohort"] == IN, PERSON])
        rows = rows.assign(cohort=rows[PERSON].isin(inside).map({True: IN, False: OUT}))
        parts.append(Part(name, SPEND.format(year=name), cross(rows, ["cohort"])))
    return parts


COHORT_SIZE = LocalMeasure(
    name="cohort-size", title="Children and young people with complex needs", files=NEEDED,
    fields=(COHORT,), measure=MEASURE, noun="children and young people considered",
    count=_by_january, note=LATER_PRICES,
)  # fmt: skip
COHORT_NEED = LocalMeasure(
    name="cohort-need", title="Complex needs by primary need", files=NEEDED, fields=(NEED_GROUP,),
    measure=MEASURE, noun="children and young people with complex needs", count=_by_need,
    within={"cohort": IN},
)  # fmt: skip
COHORT_AGE = LocalMeasure(
    name="cohort-age", title="Complex needs by age", files=(*NEEDED, "sen2_persons"),
    fields=(AGE,), measure=MEASURE, noun="children and young people with complex needs",
    count=_by_age, within={"cohort": IN},
)  # fmt: skip
COHORT_RULES = LocalMeasure(
    name="cohort-rules", title="Rules of the definition that people meet", files=NEEDED,
    fields=(RULE, RULES_MET), measure="local_complex_needs_rules_count", noun="rules met",
    count=_by_rule,
)  # fmt: skip
COHORT_BOTH = LocalMeasure(
    name="cohort-both", title="Two definitions of complex needs side by side", files=NEEDED,
    fields=(COHORT, OTHER_COHORT), measure=MEASURE, noun="children and young people considered",
    count=_by_both,
)  # fmt: skip
COHORT_SPEND = LocalMeasure(
    name="cohort-spend", title="Spend on packages by complex needs", files=NEEDED,
    fields=(COHORT,), measure="local_packages_spend_gbp", noun="spend on packages", count=_spend,
    unit="gbp", note="In the cohort are those who were in it at the January of the year.",
)  # fmt: skip
TABLES = (COHORT_SIZE, COHORT_NEED, COHORT_AGE, COHORT_RULES, COHORT_BOTH, COHORT_SPEND)
