"""A demo council's SEN2 return: the modules of the persons' requests, plans and placements.

As a council's own extract may do, it goes further back than the return for the Department: plans
that ended since 2022 stand in it too, and each active plan has its placements since January 2023.
"""

import numpy as np
import pandas as pd

from sendlib.data.demo.local.before import Before
from sendlib.data.demo.local.here import SNAPSHOTS, Days, Here, between, day, first_of, part_of
from sendlib.data.demo.local.roll import forenames, numbers, surnames
from sendlib.data.demo.local.schooling import KIND_OF, RESOURCED, UNIT, plain

Modules = dict[str, pd.DataFrame]

# DfE's code of each published word for ethnicity, in the order of the words
ETHNICITIES = (
    "OOTH", "AOTH", "ABAN", "CHNE", "AIND", "APKN", "BOTH", "BAFR", "BCRB", "MOTH", "MWAS", "MWBA",
    "MWBC", "NOBT", "WOTH", "WROM", "WIRI", "WIRT", "WBRI",
)  # fmt: skip
SEXES = np.array(["F", "M", None], dtype=object)
# DfE's code of each published reason, in the order of the reasons
REASONS = np.array(["1", "2", "3", "4", "5", "6", "7", "8", "9", "9"], dtype=object)
TRANSFERRED = "5"
NOTHING = np.array(None, dtype=object)
# an invented council from which persons moved
ELSEWHERE = "124"
# the code of a setting that has no number of its own
CODES = {
    "elective_home_education": "EHE", "other_arrangements_la": "OLA",
    "other_arrangements_parents": "OPA", "nm_early_years": "EYP", "neet": "NEET",
    "neet_ntci": "NIEC", "neet_other": "NIEO", "neet_other_csa": "NIEO",
}  # fmt: skip
OTHER = {
    "online_provider": "Online provider", "w_settings": "School in Wales",
    "other_schools": "Other school", "other_placement_settings": "Other setting",
    "placement_unknown": "Not recorded",
}  # fmt: skip
_COLLEGES = ("college", "training")
_SECOND_NEEDS = {"ASD": "SLCN", "SEMH": "ASD", "PMLD": "PD", "SLD": "SLCN", "SLCN": "MLD"}
_STAYS = {0: "38", 1: "52"}


def modules(
    here: Here,
    roll: pd.DataFrame,
    before: Before,
    attended: pd.DataFrame,
    providers: pd.DataFrame,
    budgets: pd.DataFrame,
) -> Modules:
    """Return the modules of the return by the names of their local files.

    Args:
        here: the council.
        roll: everybody with a plan since 2022.
        before: requests and assessments, and persons without a plan.
        attended: who was where in each January.
        providers: with registration.
        budgets: personal budgets, those open at the last January being the later ones.
    """
    rng = here.rng("sen2")
    last = f"at_{SNAPSHOTS[-1]}"
    steps = before.steps.assign(request_id=numbers(len(before.steps), letter="R", width=5))
    request = steps.set_index("person_id")["request_id"]
    assessed = steps[steps["assessment_outcome"].notna()]
    assessments = _assessments(assessed)
    plans = _plans(rng, roll, assessments, budgets)
    active = _active(rng, roll[roll[last] >= 0], request)
    where = _where(attended, providers)
    active_id = active.set_index("person_id")["active_plans_id"]
    placements = _placements(rng, roll, where, active_id)
    return {
        "sen2_persons": _persons(rng, roll, before.others),
        "sen2_requests": _requests(rng, steps),
        "sen2_assessments": assessments,
        "sen2_named_plans": plans,
        "sen2_plan_detail": _plan_detail(roll, plans, where),
        "sen2_active_plans": active,
        "sen2_placement_detail": placements,
        "sen2_sen_need": _needs(rng, roll, active_id),
    }


