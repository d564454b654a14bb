"""The persons considered for a cohort at a January, and what its rules ask about them."""

import pandas as pd

from sendlib.data.periods import census_day
from sendlib.measures.cohort import SEVERITY
from sendlib.measures.deflator import deflator, rise
from sendlib.measures.local import packages, people
from sendlib.measures.local.need_groups import need_groups
from sendlib.measures.local.packages import SPENDERS
from sendlib.measures.local.spend import named
from sendlib.measures.local.table import PERSON, Records, known

RESIDENTIAL = ("residential_38", "residential_52")
AGENCIES = ("education", "health", "social_care")
OF_NEEDS = ("needs", "number_of_needs")  # rules that somebody without a package can meet
NOBODY: frozenset[str] = frozenset()


def years(records: Records) -> list[int]:
    """Return the years at whose January the cohort can be told, the latest last."""
    found = packages.januaries(records)
    if _takes_plans(records):
        known_years = set(people.januaries(records))
        return [year for year in found if year in known_years]
    return found


def considered(records: Records, year: int) -> pd.DataFrame:
    """Return the persons considered at a January, a row each.

    Returns:
        person_id, what the rules ask about (`measures.cohort.PERSON_COLUMNS`), `need` (group of
        needs) and `age` (band).
    """
    return records.once(f"complex needs: {year}", lambda whole: _considered(whole, year))


def _considered(records: Records, year: int) -> pd.DataFrame:
    found = _of_packages(packages.in_force(records, year), _price(records, year))
    if _takes_plans(records):
        with_plan = pd.Index(people.in_force(records, year)[PERSON])
        found = found.reindex(found.index.union(with_plan))
    found = found.rename_axis(PERSON).reset_index()
    primary = _primary_needs(records)
    recorded = found[PERSON].map(_all_needs(records))
    bought_for = found["bought_for"].map(lambda one: NOBODY if pd.isna(one) else frozenset([one]))
    needs = pd.Series(
        [mine | other for mine, other in zip(recorded.map(_or_nobody), bought_for, strict=True)],
        index=found.index, dtype=object,
    )  # fmt: skip
    main = found[PERSON].map(primary).where(lambda one: one.notna(), found["bought_for"])
    return found.drop(columns="bought_for").assign(
        needs=needs,
        number_of_needs=needs.map(len).astype(float),
        settings=found["settings"].map(_or_nobody),
        need=need_groups(main),
        age=known(found[PERSON].map(people.ages_at(records, census_day(year)))),
        **{name: found[name].fillna(False).astype(bool) for name in _YES_NO},
        **{name: found[name].fillna(0.0).astype(float) for name in _NUMBERS},
    )


_YES_NO = ("is_residential", "looked_after", "continuing_care")
_NUMBERS = (
    "weekly_cost_gbp", "agencies", "residential_weeks", "residential_nights", "health_severity",
)  # fmt: skip


def _of_packages(rows: pd.DataFrame, price: float) -> pd.DataFrame:
    """Return what the packages in force say of each person, by person_id."""
    costs = rows[[f"weekly_cost_{name}_gbp" for name in SPENDERS]].fillna(0.0)
    is_residential = rows["accommodation"].isin(RESIDENTIAL)
    paid = costs[[f"weekly_cost_{name}_gbp" for name in AGENCIES]] > 0
    weeks = rows["weeks_a_year"].fillna(0.0).where(is_residential, 0.0)
    table = pd.DataFrame(
        {
            "bought_for": rows["primary_need"].astype(object),
            "settings": rows["setting_type"].astype(object),
            "is_residential": is_residential,
            "weekly_cost_gbp": costs.sum(axis=1) * price,
            "residential_weeks": weeks,
            "residential_nights": rows["residential_nights"].fillna(0.0),
            "looked_after": rows["looked_after"].fillna(False).astype(bool),
            "continuing_care": rows["continuing_care"].fillna(False).astype(bool),
            "health_severity": rows["health_severity"].astype(object).map(SEVERITY).fillna(0.0),
            **{name: paid[f"weekly_cost_{name}_gbp"] for name in AGENCIES},
        }
    )
    by = table.groupby(rows[PERSON].astype(str))
    highest = by[[*_YES_NO, "residential_weeks", "health_severity", *AGENCIES]].max()
    summed = by[["weekly_cost_gbp", "residential_nights"]].sum()
    return highest.assign(
        agencies=highest[list(AGENCIES)].sum(axis=1),
        weekly_cost_gbp=summed["weekly_cost_gbp"],
        residential_nights=summed["residential_nights"].clip(upper=7.0),
        bought_for=by["bought_for"].first(),
        settings=by["settings"].agg(lambda codes: frozenset(codes.dropna())),
    ).drop(columns=list(AGENCIES))


def _price(records: Records, year: int) -> float:
    """Return what takes prices of a January's financial year to those of the latest January's."""
    latest = packages.januaries(records)[-1]
    rose = rise(deflator(records.published), named(year), named(latest))
    return 1.0 if rose is None else float(1 + rose)


def _takes_plans(records: Records) -> bool:
    """Say whether a definition can be met by needs alone, and there is a return of plans."""
    has_plans = records.local.has("sen2_persons") and records.local.has("sen2_named_plans")
    return has_plans and any(
        sum(rule.kind in OF_NEEDS for rule in cohort.rules) >= cohort.least
        for cohort in records.options.definitions
    )


def _all_needs(records: Records) -> dict[str, frozenset[str]]:
    return records.once("complex needs: needs", _gathered)


def _gathered(records: Records) -> dict[str, frozenset[str]]:
    rows = records.local.table("sen2_sen_need").dropna(subset=[PERSON, "sen_type"])
    by = rows["sen_type"].astype(object).groupby(rows[PERSON].astype(str))
    return {str(person): frozenset(codes) for person, codes in by}


def _primary_needs(records: Records) -> pd.Series:
    rows = records.local.table("sen2_sen_need").sort_values("sen_type_rank", kind="stable")
    first = rows.dropna(subset=[PERSON]).drop_duplicates(PERSON)
    return first.set_index(first[PERSON].astype(str))["sen_type"].astype(object)


def _or_nobody(found: object) -> frozenset[str]:
    return found if isinstance(found, frozenset) else NOBODY
