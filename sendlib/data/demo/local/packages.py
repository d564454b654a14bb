"""Packages of a demo council: bought placements and care, each with its provider and its cost."""

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Floats, Ints
from sendlib.data.demo.local.here import (
    LAST_DAY,
    Days,
    Here,
    day,
    few,
    part_of,
)
from sendlib.data.demo.local.placements import BOUGHT, DAY
from sendlib.data.demo.local.prices import weekly_costs
from sendlib.data.demo.local.roll import numbers

ACCOMMODATION = {DAY: "day", 0: "residential_38", 1: "residential_52"}
_NEEDING_CARE = {"PMLD": 9.0, "MSI": 9.0, "PD": 5.0, "SLD": 5.0, "ASD": 1.6, "SEMH": 1.2}
_SEVERE = {"PMLD": 0.75, "MSI": 0.7, "PD": 0.4, "SLD": 0.3}
# package type -> setting, accommodation, what the provider does, number, weeks, nights a week
_CARE: dict[str, tuple[str, str, str, int, float, float]] = {
    "residential_care": ("childrens_home", "residential_52", "home", 62, 52, 7),
    "fostering": ("other", "none", "fostering", 60, 52, 7),
    "short_breaks": ("childrens_home", "short_break", "breaks", 95, 48, 1),
    "community_support": ("own_home", "none", "support", 60, 50, 0),
    "therapy": ("own_home", "none", "therapy", 45, 38, 0),
    "equipment": ("own_home", "none", "therapy", 18, 52, 0),
}
AWAY = ("residential_care", "fostering")


def with_marks(here: Here, roll: pd.DataFrame) -> pd.DataFrame:
    """Add to a roll who is looked after, has continuing care, and how complex their health is."""
    rng = here.rng("care")
    severe = roll["need"].map(_SEVERE).fillna(0.06).to_numpy(float)
    draw = rng.random(len(roll))
    health = np.where(draw < severe, "high", np.where(draw < severe + 0.25, "medium", "low"))
    return roll.assign(
        health=health,
        continuing=(health == "high") & part_of(rng, len(roll), 0.22),
        looked_after=part_of(rng, len(roll), 0.035),
    )


def packages(
    here: Here, roll: pd.DataFrame, placed: pd.DataFrame, providers: pd.DataFrame
) -> pd.DataFrame:
    """Return packages with their total weekly cost: placements in education, then care.

    Returns:
        A row per package: the columns of the local file but for the agencies' costs, and cost (all
        of it), again, effect, distance.
    """
    rng = here.rng("care", 1)
    both = pd.concat([_education(roll, placed), _care(here, roll, placed)], ignore_index=True)
    both["provider_id"] = _providers(rng, both, providers)
    return _described(rng, both, roll, providers)


