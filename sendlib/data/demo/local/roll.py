"""Everybody with a plan in a demo council's own records, the same people its published counts have.

The published counts follow plans from January to January by a number that is each person's own; the
roll gathers by it what is known of a person, and invents the rest: a day of birth, a name, where
they live. Names and postcodes are of nobody and nowhere.
"""

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Ints
from sendlib.data.demo.local.here import SNAPSHOTS, Days, Here, between, day, first_of
from sendlib.data.demo.people import OLDEST
from sendlib.data.demo.support import residential_kind

# a primary need that is not known is recorded as another difficulty
NEEDS = ("ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI", "OTH")
# the first years in which residential placements can be told of persons
RESIDENTIAL_YEARS = (2024, 2025)
_SYLLABLES = (
    "bel", "cor", "dax", "fen", "gim", "hox", "jun", "kes", "lum", "mor", "nix", "pel", "quil",
    "ros", "sim", "tav", "ulm", "vex", "wim", "zor",
)  # fmt: skip
_FORENAMES = (
    "Alderin", "Bramblet", "Cloverin", "Dapplet", "Eldrin", "Fennet", "Glimmerin", "Hazelet",
    "Ivorin", "Junipet", "Kestrelin", "Larket", "Mossin", "Nettlet", "Osierin", "Pebblet",
    "Quillin", "Rushet", "Sorrelin", "Thistlet",
)  # fmt: skip
_LETTERS = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))


def roll(here: Here) -> pd.DataFrame:
    """Return everybody who had a plan in a snapshot or whose plan ended in a year before one.

    Returns:
        A row per person, the index being the number drawn for them: born, sex (0 female, 1 male,
        2 unknown), ethnicity, need (code), start (of the plan), ceased (its end, or missing),
        reason (place among the published reasons, -1), moved_in, and for each January `at_2023`
        and so on (place among the published settings, -1 where no plan), `residential_2024` and
        so on (-1 none, 0 for 38 weeks, 1 for 52), and `at_2022` of those who left in 2022.
    """
    rng = here.rng("roll")
    persons = _gathered(here)
    persons = persons.iloc[rng.permutation(len(persons))]
    keys = persons.index.to_numpy()
    cohort = persons["cohort"].to_numpy()
    born = birthdays(rng, cohort, _reached_oldest(persons))
    started = persons["started"].to_numpy()
    start = between(rng, first_of(started, 1, 22), first_of(started, 12, 20))
    persons.index = pd.Index(person_numbers(here.council.code, len(persons)), name="person_id")
    return persons.assign(
        key=keys,
        postcode=postcodes(here.rng("roll", 1), len(persons)),
        born=born,
        start=start,
        ceased=_last_days(rng, persons, start),
        need=np.array(NEEDS)[persons["need"].to_numpy()],
    )


def _gathered(here: Here) -> pd.DataFrame:
    """Bring together by their own numbers what each January and each leaving says of persons."""
    people = here.demo.people
    facts = ["sex", "ethnicity", "need"]
    parts, known = [], []
    for year, frame in people.stocks.items():
        mine = here.mine(frame).set_index("place")
        last = year - 1
        parts.append(mine[facts].assign(cohort=last - mine["age"], started=last - mine["years"]))
        known.append(mine["setting"].rename(f"at_{year}"))
        if year in RESIDENTIAL_YEARS:
            kind = residential_kind(here.demo, year)[here.is_mine(frame)]
            known.append(pd.Series(kind, mine.index, name=f"residential_{year}"))
    for year, frame in people.ceased.items():
        mine = here.mine(frame).set_index("place")
        last = year - 1
        parts.append(mine[facts].assign(cohort=last - mine["age"], started=last - mine["years"]))
        known.append(pd.Series(year, mine.index, name=f"left_{year}"))
        known.append(mine["reason"].rename(f"reason_{year}"))
        if year == SNAPSHOTS[0] - 1:
            known.append(mine["setting"].rename(f"at_{year}"))
    persons = pd.concat(parts)
    persons = persons[~persons.index.duplicated()].sort_index()
    table = persons.join(pd.concat(known, axis=1)).fillna(-1).astype(int)
    left = [f"left_{year}" for year in people.ceased]
    reasons = [f"reason_{year}" for year in people.ceased]
    return table.drop(columns=[*left, *reasons]).assign(
        ended=table[left].max(axis=1),
        reason=table[reasons].max(axis=1),
        moved_in=_moved_in(table),
    )


