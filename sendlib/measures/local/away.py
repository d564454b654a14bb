"""Placements away from home and out of the area: who for, how far, and what travel costs."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.local.need_groups import need_groups
from sendlib.measures.local.packages import ACCOMMODATION, IN_FORCE, in_force, januaries
from sendlib.measures.local.people import GROUP_OF, SETTING_GROUPS
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import (
    NOT_RECORDED,
    PENCE,
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
)

RESIDENTIAL = ("residential_38", "residential_52")
AT_HOME = "at_home"
# the four groups of whom most live away from home to learn, by group of needs
TYPE_OF = {
    "PMLD": "profound", "ASD": "autism", "SLCN": "autism", "LD": "autism", "SEMH": "semh",
    "SENSORY": "sensory", "PD": "sensory", "OTHER": "sensory",
}  # fmt: skip
TYPES = {
    "profound": "Profound and multiple learning difficulty, with health needs",
    "autism": "Autism, communication or learning difficulty, with behaviour that challenges",
    "semh": "Social, emotional and mental health, with behaviour that challenges",
    "sensory": "Sensory, physical or other need, with few learning difficulties",
}
TYPE = Field("residential_type", "Who for", {**TYPES, AT_HOME: "Not residential"})
INSIDE, OUTSIDE = "inside", "outside"
LOCATION = Field(
    "location", "Where",
    categories({INSIDE: "In the council's area", OUTSIDE: "Out of the area"}, "Not recorded"),
)  # fmt: skip
SETTING = Field("setting", "Setting", categories(SETTING_GROUPS, "Setting not identified"))
TRAVELLERS = "children and young people helped to travel, {year}"
TRAVEL_SPEND = "cost of travel to education, {year}"
MILES_BASE = 5.0


def placed(records: Records, year: int) -> pd.DataFrame:
    """Return the packages in force at a January with `residential_type` and `location`."""
    rows = in_force(records, year)
    kinds = need_groups(rows["primary_need"]).map(TYPE_OF)
    inside = records.local.table("providers").drop_duplicates("provider_id")
    where = inside.set_index("provider_id")["in_area"].map({True: INSIDE, False: OUTSIDE})
    return rows.assign(
        residential_type=kinds.where(rows["accommodation"].isin(RESIDENTIAL), AT_HOME),
        location=rows["provider_id"].map(where).astype(object).fillna(NOT_RECORDED).astype(str),
    )


def _of_january(records: Records, field: str) -> list[Part]:
    parts = []
    for year in januaries(records)[-1:]:
        rows = placed(records, year)
        if len(rows):
            counts = cross(rows, [field, "accommodation"])
            parts.append(Part(str(year), IN_FORCE.format(year=year), counts))
    return parts


def _by_type(records: Records) -> Sequence[Part]:
    return _of_january(records, "residential_type")


def _by_location(records: Records) -> Sequence[Part]:
    return _of_january(records, "location")


def _travel(records: Records) -> tuple[str, pd.DataFrame]:
    """Return the latest school year, and what travel costs each person in it.

    A person with several arrangements counts once, in the setting of the dearest.
    """
    file = records.local.table("transport")
    year = file["school_year"].dropna().max()
    here = file[file["school_year"] == year].dropna(subset=[PERSON, "annual_cost_gbp"])
    setting = here["setting_type"].astype(object).map(GROUP_OF).fillna(NOT_RECORDED)
    rows = here.assign(
        setting=setting, **{PENCE: (here["annual_cost_gbp"] * 100).round().astype("int64")}
    )
    dearest = rows.sort_values([PENCE, "setting"], ascending=[False, True], kind="stable")
    kept = dearest.drop_duplicates(PERSON).set_index(PERSON)["setting"]
    return str(year), rows.assign(setting=rows[PERSON].map(kept))


def _travellers(records: Records) -> Sequence[Part]:
    year, rows = _travel(records)
    if rows.empty:
        return []
    people = rows.drop_duplicates(PERSON).drop(columns=PENCE)
    return [Part(year, TRAVELLERS.format(year=year), cross(people, ["setting"]))]


def _travel_spend(records: Records) -> Sequence[Part]:
    year, rows = _travel(records)
    rows = rows[rows[PENCE] > 0]
    if rows.empty:
        return []
    return [Part(year, TRAVEL_SPEND.format(year=year), cross(rows, ["setting"]))]


def _miles(records: Records) -> pd.DataFrame:
    """Return the median miles from home of residential placements, by whom they are for.

    To the nearest five; it rests on the persons on one side of it.
    """
    found = []
    for year in januaries(records)[-1:]:
        rows = placed(records, year)
        away = rows[rows["accommodation"].isin(RESIDENTIAL)].dropna(subset=["distance_miles"])
        groups = [("Total", away), *(
            (f"residential_type={kind}", away[away["residential_type"] == kind]) for kind in TYPES
        )]  # fmt: skip
        for where, here in groups:
            each = here.groupby(PERSON)["distance_miles"].max()
            if len(each):
                median = round(float(each.median()) / MILES_BASE) * MILES_BASE
                found.append(
                    row(str(year), where, "miles", median, unit="ratio",
                        persons=max(len(each) // 2, 1))
                )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


AWAY_TYPE = LocalMeasure(
    name="away-type", title="Residential placements by whom they are for", files=("packages",),
    fields=(TYPE, ACCOMMODATION), measure="local_packages_count", noun="packages", count=_by_type,
    note="Residential: 38 or 52 weeks a year away from home.",
)  # fmt: skip
AWAY_LOCATION = LocalMeasure(
    name="away-location", title="Packages in and out of the area", files=("packages", "providers"),
    fields=(LOCATION, ACCOMMODATION), measure="local_packages_count", noun="packages",
    count=_by_location, note="By the site of the provider.",
)  # fmt: skip
TRAVEL_PERSONS = LocalMeasure(
    name="travel-persons", title="Helped to travel to education by setting", files=("transport",),
    fields=(SETTING,), measure="local_travel_persons_count",
    noun="children and young people helped to travel", count=_travellers,
)  # fmt: skip
TRAVEL_COST = LocalMeasure(
    name="travel-cost", title="Cost of travel to education by setting", files=("transport",),
    fields=(SETTING,), measure="local_travel_cost_gbp", noun="travel to education", unit="gbp",
    count=_travel_spend, note="In the school year; all arrangements of a person together.",
)  # fmt: skip
AWAY_MILES = LocalResult(
    name="away-miles", title="Miles from home of residential placements", files=("packages",),
    work_out=_miles, note="Medians, to the nearest five miles.",
)  # fmt: skip
TABLES = (AWAY_TYPE, AWAY_LOCATION, TRAVEL_PERSONS, TRAVEL_COST)
RESULTS = (AWAY_MILES,)
