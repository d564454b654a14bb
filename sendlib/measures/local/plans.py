"""Tables of plans: in force at each January, started and ended in each year."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.people import (
    AGE_BANDS,
    SETTING_GROUPS,
    ages_at,
    in_force,
    januaries,
)
from sendlib.measures.local.table import (
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
    known,
)

NEED = Field("need", "Primary need", categories(code_sets()["need_types"], "Need not recorded"))
SETTING = Field("setting", "Setting", categories(SETTING_GROUPS, "Setting not identified"))
AGE = Field("age", "Age", categories(AGE_BANDS, "Age not known, or 26 and over"))
OTHER_REASON = "9"
REASON = Field(
    "cease_reason",
    "Reason",
    {**code_sets()["sen2_cease_reasons"], OTHER_REASON: "Other, or not recorded"},
)
NEEDED = ("sen2_persons", "sen2_named_plans")
IN_FORCE = "plans in force, January {year}"
STARTED = "plans started, {year}"
ENDED = "plans ended, {year}"


def _needs_by_january(records: Records) -> list[Part]:
    return [
        Part(str(year), IN_FORCE.format(year=year), cross(in_force(records, year), ["need"]))
        for year in januaries(records)
    ]


def _latest(records: Records, *fields: str, printed: bool = True) -> list[Part]:
    """Return the latest January by some fields."""
    parts = []
    for year in januaries(records)[-1:]:
        counts = cross(in_force(records, year), fields)
        parts.append(Part(str(year), IN_FORCE.format(year=year), counts, printed=printed))
    return parts


def _need_by_setting(records: Records) -> list[Part]:
    return _latest(records, "need", "setting")


def _need_by_age(records: Records) -> list[Part]:
    return _latest(records, "need", "age")


def _setting_by_age(records: Records) -> list[Part]:
    return _latest(records, "setting", "age")


def unprinted(records: Records) -> list[Part]:
    """Return the latest January by all three fields: it binds the tables of two of them."""
    return _latest(records, "need", "setting", "age", printed=False)


def _events(records: Records, column: str) -> pd.DataFrame:
    """Return starts or ends of plans in the years that the files cover."""
    found = []
    for year in januaries(records)[:-1]:  # the year after each January but the last
        # the return of the January that ends the year tells of it, where there is one
        plans = records.local.at(year + 1).table("sen2_named_plans")
        plans = plans.dropna(subset=[PERSON, column])
        found.append(plans[plans[column].dt.year == year].assign(year=year))
    none = records.local.table("sen2_named_plans")[:0].assign(year=0)
    events: pd.DataFrame = pd.concat([none, *found])
    return events


def _started(records: Records) -> Sequence[Part]:
    parts = []
    for year, rows in _events(records, "start_date").groupby("year"):
        people = rows.drop_duplicates(PERSON)
        ages = ages_at(records, pd.Timestamp(int(str(year)), 12, 31))
        people = people.assign(age=known(people[PERSON].astype(str).map(ages)))
        parts.append(Part(str(year), STARTED.format(year=year), cross(people, ["age"])))
    return parts


def _ended(records: Records) -> Sequence[Part]:
    return [
        Part(
            str(year),
            ENDED.format(year=year),
            cross(
                rows.assign(cease_reason=rows["cease_reason"].fillna(OTHER_REASON).astype(str)),
                ["cease_reason"],
            ),
        )
        for year, rows in _events(records, "cease_date").groupby("year")
    ]


PLANS_BY_NEED = LocalMeasure(
    name="plans-need", title="EHC plans by primary need", files=NEEDED, fields=(NEED,),
    measure="local_plans_count", noun="EHC plans", count=_needs_by_january,
    note="Needs are known for plans that are active in the latest return.",
)  # fmt: skip
PLANS_NEED_SETTING = LocalMeasure(
    name="plans-need-setting", title="EHC plans by primary need and setting",
    files=(*NEEDED, "sen2_placement_detail"), fields=(NEED, SETTING),
    measure="local_plans_count", noun="EHC plans", count=_need_by_setting,
    note="A setting is identified by its number in the council's list of providers.",
)  # fmt: skip
PLANS_NEED_AGE = LocalMeasure(
    name="plans-need-age", title="EHC plans by primary need and age", files=NEEDED,
    fields=(NEED, AGE), measure="local_plans_count", noun="EHC plans", count=_need_by_age,
)  # fmt: skip
PLANS_SETTING_AGE = LocalMeasure(
    name="plans-setting-age", title="EHC plans by setting and age",
    files=(*NEEDED, "sen2_placement_detail"), fields=(SETTING, AGE),
    measure="local_plans_count", noun="EHC plans", count=_setting_by_age,
)  # fmt: skip
PLANS_STARTED = LocalMeasure(
    name="plans-started", title="EHC plans that started, by age at the end of the year",
    files=NEEDED, fields=(AGE,), measure="local_plans_started_count", noun="plans that started",
    count=_started,
)  # fmt: skip
PLANS_ENDED = LocalMeasure(
    name="plans-ended", title="EHC plans that ended, by reason", files=NEEDED, fields=(REASON,),
    measure="local_plans_ended_count", noun="plans that ended", count=_ended,
)  # fmt: skip
TABLES = (
    PLANS_BY_NEED, PLANS_NEED_SETTING, PLANS_NEED_AGE, PLANS_SETTING_AGE, PLANS_STARTED,
    PLANS_ENDED,
)  # fmt: skip