def _moved_in(table: pd.DataFrame) -> pd.Series:
    """Say who came with a plan from elsewhere: older than a year when first seen after 2023."""
    later = (table["at_2023"] < 0) & (table["at_2022"] < 0)
    first_seen = np.where(table["at_2024"] >= 0, 2024, 2025)
    return (
        later
        & (table["started"] < first_seen - 1)
        & (table[["at_2024", "at_2025"]] >= 0).any(axis=1)
    )


def _reached_oldest(persons: pd.DataFrame) -> Flags:
    cohort = persons["cohort"]
    flags = np.zeros(len(persons), dtype=bool)
    for year in (2022, *SNAPSHOTS):
        flags |= ((year - 1 - cohort >= OLDEST) & (persons[f"at_{year}"] >= 0)).to_numpy()
    return flags


def birthdays(rng: np.random.Generator, cohort: Ints, oldest: Flags) -> Days:
    """Draw days of birth in the school years that end in August of `cohort`.

    Whoever is 25 in January was born after March, so as to be 25 in that January and no older.
    """
    first = np.where(oldest, first_of(cohort, 4), first_of(cohort - 1, 9))
    return between(rng, first, first_of(cohort, 8, 31))


def _last_days(rng: np.random.Generator, persons: pd.DataFrame, start: Days) -> Days:
    """Draw the last days of plans: most at the end of a school year, before a 26th birthday."""
    ended = persons["ended"].to_numpy()
    size = len(persons)
    year = np.where(ended > 0, ended, 2000)
    summer = between(rng, first_of(year, 7, 10), first_of(year, 8, 31))
    other = between(rng, first_of(year, 2, 1), first_of(year, 12, 20))
    old = between(rng, first_of(year, 2, 1), first_of(year, 3, 28))
    last = np.where(rng.random(size) < 0.6, summer, other)
    last = np.where(year - 1 - persons["cohort"].to_numpy() >= OLDEST, old, last)
    gone: Days = np.where(ended > 0, np.maximum(last, start + 30), day("NaT"))
    return gone


def person_numbers(area: str, count: int) -> list[str]:
    """Return unique pupil numbers of an invented council, the persons' numbers in every file."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    found = []
    for number in range(1, count + 1):
        digits = f"{area}{number:09d}"
        check = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2)) % 23
        found.append(f"{letters[check]}{digits}")
    return found


def numbers(count: int, *, first: int = 1, letter: str = "P", width: int = 5) -> list[str]:
    """Return numbers such as P00001."""
    return [f"{letter}{number:0{width}d}" for number in range(first, first + count)]


def surnames(count: int) -> list[str]:
    """Return invented surnames, none of them twice."""
    base = len(_SYLLABLES)
    return [
        "Demo" + "".join(_SYLLABLES[number // base**place % base] for place in range(4))
        for number in range(count)
    ]


def forenames(rng: np.random.Generator, count: int) -> list[str]:
    """Draw invented forenames."""
    return [_FORENAMES[number] for number in rng.integers(0, len(_FORENAMES), count)]


def postcodes(rng: np.random.Generator, count: int) -> list[str]:
    """Draw postcodes of an area that does not exist."""
    district, sector = rng.integers(1, 30, count), rng.integers(1, 10, count)
    first, second = (_LETTERS[rng.integers(0, len(_LETTERS), count)] for _ in range(2))
    return [f"ZZ{a} {b}{c}{d}" for a, b, c, d in zip(district, sector, first, second, strict=True)]