def _persons(rng: np.random.Generator, roll: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([roll[list(others)], others])
    return pd.DataFrame(
        {
            "person_id": both.index,
            "upn": both.index,
            "surname": surnames(len(both)),
            "forename": forenames(rng, len(both)),
            "person_birth_date": both["born"].to_numpy(),
            "sex": SEXES[both["sex"].to_numpy()],
            "ethnicity": np.array(ETHNICITIES)[both["ethnicity"].to_numpy()],
            "postcode": both["postcode"].to_numpy(),
        }
    )


def _requests(rng: np.random.Generator, steps: pd.DataFrame) -> pd.DataFrame:
    size = len(steps)
    refused = (steps["request_outcome"] == "N").to_numpy()
    return pd.DataFrame(
        {
            "request_id": steps["request_id"],
            "person_id": steps["person_id"],
            "received_date": steps["received"],
            "rya": part_of(rng, size, 0.002),
            "request_outcome_date": steps["request_date"],
            "request_outcome": steps["request_outcome"],
            "request_mediation": refused & part_of(rng, size, 0.27),
            "request_tribunal": refused & part_of(rng, size, 0.12),
        }
    )


def _assessments(steps: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "assessment_id": numbers(len(steps), letter="A", width=5),
            "request_id": steps["request_id"].to_numpy(),
            "person_id": steps["person_id"].to_numpy(),
            "assessment_outcome": steps["assessment_outcome"].to_numpy(),
            "assessment_outcome_date": steps["assessment_date"].to_numpy(),
            "week20": steps["excepted"].to_numpy(),
        }
    )


def _plans(
    rng: np.random.Generator, roll: pd.DataFrame, assessments: pd.DataFrame, budgets: pd.DataFrame
) -> pd.DataFrame:
    mine = assessments[assessments["person_id"].isin(roll.index)].reset_index(drop=True)
    person = roll.loc[mine["person_id"]].reset_index(drop=True)
    active = (person[f"at_{SNAPSHOTS[-1]}"] >= 0).to_numpy()
    moved = ~active & person["ceased"].isna().to_numpy()
    last = np.where(person["at_2024"] >= 0, 2024, 2023)
    gone = between(rng, first_of(last, 2, 1), first_of(last, 12, 20))
    start = person["start"].to_numpy("datetime64[D]")
    cease: Days = np.where(
        moved, np.maximum(gone, start), person["ceased"].to_numpy("datetime64[D]")
    )
    reason = np.where((person["reason"] >= 0).to_numpy(), REASONS[person["reason"]], NOTHING)
    latest = budgets[budgets["start_date"] >= "2024-04-01"]
    holders = mine["person_id"].isin(latest["person_id"])
    organised = mine["person_id"].isin(latest.loc[latest["kind"] == "organised", "person_id"])
    return pd.DataFrame(
        {
            "named_plan_id": numbers(len(mine), letter="N", width=5),
            "assessment_id": mine["assessment_id"],
            "request_id": mine["request_id"],
            "person_id": mine["person_id"],
            "start_date": start,
            "plan_res": person["residential_2025"].map(_STAYS),
            "pb": holders & active,
            "oa": organised & active,
            "cease_date": cease,
            "cease_reason": np.where(moved, TRANSFERRED, reason),
        }
    )


def _where(attended: pd.DataFrame, providers: pd.DataFrame) -> pd.DataFrame:
    """Return attendance with the number or code by which the return tells the setting."""
    fields = attended["field"].map(plain)
    number = attended["provider_id"].map(providers["registration"])
    college = fields.map(KIND_OF).isin(_COLLEGES)
    other = fields.map(OTHER)
    return attended.assign(
        urn=number.mask(college),
        ukprn=number.where(college),
        sen_setting=fields.map(CODES),
        sen_setting_other=other,
        sen_unit_indicator=attended["field"].str.endswith(UNIT),
        resourced_provision_indicator=attended["field"].str.endswith(RESOURCED),
    )


_SETTING = ["urn", "ukprn", "sen_setting", "sen_setting_other"]
_INDICATORS = ["sen_unit_indicator", "resourced_provision_indicator"]