def _education(roll: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    kind = placed["kind"].map(ACCOMMODATION)
    settings = [*BOUGHT.values(), "other"]
    return pd.DataFrame(
        {
            "person_id": placed["person_id"],
            "package_type": np.where(kind == "day", "education", "residential_education"),
            "setting_type": [settings[number] for number in placed["setting"]],
            "accommodation": kind,
            "primary_need": roll["need"].reindex(placed["person_id"]).to_numpy(),
            "start_date": placed["start"],
            "end_date": placed["end"],
            "weeks_a_year": np.where(kind == "residential_52", 52.0, 38.0),
            "residential_nights": kind.map(
                {"day": 0.0, "residential_38": 5.0, "residential_52": 7.0}
            ),
            "what": "school",
            "again": placed["again"],
        }
    )


def _care(here: Here, roll: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Draw packages of care, at most one of a kind for a person."""
    rng = here.rng("care", 2)
    away = set(placed.loc[placed["kind"] != DAY, "person_id"])
    weight = roll["need"].map(_NEEDING_CARE).fillna(0.35).to_numpy(float)
    free = ~roll.index.isin(list(away))
    parts = []
    for kind, (setting, stays, what, count, weeks, nights) in _CARE.items():
        looked_after = np.where(roll["looked_after"], 40.0 if kind in AWAY else 2.0, 0.4)
        chance = (weight if kind not in AWAY else weight**0.3) * looked_after
        if kind in AWAY:
            chance = chance * free * roll["looked_after"].to_numpy(float)
        people = _drawn(rng, np.asarray(chance, dtype=float), few(count, here.size, lowest=2))
        free[people] = free[people] & (kind not in AWAY)
        start, end = _care_days(rng, roll.iloc[people])
        parts.append(
            pd.DataFrame(
                {
                    "person_id": roll.index[people],
                    "package_type": kind,
                    "setting_type": setting,
                    "accommodation": stays,
                    "primary_need": roll["need"].to_numpy()[people],
                    "start_date": start,
                    "end_date": end,
                    "weeks_a_year": weeks,
                    "residential_nights": nights,
                    "what": what,
                    "again": "",
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _drawn(rng: np.random.Generator, chance: Floats, count: int) -> Ints:
    size = min(count, int((chance > 0).sum()))
    people: Ints = rng.choice(len(chance), size, replace=False, p=chance / chance.sum())
    return people


def _care_days(rng: np.random.Generator, people: pd.DataFrame) -> tuple[Days, Days]:
    """Draw days of care within the time of the plan; more of it started lately than long ago."""
    size = len(people)
    plan = people["start"].to_numpy("datetime64[D]")
    ceased = people["ceased"].to_numpy("datetime64[D]")
    last = np.where(np.isnat(ceased), LAST_DAY - 20, ceased - 20)
    first = np.maximum(plan, day("2020-04-01"))
    first = np.minimum(first, last)
    span = (last - first).astype(int)
    start = first + np.floor(rng.random(size) ** 0.8 * (span + 1)).astype(int)
    end = start + rng.integers(150, 1300, size)
    closing = np.where(np.isnat(ceased), LAST_DAY, ceased)
    goes_on = np.isnat(ceased) & (end > LAST_DAY)
    return start, np.where(goes_on, day("NaT"), np.minimum(end, closing))


def _providers(
    rng: np.random.Generator, packages: pd.DataFrame, providers: pd.DataFrame
) -> list[str]:
    """Choose providers: each has needs it takes more of; a person stays with one unless moved."""
    needs = sorted(packages["primary_need"].unique())
    leaning = pd.DataFrame(
        np.exp(
            rng.normal(0, 0.9, (len(providers), len(needs)))
            + rng.normal(0, 0.5, (len(providers), 1))
        ),
        index=providers.index,
        columns=needs,
    )
    before: dict[tuple[str, str], str] = {}
    found = []
    ordered = packages.sort_values(["start_date", "person_id"])
    draws = rng.random(len(ordered))
    pools = {what: _pool(providers, leaning, what) for what in _kinds(packages)}
    for number, row in enumerate(ordered.to_dict("records")):
        key = (row["person_id"], row["what"] + row["setting_type"])
        if key not in before or row["again"] == "moved":
            pool = pools[row["what"], row["setting_type"]][row["primary_need"]]
            at = int(np.searchsorted(pool.to_numpy(), draws[number]))
            others = [name for name in pool.index if name != before.get(key)]
            name = pool.index[min(at, len(pool) - 1)]
            before[key] = name if name in others else others[0]
        found.append(before[key])
    return list(pd.Series(found, ordered.index).sort_index())


def _kinds(packages: pd.DataFrame) -> list[tuple[str, str]]:
    pairs = packages[["what", "setting_type"]].drop_duplicates()
    return list(pairs.itertuples(index=False, name=None))


def _pool(
    providers: pd.DataFrame, leaning: pd.DataFrame, kind: tuple[str, str]
) -> dict[str, pd.Series]:
    what, setting = kind
    able = (providers["what"] == what).to_numpy()
    if what == "school":
        other = setting not in providers.loc[able, "setting_type"].to_numpy()
        wanted = "independent_special" if other else setting
        able = able & (providers["setting_type"] == wanted).to_numpy()
    mine = leaning[able]
    return {str(need): (mine[need] / mine[need].sum()).cumsum() for need in mine}


def _described(
    rng: np.random.Generator, packages: pd.DataFrame, roll: pd.DataFrame, providers: pd.DataFrame
) -> pd.DataFrame:
    size = len(packages)
    provider = providers.loc[packages["provider_id"]].reset_index(drop=True)
    person = roll.loc[packages["person_id"]].reset_index(drop=True)
    away = packages["package_type"].isin(AWAY).groupby(packages["person_id"]).transform("any")
    miles = provider["miles"].to_numpy(float) * np.exp(rng.normal(0, 0.25, size))
    at_home = (packages["setting_type"] == "own_home").to_numpy()
    table = packages.assign(
        effect=provider["effect"],
        distance=np.where(at_home, 0.0, np.round(miles, 1)),
        looked_after=person["looked_after"] | away,
        continuing_care=person["continuing"],
        health_severity=person["health"],
        distance_miles=pd.Series(np.round(miles, 1)).mask(at_home | part_of(rng, size, 0.04)),
        home_postcode=person["postcode"],
        provider_postcode=provider["postcode"].mask(_some_missing(rng, size)),
    )
    table["cost"] = weekly_costs(rng, table)
    table = table.sort_values(["start_date", "person_id", "package_type"], ignore_index=True)
    return table.assign(package_id=numbers(size, letter="PK", width=4))


def _some_missing(rng: np.random.Generator, size: int) -> Flags:
    return part_of(rng, size, 0.06)


def busiest(packages: pd.DataFrame) -> pd.Series:
    """Return by provider the most packages that were open on one first day of any of them."""
    start = packages["start_date"].to_numpy("datetime64[D]")
    end = packages["end_date"].to_numpy("datetime64[D]")
    found = {}
    for name, rows in packages.groupby("provider_id").indices.items():
        opened, closed = start[rows], np.where(np.isnat(end[rows]), LAST_DAY, end[rows])
        days = opened[:, None]
        found[name] = int(((opened <= days) & (closed >= days)).sum(axis=1).max())
    return pd.Series(found)
