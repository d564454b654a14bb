"""All that is drawn before anything is written: councils, settings and people."""

from dataclasses import dataclass

import numpy as np

from sendlib.data.demo.people import People, people
from sendlib.data.demo.profiles import Profiles, profiles
from sendlib.data.demo.settings import Settings, settings

# numbers of the streams of random numbers, one for each thing drawn
STREAMS = (
    "budgets", "residential", "work", "reviews", "history", "requests", "assessments", "officers",
    "tribunals", "population", "pupils", "care", "finance", "inspections", "providers",
    "neighbours", "series", "places",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """The councils and their people, and a source of random numbers for each further thing."""

    seed: int
    profile: Profiles
    settings: Settings
    people: People

    def rng(self, stream: str, part: int = 0) -> np.random.Generator:
        """Return the random numbers of a stream, the same at every call."""
        return np.random.default_rng([self.seed, 3, STREAMS.index(stream), part])


def world(seed: int) -> World:
    """Draw everything from a seed."""
    profile = profiles(seed)
    mix = settings(profile)
    return World(seed=seed, profile=profile, settings=mix, people=people(profile, mix, seed))