def _plan_detail(roll: pd.DataFrame, plans: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """Return the setting each plan names: the last one the person was at, where it is known."""
    latest = where.drop_duplicates("person_id", keep="last").set_index("person_id")
    known = plans[plans["person_id"].isin(latest.index)].reset_index(drop=True)
    setting = latest.loc[known["person_id"], [*_SETTING, *_INDICATORS]].reset_index(drop=True)
    table = known[["named_plan_id", "request_id", "person_id"]].join(setting)
    ids = numbers(len(table), letter="D", width=5)
    return table.assign(plan_detail_id=ids, placement_rank=1).loc[
        table["person_id"].isin(roll.index)
    ]


def _active(rng: np.random.Generator, mine: pd.DataFrame, request: pd.Series) -> pd.DataFrame:
    size = len(mine)
    start = mine["start"].to_numpy("datetime64[D]")
    expected = start < day("2024-01-16")
    meeting = between(rng, np.full(size, day("2024-02-01")), np.full(size, day("2024-12-13")))
    held = expected & part_of(rng, size, 0.72)
    told = held & part_of(rng, size, 0.7)
    return pd.DataFrame(
        {
            "active_plans_id": numbers(size, letter="C", width=5),
            "request_id": request[mine.index].to_numpy(),
            "person_id": mine.index,
            "transfer_la": np.where(mine["moved_in"].to_numpy(), ELSEWHERE, NOTHING),
            "review_meeting": np.where(held, meeting, day("NaT")),
            "last_review": np.where(told, meeting + rng.integers(10, 55, size), day("NaT")),
        }
    )


def _placements(
    rng: np.random.Generator, roll: pd.DataFrame, where: pd.DataFrame, active: pd.Series
) -> pd.DataFrame:
    """Return each active plan's placements since January 2023, from when to when."""
    mine = where[where["person_id"].isin(active.index)].sort_values(["person_id", "year"])
    told = mine[["field", "provider_id"]].astype(object).fillna("").agg(" ".join, axis=1)
    changed = (told != told.groupby(mine["person_id"]).shift()).to_numpy()
    spells = mine[changed].reset_index(drop=True)
    year = spells["year"].to_numpy()
    person = roll.loc[spells["person_id"]]
    start = person["start"].to_numpy("datetime64[D]")
    september = between(rng, first_of(year - 1, 9, 2), first_of(year - 1, 9, 9))
    entry = np.where(start > september, start + 1, september)
    followed = spells["person_id"].eq(spells["person_id"].shift(-1)).to_numpy()
    next_year = spells["year"].shift(-1).fillna(0).to_numpy(int)
    leaving = np.where(followed, first_of(np.maximum(next_year - 1, 1970), 8, 31), day("NaT"))
    stays = _stays(person, year)
    return spells[[*_SETTING]].assign(
        placement_detail_id=numbers(len(spells), letter="L", width=5),
        active_plans_id=active[spells["person_id"]].to_numpy(),
        person_id=spells["person_id"],
        placement_rank=1,
        entry_date=entry,
        leaving_date=leaving,
        res=stays,
    )


def _stays(person: pd.DataFrame, year: np.ndarray) -> pd.Series:
    """Return the residential weeks of placements that go on in the last January."""
    latest = person[f"residential_{SNAPSHOTS[-1]}"].to_numpy()
    return pd.Series(latest).map(_STAYS).where(year == SNAPSHOTS[-1])


def _needs(rng: np.random.Generator, roll: pd.DataFrame, active: pd.Series) -> pd.DataFrame:
    first = pd.DataFrame(
        {
            "active_plans_id": active.to_numpy(),
            "person_id": active.index,
            "sen_type": roll["need"].reindex(active.index).to_numpy(),
            "sen_type_rank": 1,
        }
    )
    second = first["sen_type"].map(_SECOND_NEEDS)
    more = first.assign(sen_type=second, sen_type_rank=2)
    more = more[second.notna() & part_of(rng, len(first), 0.35)]
    both = pd.concat([first, more]).sort_values(["active_plans_id", "sen_type_rank"])
    return both.assign(sen_need_id=numbers(len(both), letter="S", width=5)).reset_index(drop=True)
