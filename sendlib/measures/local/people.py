"""Who has a plan: persons with an EHC plan in force at a January count, from the SEN2 return."""

from datetime import timedelta

import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.data.periods import census_day
from sendlib.measures.ages import BANDS
from sendlib.measures.local.table import PERSON, Records, known

MOST_YEARS = 5
DAYS_IN_YEAR = 365.25
# setting group of each kind of setting: of providers, and codes of the return
SETTING_GROUPS = {
    "mainstream": "Mainstream schools",
    "state_special": "State-funded special schools",
    "independent_special": "Independent and non-maintained special schools",
    "further_education": "Further education and post-16",
    "alternative_provision": "Alternative provision",
    "early_years": "Early years settings",
    "elsewhere": "Elsewhere or no placement",
}
GROUP_OF = {
    "mainstream": "mainstream",
    "sen_unit": "mainstream",
    "resourced_provision": "mainstream",
    "independent_mainstream": "mainstream",
    "maintained_special": "state_special",
    "non_maintained_special": "independent_special",
    "independent_special": "independent_special",
    "post_16_special": "further_education",
    "further_education": "further_education",
    "alternative_provision": "alternative_provision",
    "early_years": "early_years",
    "EYP": "early_years",
    **dict.fromkeys(
        ("OLA", "OPA", "EHE", "NEET", "NIEC", "NIEO", "OTH", "childrens_home", "own_home", "other"),
        "elsewhere",
    ),
}
AGE_BANDS = {band.lower().replace(" ", "_"): band for band in BANDS}
_FROM = (0, 5, 11, 16, 20)
OLDEST = 26


def januaries(records: Records) -> list[int]:
    """Return the years whose January can be counted, the latest one last.

    The latest is the last year shown, or the last one that the files reach. Before it, a January
    counts where it has a return of its own, or where the files hold plans that ended in the year
    after it: a file of today's plans alone says nothing of earlier ones.
    """
    plans = records.local.table("sen2_named_plans")
    seen = [plans[name].max() for name in ("start_date", "cease_date")]
    reached = max((day for day in seen if pd.notna(day)), default=None)
    if reached is None:
        return []
    returns = records.local.snapshots
    last = min(records.last_year, max(returns, default=(reached + timedelta(days=45)).year))
    ended = set(plans["cease_date"].dropna().dt.year)
    years = range(last - 1, max(records.first_year, last - MOST_YEARS + 1) - 1, -1)
    found = [last]
    for year in years:
        if year not in ended and year not in returns:
            break
        found.append(year)
    return sorted(found)


def in_force(records: Records, year: int) -> pd.DataFrame:
    """Return a row per person with a plan at a January: person_id, need, setting, age.

    At the latest one, and at each with a return of its own, they are those with an active plan,
    where the return has them; at others, those whose plan had started and not ceased. Needs and
    settings are known for active plans only.
    """
    local = records.local.at(year)
    day = census_day(year)
    plans = local.table("sen2_named_plans")
    active = local.table("sen2_active_plans")
    is_own = year in records.local.snapshots or year == januaries(records)[-1]
    if is_own and len(active):
        persons = active[PERSON]
    else:
        open_then = ~(plans["cease_date"] <= day)
        persons = plans.loc[(plans["start_date"] <= day) & open_then, PERSON]
    people = pd.DataFrame({PERSON: persons.dropna().drop_duplicates().astype(str)})
    return people.assign(
        need=_looked_up(people, _needs(local)),
        setting=_looked_up(people, _settings(local, records.local.table("providers"))),
        age=_looked_up(people, ages_at(records, day)),
    ).reset_index(drop=True)


def ages_at(records: Records, day: pd.Timestamp) -> pd.Series:
    """Return the age band of every person on a day, by their number."""
    persons = records.local.of_all_returns("sen2_persons").drop_duplicates(PERSON)
    born = persons.set_index(persons[PERSON].astype(str))["person_birth_date"]
    years = day.year - born.dt.year
    not_yet = (born.dt.month * 100 + born.dt.day) > (day.month * 100 + day.day)
    age = years - not_yet.astype("Int64")
    band = pd.cut(age.astype("float64"), [*_FROM, OLDEST], right=False, labels=list(AGE_BANDS))
    return pd.Series(band.astype(object).to_numpy(), index=born.index)


def _needs(local: LocalTables) -> pd.Series:
    """Return the primary need of each person, that of the lowest rank."""
    needs = local.table("sen2_sen_need").sort_values("sen_type_rank", kind="stable")
    first = needs.dropna(subset=[PERSON]).drop_duplicates(PERSON)
    return first.set_index(first[PERSON].astype(str))["sen_type"]


def setting_kinds(local: LocalTables, providers: pd.DataFrame) -> pd.Series:
    """Return the kind of setting of each person's latest placement, the first of those open.

    A kind of the council's own provider where the placement has its number, else a code of the
    return; missing where neither says.
    """
    first = _placements(local)
    known_kinds = providers.dropna(subset=["registration", "setting_type"])
    kinds = known_kinds.drop_duplicates("registration").set_index("registration")["setting_type"]
    kind = first["urn"].fillna(first["ukprn"]).map(kinds).astype(object)
    kind = kind.where(kind.notna(), first["sen_setting"].astype(object))
    return pd.Series(kind.to_numpy(), index=first[PERSON].astype(str))


def _placements(local: LocalTables) -> pd.DataFrame:
    """Return the latest placement of each person, the first of those open."""
    places = local.table("sen2_placement_detail").dropna(subset=[PERSON])
    places = places.assign(is_over=places["leaving_date"].notna())
    order = ["is_over", "placement_rank", "entry_date"]
    ordered = places.sort_values(order, ascending=[True, True, False], kind="stable")
    first: pd.DataFrame = ordered.drop_duplicates(PERSON)
    return first


def _settings(local: LocalTables, providers: pd.DataFrame) -> pd.Series:
    """Return the setting group of each person's latest placement, the first of those open."""
    kind, first = setting_kinds(local, providers), _placements(local)
    other = kind.isna() & first["sen_setting_other"].notna().to_numpy()
    return kind.map(GROUP_OF).mask(other & ~_says_unknown(first).to_numpy(), "elsewhere")


def _says_unknown(places: pd.DataFrame) -> pd.Series:
    words = places["sen_setting_other"].astype(object).fillna("").astype(str).str.casefold()
    return words.isin(["not recorded", "not known", "unknown"])


def _looked_up(people: pd.DataFrame, values: pd.Series) -> pd.Series:
    return known(people[PERSON].map(values.astype(object)))
