"""What is known of the persons with a plan at Januaries one after another, as plain arrays.

Axes, where they occur, are in this order: transition (from one January to the next), age (in whole
years at 31 August before the January, from 0), need, setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sendlib.errors import ContractError
from sendlib.measures.simulation_rates import Numbers, Whole

# stage of education by age at 31 August: ages after which most change their setting stand alone
STAGES = (
    *(0,) * 3, 1, *(2,) * 6, 3, *(4,) * 4, 5, 6, *(7,) * 2, *(8,) * 6, 9,
)  # fmt: skip
AGES = len(STAGES)

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class History:
    """Plans at Januaries and what happened between them.

    stock: (transitions + 1, ages, needs, settings), plans at each January, oldest first. left:
    (transitions, ...), of the stock at the beginning, those without a plan at the next January.
    watched: likewise, those with a plan at both Januaries whose setting is known at both. moved:
    (transitions, ages, needs, settings, settings), of these, from which to which setting. joined:
    (transitions, ...), plans at the end that were not there at the beginning, by age at the end.
    people: (transitions, ages), residents by age at the end of a transition.
    trend: (transitions,), logarithm of what councils in general have shown in joining, beside the
    last transition.
    """

    stock: Whole
    left: Whole
    watched: Whole
    moved: Whole
    joined: Whole
    people: Numbers
    trend: Numbers = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together.

        Raises:
            ContractError: shapes differ, or more left than were there.
        """
        transitions = len(self.left)
        whole = self.stock.shape[1:]
        if not transitions or len(self.stock) != transitions + 1:
            raise ContractError(
                f"history: {len(self.stock)} Januaries and {transitions} transitions; expected at "
                "least two Januaries, one more than transitions"
            )
        wanted = (transitions, *whole)
        shapes = {
            "left": self.left.shape,
            "watched": self.watched.shape,
            "joined": self.joined.shape,
            "moved": self.moved.shape[:-1],
        }
        for name, shape in shapes.items():
            if shape != wanted:
                raise ContractError(f"history: {name} has the shape {shape}; expected {wanted}")
        if whole[0] != AGES or self.people.shape != (transitions, AGES):
            raise ContractError(
                f"history: ages are {whole[0]}, of people {self.people.shape}; expected {AGES} "
                "ages, and people by transition and age"
            )
        if (self.left + self.watched > self.stock[:-1]).any():
            raise ContractError("history: more left or stayed than had a plan; count persons once")
        if not len(self.trend):
            object.__setattr__(self, "trend", np.zeros(transitions))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of ages, needs and settings."""
        ages, needs, settings = self.stock.shape[1:]
        return ages, needs, settings

    @property
    def possible(self) -> Flags:
        """Say at which stage of education anybody has been in which setting: (stages, settings)."""
        found = np.zeros((max(STAGES) + 1, self.shape[2]), dtype=bool)
        age, setting = np.nonzero(self.stock.sum(axis=(0, 2)))
        found[np.asarray(STAGES)[age], setting] = True
        return found

    @property
    def transitions(self) -> int:
        """How many times from one January to the next."""
        return len(self.left)


@dataclass(frozen=True)
class Future:
    """What is taken to come, by January.

    people: (Januaries, ages), residents. trend: (Januaries, draws), logarithm by which joining in
    general differs from the last transition. shock: (Januaries, draws), standard normal, the luck
    of a year that all councils share; spread: its standard deviation in the logarithm of joining.
    """

    people: Numbers
    trend: Numbers
    shock: Numbers
    spread: float = 0.0

    @property
    def horizon(self) -> int:
        """How many Januaries."""
        return len(self.people)


def steady(people: Sequence[float] | Numbers, *, horizon: int, draws: int, seed: int = 1) -> Future:
    """Return a future in which nothing but the council's own luck changes.

    Args:
        people: residents by age.
        horizon: how many Januaries.
        draws: how many simulations.
        seed: of the shock, which has no effect.
    """
    shock = np.random.default_rng(seed).standard_normal((horizon, draws))
    return Future(np.tile(np.asarray(people, dtype=float), (horizon, 1)), 0 * shock, shock)
