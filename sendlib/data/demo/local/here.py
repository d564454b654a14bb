"""One council of the demo and the random numbers of its local files."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from sendlib.contracts.areas import DEMO_COUNCILS, Council
from sendlib.data.demo.containers import Flags, Floats, Ints
from sendlib.data.demo.generate import SEED
from sendlib.data.demo.profiles import COUNCILS
from sendlib.data.demo.world import World, world

Days = np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]

# January counts with a row per person; before them only totals were collected
SNAPSHOTS = (2023, 2024, 2025)
# the census day is the third Thursday of January
CENSUS = {
    2020: "2020-01-16", 2021: "2021-01-21", 2022: "2022-01-20", 2023: "2023-01-19",
    2024: "2024-01-18", 2025: "2025-01-16",
}  # fmt: skip
LAST_DAY = np.datetime64("2025-03-31")
FINANCIAL_YEARS = ("2020-21", "2021-22", "2022-23", "2023-24", "2024-25")
# the council to which the numbers of packages, providers and services are set
_USUAL_PLANS = 6_900

_STREAMS = (
    "roll", "before", "market", "placements", "care", "joint", "places", "transport", "budgets",
    "services", "money", "workforce", "improvement", "faults", "sen2",
)  # fmt: skip


@dataclass(frozen=True)
class Here:
    """One council: where it stands in the demo's world, and how large it is."""

    demo: World
    council: Council
    at: int

    @property
    def name(self) -> str:
        """The council's name."""
        return self.council.name

    @property
    def size(self) -> float:
        """How many plans it has beside the council for which numbers were chosen."""
        return float(self.demo.profile.plans_in(SNAPSHOTS[-1])[self.at]) / _USUAL_PLANS

    def rng(self, stream: str, part: int = 0) -> np.random.Generator:
        """Return the random numbers of a stream, the same at every call."""
        number = _STREAMS.index(stream)
        return np.random.default_rng([self.demo.seed, 4, int(self.council.code), number, part])

    def mine(self, people: pd.DataFrame) -> pd.DataFrame:
        """Return the council's own rows of the demo's people."""
        return people[self.is_mine(people)]

    def is_mine(self, people: pd.DataFrame) -> Flags:
        """Say which of the demo's people are the council's own."""
        flags: Flags = people["council"].to_numpy() == self.at
        return flags


def here(area: str, *, seed: int = SEED) -> Here:
    """Return a demo council by its three-digit code."""
    council = DEMO_COUNCILS[area]
    return Here(_world(seed), council, COUNCILS.index(council))


@cache
def _world(seed: int) -> World:
    return world(seed)


def day(text: str) -> np.datetime64:
    """Return a day from `2025-01-16`."""
    return np.datetime64(text, "D")


def first_of(years: Ints | int, month: int, number: int = 1) -> Days:
    """Return a day of a month in each of some years."""
    months = (np.asarray(years) - 1970) * 12 + month - 1
    days: Days = months.astype("datetime64[M]").astype("datetime64[D]") + (number - 1)
    return days


def between(rng: np.random.Generator, first: Days, last: Days) -> Days:
    """Draw a day from the first to the last, both included."""
    span = (last - first).astype(np.int64)
    days: Days = first + np.floor(rng.random(len(first)) * (span + 1)).astype(np.int64)
    return days


def chosen(rng: np.random.Generator, weights: dict[str, float], size: int) -> list[str]:
    """Draw from words by their weights."""
    shares: Floats = np.array(list(weights.values()), dtype=float)
    return [str(word) for word in rng.choice(list(weights), size, p=shares / shares.sum())]


def part_of(rng: np.random.Generator, size: int, share: float) -> Flags:
    """Draw for each of some whether a thing of this share holds."""
    flags: Flags = rng.random(size) < share
    return flags


def few(count: float, size: float, lowest: int = 1) -> int:
    """Scale a number of the usual council to one of another size."""
    return max(lowest, round(count * size))
