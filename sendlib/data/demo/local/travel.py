"""Travel to education and personal budgets of a demo council's persons."""

import numpy as np
import pandas as pd

from sendlib.data.demo.local.here import (
    CENSUS,
    LAST_DAY,
    SNAPSHOTS,
    Days,
    Here,
    between,
    day,
    part_of,
)
from sendlib.data.demo.local.places import school_year
from sendlib.data.demo.local.schooling import plain
from sendlib.data.demo.rates import rates
from sendlib.data.demo.settings import group
from sendlib.data.demo.support import budget_kind

_SHARES = {
    "special_state": 0.72, "special_independent": 0.78, "fe": 0.22, "ap": 0.35, "mainstream": 0.05,
}  # fmt: skip
_IN_UNITS = 0.45
_MODES = {
    "taxi": 0.47, "minibus": 0.33, "public_transport": 0.06, "mileage": 0.07,
    "personal_budget": 0.06, "walking": 0.01,
}  # fmt: skip
# pounds a year: a flat part, and a part for each mile
_COSTS = {
    "taxi": (5200, 310), "minibus": (4300, 120), "public_transport": (620, 5),
    "mileage": (250, 165), "personal_budget": (1500, 180), "walking": (380, 0),
}  # fmt: skip
_PRICES = {2023: 0.92, 2024: 0.965, 2025: 1.0}
_POUNDS_A_POINT = 130
# the published kinds of personal budgets: who gives them and how they are taken
_BUDGETS: dict[str, tuple[tuple[str, str], ...]] = {
    "org_arrangments": (("education", "organised"),),
    "pb_health": (("health", "notional"),),
    "pb_education": (("education", "direct_payment"),),
    "pb_social": (("social_care", "direct_payment"),),
    "pb_integrated": (("health", "third_party"), ("social_care", "direct_payment")),
}


def transport(
    here: Here, roll: pd.DataFrame, attended: pd.DataFrame, providers: pd.DataFrame
) -> pd.DataFrame:
    """Return a row per person who is helped to travel and school year."""
    rng = here.rng("transport")
    steady = pd.Series(rng.random(len(roll)), roll.index)
    plainly = attended["field"].map(plain)
    share = plainly.map(group).map(_SHARES).fillna(0.0)
    share = share.where(~attended["place"].isin(["unit", "resourced"]), _IN_UNITS)
    helped = (attended["person_id"].map(steady) < share) & attended["provider_id"].notna()
    mine = attended[helped].sort_values(["year", "person_id"], ignore_index=True)
    size = len(mine)
    mode = np.array(list(_MODES))[
        np.searchsorted(
            np.cumsum(list(_MODES.values())),
            mine["person_id"].map(pd.Series(rng.random(len(roll)), roll.index)).to_numpy() * 0.999,
        )
    ]
    provider = providers.loc[mine["provider_id"]].reset_index(drop=True)
    near = pd.Series(np.exp(rng.normal(0, 0.3, len(roll))), roll.index)
    miles = np.round(provider["miles"].to_numpy() * mine["person_id"].map(near).to_numpy(), 1)
    miles = np.minimum(miles, 60.0)
    flat, each = (np.array([_COSTS[name][at] for name in mode]) for at in (0, 1))
    alone = (mode == "taxi") & part_of(rng, size, 0.3)
    price = mine["year"].map(_PRICES).to_numpy()
    cost = (flat + each * miles) * price * np.where(alone, 1.9, 1.0) * rng.normal(1, 0.1, size)
    vehicle = np.isin(mode, ("taxi", "minibus"))
    return pd.DataFrame(
        {
            "person_id": mine["person_id"],
            "school_year": mine["year"].map(school_year),
            "mode": mode,
            "provider_id": mine["provider_id"],
            "setting_type": provider["setting_type"],
            "is_single_occupancy": alone,
            "has_escort": vehicle & part_of(rng, size, 0.55),
            "distance_miles": pd.Series(miles).mask(part_of(rng, size, 0.02)),
            "annual_cost_gbp": np.round(np.maximum(cost, 150), 0),
        }
    )


def personal_budgets(here: Here, roll: pd.DataFrame) -> pd.DataFrame:
    """Return personal budgets: in the last two Januaries as many persons have one as published."""
    by_key = pd.Series(roll.index, roll["key"])
    kinds: list[str] = rates()["personal_budgets"]["fields"]
    held: dict[int, pd.Series] = {}
    for year in SNAPSHOTS[1:]:
        stock = here.demo.people.stocks[year]
        mine = here.is_mine(stock)
        kind = pd.Series(budget_kind(here.demo, year)[mine], stock["place"].to_numpy()[mine])
        kind = kind[kind >= 0]
        held[year] = kind.set_axis(by_key[kind.index])
    rng = here.rng("budgets")
    parts = [_budgets(rng, held[year], kinds, roll, year) for year in held]
    table = pd.concat(parts, ignore_index=True)
    # points go with the value, and not all of the value with points
    near = table["annual_value_gbp"] / _POUNDS_A_POINT
    again = here.rng("budgets", 1).normal(0, 0.25, len(table))
    table["points"] = np.clip(np.round(near * np.exp(again)), 3, 300)
    return table.sort_values(["start_date", "person_id", "agency"], ignore_index=True)


def _budgets(
    rng: np.random.Generator, kinds: pd.Series, names: list[str], roll: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Return budgets open on a census day; those of an earlier one have ended by the next."""
    rows = [
        (person, agency, kind)
        for person, code in kinds.items()
        for agency, kind in _BUDGETS[names[code]]
    ]
    table = pd.DataFrame(rows, columns=["person_id", "agency", "kind"])
    size = len(table)
    census = np.full(size, day(CENSUS[year]))
    plan = roll["start"].reindex(table["person_id"]).to_numpy("datetime64[D]")
    ceased = roll["ceased"].reindex(table["person_id"]).to_numpy("datetime64[D]")
    start = between(rng, np.minimum(np.maximum(plan, census - 280), census), census)
    end: Days = np.where(part_of(rng, size, 0.3), LAST_DAY, day("NaT"))
    if year != SNAPSHOTS[-1]:
        later = between(rng, census + 20, census + 340)
        end = np.where(np.isnat(ceased), later, np.minimum(later, np.maximum(ceased, start)))
    value = np.round(np.exp(rng.normal(8.55, 0.6, size)) / 10) * 10
    return table.assign(start_date=start, end_date=end, annual_value_gbp=value)
