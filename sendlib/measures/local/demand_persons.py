"""Persons with a plan at each January, by age, need and provision, from the SEN2 returns.

One return with the dates of plans and placements tells of earlier Januaries too. Needs stand in it
for active plans only: a person who has left takes the need, and where it lacks, the provision, of
somebody of the same stage of education and January (hot deck, by a fixed seed).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.local.tables import LocalTables
from sendlib.data.periods import census_day
from sendlib.measures.local.people import in_force, januaries
from sendlib.measures.local.table import NOT_RECORDED, PERSON, Records
from sendlib.measures.simulation_history import AGES, STAGES, History
from sendlib.measures.simulation_rates import Numbers, Whole

NEEDS = (*code_sets()["need_types"], NOT_RECORDED)
PROVISIONS = {
    "early_years": "Early years settings",
    "mainstream": "Mainstream schools",
    "base": "SEN units and resourced provision in mainstream schools",
    "state_special": "State-funded special schools",
    "independent_special": "Independent and non-maintained special schools",
    "alternative_provision": "Alternative provision and hospital schools",
    "further_education": "Further education colleges",
    "post_16_special": "Specialist post-16 institutions",
    "home_educated": "Elective home education",
    "council_arrangements": "Education otherwise than at school, by the council",
    "elsewhere": "Elsewhere or no placement",
    NOT_RECORDED: "Provision not identified",
}
PROVISION_OF = {
    "mainstream": "mainstream", "independent_mainstream": "mainstream", "sen_unit": "base",
    "resourced_provision": "base", "maintained_special": "state_special",
    "non_maintained_special": "independent_special", "independent_special": "independent_special",
    "post_16_special": "post_16_special", "further_education": "further_education",
    "alternative_provision": "alternative_provision", "early_years": "early_years",
    "EYP": "early_years", "EHE": "home_educated", "OLA": "council_arrangements",
    **dict.fromkeys(
        ("OPA", "NEET", "NIEC", "NIEO", "OTH", "childrens_home", "own_home", "other"), "elsewhere"
    ),
}  # fmt: skip
SEED = 7  # of the hot deck
# share of a January's settings below which those known are of persons who have not moved since
FEWEST_SEEN = 0.8
_KEYS = list(PROVISIONS)


@dataclass(frozen=True)
class Persons:
    """Everybody with a plan at some Januaries.

    years: Januaries, oldest first. at: for each, a row per person (`person_id` the index) with
    `age`, `need` and `setting` as places in AGES, NEEDS and PROVISIONS, and `seen`: whether the
    setting is recorded for that January.
    """

    years: tuple[int, ...]
    at: tuple[pd.DataFrame, ...]

    def until(self, year: int) -> "Persons":
        """Return the Januaries up to one of them."""
        known = [one for one in self.years if one <= year]
        return Persons(tuple(known), self.at[: len(known)])


def persons_at_januaries(records: Records) -> Persons:
    """Return everybody with a plan at each January that the returns reach."""
    years = januaries(records)
    born = _born(records)
    found = [_at(records, year, born) for year in years]
    for later, earlier in zip(found[:0:-1], found[-2::-1], strict=True):
        for name in ("need", "setting"):
            known = earlier[name].fillna(later[name].reindex(earlier.index))
            earlier[name] = known
    random = np.random.default_rng(SEED)
    return Persons(tuple(years), tuple(_without_gaps(one, random) for one in found))


def history_of(persons: Persons, people: Numbers, trend: Numbers) -> History:
    """Return what the model is told.

    Args:
        persons: at two Januaries or more.
        people: residents by transition and age.
        trend: of joining in general, by transition.
    """
    stock = np.array([_counted(one) for one in persons.at])
    left, watched, moved, joined = [], [], [], []
    for before, after in zip(persons.at, persons.at[1:], strict=False):
        stays = before.index.isin(after.index)
        pair = before[stays].join(after[["setting", "seen"]].add_suffix("_then"))
        seen = pair[pair["seen"] & pair["seen_then"]]
        changed = seen[seen["setting"] != seen["setting_then"]]
        left.append(_counted(before[~stays]))
        watched.append(_counted(seen))
        moved.append(_counted(changed, "setting_then"))
        joined.append(_counted(after[~after.index.isin(before.index)]))
    return History(
        stock, np.array(left), np.array(watched), np.array(moved), np.array(joined), people, trend
    )


def _counted(rows: pd.DataFrame, *more: str) -> Whole:
    shape = (AGES, len(NEEDS), len(PROVISIONS), *(len(PROVISIONS) for _ in more))
    found = np.zeros(shape, dtype=np.int64)
    places = tuple(rows[name].to_numpy(dtype=int) for name in ("age", "need", "setting", *more))
    np.add.at(found, places, 1)
    return found


def _born(records: Records) -> pd.Series:
    persons = records.local.of_all_returns("sen2_persons").drop_duplicates(PERSON)
    return persons.set_index(persons[PERSON].astype(str))["person_birth_date"]


def _at(records: Records, year: int, born: pd.Series) -> pd.DataFrame:
    """Return a January as recorded: what is not known is missing."""
    people = in_force(records, year).set_index(PERSON).sort_index()
    birthday = born.reindex(people.index)
    age = (year - 1) - birthday.dt.year - (birthday.dt.month > 8).astype("Int64")
    local = records.local.at(year)
    placed = _provision(local, records.local.table("providers"), year)
    need = people["need"].map({code: place for place, code in enumerate(NEEDS)})
    is_latest = year == januaries(records)[-1]
    unknown = need.isna() | (need == NEEDS.index(NOT_RECORDED))
    setting = people.index.to_series().map(placed)
    found = pd.DataFrame(
        {
            "age": age.astype("float64").clip(0, AGES - 1),
            "need": need.astype(float).mask(unknown & (not is_latest)),
            "setting": setting.astype(float),
            "seen": setting.notna() & (setting.notna().mean() >= FEWEST_SEEN),
        }
    )
    if is_latest:
        found["setting"] = found["setting"].fillna(_KEYS.index(NOT_RECORDED))
    return found.dropna(subset=["age"])


def _provision(local: LocalTables, providers: pd.DataFrame, year: int) -> pd.Series:
    """Return the place of each person's provision in PROVISIONS at a January.

    It is that of the placement open on the census day, else the setting that the plan names.
    """
    day = census_day(year)
    placed = local.table("sen2_placement_detail").dropna(subset=[PERSON])
    begun = placed["entry_date"].isna() | (placed["entry_date"] <= day)
    open_then = placed[begun & ~(placed["leaving_date"] <= day)]
    order = ["placement_rank", "entry_date"]
    first = open_then.sort_values(order, ascending=[True, False], kind="stable")
    kinds = _kinds(providers)
    plans = local.table("sen2_named_plans").set_index("named_plan_id")
    named = local.table("sen2_plan_detail").sort_values("placement_rank", kind="stable")
    ended = plans["cease_date"].reindex(named["named_plan_id"])
    gone = named[ended.notna().to_numpy()]
    both = pd.concat([_told(first, kinds), _told(gone, kinds)])
    found = both[~both.index.duplicated()]
    bases = _told(named, kinds)
    bases = bases[(bases == _KEYS.index("base")) & ~bases.index.duplicated()]
    mainstream = found == _KEYS.index("mainstream")
    placed_in: pd.Series = found.mask(
        mainstream & found.index.isin(bases.index), _KEYS.index("base")
    )
    return placed_in


def _kinds(providers: pd.DataFrame) -> pd.Series:
    known = providers.dropna(subset=["registration", "setting_type"])
    return known.drop_duplicates("registration").set_index("registration")["setting_type"]


def _told(rows: pd.DataFrame, kinds: pd.Series) -> pd.Series:
    """Return the place of the provision of each row that tells one, by person."""
    kind = rows["urn"].fillna(rows["ukprn"]).map(kinds).astype(object)
    kind = kind.where(kind.notna(), rows["sen_setting"].astype(object))
    kind = kind.mask(kind.isna() & rows["sen_setting_other"].notna(), "OTH")
    provision = kind.map(PROVISION_OF)
    flags = ["sen_unit_indicator", "resourced_provision_indicator"]
    in_base = rows[flags].fillna(False).astype(bool).any(axis=1)
    provision = provision.mask(in_base & (provision == "mainstream"), "base")
    place = provision.map({name: place for place, name in enumerate(_KEYS)})
    found = pd.Series(place.to_numpy(dtype=float), index=rows[PERSON].astype(str))
    return found.dropna()


def _without_gaps(rows: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Fill gaps with what somebody of the same stage has, else anybody."""
    rows = rows.copy()
    stage = pd.Series(np.asarray(STAGES)[rows["age"].to_numpy(dtype=int)], index=rows.index)
    for name in ("setting", "need"):
        for of in (stage, stage * 0):
            for _, part in rows.groupby(of):
                missing = part.index[part[name].isna()]
                known = part[name].dropna().to_numpy()
                if len(missing) and len(known):
                    rows.loc[missing, name] = random.choice(known, len(missing))
        rows[name] = rows[name].fillna(rows[name].max() if rows[name].notna().any() else 0)
    return rows.astype({"age": int, "need": int, "setting": int})
