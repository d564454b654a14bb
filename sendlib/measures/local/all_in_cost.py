"""What a bought place or package costs with everything in: teaching, care, health and travel."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.periods import census_day
from sendlib.measures.local import packages
from sendlib.measures.local.table import PENCE, PERSON, Field, LocalMeasure, Part, Records, cross

NEEDED = ("packages",)
# where somebody has several packages, the first of these tells where they live
_PLACES = ("residential_52", "residential_38", "short_break", "day")
NO_PLACE = "none"
PLACE = Field(
    "accommodation", "Where they are placed",
    {**{code: code_sets()["accommodation"][code] for code in _PLACES},
     NO_PLACE: "Support without a place"},
)  # fmt: skip
EDUCATION, CARE, TRAVEL = "education", "care", "travel"
COMPONENT = Field(
    "component", "Part of the cost",
    {EDUCATION: "Education", CARE: "Health and care", TRAVEL: "Travel and personal budgets"},
)  # fmt: skip
PERSONS = "persons with a package, January {year}"
COSTS = "cost of persons with a package, January {year}"


def persons(records: Records) -> tuple[int, pd.Series] | None:
    """Return the latest January, and where each person with a package then is placed."""
    years = packages.januaries(records)
    rows = packages.in_force(records, years[-1]) if years else pd.DataFrame()
    if rows.empty:
        return None
    rank = {code: number for number, code in enumerate(_PLACES)}
    order = rows["accommodation"].map(rank).fillna(len(rank))
    first = order.groupby(rows[PERSON].astype(str)).min().astype(int)
    return years[-1], first.map(dict(enumerate([*_PLACES, NO_PLACE])))


def _count(records: Records) -> Sequence[Part]:
    found = persons(records)
    if found is None:
        return []
    year, placed = found
    rows = pd.DataFrame({PERSON: placed.index, "accommodation": placed.to_numpy()})
    return [Part(str(year), PERSONS.format(year=year), cross(rows, ["accommodation"]))]


def _cost(records: Records) -> Sequence[Part]:
    found = persons(records)
    if found is None:
        return []
    year, placed = found
    parts = [*_packages(records, year), *_travel(records, year), *_budgets(records, year)]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows[PERSON].isin(placed.index) & (rows["gbp"] > 0)]
    rows = rows.assign(
        accommodation=rows[PERSON].map(placed),
        **{PENCE: (rows["gbp"] * 100).round().astype("int64")},
    )
    if rows.empty:
        return []
    counted = cross(rows, ["accommodation", "component"])
    return [Part(str(year), COSTS.format(year=year), counted)]


def _packages(records: Records, year: int) -> list[pd.DataFrame]:
    rows = packages.in_force(records, year)
    weeks = rows["weeks_a_year"].fillna(52.0)
    return [
        _part(
            rows[PERSON], EDUCATION if agency == "education" else CARE,
            rows[f"weekly_cost_{agency}_gbp"] * weeks,
        )
        for agency in packages.SPENDERS
    ]  # fmt: skip


def _travel(records: Records, year: int) -> list[pd.DataFrame]:
    rows = records.local.table("transport")
    own = rows[rows["school_year"] == f"{year - 1}/{year % 100:02}"]
    return [_part(own[PERSON], TRAVEL, own["annual_cost_gbp"])]


def _budgets(records: Records, year: int) -> list[pd.DataFrame]:
    rows = records.local.table("personal_budgets")
    day = census_day(year)
    own = rows[(rows["start_date"] <= day) & ~(rows["end_date"] < day)]
    return [_part(own[PERSON], TRAVEL, own["annual_value_gbp"])]


def _part(who: pd.Series, component: str, gbp: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({PERSON: who.astype(str), "gbp": gbp.astype(float).fillna(0.0)})
    return table.assign(component=component)


PLACED = LocalMeasure(
    name="all-in-persons", title="Children and young people with a package by place",
    files=NEEDED, fields=(PLACE,), measure="local_all_in_persons_count",
    noun="children and young people with a package", count=_count,
)  # fmt: skip
ALL_IN = LocalMeasure(
    name="all-in-cost", title="Cost a year of those with a package, with everything in",
    files=NEEDED, fields=(PLACE, COMPONENT), measure="local_all_in_cost_gbp",
    noun="the cost of those with a package", unit="gbp", count=_cost,
    note=(
        "What the packages, travel to education and personal budgets of the same persons cost in "
        "a full year; an agency's share that is not recorded counts as nothing."
    ),
)  # fmt: skip
TABLES = (PLACED, ALL_IN)
