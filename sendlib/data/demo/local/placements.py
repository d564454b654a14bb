"""Who was in which bought placement in each January, and from when to when.

In 2023, 2024 and 2025 the published counts follow persons and so do these. For 2020 to 2022, before
persons were collected, they are carried back so that each January has its published count: most
were there a year before, some of those now in college were in a school that the council paid for.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Ints
from sendlib.data.demo.local.here import (
    CENSUS,
    LAST_DAY,
    SNAPSHOTS,
    Days,
    Here,
    between,
    day,
    first_of,
    part_of,
)
from sendlib.data.demo.plans import historic
from sendlib.data.demo.settings import FIELDS

YEARS = tuple(CENSUS)
# the settings that a council buys places in, one by one
BOUGHT = {
    "special_independent": "independent_special",
    "special_non_maintained": "non_maintained_special",
    "specialist_post_16_institutions": "post_16_special",
}
ELSEWHERE = len(BOUGHT)
NOWHERE, DAY = -1, -1
_STAYED, _STAYED_RESIDENTIAL, _NEWLY_RESIDENTIAL = 0.87, 0.7, 0.02
_RENEGOTIATED, _MOVED = 0.05, 0.04
_FIRST_YEAR = 2016


@dataclass(frozen=True)
class Status:
    """Where each person of the roll was in each January of YEARS.

    setting: place in BOUGHT, ELSEWHERE for a residential place in another setting, or NOWHERE.
    kind: DAY, 0 for residential of 38 weeks, 1 for 52.
    """

    setting: Ints
    kind: Ints


def placements(here: Here, roll: pd.DataFrame) -> pd.DataFrame:
    """Return the bought education placements of a council's roll.

    Returns:
        A row per placement: person_id (the roll's index), setting (place in BOUGHT or ELSEWHERE),
        kind, start, end (missing while it goes on), again ("moved", "renegotiated" or blank).
    """
    rng = here.rng("placements")
    status = _status(here, rng, roll)
    spells = _split(rng, _spells(status))
    return _dated(rng, spells, roll)


def _status(here: Here, rng: np.random.Generator, roll: pd.DataFrame) -> Status:
    size = len(roll)
    setting = np.full((size, len(YEARS)), NOWHERE)
    kind = np.full((size, len(YEARS)), DAY)
    wanted = [FIELDS.index(field) for field in BOUGHT]
    for year in SNAPSHOTS:
        at = YEARS.index(year)
        mine = roll[f"at_{year}"].to_numpy()
        for number, field in enumerate(wanted):
            setting[mine == field, at] = number
        if f"residential_{year}" in roll:
            kind[:, at] = roll[f"residential_{year}"].to_numpy()
            setting[(kind[:, at] != DAY) & (setting[:, at] == NOWHERE), at] = ELSEWHERE
    for at in reversed(range(YEARS.index(SNAPSHOTS[0]))):
        setting[:, at] = _before(here, rng, roll, setting[:, at + 1], YEARS[at])
    for at in reversed(range(YEARS.index(SNAPSHOTS[0]) + 1)):
        kind[:, at] = _kind_before(rng, setting[:, at], setting[:, at + 1], kind[:, at + 1])
    return Status(setting, kind)


def published(here: Here, year: int) -> list[int]:
    """Return the published count of each setting of BOUGHT in a January before 2023."""
    counts = historic(here.demo, here.demo.profile.plans_in(year), year, new=False)
    return [int(counts[field][here.at]) for field in BOUGHT]


def _before(
    here: Here, rng: np.random.Generator, roll: pd.DataFrame, later: Ints, year: int
) -> Ints:
    """Choose who was where a year before, so that each setting has its published count."""
    age = year - 1 - roll["cohort"].to_numpy()
    eligible = (roll["started"].to_numpy() < year) & (age >= 4)
    found = np.full(len(roll), NOWHERE)
    targets = published(here, year)
    if year == SNAPSHOTS[0] - 1:
        left = roll[f"at_{year}"].to_numpy()
        for number, (field, target) in enumerate(zip(BOUGHT, targets, strict=True)):
            found[_some(rng, left == FIELDS.index(field), target)] = number
    for number, target in enumerate(targets):
        open_to = eligible & (found == NOWHERE)
        old_enough = age >= 16 if number == len(BOUGHT) - 1 else age < 19
        wanted = min(_STAYED * target, target - (found == number).sum())
        stayed = _some(rng, open_to & (later == number), wanted)
        found[stayed] = number
        leavers = open_to & (later == NOWHERE) & old_enough
        found[_some(rng, leavers, target - (found == number).sum())] = number
        rest = open_to & (later == number) & (found == NOWHERE)
        found[_some(rng, rest, target - (found == number).sum())] = number
    return found


def _some(rng: np.random.Generator, among: Flags, count: float) -> Ints:
    places = np.flatnonzero(among)
    size = min(len(places), max(0, round(count)))
    some: Ints = rng.choice(places, size, replace=False)
    return some


def _kind_before(rng: np.random.Generator, setting: Ints, later: Ints, kind: Ints) -> Ints:
    size = len(setting)
    stays = (setting == later) & (kind != DAY) & part_of(rng, size, _STAYED_RESIDENTIAL)
    new = (setting >= 0) & ~stays & part_of(rng, size, _NEWLY_RESIDENTIAL)
    drawn = (rng.random(size) < 0.4).astype(int)
    found: Ints = np.where(stays, kind, np.where(new, drawn, DAY))
    return found


def _spells(status: Status) -> pd.DataFrame:
    """Return a row per unbroken time in one setting and kind: person, first and last January."""
    code = np.where(status.setting == NOWHERE, -1, status.setting * 10 + status.kind + 1)
    size = len(code)
    edge = np.full((size, 1), -1)
    before = np.concatenate([edge, code[:, :-1]], axis=1)
    after = np.concatenate([code[:, 1:], edge], axis=1)
    person, first = np.nonzero((code >= 0) & (code != before))
    _, last = np.nonzero((code >= 0) & (code != after))
    return pd.DataFrame(
        {
            "person": person,
            "setting": status.setting[person, first],
            "kind": status.kind[person, first],
            "first": np.array(YEARS)[first],
            "last": np.array(YEARS)[last],
            "joined": before[person, first] >= 0,
            "followed": after[person, last] >= 0,
            "again": "",
        }
    )


def _split(rng: np.random.Generator, spells: pd.DataFrame) -> pd.DataFrame:
    """Split some long spells by a move to another provider or a new price."""
    found = [spells]
    for year in YEARS[1:]:
        current = pd.concat(found, ignore_index=True)
        over = (current["first"] < year) & (current["last"] >= year)
        draw = rng.random(len(current))
        cut = over & (draw < _MOVED + _RENEGOTIATED)
        later = current[cut].assign(
            first=year, joined=True, again=np.where(draw[cut] < _MOVED, "moved", "renegotiated")
        )
        current.loc[cut, "last"] = year - 1
        current.loc[cut, "followed"] = True
        found = [current, later]
    return pd.concat(found, ignore_index=True)


def _dated(rng: np.random.Generator, spells: pd.DataFrame, roll: pd.DataFrame) -> pd.DataFrame:
    person = spells["person"].to_numpy()
    plan = roll["start"].to_numpy("datetime64[D]")[person]
    ceased = roll["ceased"].to_numpy("datetime64[D]")[person]
    return pd.DataFrame(
        {
            "person_id": roll.index[person],
            "setting": spells["setting"],
            "kind": spells["kind"],
            "start": _starts(rng, spells, plan),
            "end": _ends(rng, spells, ceased),
            "again": spells["again"],
        }
    ).sort_values(["start", "person_id"], ignore_index=True)


def _census(years: pd.Series) -> Days:
    return years.map(CENSUS).to_numpy(str).astype("datetime64[D]")


def _starts(rng: np.random.Generator, spells: pd.DataFrame, plan: Days) -> Days:
    """Draw first days: in September before the first January, or with the plan if that is later."""
    size = len(spells)
    first = spells["first"].to_numpy()
    oldest = np.maximum(plan.astype("datetime64[Y]").astype(int) + 1970, _FIRST_YEAR)
    long_ago = np.minimum(
        oldest + np.floor(rng.random(size) ** 0.6 * (YEARS[0] - oldest)).astype(int), YEARS[0] - 1
    )
    year = np.where((first == YEARS[0]) & ~spells["joined"], long_ago, first - 1)
    september = between(rng, first_of(year, 9, 2), first_of(year, 9, 11))
    census = _census(spells["first"])
    anywhen = between(rng, np.maximum(census - 330, first_of(year, 9, 12)), census)
    start = np.where(spells["joined"] | part_of(rng, size, 0.75), september, anywhen)
    with_plan = np.minimum(plan + rng.integers(1, 40, size), census)
    days: Days = np.where(start < plan, np.maximum(with_plan, plan), start)
    return days


def _ends(rng: np.random.Generator, spells: pd.DataFrame, ceased: Days) -> Days:
    """Draw last days: at the end of the school year, with the plan if it ends before; or none."""
    size = len(spells)
    last = spells["last"].to_numpy()
    summer = between(rng, first_of(last, 7, 12), first_of(last, 7, 31))
    other = between(rng, first_of(last, 2, 1), first_of(last, 12, 19))
    end = np.where(spells["followed"] | part_of(rng, size, 0.8), summer, other)
    with_plan = (ceased.astype("datetime64[Y]").astype(int) + 1970 == last) & ~np.isnat(ceased)
    end = np.where(with_plan, ceased, end)
    goes_on = last == YEARS[-1]
    soon = between(rng, np.full(size, day("2025-02-03")), np.full(size, LAST_DAY))
    late = np.where(part_of(rng, size, 0.02), soon, day("NaT"))
    days: Days = np.where(goes_on, late, end)
    return days
